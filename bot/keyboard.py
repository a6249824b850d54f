"""A person's keys go in; whole lines come out, with history and with completion of commands and names."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import Completer, Completion, PathCompleter
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory
from prompt_toolkit.patch_stdout import patch_stdout

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent

LONGEST_REMEMBERED = 300
"""Characters; what is longer is a pasted document, and no history of questions."""

MOST_SHOWN = 40
"""Completions offered at a time."""


class Words(Completer):
    """Completes a command at the start of the line, and after it the names of parties, topics and events."""

    def __init__(self, commands: Mapping[str, str], names: Sequence[str]) -> None:
        self.commands = commands
        self.names = sorted(set(names), key=str.casefold)
        self.paths = PathCompleter(expanduser=True)

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        """What the word under the cursor may become."""
        line = document.text_before_cursor.lstrip()
        if line.startswith(":send "):
            path = line.removeprefix(":send ").lstrip()
            yield from self.paths.get_completions(Document(path, len(path)), complete_event)
        elif line.startswith(("/", ":")) and " " not in line:
            known = {**self.commands, ":send": "give it a document", ":quit": "end"}
            for command, what in known.items():
                if command.startswith(line.lower()):
                    yield Completion(f"{command} ", -len(line), display=command, display_meta=what)
        else:
            yield from self._names(line)

    def _names(self, line: str) -> Iterable[Completion]:
        """Names of several words count as one: "new z" becomes "New Zealand"."""
        words = line.split(" ")
        for first in range(max(0, len(words) - 4), len(words)):
            begun = " ".join(words[first:]).casefold()
            found = (
                [name for name in self.names if name.casefold().startswith(begun)] if len(begun) > 1 else []
            )
            if found:
                yield from (Completion(name, -len(begun)) for name in found[:MOST_SHOWN])
                return


class PrivateHistory(FileHistory):
    """A history that only its owner can read, without whole documents."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_APPEND, 0o600))
        path.chmod(0o600)
        super().__init__(str(path))

    def store_string(self, string: str) -> None:
        """Keep a line, unless it is a pasted document."""
        if len(string) <= LONGEST_REMEMBERED and "\n" not in string:
            super().store_string(string)


async def typed(
    commands: Mapping[str, str],
    names: Sequence[str],
    history: Path,
) -> AsyncIterator[str]:
    """What is typed, line by line, until Ctrl-C or Ctrl-D."""
    session: PromptSession[str] = PromptSession(
        "› ",
        history=PrivateHistory(history),
        completer=Words(commands, names),
        complete_while_typing=True,
        reserve_space_for_menu=6,
    )
    while True:
        try:
            with patch_stdout(raw=True):
                line = await session.prompt_async()
        except (EOFError, KeyboardInterrupt):
            return
        yield line
