"""What the bot says of itself goes out as messages: help, what it is, what it keeps of a person and how to erase it."""

from __future__ import annotations

from collections.abc import Sequence

from bot import messages, readers
from bot.buttons import Act, encode
from bot.delivery import inbox, purging, subscriptions
from bot.desk import Command, Desk, Heard, Scope
from bot.editing import holding, reporters
from bot.markup import Line, Run, bold
from bot.messages import Button, Screen, of_lines, of_text
from bot.readers import Reader
from briefs.brief import Choice
from briefs.shown import counted
from briefs.shown import listed as listed_words


def help_(desk: Desk, heard: Heard) -> Screen:
    """What can be asked: all commands, or one in more words."""
    wanted = heard.words.strip().lstrip("/").casefold()
    for command in desk.commands:
        if wanted == command.name and desk.may(command, heard.person):
            return _help_on(command)
    lines: list[Line] = [(bold("What you can ask"),)]
    lines += [
        (Run(command.form), Run(f" – {command.summary}"))
        for command in desk.commands
        if desk.may(command, heard.person)
    ]
    lines += [
        (),
        (
            Run(
                "Or write without a command, in any order: australia vaccines 2021 · requests to japan since 2020"
            ),
        ),
        (Run("The numbers under an answer show the exact sentence and its document."),),
    ]
    offered = [Choice("What is coming", "upcoming"), Choice("Latest documents", "latest")]
    return of_lines(lines, messages.choices(offered, desk.keep))


def about(desk: Desk, _heard: Heard) -> Screen:
    """What this is, and how much it knows."""
    counts = desk.library.store.counts()
    samples = f" ({counts.samples} of them samples)" if counts.samples else ""
    lines: list[Line] = [
        (bold("About Aide-mémoire"),),
        (Run("A reader of press releases, communiqués, statements and news of diplomatic meetings."),),
        (
            Run(f"It keeps {counts.documents} documents{samples}, {counts.meetings} meetings, "),
            Run(f"{counts.outcomes} outcomes and {counts.events} events."),
        ),
        (),
        (bold("How far to trust it"),),
        (Run("• Every line is a quotation; its number shows the sentence, the paragraph and the document."),),
        (Run("• It reads by fixed rules and writes nothing of its own. What it could not read, it says."),),
        (Run("• A date that a document does not spell out is marked as inferred, with the reason."),),
        (Run("• It knows only the documents it was given: silence is no proof that nothing was promised."),),
    ]
    return of_lines(lines, messages.choices([Choice("Latest documents", "latest")], desk.keep))


def privacy(desk: Desk, heard: Heard) -> Screen:
    """What is kept of a person, for how long, and the way to erase it."""
    lines: list[Line] = [
        (bold("Privacy"),),
        (Run(_kept(desk, heard)),),
        (),
        (
            Run(
                "• If you change a setting: the number of this chat, the settings, and the day of your last message."
            ),
        ),
        *_of_what_is_sent(),
        (
            Run(
                "• What you write is put down until it is answered, so that nothing is lost when I stop; then its words "
                f"are erased at once, and its number after {inbox.KEPT.days} days."
            ),
        ),
        *_of_editors(desk, heard),
        (Run("• Nothing else: no name, no questions, no list of what you read."),),
        (
            Run(
                "• The log holds no words of yours. A refused try to add a document is logged with your number."
            ),
        ),
        (
            Run(
                "• What is too long for a button, a question or something you are setting up, is kept by itself, without a "
                f"trace of who asked for it, until no button has needed it for {purging.QUESTIONS_KEPT.days} days."
            ),
        ),
        (
            Run(
                f"• After {readers.MONTHS_KEPT} months without a message from this chat all of it is erased, unless it "
                "still follows something."
            ),
        ),
        (Run("• What Telegram itself keeps is Telegram's own affair."),),
        (),
        (Run("/forget erases everything of this chat at once."),),
    ]
    return of_lines(lines, [(Button("🗑 Erase my data", encode(Act("forget", "ask"), desk.keep)),)])


def _of_what_is_sent() -> list[Line]:
    """What is kept of whoever follows something."""
    return [
        (
            Run(
                "• If you follow something: what, when and by whose wish. What you remove, or what ends because I was "
                f"put out, is erased after {purging.ENDED_KEPT.days} days."
            ),
        ),
        (
            Run(
                f"• What I sent you unasked: the messages for {purging.MESSAGES_KEPT.days} days, and for "
                f"{purging.LINES_KEPT.days} days which lines were in them, so that a correction reaches you; which dates "
                f"of events, until {purging.EVENTS_KEPT.days} days after the event."
            ),
        ),
    ]


def _of_editors(desk: Desk, heard: Heard) -> list[Line]:
    """What is kept of whoever reports an error, and of whoever corrects it."""
    reported = "• If you report an error: what you reported, and the number of this chat until you are told what came of it."
    if not desk.edits(heard.person):
        return [(Run(reported),)]
    told = (
        "• As you may edit here: your name and number as long as you may, your number with each of your corrections, and "
        "for a day at most what you sent in and have not kept yet."
    )
    return [(Run(reported),), (Run(told),)]


def _kept(desk: Desk, heard: Heard) -> str:
    """What is kept of this chat, in a sentence."""
    followed = len(subscriptions.of_chat(desk.library.store, heard.reader.id))
    reported = reporters.waiting_of(desk.library.store, heard.reader.id)
    held = ["your settings"] if heard.reader.kept else []
    held += [f"{followed} subscription{'s' if followed > 1 else ''}"] if followed else []
    held += [counted(reported, "report of an error", "reports of errors")] if reported else []
    if not held:
        return "Of this chat nothing is kept so far."
    return f"Of this chat {listed_words(held)} are kept."


def forget(desk: Desk, heard: Heard) -> Screen:
    """Asks before anything is erased; says so where there is nothing."""
    store, chat = desk.library.store, heard.reader.id
    followed = len(subscriptions.of_chat(store, chat))
    other = heard.reader.kept or reporters.waiting_of(store, chat) or holding.waits(store, chat)
    if not followed and not other:
        return of_text("Nothing is kept of this chat, so there is nothing to erase.")
    buttons = (
        Button("Erase everything", encode(Act("forget", "yes"), desk.keep)),
        Button("Keep it", encode(Act("forget", "no"), desk.keep)),
    )
    ends = f" and end the {followed} things it follows" if followed > 1 else ""
    ends = " and end what it follows" if followed == 1 else ends
    return of_text(
        f"Erase the settings of this chat and whatever else is kept of it{ends}? This cannot be undone.",
        [buttons],
    )


def forgotten(desk: Desk, reader: Reader) -> Screen:
    """Everything of the chat erased."""
    erased = readers.forget(desk.library.store, reader.id)
    return of_text(
        "Erased. Nothing is kept of this chat any more." if erased else "There was nothing left to erase."
    )


def _help_on(command: Command) -> Screen:
    lines: list[Line] = [(bold(command.form),), (Run(f"{command.summary}."),)]
    if command.example:
        lines.append((Run("For example: "), Run(command.example, ("code",))))
    return of_lines(lines)


_FOR = {Scope.EVERYONE: "", Scope.EDITOR: " (editors)", Scope.OWNER: " (owners)"}


def listed(commands: Sequence[Command]) -> list[str]:
    """The commands as Markdown lines for the README: "- `/partner NAME` – …"."""
    return [f"- `{command.form}` – {command.summary}" + _FOR[command.scope] for command in commands]
