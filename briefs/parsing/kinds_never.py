"""A verb and the words behind it come in; whether they are no outcome whatever their kind goes out.

An appointment, a law at home, a call paid on a host, what was only spoken of, and what only points at a text are none.
"""

from __future__ import annotations

from briefs.model import Code, Kind
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_rules import PROGRESS
from briefs.parsing.acts_words import DAYS, PREPOSITIONS
from briefs.parsing.clauses_words import Words
from briefs.parsing.kinds_objects import visits
from briefs.parsing.kinds_words import ABROAD, APPOINTS, AT_HOME, DOES, INSTRUMENTS
from briefs.parsing.word_sets import words as word_set

_TOLD = frozenset({"reaffirm", "declare that", "announce"})
"""What is no act without something said ("…, the minister *stated* after the talks")."""
_STATE = 2
"""Letters in the code of a state."""
_ISSUES = frozenset({"issue instrument", "deliver statement"})
_REACHED = frozenset({"reach agreement", "reach consensus", "take decision"})
_WHEN = frozenset({"during", "after", "at", "when", "while", "following"})
_CONSIDERED = word_set(
    "aspects issues matters ways possibilities options prospects questions proposals tools topics avenues range number set"
)
"""What is considered without a view being taken."""
_AFFAIRS = word_set(
    "regional global international bilateral issues matters developments topics questions subjects"
)
_RELATIONS = frozenset({"relations", "ties", "relationship", "cooperation", "partnership"})
_AHEAD = frozenset({"ways", "means", "avenues", "prospects"})
_OBJECT = 24
"""Words of what is talked over."""
_GREETINGS = frozenset({"wishes", "greetings", "regards"})
_PAPER = 3
"""Words of a paper that was named before, its auxiliary included."""
_NEAR = 5
_CLOSES: tuple[list[str], ...] = ([], ["."], [","], ["and"])
_REMINDED = frozenset({"recalled", "remembered", "noted", "seen"})
_VISITS = frozenset({"visit", "trip", "tour"})
_FAR = 8
_SILENT = frozenset(
    {"comment", "answer", "elaborate", "say", "speculate", "specify", "confirm", "discuss", "disclose"}
)
"""What somebody refuses to a reporter, and to no party."""


def never(words: Words, group: Group, after: list[str], who: tuple[Code, ...]) -> bool:
    """Whether a clause is no outcome: ``after`` are the words behind the verb, ``who`` those who act."""
    return (
        _writers(words, group, after)
        or _at_home(words, group, after, who)
        or (group.rule.lemma == "refuse" and after[:1] == ["to"] and bool(_SILENT & set(after[1:2])))
        or _points(group, after)
        or _only_spoken_of(words, group, after)
        or _made_before(words, group)
        or words.low[group.at - 2 : group.at] == ["had", "already"]  # what the writer reminds of
    )


def _writers(words: Words, group: Group, after: list[str]) -> bool:
    """Whether a writer only reminds of a thing ("*It will be recalled* that"), a visit ends, or somebody "asked for this"."""
    low = words.low
    if group.mood == "future" and low[group.at] == "be" and low[group.start - 1] == "it":
        return bool(_REMINDED & set(low[group.end : group.end + 2]))
    if low[group.at] == "developing" and after[:1] in (["countries"], ["nations"], ["states"], ["economies"]):
        return True  # "we are both *developing countries*"
    if (
        group.rule.lemma == "note"
        and low[group.at] in {"marked", "marks"}
        and low[group.start - 1] in {"it", "this"}
    ):
        return True  # "It *marked* the first meeting in two years"
    if group.rule.lemma == "support" and group.mood == "perfect" and "since" in after:
        return True  # "has *supported* the coast guard *since* 2008"
    if group.rule.lemma in {"complete", "finish", "conclude agreement"} and not _VISITS.isdisjoint(
        after[:_NEAR]
    ):
        return True
    return (
        group.rule.kind is Kind.REQUEST
        and after[:1] in (["this"], ["that"], ["it"])
        and after[1:2] in _CLOSES
    )


def _at_home(words: Words, group: Group, after: list[str], who: tuple[Code, ...]) -> bool:
    """An appointment (unless states agree on it or ask for it), and a law that a state gives itself."""
    settled = (group.rule.kind is Kind.REQUEST and "to" in after) or (
        group.rule.lemma in DOES and any(len(code) > _STATE for code in who)
    )
    named = group.rule.lemma == "announce" and " as the new " in f" {' '.join(after)} "
    if named or (APPOINTS & set(after[:_FAR]) and not settled) or words.low[group.at] in APPOINTS:
        return True
    state = any(len(code) <= _STATE for code in who)
    home = group.rule.kind is Kind.ADOPTION and state and bool(AT_HOME & set(after[:6]))
    return home and not ABROAD & set(after[:_OBJECT])


