"""Who may add documents and correct lines: an owner's command or press goes in, the list or an invitation comes out.

Telegram tells the number of a person only to whom that person has written. So nobody becomes an editor by a name: an
owner hands out a link that works once, or names the number itself.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.buttons import Act, encode
from bot.delivery.letters import Post
from bot.editing import inviting
from bot.markup import Line, Run, bold, italic, plain, short
from bot.messages import Button, Screen, of_lines, of_text
from briefs import dates_shown
from briefs.corrections import roles
from briefs.errors import BadQuestion
from briefs.shown import counted

if TYPE_CHECKING:
    from bot.desk import Desk, Heard
    from briefs.corrections.roles import Editor

EDITORS, JOIN = "ed", "join"
"""The names of the buttons' acts: an owner's, and of whoever was invited."""

USER_NAME = re.compile(r"@([A-Za-z][A-Za-z0-9_]{3,31})")
NUMBER = re.compile(r"[0-9]{1,16}")
LARGEST_ID = 2**52  # Telegram: "at most 52 significant bits"
OWNERS_ONLY = "Only the owners of this bot may do that."
TOO_OLD = "This button is too old for me. /editors shows who may edit."
OVER = (
    "This invitation is over: it was taken up, taken back, or is older than three days. Ask for another one."
)
NOT_YOURS = "This invitation is for somebody else: it names another user name than yours."
IN_PRIVATE = "An invitation can be taken up in a private chat with me only."
HOW = (
    "Write /editors add and I give you a link that makes one person an editor, or /editors add @name for a link that "
    "works for that user name only. If you know the person's number in Telegram: /editors add 123456789."
)


def command(desk: Desk, heard: Heard) -> Screen:
    """/editors: who may edit; with words somebody is invited, named or removed."""
    verb, _, rest = heard.words.strip().partition(" ")
    rest = rest.strip()
    if not verb:
        return listed(desk)
    if verb.casefold() in ("add", "invite"):
        return _asked(desk, heard, rest)
    if verb.casefold() in ("remove", "delete"):
        return removing(desk, _meant(desk, rest))
    raise BadQuestion(HOW)


def pressed(desk: Desk, heard: Heard, value: str) -> Screen | str:
    """What an owner's button does."""
    if heard.person not in desk.owners:
        return OWNERS_ONLY
    verb, _, argument = value.partition(" ")
    number = int(argument) if NUMBER.fullmatch(argument) else 0
    if 0 < number < LARGEST_ID:
        return _about(desk, heard, verb, number)
    if verb == "withdraw":
        inviting.withdraw(desk.library.store)
        return listed(desk, "No invitation waits any more.")
    if verb == "invite":
        return invitation(desk, heard, "")
    return listed(desk) if verb == "list" else TOO_OLD


def _about(desk: Desk, heard: Heard, verb: str, number: int) -> Screen | str:
    """What is done about somebody by number."""
    if verb == "add":
        added = roles.add(desk.library.store, number, "", by=heard.person, now=desk.clock())
        return listed(desk, f"{called(added)} is an editor now.")
    if verb == "remove":
        return removing(desk, number)
    return removed(desk, number) if verb == "removed" else TOO_OLD


def listed(desk: Desk, said: str = "") -> Screen:
    """The owners and editors, with a button to remove each."""
    found = roles.editors_of(desk.library.store)
    waiting = inviting.waiting(desk.library.store, desk.clock())
    lines: list[Line] = [(italic(said),), ()] if said else []
    lines += [(bold("Who may add documents and correct lines"),), (Run(_owners(desk)),), ()]
    for each in found:
        day = dates_shown.day(each.added_at.date())
        lines.append((Run("• "), bold(called(each)), Run(f" · since {day}")))
    lines += [] if found else [(Run("There are no editors yet."),)]
    lines += [(), (Run(HOW),)]
    if waiting:
        lines.append((italic(f"{counted(waiting, 'invitation waits', 'invitations wait')} to be taken up."),))
    rows = [(_button(desk, f"🗑 {short(called(each), 30)}", f"remove {each.id}"),) for each in found[:40]]
    more = [_button(desk, "＋ Invite an editor", "invite")]
    more += [_button(desk, "Take invitations back", "withdraw")] if waiting else []
    return of_lines(lines, [*rows, tuple(more)])


def invitation(desk: Desk, heard: Heard, name: str) -> Screen:
    """A link that makes whoever opens it an editor, once."""
    code = inviting.invite(desk.library.store, name.casefold(), by=heard.person, now=desk.clock())
    payload = f"{inviting.WORD}_{code}"
    address = f"https://t.me/{heard.bot}?start={payload}"
    who = f"@{name}, and nobody else," if name else "one person: whoever opens it first"
    ends = dates_shown.day((desk.clock() + inviting.LASTS).date())
    lines: list[Line] = [
        (bold("An invitation"),),
        (Run(f"Hand this link to the person; it makes {who} an editor. It works once, until {ends}."),),
        (),
        (Run(address),),
        (),
        (Run("Whoever cannot open links may write to me instead: "), Run(f"/start {payload}", ("code",))),
    ]
    return of_lines(lines, [(_button(desk, "‹ Editors", "list"),)])


