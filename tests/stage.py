"""A sentence with who is present comes in; the acts that are read out of it go out: for tests of the parser."""

from __future__ import annotations

from functools import cache

from briefs import lexicon
from briefs.lexicon import Lexicon
from briefs.model import Document, DocumentKind, Particulars, Reading
from briefs.parsing import parser
from briefs.parsing.parser_drafts import drafts
from briefs.parsing.parser_quotes import Draft
from briefs.parsing.parser_scene import rules_of, scenes
from briefs.parsing.text import Outline, Paragraph, Role, Section

NAMED = {"arroyo": "PE", "lindqvist": "SE", "president arroyo": "PE", "prime minister lindqvist": "SE"}


@cache
def the_lexicon() -> Lexicon:
    return lexicon.load(lexicon.config_folder())


def read(text: str, name: str = "test.txt") -> Reading:
    return parser.read(Document(text, name), the_lexicon())


def acts(
    *texts: str,
    parties: str = "",
    voice: str = "",
    home: str | None = None,
    kind: DocumentKind = DocumentKind.PRESS_RELEASE,
    persons: dict[str, str] | None = None,
) -> list[Draft]:
    """The acts of paragraphs that stand on a given stage; "- " before a text makes it a bullet."""
    paragraphs = tuple(
        Paragraph(
            number,
            text.removeprefix("- "),
            Role.BULLET if text.startswith("- ") else Role.BODY,
            "-" if text.startswith("- ") else "",
        )
        for number, text in enumerate(texts, start=1)
    )
    particulars = Particulars(
        "Talks",
        kind,
        home,
        None,
        published_on_inferred=False,
        published_on_reason=None,
        place=None,
        language="en",
        sha256="",
    )
    codes = tuple(parties.split()) or tuple(voice.split())
    frame = Outline(
        particulars,
        (),
        (Section(None, None, codes, paragraphs),),
        codes,
        tuple(voice.split()),
        NAMED if persons is None else persons,
    )
    mentions = {one.number: the_lexicon().mentions(one.text) for one in paragraphs}
    found: list[Draft] = []
    for scene, section in scenes(frame, rules_of(the_lexicon()), (), mentions):
        for paragraph in section.paragraphs:
            found.extend(drafts(paragraph, scene)[0])
    return found


def shown(found: list[Draft]) -> list[str]:
    """Each act as "kind actors>towards strength"."""
    return [
        f"{one.kind} {' '.join(one.actors)}>{' '.join(one.towards)}{' ' + one.strength if one.strength else ''}"
        for one in found
    ]