def _points(group: Group, after: list[str]) -> bool:
    """What only points at a text that follows, at what was told before, or at the words of a speaker."""
    if after[:2] in (["the", "following"], ["as", "follows"]):
        return after[2:3] in (["."], [":"]) or (group.rule.lemma in _ISSUES and after[-1:] == [":"])
    if group.rule.lemma in _REACHED and after[:1] == ["the"] and bool(_WHEN & set(after[2:3])):
        return (
            True  # "the two leaders reached the consensus during their talks": it was told before what it is
        )
    dated = after[:1] == ["on"] and bool(DAYS & set(after[1:2])) and len(after) > _NEAR
    return (
        group.rule.lemma in _TOLD
        and bool(PREPOSITIONS & set(after[:1]))
        and "that" not in after
        and not (group.rule.lemma == "announce" and (dated or group.mood == "passive"))
    )


def _only_spoken_of(words: Words, group: Group, after: list[str]) -> bool:
    """A call paid on a host, what was considered or raised without a view of it, casualties reported."""
    lemma, verb = group.rule.lemma, words.low[group.at]
    # "she made the remarks in an interview" is a tag: what was said is told beside it
    tag = lemma == "deliver statement" and verb in {"make", "makes", "made"} and group.needed == "remarks"
    if (
        tag
        or (lemma == "look forward" and after[:2] == ["the", "future"])
        or (lemma == "review" and _talked_over(after))
    ):
        return True
    if lemma == "call on":
        return after[:1] in (["and"], ["by"]) or visits(after)
    if (
        lemma == "recognise"
        and group.mood != "future"
        and verb.startswith(("consider", "view", "see", "regard"))
    ):
        weighing = group.mood == "progressive" and verb == "considering"
        return weighing or bool(_CONSIDERED & set(after[:_NEAR]))
    if lemma == "raise issue":
        return "when" in after[1:3]
    if lemma == "cite" and verb.startswith("brief"):
        return not PROGRESS & set(after)
    return (lemma == "cite" and verb.startswith("report") and after[:1] == ["that"]) or _passed_on(
        group, after
    )


def _talked_over(after: list[str]) -> bool:
    """Whether relations are only talked over, and nothing earlier is reviewed ("reviewed *relations and ways* to deepen them")."""
    places = range(2, min(len(after), _OBJECT))
    ahead = next((k for k in places if after[k] in _AHEAD and _listed(after, k)), 0)
    return ahead > 0 and bool(_RELATIONS & set(after[:ahead])) and not PROGRESS & set(after[:_OBJECT])


def _listed(after: list[str], place: int) -> bool:
    """Whether a noun is the last of a list ("and ways", "and the prospects")."""
    return after[place - 1] == "and" or (
        after[place - 2] == "and" and after[place - 1] in {"the", "possible"}
    )


def _passed_on(group: Group, after: list[str]) -> bool:
    """Good wishes passed on, views shared and notes exchanged on the affairs of the world."""
    lemma = group.rule.lemma
    if lemma == "exchange notes" and after[:2] == ["notes", "on"]:
        return bool(_AFFAIRS & set(after[2:_NEAR]))
    if lemma == "share view" and "that" not in after:
        return after[:1] == ["views"] or after[:2] in (["their", "views"], ["its", "views"])
    return lemma in {"express feeling", "convey message"} and group.needed in _GREETINGS


def after_colon(words: Words, group: Group) -> bool:
    """Whether the papers that were signed are listed behind the verb ("the following were *signed: a treaty and* …")."""
    return words.low[group.end : group.end + 1] == [":"] and group.end + 1 < len(words)


def _made_before(words: Words, group: Group) -> bool:
    """A passive of anything but an instrument, or of one that is only recalled ("*this* dialogue was created to …")."""
    if group.mood != "passive" or group.rule.kind is not Kind.ADOPTION:
        return False
    head = words.low[: group.start]
    recalled = group.rule.lemma == "launch" and head[0] in {"this", "these"}
    if (
        group.rule.lemma == "instrument issued"
        and head[0] == "the"
        and words.low[group.end : group.end + 1] == ["after"]
    ):
        return (
            len(head) <= _PAPER
        )  # "the communiqué was issued after a session": it was told before what it is
    if group.rule.lemma == "sign" and after_colon(words, group):
        return False
    if "text" in head or "the following" in " ".join(head):
        return True  # "the text of the following statement was released by …"
    return recalled or not INSTRUMENTS & set(head)
