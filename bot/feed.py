"""The private address of a subscription's calendar goes in; the file comes out, or word that it is as it was.

A calendar program asks every few hours, and anybody may try addresses: what one request can cost is bounded, and the
secret in the address is never written anywhere.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.delivery import subscriptions
from bot.following.almanac import FILE_NAME, MIME_TYPE, PATH
from briefs.errors import StoreUnavailable

if TYPE_CHECKING:
    from starlette.requests import Request

    from briefs.library import Library

log = logging.getLogger(__name__)
MOST_KEPT = 200
"""Calendars that are held ready: some kilobytes each, one for all who follow the same."""
AT_ONCE = 2
"""Requests that may ask the store at the same time: answers in the chat go before."""
MOST_WAITING = 60
"""Requests that may wait; more are asked to come again."""
AGAIN_SECONDS = "120"
FRESH_SECONDS = 900


@dataclass(frozen=True, slots=True)
class File:
    """A calendar as it is handed out: ``state`` is what it was made of, ``since`` the moment it first read like this."""

    data: bytes
    etag: str
    since: datetime
    state: tuple[str, date]


class Feed:
    """The calendars of all subscriptions, each made once for a state of the store and a day."""

    def __init__(self, library: Library, clock: Callable[[], datetime]) -> None:
        """Nothing is made yet."""
        self.library = library
        self.clock = clock
        self._kept: OrderedDict[str, File] = OrderedDict()
        self._room = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    def routes(self) -> list[Route]:
        """The one path that it answers on."""
        return [Route(PATH, self.answer, methods=["GET"])]

    async def answer(self, request: Request) -> Response:
        """200 with the file, 304 where it is as it was, 404 where nobody has (any more) such an address."""
        if self._waiting >= MOST_WAITING:
            return _later()
        self._waiting += 1
        try:
            async with self._room:
                found = await asyncio.to_thread(self.find, request.path_params["token"])
        except StoreUnavailable as problem:
            log.warning("a calendar could not be made just now", extra={"reason": str(problem)})
            return _later()
        finally:
            self._waiting -= 1
        if found is None:
            return PlainTextResponse("There is no calendar at this address (any more).", 404)
        headers = {
            "ETag": found.etag,
            "Last-Modified": format_datetime(found.since, usegmt=True),
            "Cache-Control": f"private, max-age={FRESH_SECONDS}",
            "X-Robots-Tag": "noindex",
        }
        if is_known(found, request.headers.get("if-none-match"), request.headers.get("if-modified-since")):
            return Response(status_code=304, headers=headers)
        headers["Content-Disposition"] = f'inline; filename="{FILE_NAME}"'
        return Response(found.data, headers=headers, media_type=f"{MIME_TYPE}; charset=utf-8")

    def find(self, token: str) -> File | None:
        """The calendar of the subscription with this secret; None where there is none, or it is ended."""
        held = subscriptions.by_feed(self.library.store, token)
        return None if held is None else self._of(held.interest)

    def _of(self, interest: str) -> File:
        """The calendar of an interest, made anew only where documents or the day have changed."""
        now = self.clock().astimezone(UTC)
        with self.library.store.snapshot() as snapshot:
            state = (snapshot.version(), now.date())
        before = self._kept.get(interest)
        if before is not None and before.state == state:
            return before
        data = self._made(interest, now)
        etag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
        since = before.since if before is not None and before.etag == etag else now.replace(microsecond=0)
        made = self._kept[interest] = File(data, etag, since, state)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return made

    def _made(self, interest: str, now: datetime) -> bytes:
        from briefs.following.calendar_file import calendar
        from briefs.following.interest import stored

        return calendar(self.library, stored(interest, self.library.lexicon), now.date(), now)


def is_known(file: File, tags: str | None, since: str | None) -> bool:
    """Whether the caller has the file already (RFC 9110, 13.2.2: the tags decide, and the time only without them)."""
    if tags is not None:
        listed = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in listed or file.etag in listed
    if since is None:
        return False
    try:
        moment = parsedate_to_datetime(since)
    except (ValueError, TypeError, OverflowError):
        return False
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment >= file.since


def _later() -> Response:
    return PlainTextResponse("Please come again in two minutes.", 503, {"Retry-After": AGAIN_SECONDS})
