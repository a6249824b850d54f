"""A paragraph and its scene come in; the outcomes, commentary and unread passages in it go out, with their places."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefs.model import Code, Kind
from briefs.parsing import sentences
from briefs.parsing.actors_cast import Cast, Named, Subject, cast_of
from briefs.parsing.actors_words import TITLES
from briefs.parsing.acts import groups
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_lists import head_of_list, item, resolves
from briefs.parsing.acts_sums import sum_received
from briefs.parsing.acts_verbs import bare
from briefs.parsing.clauses import clauses, voiced
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_subjects import opener
from briefs.parsing.clauses_words import Words, even, words_of
from briefs.parsing.commentary import Spoken, Voice, enters, spoken, tells_background
from briefs.parsing.datelines import dateline
from briefs.parsing.headlines_words import DATELINE
from briefs.parsing.kinds import Sense, sense
from briefs.parsing.parser_quotes import Draft, quoted
from briefs.parsing.parser_speech import going_on, within
from briefs.parsing.parser_told import long_ago, told_now
from briefs.parsing.parser_unreported import (
    before_and,
    giver_in,
    in_sheet,
    known_giver,
    only_tagged,
    unreported,
)
from briefs.parsing.text import Paragraph, Role

if TYPE_CHECKING:
    from briefs.parsing.parser_scene import Scene


_LONGEST = 600
"""Words of the longest sentence that is read whole; a longer one is a table or a list without full stops."""

_STAMP = re.compile(
    r"\s*(?:date|dated|published|updated|posted)?:?\s*\d{4}-\d\d-\d\d[\s,:|-]+(?=[^\W\d_]{2})", re.IGNORECASE
)
"""A day in figures in front of a story ("date 2021-04-07 Lumeria will …")."""
_SHOWN = 300
_DATELINE = 90
_NEAR = 6
_NAMED = 12
"""Words of a sentence in which a person who does something is named."""
_TOO_LONG = f"A sentence of more than {_LONGEST} words is a table or a list without full stops."


@dataclass(frozen=True, slots=True)
class Remark:
    """A passage that is no outcome: what an outsider says, or, with a ``reason``, what could not be resolved."""

    start: int
    end: int
    speaker: str | None
    reason: str | None = None


def drafts(paragraph: Paragraph, scene: Scene) -> tuple[list[Draft], list[Remark]]:
    """What one paragraph reports."""
    text = even(paragraph.text)
    named = [
        Named(one.start, one.end, one.code, one.form) for one in scene.mentions.get(paragraph.number, ())
    ]
    cast = cast_of(scene.stage, scene.memory, named)
    found: list[Draft] = []
    remarks: list[Remark] = []
    _begin(paragraph, scene)
    aside = False
    quoted = going_on(text, scene.quoting)
    spans = sentences.split(paragraph.text)
    for place, span in enumerate(spans):
        begin = _past_dateline(text, span.start, span.end) if place == 0 else span.start
        words = words_of(text, begin, span.end)
        if not len(words):
            continue
        if len(words) > _LONGEST:
            remarks.append(Remark(span.start, min(span.end, span.start + _SHOWN), None, _TOO_LONG))
            continue
        who = spoken(words, cast, news=scene.news)
        if who.voice is Voice.OFFICIAL:
            quoted = who
        elif who.voice is Voice.TEXT:
            who = within(words, spans[place + 1 :], quoted, cast, news=scene.news) or who
        if who.voice is Voice.OUTSIDER or aside or _goes_on(scene, who, words):
            aside = True
            scene.outsider, scene.by_trade = who.name or scene.outsider or "", scene.by_trade or who.sure
            remarks.append(Remark(span.start, span.end, who.name or scene.outsider or None))
            continue
        _heard(who, cast, scene)
        first, told = place == 0, who.voice is Voice.OFFICIAL
        mine, seen = _sentence(words, _speaking(cast, who), scene, (begin, span.end), first=first, told=told)
        found.extend(mine)
        if not scene.own_voice and who.voice is Voice.TEXT and (entered := enters(words)) is not None:
            scene.outsider, scene.by_trade = entered, True
        scene.giver = giver_in(mine) or scene.giver
        nobody = None if mine else _unresolved(words, seen)
        if nobody is not None:
            remarks.append(Remark(span.start, span.end, None, nobody))
    scene.quoting = None if aside else quoted
    aside = scene.opinion or (scene.background and not scene.own_voice)
    return ([], remarks + _as_remarks(found)) if aside else (found, remarks)


def _begin(paragraph: Paragraph, scene: Scene) -> None:
    """Tell the scene what kind of paragraph comes: one that is neither item nor numbered closes the list."""
    if paragraph.role is not Role.BULLET and not paragraph.marker and not _goes_on_listing(paragraph.text):
        scene.listed, scene.promised = None, False
    scene.in_list = paragraph.role is Role.BULLET
    scene.numbered = bool(paragraph.marker)


def _heard(who: Spoken, cast: Cast, scene: Scene) -> None:
    """Remember who is said to speak: for what he says next, and for "he"."""
    if who.who is None:
        return
    scene.speaker = _speaker(who.who, scene.speaker)
    if who.who.how == "person" and len(who.who.codes) == 1:
        cast.memory.keep(who.who)


def _as_remarks(found: list[Draft]) -> list[Remark]:
    """What reads like acts in a writer's opinion, or in the background that he adds."""
    return [Remark(one.start, one.end, None) for one in found]


