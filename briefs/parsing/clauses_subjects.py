"""The words of a sentence and the place of a verb come in; where its subject stands, and whether it has one, goes out."""

from __future__ import annotations

from briefs.parsing.actors import subject
from briefs.parsing.actors_cast import Cast, Subject
from briefs.parsing.actors_words import PARTICLES, PREPOSITIONS
from briefs.parsing.acts_groups import Group
from briefs.parsing.acts_words import DAYS, NOUNS
from briefs.parsing.clauses_words import Words, is_adverb, is_gerund
from briefs.parsing.word_sets import words as word_set

PRONOUNS = frozenset({"he", "she", "they", "we", "it", "i"})
RELATIVES = frozenset({"that", "which", "who"})
SUBORDINATE = word_set(
    "which who whom whose where when if unless until how what whether because although though since as why before after than"
)
JOINS = frozenset({"and", "but", "or", ",", ";", "then", "—", "–", "while", "whereas", "&", '"', ")"})
BOUNDARIES = SUBORDINATE | JOINS | {"that", ":", "so"}
FRONTS = word_set(
    "on in at as during following to with through by under for given because while when if over after before upon despite today "
    "finally building this recognizing since amid among within against from regarding beyond although whereas last earlier once "
    "throughout consistent based yesterday pursuant"
)
"""Words that open a phrase put in front of the subject ("*During* the visit, …")."""
_CHUNKS = frozenset({",", ";", ":", "—", "–", '"'})
_FINITE = word_set("met spoke held is are was were have has had will discussed convened agreed hosted")
_AFTER_BY = frozenset({".", ",", ";", "on", "in", "at", "during"})
_OWN_THINGS = word_set(
    "agreement plan declaration treaty framework charter roadmap statement mou partnership arrangement strategy programme program "
    "initiative dialogue committee force pact vision summit meeting council group forum network fund alliance compact hub centre "
    "center mechanism project action coalition taskforce joint effort corridor protocol convention memorandum"
)
BODIES = word_set(
    "group committee dialogue council force taskforce forum network coalition alliance partnership initiative mechanism secretariat"
)
"""What those who speak have set up together, and what therefore does their work."""
_PAPERS = word_set(
    "declaration statement communiqué communique roadmap agreement plan memorandum framework charter vision document partnership"
)
_TOLD_OF = frozenset({"document", "declaration", "communiqué", "communique", "statement"})
_OF_ALL = frozenset({"joint", "final", "closing", "concluding", "common", "summit", "political", "resulting"})
"""What a paper of all those present is called in small letters ("the *final* communiqué")."""
_LONGEST_PAPER = 6
"""Words of the name of a paper that speaks, its article included."""
_PAIR = 2
_STATE_CODE = 2
"""Letters in the code of a state; those of bodies have more."""
_FIRST_VERB = 120
"""Words of a sentence in which its own first verb is looked for."""
_SHORTEST_ASIDE = 3
_LONGEST_ASIDE = 14
_ASIDES = DAYS | word_set(
    "for in on as with after while too which who whose led through together yesterday today"
)
_SUFFIXES = frozenset({"jr", "sr", "jr.", "sr."})
"""What stands behind the name of a person and a comma ("President Arroyo*, Jr.* welcomed …")."""
_DASHES = frozenset({"–", "—", "-"})
_NO_NOUNS = frozenset({"set", "put", "hit", "shed", "bid", "are"})
"""Verbs whose past is their base form, and the one that is never a noun ("the Union and its members *are* ready to")."""
_DEFINITE = frozenset({"the", "both", "our", "his", "her"})
_LISTS = frozenset({"of", "between", "among", "with"})
_CASES = frozenset({"of", "in", "to", "for", "with", "by", "between"})


def first_subject(words: Words, end: int, cast: Cast) -> Subject | None:
    """The subject that ends before word ``end`` and is the first of its sentence; phrases in front are passed over."""
    end = _before_aside(words, end)
    start = _start(words, end, cast)
    if start is None:
        return None
    return subject(words, _with_name(words, start, end, cast), end, cast)


