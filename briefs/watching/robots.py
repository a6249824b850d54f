"""An address in, whether its site lets us ask for it and how often out: robots.txt, read once a day for each site."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from briefs.errors import Unfetchable
from briefs.watching import addresses

if TYPE_CHECKING:
    from briefs.watching.fetching import Fetcher

NAME = "aide-memoire"
LARGEST = 500_000
"""Bytes of a robots.txt that have to be read (RFC 9309, 2.5)."""
KEPT_FOR = timedelta(days=1)
FAILED_FOR = timedelta(minutes=30)
MOST_SITES = 1000
LONGEST_PAUSE = 60.0
LOWEST_ERROR = 500


@dataclass(frozen=True, slots=True)
class _Rules:
    until: datetime
    rules: Any = None
    closed: str = ""


class Robots:
    """The rules of the sites that were asked so far."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._sites: OrderedDict[str, _Rules] = OrderedDict()

    def pause(self, address: str, least: float) -> float:
        """The seconds between two requests that a site asks for, as far as we know and within reason."""
        known = self._sites.get(_site(address))
        asked = known.rules.crawl_delay(NAME) if known and known.rules is not None else None
        return max(least, min(float(asked or 0), LONGEST_PAUSE))

    def pass_(self, address: str, now: datetime) -> None:
        """Raises Unfetchable where the site does not want the address to be fetched, or cannot be asked."""
        found = self._rules(_site(address), now)
        if found.closed:
            raise Unfetchable(found.closed)
        if found.rules is not None and not found.rules.can_fetch(address, NAME):
            raise Unfetchable(
                f"{addresses.host_of(address)[:100]} asks programs not to fetch this address (robots.txt).",
                lasting=True,
            )

    def _rules(self, site: str, now: datetime) -> _Rules:
        known = self._sites.get(site)
        if known is None or known.until <= now:
            known = self._sites[site] = self._asked(site, now)
            while len(self._sites) > MOST_SITES:
                self._sites.popitem(last=False)
        return known

    def _asked(self, site: str, now: datetime) -> _Rules:
        """What a site says: nothing where it has no such file, and "not now" where it fails (RFC 9309, 2.3.1)."""
        from protego import Protego

        try:
            answer = self._fetcher.fetch(f"{site}/robots.txt", now=now, most=LARGEST)
        except Unfetchable as error:
            if error.status is not None and error.status < LOWEST_ERROR:
                return _Rules(now + KEPT_FOR)
            if error.status is None:
                raise
            return _Rules(now + FAILED_FOR, closed=f"Whether the site may be read cannot be seen: {error}")
        return _Rules(now + KEPT_FOR, Protego.parse((answer.body or b"").decode("utf-8", "replace")))


def _site(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"