def _goes_on_listing(text: str) -> bool:
    """Whether a paragraph without a number is one of a list all the same: a preamble, closed by a comma or semicolon, or "RESOLVES:"."""
    first = text.split(None, 1)[0].rstrip(",").lower() if text.strip() else ""
    return resolves(text) or first.endswith("ing") or text.rstrip().endswith((";", "; and", ","))


def open_list(paragraph: Paragraph, scene: Scene) -> None:
    """Let a heading that ends in a colon ("The task force will focus on the following:") lend its items their subject."""
    scene.background = tells_background(paragraph.text)
    words = words_of(even(paragraph.text))
    if words.low[-1:] != [":"] or (len(words) < _NEAR and scene.listed is None):
        return
    named = [
        Named(one.start, one.end, one.code, one.form) for one in scene.mentions.get(paragraph.number, ())
    ]
    cast = cast_of(scene.stage, scene.memory, named)
    items = clauses(words, groups(words, scene.rules.table), cast, own_voice=scene.own_voice)
    head = head_of_list(words, items, cast, own_voice=scene.own_voice, listed=scene.listed)
    if head is not None:
        scene.listed, scene.promised = head


def _past_dateline(text: str, start: int, end: int) -> int:
    """Where a sentence begins behind the place and date of a news story ("LIMA, 3 May (PNA) -- …")."""
    stamp = _STAMP.match(text, start, end)
    start = stamp.end() if stamp is not None else start
    found = DATELINE.match(text, start, min(end, start + _DATELINE))
    return found.end() if found is not None else start + dateline(text[start:end], sure=True)


def _goes_on(scene: Scene, who: Spoken, words: Words) -> bool:
    """Whether a sentence of a news story still gives the words of the outsider who spoke before."""
    if scene.outsider is None:
        return False
    if scene.by_trade and who.voice is Voice.OFFICIAL and who.who is not None and who.who.how == "pronoun":
        return True  # "…," he said: whoever spoke last
    if who.voice in {Voice.STATEMENT, Voice.OFFICIAL}:
        scene.outsider, scene.by_trade = None, False
        return False
    return bool(words.low and words.low[0] in {"he", "she", "his", "her", '"'})


def _speaking(cast: Cast, who: Spoken) -> Cast:
    """In an official's quotation "we" are those for whom the official speaks."""
    if who.voice is not Voice.OFFICIAL or who.who is None:
        return cast
    stage = cast.stage
    return replace(cast, stage=replace(stage, voice=who.who.codes))


def _unresolved(words: Words, seen: list[Group]) -> str | None:
    """Why a sentence in which an office acts gave nothing: the office could not be traced to a party."""
    for group in seen:
        before = range(max(0, group.start - _NEAR), group.start)
        named = (
            group.start > 0 and words.capital(group.start - 1) and any(words.low[k] in TITLES for k in before)
        )
        if named and group.mood in {"past", "perfect"}:
            return f"Somebody acts here who could not be traced to a party: {words.said(before[0], group.start)}."
    return None


