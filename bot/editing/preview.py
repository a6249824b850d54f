"""What was read out of documents that wait goes in; the screen that shows it to the editor comes out, with its buttons."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.buttons import Act, Ask, encode
from bot.markup import Line, Run, bold, italic, link, short
from bot.messages import Button, Screen, of_lines, paired
from briefs import dates_shown, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.desk import Desk
    from bot.editing.holding import Held
    from bot.editing.reading import Kin, Look, Read
    from briefs.lexicon import Lexicon
    from briefs.model import Outcome, Particulars, Reading

HELD = "held"
"""The name of the buttons' act: a text that waits."""
ENGLISH = "en"
MOST_LINES = 6
MOST_MEETINGS = 4
MOST_UNREAD = 12
MOST_LISTED = 20
MOST_REFUSED = 10
LISTING = (
    "This looks like a page that leads to others. Send me the links behind it, up to ten in one message, or have the page "
    "watched: config/sources.toml lists what is."
)
FEWEST_LISTED = 10
SENTENCES = 0.2
"""The share of its lines that end like sentences, below which a text is a list of headings."""
ENDS = (".", "!", "?", ":", ";", "”", '"')
ASKS = {
    "date": "Which day was it published? Write it to me, such as 28 January 2021.",
    "publisher": "Who published it? Write the name, such as Ministry of Trade, or a party, such as Japan.",
    "title": "What is its title? Write it to me.",
}
HOW = {
    "date": "Answer this message with the day, such as 28 January 2021.",
    "publisher": "Answer this message with who published it.",
    "title": "Answer this message with the title.",
}


def button(desk: Desk, held: Held, label: str, deed: str) -> Button:
    """A button that does something with what waits."""
    return Button(label, encode(Act(HELD, f"{held.number} {deed}"), desk.keep))


def screen(desk: Desk, held: Held, look: Look, said: str = "") -> Screen:
    """What was read, and nothing of it kept yet."""
    read, refused = look.read, look.refused
    above: list[Line] = [(italic(said),), ()] if said else []
    if len(read) > 1 or refused:
        return of_lines([*above, *_several(read, refused)], _of_several(desk, held, read))
    return of_lines([*above, *_one(look.lexicon, read[0])], _of_one(desk, held, read[0]))


def gathering(desk: Desk, held: Held) -> Screen:
    """Asks whether all of a long text is there: Telegram cuts it into messages."""
    lines: list[Line] = [
        (bold("Is this the beginning of a longer text?"),),
        (Run("Send the rest, if there is any; then let me read it."),),
        (italic(short(held.text, 80)),),
    ]
    return of_lines(lines, [(button(desk, held, "📄 Read it as a document", "read"),), _instead(desk, held)])


def asking(desk: Desk, held: Held, field: str, said: str = "") -> Screen:
    """Asks for the right date, publisher or title."""
    lines: list[Line] = [(italic(said),), ()] if said else []
    lines.append((Run(ASKS[field]),))
    return of_lines(
        lines,
        [(button(desk, held, "✍️ How?", f"w {field}"), button(desk, held, "‹ Back", "show"))],
    )


def not_understood(desk: Desk, held: Held, reading: Reading) -> Screen:
    """The passages that were noticed and not understood, each with the reason."""
    lines: list[Line] = [(bold("Noticed and not understood"),)]
    for each in reading.unread[:MOST_UNREAD]:
        lines += [(), (Run(short(each.quote, 220)),), (italic(short(each.reason, 160)),)]
    if len(reading.unread) > MOST_UNREAD:
        lines += [(), (Run(f"… and {len(reading.unread) - MOST_UNREAD} more."),)]
    return of_lines(lines, [(button(desk, held, "‹ Back", "show"),)])


def _one(lexicon: Lexicon, read: Read) -> list[Line]:
    reading = read.reading
    particulars = reading.document
    address = read.document.url
    lines: list[Line] = [
        (bold(short(particulars.title, 250) or "Without a title"),),
        (Run("Read, not kept yet. "), Run(_standing(read.kin))),
        (),
        (Run("Date: "), bold(_dated(read)), italic(_how(read))),
        (Run("Publisher: "), bold(_publisher(lexicon, particulars))),
    ]
    if address:
        lines.append((Run("Address: "), link(short(address, 80), address)))
    named = list(dict.fromkeys(each.name for each in reading.meetings if each.name != particulars.title))
    if named:
        names = [short(name, 120) for name in named[:MOST_MEETINGS]]
        more = len(named) - len(names)
        lines.append(
            (
                Run(
                    f"Meeting{'s' if len(names) > 1 else ''}: {'; '.join(names)}{f' and {more} more' if more else ''}"
                ),
            )
        )
    lines += _outcomes(reading)
    if not reading.outcomes and is_listing(read.document.text):
        lines.append((italic(LISTING),))
    for each in reading.outcomes[:MOST_LINES]:
        who = shown.direction(each, lexicon)
        lines.append(
            (
                Run(
                    f"• {f'{who} · ' if who else ''}{shown.KIND_NAMES[each.kind]}: {short(each.headline, 140)}{_when(each)}"
                ),
            )
        )
    if len(reading.outcomes) > MOST_LINES:
        lines.append((italic(f"and {len(reading.outcomes) - MOST_LINES} more"),))
    return lines


