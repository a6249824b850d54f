"""A verb with who might act comes in; whether it is theirs to say goes out: papers, offices, what lasts, what was done."""

from __future__ import annotations

from briefs.model import Kind
from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.acts_groups import Group
from briefs.parsing.clauses_sentence import Sentence
from briefs.parsing.clauses_subjects import BODIES, RELATIVES, names_paper
from briefs.parsing.clauses_words import Words
from briefs.parsing.word_sets import words as word_set

_SUFFERED = word_set(
    "show demonstrate feel face suffer experience struggle grow rise fall be have remain receive see stand rank enjoy hold"
)
"""What one goes on being or suffering, and promises nobody ("continues to *face* a drought")."""
_SHORT_BODIES = frozenset({"EU", "UN", "G7"})
_WORKS = frozenset({"work towards", "continue to", "open mission", "sanction now"})
STATE_CODE = 2
"""Letters in the code of a state; those of bodies have more."""

_OF_PAPERS = frozenset(
    {
        "support",
        "express view",
        "attach importance",
        "affirm commitment",
        "announce intention",
        "commit to",
        "express support",
    }
)


_SPEAKERS = word_set(
    "he she minister president ambassador secretary spokesman spokesperson envoy official sheikh premier"
)
_ATTITUDES = word_set(
    "support commitment readiness willingness keenness appreciation position condemnation welcome interest determination "
    "desire stance solidarity gratitude intention rejection concern confidence hope"
)
"""What is one's own, so that an official who voices it speaks for its owner."""
_SETTLED = frozenset({Kind.ADOPTION, Kind.COMMITMENT})
_WHILE = frozenset({"during", "after", "at"})
"""What stands before "which" where a meeting is told of with what was said in it."""
_VOICED = frozenset({Kind.POSITION, Kind.COMMITMENT, Kind.APPRECIATION})
_NEAR = 8
_ADJECTIVES = 4
"""Words between an owner and what is owned ("Lumeria's full and unwavering *support*")."""

_THESE = frozenset({"this", "these", "the", "today's", "our"})
_ORDERED = word_set(
    "order orders action actions measure measures sanctions e.o. proclamation ban bans rule rules step steps restrictions controls"
)
"""What a government lays down, and by which it does what it says."""
_LAID_DOWN = word_set(
    "block freeze lift prohibit target deny restrict ban suspend impose cut limit close bar stop require allow permit exempt remove"
)
"""What an order does by itself."""
_HEAD = 5
_BUREAUS = {"US": frozenset({"treasury", "commerce", "exim", "coast guard"})}
"""Bureaus that the papers of a government name without saying whose they are, by the government."""

_FOES = frozenset({"regime", "junta", "rebels", "militia"})
_SHORT_FOE = 3
_OTHER_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})


_AGES = frozenset({"years", "decades", "centuries", "generations", "century", "long", "always", "ever"})


def acting(words: Words, who: Subject | None, group: Group) -> Subject | None:
    """The subject, where no other finite verb stands between it and this one ("Lumeria has a debt *valued* at …")."""
    if who is None:
        return None
    foe = words.low[group.start - 1] in _FOES and not words.capital(group.start - 1)
    if foe and who.how == "party" and _bare_foe(words, who, group):
        return None
    for word in words.low[who.start : group.start]:
        if word in RELATIVES:
            return who
        if word in _OTHER_FINITE:
            return None
    return who


def _bare_foe(words: Words, who: Subject, group: Group) -> bool:
    """Whether a regime is spoken of without its state, so that it is not the publisher's ("*the regime* goes on killing")."""
    return group.start - who.start <= _SHORT_FOE and words.low[who.start] in {"the", "this"}


def itself(sentence: Sentence, group: Group) -> Subject | None:
    """Whose office "It" is that "will …", where nobody was spoken of before: the publisher's."""
    home = sentence.cast.stage.home
    alone = group.start == 1 and sentence.words.low[0] == "it" and group.mood == "future"
    words = sentence.words
    ordered = group.mood == "future" and not sentence.cast.stage.reported and _measure(words, group)
    measure = ordered and not sentence.cast.within(words.starts[0], words.starts[group.start])
    return Subject((home,), 0, "party") if home and (alone or measure) else None


def _measure(words: Words, group: Group) -> bool:
    """Whether what a government has ordered is said to do something ("*This order will* lift the duties"): nobody else's, and no forecast."""
    low = words.low
    head = low[0] in _THESE and 1 < group.start <= _HEAD and low[group.start - 1] in _ORDERED
    return head and low[group.at] in _LAID_DOWN and not group.negated


def by_bureau(words: Words, group: Group, cast: Cast) -> Subject | None:
    """The publisher's own bureau, named without its state ("*Treasury* is reviewing", "The *Coast Guard* trained")."""
    home, low = cast.stage.home, words.low
    begin = next((k + 1 for k in range(group.start - 1, -1, -1) if low[k] in {",", ";", ":"}), 0)
    begin += low[begin] == "the"
    named = " ".join(low[begin : group.start])
    if home is None or cast.stage.reported or named not in _BUREAUS.get(home, ()):
        return None
    known = cast.at(words.starts[begin]) is not None
    return Subject((home,), begin, "party") if words.capital(begin) and not known else None