def _before_aside(words: Words, end: int) -> int:
    """Where the subject ends if something is thrown in behind it ("Lumeria*, for its part,* welcomed …")."""
    low = words.low
    if (
        end > _SHORTEST_ASIDE
        and low[end - 1] == ")"
        and low[end - 3] == "("
        and words.said(end - 2, end - 1).isupper()
    ):
        return end - 3  # "the Lumerian Trade and Development Agency *(LTDA)* awarded"
    named = end - (low[end - 1] == ".")
    if named >= _SHORTEST_ASIDE and low[named - 1] in _SUFFIXES and low[named - 2] == ",":
        return named - 2
    if end >= _SHORTEST_ASIDE and low[end - 1] in _DASHES:
        opened = next((k for k in range(end - 2, 0, -1) if low[k] in _DASHES), end)
        names = (
            low[opened - 1] in PRONOUNS or low[opened + 1] in _ASIDES | {"including"}
            if opened < end
            else False
        )
        return opened if names else end
    if end < _SHORTEST_ASIDE or low[end - 1] != ",":
        return end
    for index in range(end - 2, max(0, end - _LONGEST_ASIDE), -1):
        if low[index] == ",":
            aside = low[index + 1]
            told = aside in _ASIDES or (is_gerund(aside) and index > 1)
            return index if told and index > 0 and low[0] not in FRONTS else end
    return end


def _with_name(words: Words, start: int, end: int, cast: Cast) -> int:
    """Where a subject begins whose last part is a name set off by a comma ("the Prime Minister of Lumeria*, Ana Arroyo*")."""
    if start < _SHORTEST_ASIDE or words.low[start - 1] != ",":
        return start
    if not all(words.capital(k) or words.low[k] in {",", "'", *PARTICLES} for k in range(start, end)):
        return start
    begin = start - 2
    while begin > 0 and words.low[begin - 1] not in _CHUNKS:
        begin -= 1
    fronted = words.low[begin] in FRONTS or is_gerund(words.low[begin])
    if fronted or subject(words, begin, start - 1, cast) is None:
        return start
    if words.low[begin] == "and" and words.low[begin - 1] == "," and words.low[0] not in FRONTS:
        return 0 if subject(words, 0, begin - 1, cast) is not None else begin
    return begin


def _start(words: Words, end: int, cast: Cast) -> int | None:
    low = words.low
    if low[end - 1] in PRONOUNS:
        return end - 1
    best = None
    for begin, stop in reversed(_chunks(words, end)):
        opener = low[begin]
        fronted = opener in FRONTS or is_gerund(opener)
        if opener in SUBORDINATE and not fronted:
            break
        if fronted:
            return _late(words, begin, stop, cast) if best is None else best
        if best is not None and _ends_in_list(words, begin, stop, cast):
            return None
        if subject(words, begin, stop, cast) is not None:
            best = begin
            listed = any(word in {"and", "&"} for word in low[begin:end])
            if opener not in {"and", "&"} and begin > 0 and not listed:
                return best
        elif best is not None:
            return best
    return best


def _ends_in_list(words: Words, begin: int, stop: int, cast: Cast) -> bool:
    """Whether a list of parties goes on from here that depends on a preposition ("ties *between Lumeria*, Norlund and …")."""
    named = cast.within(words.starts[begin], words.ends[stop - 1])
    if not named or named[-1].end != words.ends[stop - 1] or subject(words, begin, stop, cast) is not None:
        return False
    return bool({"between", "among", "with", "including", "from"} & set(words.low[begin:stop]))


def _chunks(words: Words, end: int) -> list[tuple[int, int]]:
    """The phrases before a verb, cut at commas and the like."""
    found, begin = [], 0
    for index in range(end):
        if words.low[index] in _CHUNKS:
            if index > begin:
                found.append((begin, index))
            begin = index + 1
    if end > begin:
        found.append((begin, end))
    return found


def _late(words: Words, start: int, end: int, cast: Cast) -> int | None:
    """A subject at the end of a fronted phrase without a comma ("Under this pact the two sides agreed")."""
    low = words.low
    for index in range(end - 1, start, -1):
        begins = low[index] in _DEFINITE or cast.at(words.starts[index]) is not None
        if begins and low[index - 1] not in _CASES:
            return index if subject(words, index, end, cast) is not None else None
    return None


def someone(words: Words, group: Group, cast: Cast) -> Subject | None:
    """Who acts in a sentence whose own verb is none that reports an act ("Ministers *met* and agreed …")."""
    return opener(words, cast, 0 if group.at > 1 else None)


def opener(words: Words, cast: Cast, begin: int | None = 0) -> Subject | None:
    """Who stands before the first verb of a sentence, whatever the verb; before that of its second part where begin is None."""
    low = words.low
    fronted = low[0] in FRONTS or is_gerund(low[0])
    for index in range(min(len(low), _FIRST_VERB)):
        if low[index] in {",", ":"}:
            begin = index + 1
        elif begin is not None and index > begin and (low[index] in _FINITE or low[index].endswith("ed")):
            if is_adverb(low[index]):
                continue
            who = subject(words, begin, index, cast)
            whole = subject(words, 0, index, cast) if begin > 0 and not fronted else None
            if who is not None or whole is not None:
                return whole or who
    return None