def is_listing(text: str) -> bool:
    """Whether a text is a list of headings, as a page that leads to others is."""
    lines = [line for line in text.split("\n") if line.strip()]
    ended = sum(line.rstrip().endswith(ENDS) for line in lines)
    return len(lines) >= FEWEST_LISTED and ended < SENTENCES * len(lines)


def _outcomes(reading: Reading) -> list[Line]:
    """How much of what kind, and what was not understood; or that the language is one that nothing is read from."""
    if reading.document.language != ENGLISH and reading.unread and not reading.outcomes:
        return [(), (Run(short(reading.unread[0].reason, 300)),)]
    lines: list[Line] = [(), (bold("Outcomes: "), Run(tally(reading) or "none found"))]
    if reading.unread:
        lines.append(
            (Run(f"Noticed and not understood: {shown.counted(len(reading.unread), 'passage', 'passages')}"),)
        )
    return lines


def tally(reading: Reading) -> str:
    """The outcomes by kind in words: "2 commitments and 1 pledge"."""
    counted = Counter(each.kind for each in reading.outcomes)
    return shown.listed(
        [shown.counted(counted[kind], *words) for kind, words in shown.KINDS_COUNTED.items() if counted[kind]]
    )


def _when(outcome: Outcome) -> str:
    return f" ({dates_shown.period(outcome.period)})" if outcome.period else ""


def _dated(read: Read) -> str:
    day = read.reading.document.published_on
    return dates_shown.day(day) if day else "not known"


def _how(read: Read) -> str:
    """How the date is known: given, read in the text, or inferred, with the reason."""
    particulars = read.reading.document
    if particulars.published_on is None:
        return ""
    if particulars.published_on_inferred:
        return f" · inferred: {short(particulars.published_on_reason or 'from what is known of the events', 200)}"
    return " · given with it" if read.document.published_on else " · as the text says"


def _publisher(lexicon: Lexicon, particulars: Particulars) -> str:
    publisher = particulars.publisher or "not known"
    return short(lexicon.party_name(publisher), 100)


def _standing(kin: Kin) -> str:
    if kin.change == "same":
        return f"I have it already, as document {kin.number}."
    if kin.change == "revised":
        return f"It would take the place of document {kin.number}, as a revision of it."
    return "It is new here."


def _of_one(desk: Desk, held: Held, read: Read) -> list[tuple[Button, ...]]:
    same = read.kin.change == "same"
    rows: list[tuple[Button, ...]] = [
        (
            button(desk, held, "✅ Keep" if not same else "✅ Keep all the same", "keep"),
            button(desk, held, "🗑 Discard", "drop"),
        )
    ]
    edits = [button(desk, held, "📅 Date", "ask date"), button(desk, held, "🏛 Publisher", "ask publisher")]
    edits += [button(desk, held, "✏️ Title", "ask title"), button(desk, held, "🔁 Read again", "anew")]
    rows += paired(edits)
    if read.reading.unread:
        rows.append((button(desk, held, f"❔ Not understood · {len(read.reading.unread)}", "unread"),))
    if read.kin.number is not None:
        ask = encode(Ask(f"source {read.kin.number}"), desk.keep)
        rows.append((Button(f"📄 Document {read.kin.number}", ask),))
    return [*rows, (_question(desk, held),)] if held.form == "text" else rows


def _several(read: Sequence[Read], refused: Sequence[str]) -> list[Line]:
    lines: list[Line] = [
        (bold(f"{shown.counted(len(read), 'document', 'documents')} read, not kept yet"),),
        *(
            (
                Run(
                    f"• {short(each.reading.document.title, 150)}: {tally(each.reading) or 'no outcomes'}{_aside(each.kin)}"
                ),
            )
            for each in read[:MOST_LISTED]
        ),
    ]
    if len(read) > MOST_LISTED:
        lines.append((italic(f"and {len(read) - MOST_LISTED} more"),))
    return [*lines, *not_read(refused)]


def not_read(refused: Sequence[str]) -> list[Line]:
    """Why what else came with them could not be read."""
    if not refused:
        return []
    lines: list[Line] = [
        (),
        (bold("Not read:"),),
        *((Run(short(reason, 300)),) for reason in refused[:MOST_REFUSED]),
    ]
    return (
        [*lines, (Run(f"and {len(refused) - MOST_REFUSED} more."),)] if len(refused) > MOST_REFUSED else lines
    )


def _aside(kin: Kin) -> str:
    return {"same": " (known already)", "revised": " (a new revision)"}.get(kin.change, "")


def _of_several(desk: Desk, held: Held, read: Sequence[Read]) -> list[tuple[Button, ...]]:
    label = "✅ Keep them all" if len(read) > 1 else "✅ Keep it"
    rows = [(button(desk, held, label, "keep"), button(desk, held, "🗑 Discard", "drop"))]
    dates = "📅 Date" if len(read) == 1 else "📅 Date of all"
    publisher = "🏛 Publisher" if len(read) == 1 else "🏛 Publisher of all"
    return [*rows, (button(desk, held, dates, "ask date"), button(desk, held, publisher, "ask publisher"))]


def _instead(desk: Desk, held: Held) -> tuple[Button, ...]:
    return (_question(desk, held), button(desk, held, "🗑 Discard", "drop"))


def _question(desk: Desk, held: Held) -> Button:
    return button(desk, held, "It is a question", "question")
