"""Takes the words of a question from the shell, and prints the answer as text or JSON."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from briefs import answers, asking
from briefs.asking import moments as asking_time
from briefs.cli import shell
from briefs.errors import BadDate
from briefs.opening import opened, settings_of

if TYPE_CHECKING:
    from briefs.cli import World

WIDEST = 100
_NO_TERMINAL = 88
_LONGEST_DATE = 60


def ask(about: str, words: str, as_of: str | None, world: World, *, as_json: bool, whole: bool) -> int:
    """Answer one question; status 1 where nothing was found. Raises BadDate where ``as_of`` is no date."""
    now = world.clock()
    with opened(settings_of(world.environ), now) as desk:
        question = asking.understand(
            words if about == "ask" else f"{about} {words}", desk.library.lexicon, desk.today
        )
        if as_of is not None:
            question = replace(question, as_of=day(as_of, desk.today))
        brief = answers.answer(question, desk.library, desk.today)
        if as_json:
            world.out.write(json.dumps(to_dict(brief), ensure_ascii=False, indent=2) + "\n")
        else:
            world.out.write(shell.render(brief, _paper(world, whole=whole)))
    return 0 if brief.found else 1


def day(words: str, today: date) -> date:
    """The day in a person's words: "2021-01-28", "28 January 2021", "yesterday". Raises BadDate."""
    text = words.strip()[:_LONGEST_DATE]
    found = asking_time.find(text.lower(), today)
    span = found[0].span if len(found) == 1 and found[0].end - found[0].start == len(text) else None
    if span is None and text:
        span = asking_time.foreign(text, today)
    if span is None or span.start is None or span.start != span.end:
        raise BadDate(
            f"The date “{text}” cannot be read as a day; write it as 2021-01-28 or 28 January 2021."
        )
    return span.start


def to_dict(value: Any) -> Any:
    """A value of the model as JSON has it: dates in ISO 8601, kinds as words, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {one.name: to_dict(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): to_dict(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [to_dict(inner) for inner in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def _paper(world: World, *, whole: bool) -> shell.Paper:
    if not world.out.isatty():
        return shell.Paper(columns=_NO_TERMINAL, whole=whole)
    columns = shutil.get_terminal_size((_NO_TERMINAL, 24)).columns
    return shell.Paper(columns=min(WIDEST, columns), bold="NO_COLOR" not in world.environ, whole=whole)
