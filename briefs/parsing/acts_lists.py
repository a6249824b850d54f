"""A sentence that opens a list, or an item of one, comes in; whose acts the items are goes out.

"The parties will:" followed by bare verbs is one promise for each item; "The Council," followed by "4. Requests …"
lends its items the subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefs.model import Kind, Strength
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_openings import openings
from briefs.parsing.acts_rules import Rule, Table
from briefs.parsing.acts_verbs import bare, gerund
from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_words import Words, is_adverb
from briefs.parsing.kinds import Sense
from briefs.parsing.kinds_objects import funds
from briefs.parsing.kinds_words import TENTATIVE

_ENDS = frozenset({":", ",", "—", "–"})
_LONGEST_HEAD = 60
_TAIL = 4
"""Words from "following" on that say what the items are."""
_LEADS = frozenset({"to", "following", "follows", "including", "by"})
_AREAS = frozenset(
    {"areas", "fields", "sectors", "topics", "priorities", "principles", "pillars", "issues", "themes"}
)
"""What a list of names is announced by; its items are no promises by themselves."""
_PROMISES = frozenset({"will", "shall"})
_RESOLVES = frozenset(
    {"resolves", "resolve", "resolved", "decides", "decide", "decided", "agrees", "agree", "agreed"}
)
_ALONE = 2
"""Words of a line that only resolves ("RESOLVES:"), the colon included."""
_SHORTEST_ITEM = 3
"""Words of an item that says something."""
_BEFORE_SUMS = frozenset(
    {
        "a",
        "an",
        "new",
        "additional",
        "further",
        "up",
        "to",
        "at",
        "least",
        "over",
        "more",
        "than",
        "nearly",
        "almost",
        "approximately",
        "some",
        "about",
        "initial",
        "us",
        "c",
        "au",
        "nz",
        "ca",
        "u.s.",
    }
)
_SIGNS = frozenset(
    {
        "$",
        "\u20ac",
        "\u00a3",
        "\u00a5",
        "us$",
        "a$",
        "c$",
        "nz$",
        "usd",
        "eur",
        "gbp",
        "aud",
        "cad",
        "nzd",
        "jpy",
        "nok",
        "sek",
        "dkk",
        "chf",
    }
)
_TRADED = frozenset(
    "purchase purchases order orders sale sales sells contract contracts deal deals exports imports trade equity procurement acquisition".split()
)
"""What firms buy and sell is no gift of a state ("A $2 billion *purchase* of aircraft by an airline")."""
_GOES_TO = frozenset({"for", "to", "towards", "in", "from", "through"})
_GIVES = Rule(
    "listed sum", Kind.PLEDGE, Strength.FIRM, frozenset(), frozenset(), "receiver", False, False, "any", 0
)
_UNDERTAKES = Rule(
    "listed", Kind.COMMITMENT, Strength.FIRM, frozenset(), frozenset(), "receiver", False, False, "any", 0
)


def head_of_list(
    words: Words,
    found: Sequence[Clause],
    cast: Cast,
    *,
    own_voice: bool = False,
    listed: Subject | None = None,
) -> tuple[Subject, bool] | None:
    """The subject that a sentence lends to the items after it, and whether the items are promises.

    ``listed`` is the subject of the list that is open: "The Council," … "*Resolves:*".
    """
    low, size = words.low, len(words)
    if low[-2:-1] and low[-2] in _RESOLVES and low[-1] == ":":
        named = subject(words, _clause_start(words, size - 2), size - 2, cast) if size > _ALONE else None
        resolved = named or listed
        return (resolved, True) if resolved is not None else None
    if low[-1] not in _ENDS or size > _LONGEST_HEAD:
        return None
    for index in range(size - 2, max(0, size - 7), -1):
        if low[index] in _PROMISES and not {"include", "be"} & set(low[index:]):
            who = subject(words, _clause_start(words, index), index, cast)
            return (who, True) if who is not None else None
    if found:
        last = found[-1]
        weighed = found if "following" in low else found[-1:]
        promised = any(_is_firm(one) and one.subject.codes == last.subject.codes for one in weighed)
        return (last.subject, True) if promised and low[-1] == ":" and _opens(low) else None
    if own_voice and low[-1] == ":" and _PROMISES & set(low) and _opens(low):
        return Subject(cast.stage.own, 0, "thing"), True
    who = subject(words, _clause_start(words, size - 1), size - 1, cast)
    return (who, False) if who is not None else None


def _is_firm(clause: Clause) -> bool:
    return clause.group.rule.kind is Kind.COMMITMENT and clause.group.rule.strength is Strength.FIRM


def resolves(text: str) -> bool:
    """Whether a line only resolves, so that it goes on with the body named above it ("RESOLVES:")."""
    return text.strip().lower().removesuffix(":") in _RESOLVES and text.rstrip().endswith(":")


def _opens(low: list[str]) -> bool:
    """Whether a head leaves its verb open ("agree *to*:"), or says that steps follow; areas and topics are only names."""
    if low[-2] in _LEADS:
        return True
    if "following" not in low:
        return False
    at = len(low) - 1 - low[::-1].index("following")
    return not _AREAS & set(low[at : at + _TAIL])


def _clause_start(words: Words, end: int) -> int:
    for index in range(end - 1, -1, -1):
        if words.low[index] in {",", ";", "that"}:
            return index + 1
    return 0


def sum_item(words: Words, listed: Subject, found: Sequence[Group]) -> Sense | None:
    """The pledge of an item without a verb that begins with a sum ("$3 million for a clinic", "A new EUR 2 million fund")."""
    low = words.low
    if any(group.mood != "participle" for group in found):
        return None
    index = 0
    while index < len(low) - 1 and low[index] in _BEFORE_SUMS:
        index += 1
    if len(low) < index + _SHORTEST_ITEM or low[index] not in _SIGNS or not _GOES_TO & set(low[index:]):
        return None
    if not _TRADED.isdisjoint(low):
        return None
    group = Group(0, index, index + 1, _GIVES, "base", "future", negated=False)
    return Sense(Kind.PLEDGE, Strength.FIRM, "receiver", listed, group, 0, len(words))


def item(words: Words, listed: Subject, table: Table) -> Sense | None:
    """The promise that an item makes which begins with a bare verb or a gerund; None for other items."""
    low = words.low
    index = int(low[0] == "to")
    while index < len(low) - 1 and is_adverb(low[index]):
        index += 1
    first = low[index]
    if len(low) < index + _SHORTEST_ITEM or low[index + 1] in {"for", "of"}:
        return None
    if (
        not bare(first)
        and not gerund(first, low[index + 1])
        and openings(words, index, table, "base") is None
    ):
        return None
    chosen = openings(words, index, table, "ing" if first.endswith("ing") else "base")
    chose = chosen[0].rule.kind if chosen is not None else None
    pledged = chose is Kind.PLEDGE or (chose is Kind.ADOPTION and funds(low[index + 1 :]))
    end = chosen[1] if chosen is not None else index + 1
    group = Group(0, index, end, _UNDERTAKES, "base", "future", negated=False)
    if low[0] == "to" and chosen is not None and chose in {Kind.REQUEST, Kind.APPRECIATION}:
        asked = replace(group, rule=chosen[0].rule)
        return Sense(chosen[0].rule.kind, None, chosen[0].rule.towards, listed, asked, 0, len(words))
    kind = Kind.PLEDGE if pledged else Kind.COMMITMENT
    stem = first.removesuffix("ing")
    soft = not TENTATIVE.isdisjoint({first, stem, f"{stem}e", f"{stem}y"})
    return Sense(kind, Strength.SOFT if soft else Strength.FIRM, "receiver", listed, group, 0, len(words))