def met_where(words: Words, group: Group, cast: Cast) -> Subject | None:
    """Who acted in a clause that tells where or when: "held talks, *where the two sides signed* a pact", "*during which they agreed* to …"."""
    low = words.low
    where = next((k for k in range(group.start - 1, 1, -1) if low[k] in {"where", "which", ".", ";"}), 0)
    if group.mood != "past" or not where:
        return None
    told = low[where] == "where" and low[where - 1] == "," and group.rule.kind in _SETTLED
    if not told and not (low[where] == "which" and low[where - 1] in _WHILE):
        return None
    who = subject(words, where + 1, group.start, cast)
    return (
        who
        if who is not None
        and (who.plural or (told and who.how == "pronoun" and group.rule.kind is Kind.COMMITMENT))
        else None
    )


def by_attitude(words: Words, group: Group, cast: Cast) -> Subject | None:
    """For whom an official speaks of whom nothing is said: "the envoy reiterated *Lumeria's support*" speaks for Lumeria."""
    named = words.capital(group.start - 1) or words.low[group.start - 1] in _SPEAKERS
    if group.mood not in {"past", "present"} or group.rule.kind not in _VOICED or not named:
        return None
    stop = min(len(words), group.end + _NEAR)
    for one in cast.within(words.starts[group.at], words.ends[stop - 1]):
        end = next((k for k in range(group.end, stop) if words.starts[k] >= one.end), stop)
        if one.form == "possessive" and _ATTITUDES & set(words.low[end : end + _ADJECTIVES]):
            return Subject((one.code,), 0, "person")
    return None


def on_behalf(words: Words, group: Group, cast: Cast) -> Subject | None:
    """In whose name somebody acts who says so himself ("*On behalf of the people of Lumeria*, Mr Arroyo thanked …")."""
    low = words.low
    if low[:3] != ["on", "behalf", "of"] or "," not in low[: group.start]:
        return None
    named = cast.within(words.starts[0], words.starts[low.index(",")])
    return Subject((named[0].code,), 0, "person") if len({one.code for one in named}) == 1 else None


def goes_on_to(words: Words, group: Group) -> bool:
    """Whether a promise goes on with what a sentence tells ("Lumeria opened a school and *will* …")."""
    low = words.low
    told = any(low[k] == "that" and low[k + 1] in {"will", "shall"} for k in range(group.start))
    return group.mood == "future" and not told and not low[0].endswith("ing")


def paper(sentence: Sentence, group: Group) -> Subject | None:
    """Whose paper says it ("the Roadmap *highlights* …", "the declaration *called for* …"): all those present, or whose statement it is."""
    words, rule, stage = sentence.words, group.rule, sentence.cast.stage
    if group.mood not in {"present", "future", "past"} or group.form not in {"s", "base", "ed"}:
        return None
    said = rule.kind is Kind.REQUEST or rule.reports or rule.lemma in _OF_PAPERS
    begin = names_paper(words, group.start)
    if not said or rule.lemma in {"announce", "agree to do"} or begin is None:
        return None
    alone = words.low[begin : group.start] == ["the", "statement"]
    codes = (sentence.cast.memory.last if alone else ()) or stage.together
    return Subject(codes, begin, "meeting", plural=len(codes) > 1) if codes else None


def things_do(words: Words, group: Group) -> bool:
    """Whether things may do it too where the parties speak ("the Task Force *will* …", "*intends* to …")."""
    if group.rule.lemma == "have done":
        head = words.said(group.start - 1, group.start)
        return (head.lower() in BODIES and head[0].isupper()) or (head.isupper() and len(head) > STATE_CODE)
    return group.mood == "future" or words.low[group.at] in {"intends", "intend", "plans"}


def is_present(sentence: Sentence, who: Subject) -> bool:
    """Whether those who act are on the stage of the document."""
    stage = sentence.cast.stage
    return bool({*stage.parties, *stage.voice} & set(who.codes))


def did(sentence: Sentence, who: Subject) -> bool:
    """Whether what somebody has done is reported as progress: by all, or by one of those who speak; history is not."""
    if _AGES & set(sentence.words.low):
        return False
    if who.plural:
        return who.how != "meeting"
    return sentence.own_voice and who.how == "party" and is_present(sentence, who)


def lasts(group: Group) -> bool:
    """Whether a verb tells what somebody goes on doing ("are working to …", "continue to …")."""
    return group.rule.finite in {"ongoing", "progressive"} and group.mood != "future"


def goes_on(sentence: Sentence, group: Group, who: Subject) -> bool:
    """Whether what somebody goes on doing is a promise: of all, of a body, or of one who works on it."""
    suffered = group.rule.lemma == "continue to" and sentence.words.low[group.end] in _SUFFERED
    if suffered or not is_present(sentence, who):
        return False
    body = len(who.codes[0]) > STATE_CODE or who.codes[0] in _SHORT_BODIES
    told = who.plural or sentence.own_voice or who.how == "pronoun" or body
    return told or group.rule.lemma in _WORKS


def hosts(group: Group) -> bool:
    """Whether a verb promises to host or to lead, which counts wherever it stands."""
    return group.rule.finite == "future"
