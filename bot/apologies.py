"""What kept an answer from being given goes in; the sentence for the reader comes out, and the log gets the rest.

A reader learns what a reader can mend. Where the store is and what its database says is for those who run the bot.
"""

from __future__ import annotations

import logging

from briefs.errors import (
    BadCorrection,
    BadDate,
    BadQuestion,
    BriefsError,
    NoSuchThing,
    StoreUnavailable,
    TooMany,
    Unfetchable,
    Unreadable,
)

log = logging.getLogger(__name__)

FOR_READERS = (BadCorrection, BadQuestion, BadDate, NoSuchThing, TooMany, Unfetchable, Unreadable)
"""What a person wrote, sent or pressed was the reason: the message of the error is written for that person."""

UNREACHABLE = "The store cannot be reached just now. Try again in a minute."
UNFIT = "I cannot answer just now: something here has to be put right first. It was noted for the owners."


def told(problem: BriefsError) -> str:
    """The sentence for the chat; what is none of the chat's business goes to the log instead."""
    if isinstance(problem, FOR_READERS):
        return str(problem)
    # The words of these errors are the program's own, about files, addresses and databases; never a person's.
    log.error("an answer could not be given", extra={"error": type(problem).__name__, "reason": str(problem)})
    return UNREACHABLE if isinstance(problem, StoreUnavailable) else UNFIT
