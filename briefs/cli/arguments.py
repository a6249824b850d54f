"""Words typed after a command go in; they are taken apart, or one sentence says what is wrong with them."""

from __future__ import annotations

import argparse
from typing import NoReturn


class NotUnderstood(Exception):
    """The words after the command; the message is a sentence for whoever typed them."""


class Arguments(argparse.ArgumentParser):
    """An argparse parser whose complaints are one sentence, raised as ``NotUnderstood``."""

    def error(self, message: str) -> NoReturn:
        """Complain."""
        raise NotUnderstood(f"{message[:1].upper()}{message[1:]}. Try `{self.prog} --help`.")
