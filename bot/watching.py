"""The watched sources and a clock go in; the looks that are due are done beside the chat, and /sources is answered."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from bot import zones
from bot.desk import Command, Desk, Heard
from bot.editing import quarantine
from bot.markup import Line, Run, bold
from bot.messages import Screen, of_lines, of_text
from briefs import watching

if TYPE_CHECKING:
    from telegram.ext import Application, CallbackContext

    from bot.settings import BotSettings
    from briefs.library import Library
    from briefs.watching.looking import Watch
    from briefs.watching.sources import Sources

log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
FIRST = timedelta(seconds=20)
ROUND = timedelta(seconds=45)
"""How long one round of looks may begin something new: the next one comes a minute after it began."""
A_MOMENT = 0.5
"""Seconds after which a wait sees that the bot stops."""


def sources(desk: Desk, heard: Heard) -> Screen:
    """Each watched source: its last success and what it brought; what needs attention first."""
    zone = zones.zone_of(heard.reader.zone, desk.zone)
    edits = desk.edits(heard.person)
    ask = "/quarantine says why." if edits else "the editors of this bot see why."
    page = watching.overview(desk.library.store, desk.clock(), zone, ask=ask)
    lines: list[Line] = [(bold(page.title),), *((Run(line),) for line in page.lead)]
    for heading, listed in page.parts:
        lines += [(), (bold(heading),), *((Run(f"• {line}"),) for line in listed)]
    held = quarantine.offered(desk) if edits and heard.private else None
    return of_lines(lines, [(held,)] if held else ())


ROW = Command(
    "sources",
    "",
    "What is watched for new documents, and how each source fares",
    sources,
    summaries=(("fr", "Les sources suivies, et ce que chacune a apporté"),),
)


def attach(
    application: Application[Any, Any, Any, Any, Any, Any],
    settings: BotSettings,
    library: Library,
    clock: Callable[[], datetime],
) -> None:
    """Watch from the bot where the settings say so, and tell the owners of sources that fail, whoever watches.

    Raises BadRule where the file of sources cannot be used.
    """
    listed = _listed(settings) if settings.watch else None
    if application.job_queue and (listed is not None or settings.owners):
        application.job_queue.run_repeating(
            partial(_round, Round(library, settings, clock, listed, lambda: not application.running)),
            EVERY,
            first=FIRST,
            name="watch",
            job_kwargs={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
        )


def _listed(settings: BotSettings) -> Sources | None:
    from briefs.lexicon import config_folder
    from briefs.watching import sources as listed

    return listed.load(settings.config_folder or config_folder())


async def _round(work: Round, _context: CallbackContext[Any, Any, Any, Any]) -> None:
    await asyncio.to_thread(work.go)


class Round:
    """One round of looks after the other, each in a thread; ``stopped`` says that the bot is going down."""

    def __init__(
        self,
        library: Library,
        settings: BotSettings,
        clock: Callable[[], datetime],
        listed: Sources | None,
        stopped: Callable[[], bool],
    ) -> None:
        """Nothing is looked at yet; ``listed`` is None where another process watches."""
        self.library = library
        self.settings = settings
        self.clock = clock
        self.stopped = stopped
        self._listed = listed
        self._ready: Watch | None = None
        self._hosts: dict[str, datetime] = {}

    def go(self) -> None:
        """Do what is due, within the time of a round, and tell the owners of what has failed for a day."""
        if self._listed is not None:
            self._look(self._listed)
        if not self.stopped():
            tell(self.library, self.settings, self.clock())

    def _look(self, listed: Sources) -> None:
        from briefs.watching import loop

        now = self.clock()
        if self._ready is None:  # what the sites allow is remembered from one round to the next
            passwords = self.settings.mail_passwords
            self._ready = watching.watch(self.library, listed, passwords, now, self.stopped)
        course = loop.Course(hosts=self._hosts)
        loop.run(self._ready, self.clock, self._wait, until=now + ROUND, course=course)
        if course.looks or course.kept or course.quarantined:
            log.info(
                "sources looked at",
                extra={
                    "looks": course.looks,
                    "failed": course.failed,
                    "kept": course.kept,
                    "quarantined": course.quarantined,
                },
            )

    def _wait(self, seconds: float) -> bool:
        never = threading.Event()
        while seconds > 0 and not self.stopped():
            never.wait(min(seconds, A_MOMENT))
            seconds -= A_MOMENT
        return self.stopped()


def tell(library: Library, settings: BotSettings, now: datetime) -> int:
    """Write to each owner of each source that has failed for a day, once; gives how many sources these are."""
    from bot.delivery.letters import Post

    store = library.store
    alarms = watching.alarms(store, now, zones.zone_of(None, settings.zone))
    for alarm in alarms:
        with store.writing() as connection:
            post = Post(now)
            for owner in sorted(settings.owners):
                post.write_note(connection, owner, of_text(f"⚠️ {alarm.text}"), f"alarm|{alarm.key}|{owner}")
        watching.told(store, alarm, now)
        log.warning("a source cannot be read", extra={"source": alarm.source})
    return len(alarms)
