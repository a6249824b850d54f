"""A sentence comes in; whose words it gives goes out: the parties' own, a statement's, an official's, an outsider's."""

from __future__ import annotations

import re
from enum import StrEnum

from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_words import DAYS
from briefs.parsing.clauses_subjects import FRONTS
from briefs.parsing.clauses_words import Words, is_gerund
from briefs.parsing.word_sets import words as word_set
from briefs.values import value

_SAYS = word_set(
    "said says added adds told continued noted explained remarked stated argued observed commented wrote opined"
)
_STATEMENTS = word_set(
    "statement release communique communiqué declaration readout document text announcement it ministry government "
    "communication post notice summary report office presidency department embassy palace"
)
_OUTSIDERS = word_set(
    "analyst analysts expert experts observer observers professor researcher lecturer scholar scholars academic academics "
    "economist economists historian columnist fellow institute university academy think-tank director activist activists "
    "campaigner critics critic commentator commentators ngo spokesman executive ceo founder"
)
_IN_OFFICE = word_set(
    "minister president premier chancellor secretary king queen prince princess sultan emir sheikh shaikh sayyid ambassador envoy pm"
)
_PAST_OFFICE = word_set(
    "former ex- ex retired onetime shadow opposition university association chamber club company"
)
"""Whoever holds an office of state speaks for a state, though the text does not say which; who once held it does not."""
_PAST_SPEAKER = DAYS | {
    ",",
    ".",
    "in",
    "during",
    "after",
    "on",
    "at",
    "as",
    "while",
    "when",
    "following",
    "yesterday",
    "today",
}
"""Where the name of a speaker behind a quotation ends ("…," the minister said *at* the close)."""
_STRESSES = word_set(
    "emphasized emphasised stressed underlined underscored highlighted concluded affirmed declared warned"
)
"""By these too a quotation is closed ("…," *stressed* the minister)."""
_OF_A_STATE = frozenset({"ministry", "government", "ministry's", "government's"})
"""Whose spokesman is no outsider."""
_PAIR = 2
_EARLY = 16
"""Words from its beginning in which a sentence introduces its speaker."""
_SHORT_NAME = 6
"""Words of a speaker who is named behind a comma ("…, *the minister* said, adding …")."""
_ACCORDING = re.compile(
    r"^(?:in (?:his|her|their) (?:view|opinion|analysis)|according to (?:his|her|their|an?|the|some|many|most|political|local)?"
    r"\s?(?:\w+\s)?(?:observations?|analysis|analysts?|experts?|observers?|researchers?|professors?|academics?|scholars?|view|opinion|assessment))\b"
)


_PERSONS = _IN_OFFICE | word_set(
    "diplomat negotiator lawmaker legislator official analyst expert observer professor researcher lecturer scholar academic "
    "economist historian columnist activist campaigner critic commentator general"
)
"""What stands before the name of a person whom a story brings in ("Former *diplomat* Per Holm", "*Economist* Per Holm")."""
_BACKGROUND = re.compile(
    r"\W*(?:(?:for )?background(?: (?:information|notes?|facts))?|(?:notes?|information) (?:to|for) (?:the )?editors?|editor['\u2019]s notes?)\W*",
    re.IGNORECASE,
)


class Voice(StrEnum):
    """Whose words a sentence gives."""

    TEXT = "text"
    STATEMENT = "statement"
    OFFICIAL = "official"
    OUTSIDER = "outsider"


@value(frozen=True, slots=True)
class Spoken:
    """Whose words they are; ``start`` and ``end`` bound what is said; ``who`` is the official, ``name`` the outsider.

    ``sure``: an outsider by his trade or by the office that he once held, and not only by a name that is of no party.
    """

    voice: Voice
    start: int
    end: int
    who: Subject | None = None
    name: str | None = None
    sure: bool = False


def spoken(words: Words, cast: Cast, *, news: bool) -> Spoken:
    """Whose words a sentence gives, by what stands before or behind "said".

    ``news``: a journalist writes, so that a named speaker who speaks for no party is an outsider.
    """
    low, size = words.low, len(words)
    fronted = low[:1] in (["in"], ["according"]) and _ACCORDING.match(" ".join(low[:9]))
    if fronted or (news and _introduced(low)):
        return Spoken(Voice.OUTSIDER, 0, size, name=None if fronted else _name(words, 0, size), sure=True)
    if '"' not in low and _SAYS.isdisjoint(low) and low[0] != "according":
        return Spoken(Voice.TEXT, 0, size)
    behind = _accorded(words, cast) or _behind(words, cast, news=news)
    if behind is not None:
        return behind
    for index, word in enumerate(low):
        if word not in _SAYS or index == 0:
            continue
        if _speaks(low, index):
            return _before(words, index, cast, news=news)
        if low[index + 1 : index + 2] == ["that"] and low[0] in _OUTSIDERS:
            return Spoken(Voice.OUTSIDER, 0, size, name=_name(words, 0, index))
    return Spoken(Voice.TEXT, 0, size)


