"""A message and its person go in; what was heard, with the settings of the chat, comes out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot import readers
from bot.desk import Heard
from bot.markup import plain
from bot.received import id_of, is_private

if TYPE_CHECKING:
    from telegram import MaybeInaccessibleMessage, User

    from bot.desk import Desk, Place


def heard(
    desk: Desk, message: MaybeInaccessibleMessage, person: User | None, words: str, place: Place | None
) -> Heard:
    """The words of a person, on the day that it is where the chat is."""
    reader = readers.get(desk.library.store, message.chat.id, desk.today("UTC"))
    said = Heard(
        plain(words).strip(), reader, desk.today(reader.zone), id_of(person), is_private(message), place
    )
    if person is None:
        return said
    return replace(
        said, name=person.full_name, username=person.username or "", bot=message.get_bot().username
    )