def _sentence(
    words: Words, cast: Cast, scene: Scene, span: tuple[int, int], *, first: bool, told: bool
) -> tuple[list[Draft], list[Group]]:
    """The drafts of a sentence, and its verbs where none of them found a subject."""
    table = scene.rules.table
    found = groups(words, table)
    carried = _carried(words, cast, scene, found, first=first)
    items = clauses(words, found, cast, carried=carried, own_voice=scene.own_voice)
    senses = _senses(words, items, found, cast, scene)
    if words.low[-1] == ":":
        senses = [one for one in senses if one.subject.how != "thing"]
    head = head_of_list(words, items, cast, own_voice=scene.own_voice, listed=scene.listed)
    if head is not None:
        scene.listed, scene.promised = replace(head[0], start=0), head[1]
        if scene.promised and words.low[-2:-1] != ["including"]:
            senses = [one for one in senses if one.kind is not Kind.COMMITMENT]
    elif first and scene.listed is not None and scene.promised and (not senses or bare(words.low[0])):
        promised = item(words, scene.listed, table)
        senses = [promised] if promised is not None else senses
    if first and not senses and scene.own_voice and words.said(0, 1).isupper():
        resolved = item(words, Subject(cast.stage.own, 0, "group", plural=True), table)
        senses = [resolved] if resolved is not None else []
    by = known_giver(scene)
    senses = [made for one in senses if (made := sum_received(words, one, cast, by)) is not None]
    if not senses:
        acts = not only_tagged(words, items)
        senses = unreported(words, cast, scene, found if first else [], acts=acts, told=told)
    elif scene.own_voice:
        senses = [*before_and(words, senses[0], cast, scene), *senses]
    senses = told_now(words, senses, news=scene.news, own_voice=scene.own_voice, now=scene.reference)
    if long_ago(words, scene.reference):
        senses = [one for one in senses if one.group.mood != "past"]
    senses = in_sheet(words, senses, cast, scene, first=first)
    if scene.alone and not _foreign(cast, span[1], scene.alone):
        senses = []
    if items:
        _acted(items, scene, first=first)
    elif not scene.own_voice:
        _introduce(words, cast)
    return quoted(words, senses, cast, scene, span), [] if items or scene.alone else found


def _senses(words: Words, items: list[Clause], found: list[Group], cast: Cast, scene: Scene) -> list[Sense]:
    """What the clauses of a sentence are; where none of them counts, what its participles say."""
    table = scene.rules.table
    senses = [one for one in (sense(words, clause, table) for clause in items) if one is not None]
    if senses or not items or scene.own_voice:
        return senses
    said = voiced(words, found, cast, items[0].subject)
    return [one for one in (sense(words, clause, table) for clause in said) if one is not None]


def _acted(items: list[Clause], scene: Scene, *, first: bool) -> None:
    """Remember who acted in a sentence: who speaks next, whose numbered paragraphs they are, that no outsider is "he"."""
    scene.speaker = _speaker(items[-1].subject, scene.speaker)
    if any(one.subject.how == "person" for one in items):
        scene.outsider, scene.by_trade = None, False
    if first and scene.numbered:
        who = items[0].subject
        body = who.how in {"group", "meeting"} or who.plural
        scene.numbering = replace(who, start=0) if body else scene.numbering


def _carried(words: Words, cast: Cast, scene: Scene, found: list[Group], *, first: bool) -> Subject | None:
    """Whose act a sentence without a subject reports: the open list's, or that of the body named in the number before ("4. Condemned …")."""
    done = bool(found) and found[0].start == 0 and found[0].mood == "past"
    whose = _listed(words, cast, scene, found) if first and (done or not scene.promised) else None
    numbered = done and whose is None and scene.numbered and words.low[1:2] != ["by"]
    return scene.numbering if numbered else whose


def _listed(words: Words, cast: Cast, scene: Scene, found: list[Group]) -> Subject | None:
    """Whose act a paragraph that begins with a verb reports: the open list's, or in a declaration ("DECIDE to …", "Requests the Chair to …") its authors'."""
    if scene.listed is not None or not scene.own_voice:
        return scene.listed
    first = words.said(0, 1)
    declares = (first.isupper() and len(first) > 1) or first == "Hereby"
    resolves = len(cast.stage.own) == 1 and any(group.start == 0 and group.form == "s" for group in found)
    return Subject(cast.stage.own, 0, "group", plural=True) if declares or resolves else None


def _foreign(cast: Cast, end: int, home: Code) -> bool:
    """Whether a paragraph of a one-sided text has named anyone else up to the end of a sentence."""
    first = next((one for one in cast.named if one.code != home), None)
    return first is not None and first.end <= end


def _introduce(words: Words, cast: Cast) -> None:
    """Remember who did something that is no act ("Minister Arroyo *drew* a line"), for the "he" of the next sentence."""
    if not any(word in cast.stage.surnames for word in words.low[:_NAMED]):
        return
    who = opener(words, cast)
    if who is not None and who.how == "person" and len(who.codes) == 1:
        cast.memory.keep(who)


def _speaker(subject: Subject, before: Subject | None) -> Subject | None:
    if subject.how in {"person", "pronoun", "party"} and len(subject.codes) == 1:
        return subject
    return None if subject.how in {"group", "meeting"} else before