def _accorded(words: Words, cast: Cast) -> Spoken | None:
    """What a sentence gives as said by an official named in front of it ("According to Minister Arroyo, the pact is …")."""
    low = words.low
    if low[:2] != ["according", "to"] or "," not in low[:_EARLY]:
        return None
    comma = low.index(",")
    actor = subject(words, 2, comma, cast)
    if actor is None or actor.how != "person":
        return None
    return Spoken(Voice.OFFICIAL, comma + 1, len(words), who=actor)


def _introduced(low: list[str]) -> bool:
    """Whether a story brings in an outsider by trade, whatever the verb ("Ana Arroyo, a senior *researcher* at …, fears that")."""
    for index in range(2, min(len(low), _EARLY)):
        if low[index] in _OUTSIDERS and low[index + 1 : index + 2] != ["general"]:
            begins = [k for k in range(max(1, index - _SHORT_NAME), index) if low[k] in {"a", "an"}]
            if begins and low[begins[0] - 1] == ",":
                return "," in low[index:] and not {"ministry", "government"} & set(low[begins[0] : index + 1])
    return False


def enters(words: Words) -> str | None:
    """The outsider whom a sentence of a story brings in before he speaks ("*Former diplomat Per Holm* was less hopeful."); None for none."""
    low = words.low
    if _PERSONS.isdisjoint(low[:_SHORT_NAME]):
        return None
    for index in range(min(len(low) - 1, _SHORT_NAME)):
        if low[index] in _PERSONS and words.capital(index + 1):
            outside = low[index] in _OUTSIDERS or low[0] in _PAST_OFFICE
            return _name(words, index + 1, len(low)) if outside else None
        if low[index] in {",", "."}:
            break
    return None


def tells_background(heading: str) -> bool:
    """Whether a heading says that its writer only reminds of what was before ("Background", "Notes to editors")."""
    return _BACKGROUND.fullmatch(heading) is not None


def _speaks(low: list[str], index: int) -> bool:
    """Whether a verb of saying is one here ("it continued:", not "continued support")."""
    if low[index] in {"said", "says", "told", "added"}:
        return True
    after = low[index + 1] if index + 1 < len(low) else ""
    return after in {":", '"', ","} or (low[index] != "noted" and after == "that")


def _behind(words: Words, cast: Cast, *, news: bool) -> Spoken | None:
    """A quotation with its speaker behind it: "…," the statement said."""
    low = words.low
    closing = max((k for k, word in enumerate(low) if word == '"'), default=-1)
    if closing <= 0:
        return None
    tail = range(closing + 1, len(low))
    verb = next((k for k in tail if low[k] in _SAYS or (k == closing + 1 and low[k] in _STRESSES)), None)
    if verb is None:
        return None
    begin, end = (closing + 1, verb) if verb > closing + 1 else (verb + 1, len(low))
    stop = end
    for k in range(begin, end):
        if low[k] in _PAST_SPEAKER:
            stop = k
            break
    return _judged(words, begin, stop, (0, closing), cast, news=news)


def _before(words: Words, verb: int, cast: Cast, *, news: bool) -> Spoken:
    """A speaker named before "said": the words that follow are the speaker's."""
    begin = 0
    for k in range(verb - 1, -1, -1):
        if words.low[k] in {'"', ";"}:
            begin = k + 1
            break
    comma = next(
        (k for k in range(verb - 1, max(begin, verb - _SHORT_NAME), -1) if words.low[k] == ","), None
    )
    if comma is not None and not _OUTSIDERS & set(words.low[begin:verb]):
        near = _judged(words, comma + 1, verb, (0, len(words)), cast, news=False)
        if near is not None:
            return near
    if comma is not None and (words.low[begin] in FRONTS or is_gerund(words.low[begin])):
        begin = comma + 1
    found = _judged(words, begin, verb, (0, len(words)), cast, news=news)
    return found if found is not None else Spoken(Voice.TEXT, 0, len(words))


def _judged(
    words: Words, begin: int, stop: int, bounds: tuple[int, int], cast: Cast, *, news: bool
) -> Spoken | None:
    low = words.low
    start, end = bounds
    if stop <= begin:
        return None
    who = set(low[begin:stop])
    if who & _OUTSIDERS and not who & _OF_A_STATE:
        return Spoken(Voice.OUTSIDER, start, end, name=_name(words, begin, stop), sure=True)
    spelt = words.said(stop - 1, stop)
    agency = low[begin] == "the" and stop == begin + _PAIR and spelt.isupper() and len(spelt) > _PAIR
    if who & _STATEMENTS or agency:  # "…," the DFA said
        return Spoken(Voice.STATEMENT, start, end)
    actor = subject(words, begin, stop, cast)
    if actor is not None:
        return Spoken(Voice.OFFICIAL, start, end, who=actor)
    in_office = who & _IN_OFFICE and not who & _PAST_OFFICE
    if (
        news
        and not in_office
        and words.capital(begin)
        and low[begin] not in {"we", "they", "he", "she", "the"}
    ):
        return Spoken(
            Voice.OUTSIDER, start, end, name=_name(words, begin, stop), sure=not who.isdisjoint(_PAST_OFFICE)
        )
    return None


def _name(words: Words, begin: int, stop: int) -> str | None:
    end = begin
    while end < stop and words.capital(end) and words.low[end] != ",":
        end += 1
    return words.said(begin, end) or None
