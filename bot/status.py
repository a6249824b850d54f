"""Somebody asks how things stand; the row of /status in the table of commands leads to who knows."""

from __future__ import annotations

from bot.desk import Command, Desk, Heard
from bot.messages import Screen


def status(desk: Desk, heard: Heard) -> Screen:
    """How things stand; what looks it up is loaded with the first question, so that it holds up no start."""
    from bot import standing

    return standing.told(desk, heard)


ROW = Command(
    "status",
    "",
    "The last document, the sources, and when your next digest comes",
    status,
    writes=True,  # for an owner the store is asked some thirty things: not on the way of other answers
    summaries=(("fr", "Dernier document, sources suivies et prochain résumé"),),
)
