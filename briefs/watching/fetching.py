"""A web address in, what stands there out: within bounds of size, time, redirects and reach, or the reason why not."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from briefs.errors import Unfetchable
from briefs.watching import addresses

if TYPE_CHECKING:
    import httpx

    from briefs.watching.wire import LookUp

MOVED = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED, REFUSED, GONE, TOO_MANY = 304, frozenset({401, 403}), frozenset({404, 410}), 429
NO_TEXT = ("image/", "audio/", "video/", "font/")
AGENT = "aide-memoire/0.1 (reads press releases)"
LONGEST_WAIT = 7 * 86_400.0
LONGEST_MARK = 500
"""Characters of an ETag that is remembered; a longer one is some mistake."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one fetch may cost: bytes before and after unpacking, seconds in all, redirects; and how far it may reach."""

    size: int = 20_000_000
    seconds: float = 30.0
    redirects: int = 5
    private_addresses: bool = False
    agent: str = AGENT


@dataclass(frozen=True, slots=True)
class Marks:
    """What a server said of its last answer, to be asked whether there is another since."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at an address: ``address`` is where the redirects led; ``body`` is None where nothing changed."""

    address: str
    body: bytes | None
    marks: Marks = Marks()


Passes = Callable[[str], None]
"""Told each address before it is asked; raises Unfetchable where it may not be."""


def _anywhere(_address: str) -> None:
    """No rules of courtesy to keep."""


class Fetcher:
    """Fetches addresses one at a time; threads may share it. It goes straight out, through no proxy."""

    def __init__(
        self,
        bounds: Bounds | None = None,
        *,
        stopped: Callable[[], bool] = lambda: False,
        stopwatch: Callable[[], float] = time.monotonic,
        names: LookUp | None = None,
    ) -> None:
        self.bounds = bounds or Bounds()
        self._stopped = stopped
        self._stopwatch = stopwatch
        self._names = names
        self._trust: object = None

    def fetch(
        self,
        address: str,
        marks: Marks | None = None,
        *,
        now: datetime,
        language: str = "en",
        passes: Passes = _anywhere,
        most: int | None = None,
    ) -> Fetched:
        """What stands at an address, or that it has not changed since ``marks``; ``most`` bounds the bytes further.

        Raises Unfetchable with the reason in a sentence.
        """
        import httpcore
        import httpx

        from briefs.watching.wire import Patience

        bounds = self.bounds
        patience = Patience(bounds.seconds, self._stopwatch, self._stopped)
        headers = _headers(bounds.agent, language, marks)
        try:
            with self._client(patience) as client:
                for _ in range(bounds.redirects + 1):
                    _refuse_unusable(address)
                    passes(address)
                    patience.asked = _short(address)
                    with client.stream("GET", address, headers=headers) as answer:
                        if answer.status_code in MOVED:
                            address = _target(address, answer)
                            continue
                        return _read(address, answer, min(most or bounds.size, bounds.size), now)
        except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise Unfetchable(f"{_short(address)} broke off: {_why(error)}.") from error
        except (UnicodeError, ValueError) as error:
            raise Unfetchable(f"{_short(address)} is an address that cannot be asked for.") from error
        raise Unfetchable(f"{_short(address)} was reached after more than {bounds.redirects} redirects.")

    def _client(self, patience: object) -> httpx.Client:
        """A client for one fetch: it keeps no cookies of others and knows no proxy."""
        import httpcore
        import httpx

        from briefs.watching.wire import Patience, Wire, look_up

        if not isinstance(patience, Patience):
            raise TypeError("a fetch needs its patience")
        if self._trust is None:
            self._trust = httpx.create_ssl_context()
        wire = Wire(patience, private=self.bounds.private_addresses, names=self._names or look_up)
        transport = httpx.HTTPTransport(verify=self._trust)  # type: ignore[arg-type]
        # httpx has no setting for where its connections come from; its pool does.
        transport._pool = httpcore.ConnectionPool(  # noqa: SLF001
            ssl_context=self._trust,  # type: ignore[arg-type]
            network_backend=wire,
            max_connections=1,
        )
        return httpx.Client(transport=transport, trust_env=False, follow_redirects=False, timeout=None)  # noqa: S113


def _headers(agent: str, language: str, marks: Marks | None) -> dict[str, str]:
    headers = {
        "User-Agent": agent,
        "Accept": "text/html,application/xhtml+xml,application/xml,application/pdf;q=0.9,*/*;q=0.8",
        "Accept-Language": language if language == "en" else f"{language},en;q=0.5",
        "Accept-Encoding": "gzip",
    }
    if marks and marks.etag:
        headers["If-None-Match"] = marks.etag
    if marks and marks.modified:
        headers["If-Modified-Since"] = marks.modified
    return headers