def invited(desk: Desk, heard: Heard, code: str) -> Screen:
    """What somebody who opened an invitation is asked. Nothing is granted before it is accepted."""
    problem = _problem(desk, heard, code)
    if problem:
        return of_text(problem)
    lines: list[Line] = [
        (bold("You are invited to edit here"),),
        (
            Run(
                "As an editor you may add documents, correct what was read out of them, and answer readers who report "
                "an error. The owners see your name and number, and your corrections bear them."
            ),
        ),
    ]
    yes = Button("✅ Accept", encode(Act(JOIN, code), desk.keep))
    return of_lines(lines, [(yes, Button("No, thank you", encode(Act(JOIN, "no"), desk.keep)))])


def joined(desk: Desk, heard: Heard, code: str) -> Screen | str:
    """The invitation taken up, or left."""
    if code == "no":
        return of_text("As you wish. The invitation stays open until it ends.")
    problem = _problem(desk, heard, code)
    if problem:
        return problem
    if not inviting.take(desk.library.store, code, desk.clock()):
        return OVER
    name = f"{heard.name} (@{heard.username})" if heard.username else heard.name
    added = roles.add(desk.library.store, heard.person, plain(name), by=0, now=desk.clock())
    _tell_owners(desk, added)
    return of_text(
        "You are an editor now. Send me a link, a file or a text to add a document; press “Report an error” under a "
        "sentence to correct its line; /reports shows what readers reported."
    )


def removing(desk: Desk, number: int) -> Screen:
    """Asks before somebody's role is taken away."""
    found = next((each for each in roles.editors_of(desk.library.store) if each.id == number), None)
    if found is None:
        return listed(desk, f"{number} is no editor (any more).")
    buttons = (_button(desk, "🗑 Remove", f"removed {number}"), _button(desk, "‹ Leave it", "list"))
    return of_lines(
        [(Run("Shall "), bold(called(found)), Run(" be no editor any more? What was corrected stays."))],
        [buttons],
    )


def removed(desk: Desk, number: int) -> Screen:
    """The role taken away."""
    gone = roles.remove(desk.library.store, number)
    return listed(desk, f"{called(gone)} is no editor any more.")


def called(editor: Editor) -> str:
    """An editor as owners read it: name and number."""
    return f"{short(editor.name, 80)} · {editor.id}" if editor.name else f"Number {editor.id}"


def name_of(desk: Desk, by: str) -> str:
    """Who made a correction, in words: the editor's name, "an owner", or "an editor"."""
    if not by.isdigit():
        return "an editor"
    if int(by) in desk.owners:
        return "an owner"
    found = next((each for each in roles.editors_of(desk.library.store) if each.id == int(by)), None)
    return short(found.name, 60) if found and found.name else "an editor"


def _asked(desk: Desk, heard: Heard, words: str) -> Screen:
    """Somebody is to become an editor: by an invitation, or by number, which is asked about once more."""
    if not words:
        return invitation(desk, heard, "")
    name = USER_NAME.fullmatch(words)
    if name:
        return invitation(desk, heard, name[1])
    if not (NUMBER.fullmatch(words) and 0 < int(words) < LARGEST_ID):
        raise BadQuestion(HOW)
    number = int(words)
    if number in desk.owners:
        return listed(desk, f"{number} is an owner, who may do all that editors may.")
    lines: list[Line] = [
        (Run("Shall the person with the number "), bold(str(number)), Run(" be an editor?")),
        (
            Run(
                "I cannot tell you whose number it is. A wrong one gives a stranger the right to change what readers see."
            ),
        ),
    ]
    return of_lines(
        lines, [(_button(desk, f"✅ Yes, {number}", f"add {number}"), _button(desk, "‹ No", "list"))]
    )


def _meant(desk: Desk, words: str) -> int:
    """The number of the editor whom words name, by number, user name or name; 0 for nobody. Raises BadQuestion."""
    found = roles.editors_of(desk.library.store)
    wanted = words.strip().casefold()
    if NUMBER.fullmatch(wanted):
        return int(wanted)
    if wanted.startswith("@"):
        like = [each for each in found if f"({wanted})" in each.name.casefold()]
    else:
        like = [each for each in found if wanted and wanted in each.name.casefold()]
    if len(like) == 1:
        return like[0].id
    raise BadQuestion("Who is meant? /editors lists everybody, each with a button that removes.")


def _problem(desk: Desk, heard: Heard, code: str) -> str:
    """Why an invitation cannot be taken up; "" where it can."""
    found = inviting.look(desk.library.store, code, desk.clock())
    if not heard.private or heard.person <= 0:
        return IN_PRIVATE
    if desk.edits(heard.person):
        return "You may edit here already."
    if found is None:
        return OVER
    return NOT_YOURS if found.name and found.name != heard.username.casefold() else ""


def _tell_owners(desk: Desk, added: Editor) -> None:
    lines: list[Line] = [
        (Run("✏️ "), bold(called(added)), Run(" has taken up an invitation and is an editor now.")),
    ]
    screen = of_lines(lines, [(_button(desk, "🗑 Remove", f"remove {added.id}"),)])
    now = desk.clock()
    with desk.library.store.writing() as connection:
        post = Post(now)
        for owner in sorted(desk.owners):
            post.write_note(connection, owner, screen, f"joined|{added.id}|{now:%Y%m%d%H%M%S}|{owner}")


def _owners(desk: Desk) -> str:
    count = len(desk.owners)
    return f"{counted(count, 'owner', 'owners')} by the settings, who may also name editors and remove documents."


def _button(desk: Desk, label: str, value: str) -> Button:
    return Button(label, encode(Act(EDITORS, value), desk.keep))
