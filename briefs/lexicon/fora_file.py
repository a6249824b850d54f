"""config/fora.toml comes in; the series of meetings and the heads of made-up names go out, checked by their examples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from briefs.errors import BadRule
from briefs.lexicon import rules
from briefs.lexicon.fora import FILE, Fora, Forum, Head
from briefs.model import Level

if TYPE_CHECKING:
    from pathlib import Path

    from briefs.lexicon.parties import Parties

FORUM_KEYS = (
    "slug", "event", "title", "name", "names", "numbered", "level", "parties", "not_near", "examples",
    "counter_examples",
)  # fmt: skip
HEAD_KEYS = ("slug", "words", "level", "alone", "open", "examples", "counter_examples")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+){0,9}")


def load(folder: Path, parties: Parties) -> Fora:
    """Read fora.toml. Raises BadRule on an unknown key, a name of two series or a failing example."""
    raw = rules.read(folder, FILE)
    rules.Entry(FILE, "the file", raw).only({"forum", "head"})
    forums = [entry.only(FORUM_KEYS) for entry in rules.entries(FILE, "forum", raw.get("forum"))]
    heads = [entry.only(HEAD_KEYS) for entry in rules.entries(FILE, "head", raw.get("head"))]
    found = Fora(
        tuple(_forum(entry, parties) for entry in forums), [_head(entry) for entry in heads], parties
    )
    for entry in [*forums, *heads]:
        _check_examples(entry, found)
    return found


def _forum(entry: rules.Entry, parties: Parties) -> Forum:
    slug, name = _checked_slug(entry), entry.text("name")
    for code in entry.texts("parties"):
        if code not in parties.all:
            raise BadRule(f'{entry.place}: no party has the code "{code}".')
    event = entry.text("event", "") or f"{slug}-{{n}}"
    title = entry.text("title", "") or f"{{nth}} {name}"
    if "{n}" not in event or not ("{n}" in title or "{nth}" in title):
        raise BadRule(
            f'{entry.place}: "event" and "title" must hold {{n}} (or {{nth}}), the place of the number.'
        )
    return Forum(
        slug=slug,
        name=name,
        event=event,
        title=title,
        level=_level(entry),
        parties=entry.texts("parties"),
        names=entry.texts("names"),
        numbered=entry.texts("numbered"),
        not_near=entry.texts("not_near"),
    )


def _head(entry: rules.Entry) -> Head:
    slug = _checked_slug(entry) if "slug" in entry.table else ""
    return Head(slug, _level(entry), entry.flag("alone"), entry.flag("open"), entry.texts("words"))


def _checked_slug(entry: rules.Entry) -> str:
    slug = entry.text("slug")
    if not _SLUG.fullmatch(slug):
        raise BadRule(
            f'{entry.place}: the slug "{slug}" must be small letters and digits with hyphens between.'
        )
    return slug


def _level(entry: rules.Entry) -> Level:
    try:
        return Level(entry.text("level"))
    except ValueError:
        levels = ", ".join(Level)
        raise BadRule(
            f'{entry.place}: the level "{entry.text("level")}" is unknown. Use one of {levels}.'
        ) from None


def _check_examples(entry: rules.Entry, fora: Fora) -> None:
    slug = entry.text("slug", "nothing")
    for example, wanted in entry.pairs("examples"):
        found = {each.slug for each in fora.find(example)}
        if wanted not in found:
            raise entry.fails(
                example, f"names {found or 'nothing'}, not {wanted}", 'Add what it says to "names".'
            )
    for example in entry.texts("counter_examples"):
        if any(each.series == slug or each.series.endswith(f"-{slug}") for each in fora.find(example)):
            raise entry.fails(
                example, f"names {slug} and must not", "Give the other meeting an entry of its own."
            )