def _refuse_unusable(address: str) -> None:
    problem = addresses.usable(address)
    if problem is not None:
        raise Unfetchable(f"{_short(address)} is not fetched: {problem}.", lasting=True)


def _target(address: str, answer: httpx.Response) -> str:
    """Where a redirect leads, as a whole address; what kind of address it is is looked at in the next round."""
    from urllib.parse import urljoin

    given = answer.headers.get("location", "").strip()
    try:
        target = urljoin(address, given) if given else ""
    except ValueError:
        target = ""
    if not target:
        raise Unfetchable(f"{_short(address)} has moved, and does not say where to.")
    return target


def _read(address: str, answer: httpx.Response, most: int, now: datetime) -> Fetched:
    status = answer.status_code
    marks = _marks(answer)
    if status == NOT_MODIFIED:
        return Fetched(address, None, marks)
    if not answer.is_success:
        raise Unfetchable(
            f"{_short(address)} {_refusal(status)}.",
            wait=wait_asked_for(answer.headers.get("retry-after", ""), now),
            status=status,
            lasting=status in GONE,
        )
    media = answer.headers.get("content-type", "").strip().lower()
    if media.startswith(NO_TEXT):
        raise Unfetchable(
            f"{_short(address)} is no document but {media.partition(';')[0][:40]}.", lasting=True
        )
    declared = answer.headers.get("content-length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:18]) > most:
        raise Unfetchable(_too_large(address, most), lasting=True)
    body = b"".join(_unpacked(answer, address, most))
    return Fetched(address, _in_utf8(body, media), marks)


def _unpacked(answer: httpx.Response, address: str, most: int) -> Iterable[bytes]:
    """The body in pieces, unpacked by hand so that a small piece cannot become a large one unseen."""
    packing = answer.headers.get("content-encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip", "deflate"}:
        raise Unfetchable(f"{_short(address)} is packed in a way that was not asked for ({packing[:20]}).")
    packed = packing not in {"", "identity"}
    came = out = 0
    unpack = zlib.decompressobj(wbits=47)  # tells gzip and zlib by their heads
    for piece in answer.iter_raw():
        came += len(piece)
        left = most - out
        try:
            plain = unpack.decompress(piece, left + 1) if packed else piece
        except zlib.error as error:
            raise Unfetchable(f"{_short(address)} cannot be unpacked.") from error
        out += len(plain)
        if came > most or out > most:
            raise Unfetchable(_too_large(address, most), lasting=True)
        yield plain
        if packed and unpack.eof:
            return
    if packed and came and not unpack.eof:
        raise Unfetchable(f"{_short(address)} broke off in the middle.")


def _in_utf8(body: bytes, media: str) -> bytes:
    """A text whose encoding only the server tells, in UTF-8; everything else as it came."""
    _, _, rest = media.partition("charset=")
    charset = rest.partition(";")[0].strip(" \"'")
    if not media.startswith("text/") or charset in {"", "utf-8", "utf8"} or not charset.isascii():
        return body
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return body.decode(charset).encode("utf-8")
        except (LookupError, UnicodeError, ValueError):
            return body
    return body


def _marks(answer: httpx.Response) -> Marks:
    etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
    return Marks(
        etag if etag and len(etag) <= LONGEST_MARK else None,
        modified if modified and len(modified) <= LONGEST_MARK else None,
    )


def wait_asked_for(header: str, now: datetime) -> float:
    """The seconds that a Retry-After header asks to be left alone, in either of its forms; 0 where it says none."""
    header = header.strip()[:60]
    if header.isascii() and header.isdigit():
        return min(float(header), LONGEST_WAIT)
    try:
        moment = parsedate_to_datetime(header)
    except (ValueError, TypeError, IndexError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_WAIT)


def _refusal(status: int) -> str:
    if status in GONE:
        return f"is not there (any more) ({status})"
    if status in REFUSED:
        return f"does not let us in ({status})"
    if status == TOO_MANY:
        return f"was asked too often ({status})"
    return f"answers with an error ({status})"


def _too_large(address: str, most: int) -> str:
    return f"{_short(address)} has more than {most // 1_000_000 or most / 1_000_000:g} MB."


def _why(error: Exception) -> str:
    """What went wrong on the wire, by its kind: the words of libraries may quote what a server sent."""
    names = {
        "ConnectError": "no secure connection could be made",
        "ReadError": "the connection was lost",
        "WriteError": "the connection was lost",
        "RemoteProtocolError": "the server speaks no proper HTTP",
        "ReadTimeout": "it took too long",
        "ConnectTimeout": "it took too long",
    }
    return names.get(type(error).__name__, f"the connection failed ({type(error).__name__})")


def _short(address: str) -> str:
    return address if len(address) <= 200 else f"{address[:199]}…"  # noqa: PLR2004
