"""A clause in which officials are asked to do something comes in; whether those who ask bind themselves goes out.

"The two sides instructed their ministries to …" is what the two sides will have done; a rebel who is told to lay down
his arms is asked.
"""

from __future__ import annotations

from briefs.parsing.clauses_sentence import Clause
from briefs.parsing.clauses_words import Words
from briefs.parsing.word_sets import words as word_set

_OWN = word_set("their our its his senior respective competent relevant responsible joint")
_STAFF = word_set(
    "officials ministers ministries ministry ambassadors experts teams team agencies departments chiefs negotiators "
    "commission committee secretariat secretary council group groups delegations authorities institutions coordinators"
)
_HEAD = 8
"""Words of the object in which the officials are named."""


def charged(words: Words, clause: Clause) -> bool:
    """Whether several parties together charge officials of theirs with a task."""
    group, who = clause.group, clause.subject
    if group.rule.lemma not in {"task", "request"} or group.mood not in {"past", "present", "perfect"}:
        return False
    head: list[str] = []
    for word in words.low[group.end : min(clause.end, group.end + _HEAD)]:
        if word in {"to", "with", "that", ","}:
            break
        head.append(word)
    own = bool(_OWN & set(head)) if group.rule.lemma == "request" else True
    return who.plural and own and bool(_STAFF & set(head))
