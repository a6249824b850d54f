"""A command and the words after it go in; the message that answers it comes out."""

from __future__ import annotations

from dataclasses import replace

from bot import messages, preferences, questions, readers
from bot.buttons import Act, encode
from bot.desk import MOST_WORDS, Command, Desk, Heard
from bot.editing import editors, inviting
from bot.markup import Line, Run, bold
from bot.messages import Button, Screen, of_lines, of_text
from bot.readers import Reader
from briefs.brief import Choice

LEAVING = frozenset("stop unsubscribe unwatch unfollow cancel pause digests alerts reminders".split())
"""What people write who want less of what comes: they are shown what comes, with the buttons that end it."""


def start(desk: Desk, heard: Heard) -> Screen:
    """The welcome; or what a link such as ``?start=partner_AU`` leads to."""
    if heard.words.strip():
        return linked(desk, heard)
    year = heard.today.year
    lines: list[Line] = [
        (bold("Aide-mémoire"),),
        (
            Run(
                "I read what ministries publish of their meetings, and keep who promised what to whom, by when."
            ),
        ),
        (Run("Every line I show leads to the sentence that proves it."),),
        (),
        (Run("Press a button, or simply write: "), Run("what did Australia promise Cambodia?", ("i",))),
    ]
    offered = [
        Choice("🌏 Choose a partner", "partner"),
        Choice("📅 What is coming", "upcoming"),
        Choice(f"🤝 Commitments {year}", f"commitments {year}"),
        Choice("📰 Latest documents", "latest"),
    ]
    more = (
        Button("🗞 Subscribe", encode(Act("run", "subscribe"), desk.keep)),
        Button("⚙️ Settings", encode(Act("run", "settings"), desk.keep)),
        Button("❓ Help", encode(Act("run", "help"), desk.keep)),
    )
    return of_lines(lines, [*messages.choices(offered, desk.keep), more])


def linked(desk: Desk, heard: Heard) -> Screen:
    """What the payload of a link asks for: letters, digits, - and _, which stands for a space."""
    words = heard.words.replace("_", " ").strip()
    name, _, rest = words.partition(" ")
    if name == inviting.WORD and inviting.CODE.fullmatch(rest):
        return editors.invited(desk, heard, rest)
    for command in desk.commands:
        if command.name == name.casefold() and command.name != "start" and desk.may(command, heard.person):
            return run(desk, command, replace(heard, words=rest))
    return questions.answer(desk, words, heard.reader)


def run(desk: Desk, command: Command, heard: Heard) -> Screen:
    """The reply of a command; its prompt where it needs words and got none."""
    if command.prompt and not heard.words.strip():
        brief = questions.brief_of(desk, command.name, heard.reader)
        offered = command.choices or (brief.choices if brief else ())
        lines: list[Line] = [(bold(command.prompt),)]
        if command.example:
            lines.append((Run("For example: "), Run(command.example, ("code",))))
        return of_lines(lines, messages.choices(offered, desk.keep))
    return command.reply(desk, heard)


def settings(desk: Desk, heard: Heard) -> Screen:
    """The settings; changed first where the words ask for it."""
    change = preferences.by_words(heard.reader, heard.words[:MOST_WORDS])
    return changed(desk, heard.reader, change)


def changed(desk: Desk, before: Reader, change: preferences.Change) -> Screen:
    """Keep a change of settings where there is one, and show the settings."""
    if change.reader != before:
        readers.keep(desk.library.store, change.reader, desk.clock())
    return preferences.screen(change, desk.zone)


def unknown(desk: Desk, name: str, heard: Heard) -> Screen:
    """What a command that does not exist may have meant."""
    from rapidfuzz import fuzz, process

    if name.casefold() in LEAVING:
        return next(each for each in desk.commands if each.name == "subscriptions").reply(desk, heard)
    names = [command.name for command in desk.commands if desk.may(command, heard.person)]
    near = process.extract(name.casefold()[:32], names, scorer=fuzz.ratio, limit=3, score_cutoff=60)
    meant = [found for found, _score, _place in near]
    told = f"There is no command /{name[:32]}."
    if not meant:
        return of_text(f"{told} /help lists what I know; you can also ask in plain words.")
    rest = heard.words.strip()[:MOST_WORDS]
    offered = [
        Button(f"/{found} {rest}"[:40].strip(), encode(Act("run", f"{found} {rest}"), desk.keep))
        for found in meant
    ]
    return of_text(
        f"{told} Did you mean {' or '.join(f'/{found}' for found in meant)}?", messages.paired(offered)
    )
