"""Web addresses and the numbers behind them in; whether they may be fetched, and how they are told apart, out."""

from __future__ import annotations

import hashlib
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

LONGEST = 2000
"""Characters of an address; longer ones are no address that anybody published."""

TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid")
NAT64 = IPv6Network("64:ff9b::/96")
"""Where an IPv6-only network puts the IPv4 addresses of the world (RFC 6052)."""
SAFE = "/%:=&?~#+!$,;'@()*[]-._"


def forbidden(number: str) -> bool:
    """Whether an IP address is none of the public internet, or cannot be read at all.

    Private, loopback, link-local, shared (RFC 6598), multicast and reserved ones are not, nor are the IPv6 forms in
    which any of these could hide.

    >>> forbidden("10.0.0.1"), forbidden("::ffff:93.184.216.34"), forbidden("93.184.216.34")
    (True, True, False)
    """
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return True
    if isinstance(address, IPv4Address):
        return _not_public(address)
    if address in NAT64:
        return _not_public(IPv4Address(int(address) & 0xFFFFFFFF))
    hidden = address.ipv4_mapped or address.sixtofour or address.teredo
    return hidden is not None or address.is_site_local or _not_public(address)


def _not_public(address: IPv4Address | IPv6Address) -> bool:
    return not address.is_global or address.is_multicast or address.is_reserved or address.is_unspecified


def usable(address: str) -> str | None:
    """Why an address is not fetched at all; None where it may be tried."""
    if len(address) > LONGEST or not address.isprintable():
        long = f"it has more than {LONGEST:,} characters"
        return long if len(address) > LONGEST else "it holds signs that cannot be seen"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "it is not written as an address"
    if parts.scheme not in {"http", "https"}:
        return f'only http and https addresses are fetched, not "{parts.scheme[:20]}"'
    if not host:
        return "it names no host"
    if parts.username is not None or parts.password is not None:
        return "it carries a name or a password"
    return None


def joined(base: str, link: str) -> str | None:
    """A link of a page as a whole address without its fragment; None where it leads nowhere that can be fetched."""
    link = "".join(link.split())[: LONGEST + 1]
    try:
        parts = urlsplit(urljoin(base, link))
        path, query = quote(parts.path, safe=SAFE), quote(parts.query, safe=SAFE)
    except ValueError:  # half a sign, too, is none that could be written in an address
        return None
    whole = urlunsplit(parts._replace(path=path, query=query, fragment=""))
    return whole if usable(whole) is None else None


def host_of(address: str) -> str:
    """The host whose patience an address costs; "" for what is no web address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""


def key_of(address: str) -> str:
    """The fingerprint by which an address is known again.

    Scheme, "www.", a last slash, the fragment and the marks of campaigns make no difference.
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
        query = [
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=200)
            if not name.lower().startswith(TRACKING)
        ]
        plain = f"{host}{port}{parts.path.rstrip('/')}?{urlencode(query)}" if host else address
    except ValueError:
        plain = address
    return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()