def by_whom(words: Words, group: Group, cast: Cast) -> tuple[bool, Subject | None]:
    """Whether a passive says by whom, and who that is ("was adopted *by the Ministers*")."""
    low = words.low
    for index in range(group.end, min(len(low) - 1, group.end + 4)):
        if low[index] == "by":
            ends = [k for k in range(index + 1, len(low)) if low[k] in _AFTER_BY] + [len(low)]
            whole = next((k for k in ends if k == len(low) or low[k] != ","), len(low))
            return True, subject(words, index + 1, whole, cast) or subject(words, index + 1, ends[0], cast)
    return False, None


def thing(words: Words, end: int) -> bool:
    """Whether a thing of the parties' own acts before ``end``: "the task force", "this Agreement", but no firm by its name."""
    if in_relative(words, end):
        return False
    chunks = _chunks(words, end)
    begin, stop = chunks[-1] if chunks and chunks[-1][1] == end else (0, end)
    while begin < stop - 1 and is_adverb(words.low[begin]):
        begin += 1
    head = begin
    while head + 1 < stop and words.low[head + 1] not in PREPOSITIONS:
        head += 1
    ours = words.low[begin] in {"this", "these", "our", "such"}
    spelt = words.said(head, head + 1)
    acronym = spelt.isupper() and len(spelt) > _SHORTEST_ASIDE - 1
    return ours or acronym or not words.capital(head) or words.low[head] in _OWN_THINGS or begin == head


def names_paper(words: Words, end: int) -> int | None:
    """Where the subject before ``end`` begins if it is a paper of those present: "the Roadmap", "this Joint Statement"."""
    begin = 0
    for index in range(end - 1, -1, -1):
        if words.low[index] in _CHUNKS:
            begin = index + 1
            break
    while begin < end and (is_adverb(words.low[begin]) or words.low[begin] == "and"):
        begin += 1
    while end > begin and is_adverb(words.low[end - 1]):
        end -= 1
    ours = begin < end and words.low[begin] in {"the", "this", "our", "said"}
    if ours and words.low[end - 1] in _TOLD_OF and _OF_ALL.issuperset(words.low[begin + 1 : end - 1]):
        return begin  # "the document", "said declaration": it was named before; "the final communiqué"
    named = words.low[end - 1] in _PAPERS and words.capital(end - 1)
    return begin if ours and named and end - begin <= _LONGEST_PAPER else None


def bare_relative(words: Words, end: int) -> bool:
    """Whether "we" stands right behind a noun that it describes ("the effort we launch today will help")."""
    low = words.low
    if end <= _PAIR or low[end - 1] not in {"we", "they"}:
        return False
    before = low[end - 2]
    fronted = low[0] in FRONTS or is_gerund(low[0])
    noun = before[0].isalpha() and before not in JOINS and before not in SUBORDINATE
    return noun and not is_adverb(before) and not fronted


def depends(words: Words, begin: int, cast: Cast) -> bool:
    """Whether a name is the last of a list behind a preposition ("leaders *of Lumeria, Norlund and Ostia* planned for")."""
    if cast.at(words.starts[begin]) is None:
        return False
    index = begin - 1
    while index > 0 and (words.capital(index) or words.low[index] in {"and", ",", "the"}):
        index -= 1
    return words.low[index] in _LISTS


def in_relative(words: Words, end: int) -> bool:
    """Whether a relative word stands between the last comma, or the beginning, and ``end``."""
    for index in range(end - 1, -1, -1):
        if words.low[index] in {"which", "who", "that", "where", "when", "if"}:
            return True
        if words.low[index] in {",", ";"}:
            return False
    return False


def heads_front(words: Words, index: int) -> bool:
    """Whether a subordinate word heads the whole sentence ("As Arctic states, Canada and Norway agree …")."""
    return index == 0 and "," in words.low[index + 2 :]


def singular_base(words: Words, group: Group, who: Subject) -> bool:
    """Whether a bare form follows one single party: "the Norwegian pledge to …" is no verb."""
    single = who.how in {"party", "person"} and len(who.codes) == 1 and not who.plural
    bare = group.form == "base" and group.mood == "present" and words.low[group.at] not in _NO_NOUNS
    if single and len(who.codes[0]) > _STATE_CODE and words.low[group.at] not in NOUNS:
        return False  # the members of a body are many: "the Nordic Eight *condemn*"
    return bare and single and words.low[group.at - 1] != "to"


def trails(words: Words, begin: int, end: int) -> bool:
    """Whether a phrase trails behind the name, so that a participle belongs to it ("Chad for its efforts aimed at …")."""
    return any(
        words.low[index] in {"for", "to", "in", "on", "with", "by", "at"} and not words.capital(index + 1)
        for index in range(begin, end - 1)
    )
