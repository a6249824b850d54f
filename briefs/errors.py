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


class BadDate(BriefsError):
    """A date given by a person cannot be read."""


class BadQuestion(BriefsError):
    """A question cannot be understood; the message suggests what would be."""


class NoSuchThing(BriefsError):
    """A number or name that nothing in the store answers to."""


class StoreTooNew(BriefsError):
    """The store was written by a newer version of this program."""


class StoreUnavailable(BriefsError):
    """The database cannot be opened or reached."""
