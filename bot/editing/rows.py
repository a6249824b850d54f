"""Nothing goes in; the rows of the table of commands that are for owners and editors come out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import messages
from bot.buttons import Act, encode
from bot.desk import Command, Scope
from bot.editing import documents, editors, quarantine, reports
from bot.messages import Button, of_text
from briefs.brief import Choice
from briefs.errors import BadQuestion

if TYPE_CHECKING:
    from bot.desk import Desk, Heard
    from bot.messages import Screen

HOW = (
    "Send a link, a file (PDF, Word, OpenDocument, RTF, e-mail, HTML, Markdown or text, or a ZIP archive of these), or "
    "paste the text of the document here, after /add if it is short. I show what I read; nothing is kept before you say so. "
    "A caption may say what the text does not, for example: date: 2021-01-28; publisher: Ministry of Trade; "
    "url: https://example.org/talks; title: Trade talks"
)


def add(desk: Desk, heard: Heard) -> Screen:
    """/add without a text: how a document is added."""
    del heard
    return of_text(HOW, messages.choices([Choice("Latest documents", "latest")], desk.keep))


def remove(desk: Desk, heard: Heard) -> Screen:
    """/remove N: asks before a document is taken out."""
    number = heard.words.strip().lstrip("#№")
    if not (number.isascii() and number.isdigit() and len(number) < 10):  # noqa: PLR2004 - a 32-bit number
        raise BadQuestion("Write the number of the document, such as /remove 3; /latest shows the numbers.")
    buttons = (
        Button(f"Take out document {int(number)}", encode(Act("remove", number), desk.keep)),
        Button("Leave it", encode(Act("leave", "0"), desk.keep)),
    )
    said = f"Take out document {int(number)}, every revision of it, and all that was read out of it?"
    return of_text(f"{said} This cannot be undone.", [buttons])


def removed(desk: Desk, number: int) -> Screen:
    """The document taken out."""
    if desk.library.store.remove(number):
        return of_text(f"Document {number} was taken out, with all that was read out of it.")
    return of_text(f"There is no document {number} (any more).")


EDITING: tuple[Command, ...] = (
    Command(
        "add",
        "[TEXT]",
        "Add a document: send a link or a file, or paste its text",
        add,
        scope=Scope.EDITOR,
        summaries=(("fr", "Ajouter un document : un lien, un fichier ou un texte"),),
    ),
    Command(
        "correct",
        "N",
        "Correct the date, publisher or title of a document, or read it again",
        documents.command,
        scope=Scope.EDITOR,
        writes=True,
        summaries=(("fr", "Corriger la date, l'éditeur ou le titre d'un document"),),
        example="/correct 3",
    ),
    Command(
        "reports",
        "",
        "Errors that readers reported and nobody has settled",
        reports.command,
        scope=Scope.EDITOR,
        writes=True,
        summaries=(("fr", "Les erreurs signalées par les lecteurs"),),
    ),
    Command(
        "quarantine",
        "",
        "What could not be read, and why; try it again or drop it",
        quarantine.command,
        scope=Scope.EDITOR,
        writes=True,
        summaries=(("fr", "Ce qui n'a pas pu être lu, et pourquoi"),),
    ),
    Command(
        "remove",
        "N",
        "Take a document out of the store",
        remove,
        scope=Scope.OWNER,
        writes=True,
        summaries=(("fr", "Retirer un document"),),
        example="/remove 3",
    ),
    Command(
        "editors",
        "[add [@NAME] | remove NAME]",
        "Who may add documents and correct lines",
        editors.command,
        scope=Scope.OWNER,
        writes=True,
        summaries=(("fr", "Qui peut ajouter des documents et corriger"),),
        example="/editors add @name",
    ),
)
