"""A few inputs for each target of the fuzzing, so that every run of the tests tries some; `make fuzz` is the long form."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from targets import TARGETS

QUICK = (Phase.explicit, Phase.reuse, Phase.generate)


@pytest.mark.parametrize("name", TARGETS)
def test_whatever_comes_in_is_read_or_refused_in_a_sentence(name: str) -> None:
    target = TARGETS[name]

    @settings(max_examples=target.short, phases=QUICK, suppress_health_check=list(HealthCheck), database=None)
    @given(target.draw())
    def tried(value: object) -> None:
        target.check(value)

    tried()
