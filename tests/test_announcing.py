"""The cheap look for an announced meeting lets through every form that the dear expression reads."""

from __future__ import annotations

import pytest

from briefs.parsing.event_next import ahead

_AGAIN = [
    f"They {led} {verb} {when} in Suva."
    for led, verbs in (("agreed to", "meet meeting convene convening reconvene gather"), ("will", "meet convene reconvene gather"))
    for verb in verbs.split()
    for when in ("again", "next")
]  # fmt: skip
_HELD = [
    f"Norlund will {verb} {whose} second round of talks in May."
    for verb in ("hold", "host", "co-host", "convene", "organise", "organize")
    for whose in ("the", "their", "its", "a", "our")
]
_TO_BE = [
    f"The second round of talks {verb} in Suva."
    for verb in ("will be held", "is to be hosted", "is to be convened", "will take place", "shall convene")
]


@pytest.mark.parametrize("sentence", [*_AGAIN, *_HELD, *_TO_BE, "They AGREED TO MEET IN PERSON in May."])
def test_an_announcement_is_seen_whatever_its_verb(sentence):
    assert ahead(sentence) is not None


@pytest.mark.parametrize(
    "sentence", ["They met again in Suva.", "The second round of talks was useful.", "Norlund will help."]
)
def test_what_announces_nothing_is_passed_over(sentence):
    assert ahead(sentence) is None
