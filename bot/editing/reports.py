"""The reports that wait go in; the list of them for the editors comes out, each with the line it is about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.buttons import Act, encode
from bot.editing import lines as line_room
from bot.markup import Line, Run, bold, italic, short
from bot.messages import Button, Screen, of_lines
from briefs import corrections, dates_shown
from briefs.shown import counted

if TYPE_CHECKING:
    from bot.desk import Desk, Heard

SHOWN = 8


def command(desk: Desk, _heard: Heard) -> Screen:
    """/reports: what readers reported and nobody has settled, the oldest first."""
    found = corrections.open_reports(desk.library.store, most=500)
    if not found:
        return of_lines(
            [(bold("No report waits."),), (Run("What readers report under a sentence appears here."),)]
        )
    times = Counter(each.line for each in found)
    first = list({each.line: each for each in reversed(found)}.values())[::-1]
    lines: list[Line] = [(bold(f"{counted(len(found), 'report waits', 'reports wait')}"),)]
    rows: list[tuple[Button, ...]] = []
    for place, each in enumerate(first[:SHOWN], 1):
        held = line_room.standing(desk.library.store, each.line)
        told = (
            line_room.told(held.headline, held.values, desk.library.lexicon)
            if held
            else "a line that is gone"
        )
        lines += [(), (Run(f"{place}. "), bold(short(told, 220)))]
        more = f" · reported {times[each.line]} times" if times[each.line] > 1 else ""
        lines.append(
            (Run(f"{short(each.words, 200) or 'no words'} · {dates_shown.day(each.at.date())}{more}"),)
        )
        deed, label = ("show", f"✏️ {place}") if held else ("dismiss", f"👍 {place} settle")
        rows.append(
            (
                Button(
                    f"{label} · {short(held.headline if held else 'it is gone', 26)}",
                    encode(Act("line", f"{each.line} {deed}"), desk.keep),
                ),
            )
        )
    if len(first) > SHOWN:
        lines += [(), (italic(f"and {len(first) - SHOWN} more lines, shown when these are settled"),)]
    return of_lines(lines, rows)
