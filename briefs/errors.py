"""Every way this program says no: the class is the diagnosis, the message names what, where and what to do."""

from __future__ import annotations


class BriefsError(Exception):
    """Something a person can act on; the message is a whole sentence."""


class BadRule(BriefsError):
    """A file of config/ holds something that cannot be used; the message names file, entry and reason."""


class BadSettings(BriefsError):
    """A setting is missing, unknown or out of range; the message names the key."""


class Unreadable(BriefsError):
    """A file cannot be taken in: wrong path, empty, binary, too large, not English."""


class Unfetchable(BriefsError):
    """An address gives nothing to read.

    ``wait`` are the seconds that its server asked to be left alone; ``lasting`` says that asking again soon would
    change nothing; ``status`` is what the server answered, where it did.
    """

    def __init__(
        self, message: str, *, wait: float = 0.0, lasting: bool = False, status: int | None = None
    ) -> None:
        super().__init__(message)
        self.wait = wait
        self.lasting = lasting
        self.status = status


class BadDate(BriefsError):
    """A date given by a person cannot be read."""


class BadQuestion(BriefsError):
    """A question cannot be understood; the message suggests what would be."""


class NoSuchThing(BriefsError):
    """A number or name that nothing in the store answers to."""


class TooMany(BriefsError):
    """More of something than one chat may have."""


class BadCorrection(BriefsError):
    """A correction that cannot be made: an unknown field or value, or nothing that it would change."""


class StoreTooNew(BriefsError):
    """The store was written by a newer version of this program."""


class StoreUnavailable(BriefsError):
    """The database cannot be opened or reached."""
