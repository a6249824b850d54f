"""Fetching: within bounds of size, time, redirects and reach, whatever the other side does."""

from __future__ import annotations

import fnmatch
import gzip
import re
import threading
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_web import SmallWeb, bomb, small_web

from briefs.errors import Unfetchable
from briefs.watching import addresses
from briefs.watching.addresses import forbidden, joined, key_of
from briefs.watching.fetching import Bounds, Fetcher, Marks, wait_asked_for
from briefs.watching.sources import matches
from briefs.watching.wire import Stopped, look_up

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def served():
    with small_web() as web:
        yield web


@pytest.fixture
def web(served) -> SmallWeb:
    served.answers.clear()
    served.asked.clear()
    return served


def fetcher(**given) -> Fetcher:
    ways = {name: given.pop(name) for name in ("stopped", "stopwatch", "names") if name in given}
    return Fetcher(Bounds(**{"private_addresses": True, **given}), **ways)


def fetch(address: str, **given):
    return fetcher(**given).fetch(address, now=NOW)


def refusal(address: str, **given) -> Unfetchable:
    with pytest.raises(Unfetchable) as caught:
        fetch(address, **given)
    return caught.value


def test_what_stands_at_an_address_comes_with_where_it_stood_and_its_marks(web):
    web.put("/new", "The text", etag='"7"', last_modified="Thu, 19 Nov 2026 08:00:00 GMT")
    web.moves("/old", "/new", 301)
    found = fetch(f"{web.address}/old")
    assert (found.address, found.body) == (f"{web.address}/new", b"The text")
    assert found.marks == Marks('"7"', "Thu, 19 Nov 2026 08:00:00 GMT")


def test_a_server_learns_who_asks_and_nothing_else(web):
    web.put("/page", "Text")
    fetch(f"{web.address}/page", agent="aide-memoire (+https://ministry.example)")
    (asked,) = web.asked
    assert asked.headers["User-Agent"] == "aide-memoire (+https://ministry.example)"
    assert {"Cookie", "Authorization", "Referer"} & set(asked.headers) == set()


def test_what_has_not_changed_is_not_sent_again(web):
    address = web.put("/feed", "Items", etag='"7"')
    marks = fetch(address).marks
    assert fetcher().fetch(address, marks, now=NOW).body is None
    web.put("/feed", "More items", etag='"8"')
    assert fetcher().fetch(address, marks, now=NOW).body == b"More items"


def test_the_machine_itself_and_its_network_are_out_of_reach_unless_a_setting_says_otherwise(web):
    address = web.put("/page", "Text")
    problem = refusal(address, private_addresses=False)
    assert problem.lasting
    assert "private network" in str(problem)
    assert web.asked == []
    assert not Bounds().private_addresses


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.2/",
        "http://10.0.0.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://192.168.1.1/",
        "http://[::1]/",
        "http://[fd00::1]/",
        "http://[fe80::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://[64:ff9b::a00:1]/",
        "http://2130706434/",
        "http://0x7f000002/",
        "http://127.2/",
        "http://224.0.0.1/",
        "http://inside.example/",
    ],
)
def test_a_redirect_to_a_private_address_is_not_followed(web, monkeypatch, target):
    names = {"ministry.example": ["127.0.0.1"], "inside.example": ["10.1.2.3"]}
    monkeypatch.setattr(addresses, "forbidden", lambda number: number != "127.0.0.1" and forbidden(number))
    web.moves("/page", target)
    found = Fetcher(Bounds(), names=lambda host, port: names.get(host) or look_up(host, port))
    with pytest.raises(Unfetchable, match="private network") as caught:
        found.fetch(f"http://ministry.example:{web.port}/page", now=NOW)
    assert caught.value.lasting


def test_the_address_that_was_checked_is_the_one_that_is_asked(web, monkeypatch):
    """A name may mean a public address when it is checked, and this machine a moment later."""
    calls = count()
    monkeypatch.setattr(addresses, "forbidden", lambda number: number != "127.0.0.1")
    web.put("/page", "Text")

    def names(host, _port):
        assert host == "turns.example"
        return ["127.0.0.1"] if next(calls) == 0 else ["127.0.0.2"]

    found = Fetcher(Bounds(), names=names).fetch(f"http://turns.example:{web.port}/page", now=NOW)
    assert found.body == b"Text"
    assert next(calls) == 1
    assert web.asked[0].headers["Host"] == f"turns.example:{web.port}"


def test_of_a_host_with_several_addresses_only_the_public_ones_are_asked(web, monkeypatch):
    monkeypatch.setattr(addresses, "forbidden", lambda number: number != "127.0.0.1")
    web.put("/page", "Text")
    found = Fetcher(Bounds(), names=lambda _host, _port: ["10.0.0.1", "127.0.0.1"])
    assert found.fetch(f"http://two.example:{web.port}/page", now=NOW).body == b"Text"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "ftp://ministry.example/a",
        "gopher://x/",
        "javascript:alert(1)",
        "https://",
        "https://name:word@ministry.example/",
        "http://[::1",
        "http://x:99999/",
        f"https://ministry.example/{'a' * 3000}",
        "",
    ],
)
def test_only_web_addresses_are_fetched(address):
    problem = refusal(address)
    assert problem.lasting
    assert len(str(problem)) < 400


def test_a_redirect_to_another_scheme_is_not_followed(web):
    assert 'not "file"' in str(refusal(web.moves("/page", "file:///etc/passwd")))


def test_five_redirects_are_followed_and_a_sixth_is_not(web):
    web.put("/0", "There")
    for number in range(1, 7):
        web.moves(f"/{number}", f"/{number - 1}", 307)
    assert fetch(f"{web.address}/5").body == b"There"
    assert "more than 5 redirects" in str(refusal(f"{web.address}/6"))
    assert "redirects" in str(refusal(web.moves("/round", "/round")))
    assert "does not say where" in str(refusal(web.put("/nowhere", status=302)))


def test_twenty_megabytes_are_the_most_whatever_the_server_declares(web):
    declared = web.put("/declared", b"x", content_length="99999999999")
    assert "more than 20 MB" in str(refusal(declared))
    assert "more than 1 MB" in str(refusal(web.never_ends("/endless"), size=1_000_000))


def test_a_bomb_is_refused_before_it_goes_off(web):
    address = web.put("/bomb", bomb(200_000_000), content_encoding="gzip")
    problem = refusal(address)
    assert "more than 20 MB" in str(problem)
    assert problem.lasting


def test_packed_answers_are_unpacked_and_broken_ones_told(web):
    packed = gzip.compress(b"The text" * 1000)
    assert fetch(web.put("/packed", packed, content_encoding="gzip")).body == b"The text" * 1000
    assert "middle" in str(refusal(web.put("/cut", packed[:20], content_encoding="gzip")))
    assert "cannot be unpacked" in str(refusal(web.put("/no", b"plain text", content_encoding="gzip")))
    assert "not asked for (br)" in str(refusal(web.put("/other", b"x", content_encoding="br")))


def test_a_server_that_says_nothing_is_left_after_its_time(web):
    problem = refusal(web.stays_silent("/silent"), seconds=0.1)
    assert str(problem) == f"{web.address}/silent gave no whole answer within 0.1 seconds."
    assert not problem.lasting


@pytest.mark.parametrize("how", ["never_ends", "headers_never_end"])
def test_an_answer_that_trickles_on_ends_with_the_time_of_the_whole(web, how):
    ticks = count()
    address = getattr(web, how)("/trickle")
    problem = refusal(address, size=10**12, stopwatch=lambda: float(next(ticks)))
    assert "within 30 seconds" in str(problem)
    assert next(ticks) < 100


def test_a_name_that_nobody_resolves_in_time_is_left_too():
    never = threading.Event()

    def names(_host, _port):
        never.wait(120)
        return ["93.184.216.34"]

    problem = refusal("https://ministry.example/", seconds=0.1, names=names)
    never.set()
    assert "within 0.1 seconds" in str(problem)


def test_a_word_to_stop_ends_a_fetch_in_the_middle(web):
    ticks = count()
    address = web.never_ends("/endless")
    with pytest.raises(Stopped):
        fetcher(size=10**12, stopped=lambda: next(ticks) > 10).fetch(address, now=NOW)


BROKEN = (
    b"",
    b"garbage\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01",
    b"HTTP/1.1 302 Found\r\nLocation: http://[::1\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://\xff\xfe/\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://x:y@ministry.example/\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://.../\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://" + b"a" * 300 + b"/\r\n\r\n",
    b"HTTP/1.1 302 Found\r\nLocation: http://a%00b/\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffffff\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nX: " + b"a" * 1_000_000,
    b"HTTP/1.1 999 What\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + b"\x1f\x8b\x08" + b"\xff" * 50,
)


@pytest.mark.parametrize("said", BROKEN, ids=range(len(BROKEN)))
def test_a_server_that_talks_nonsense_costs_nothing_but_itself(web, said):
    address = web.does("/page", lambda handler: handler.wfile.write(said))
    problem = refusal(address, names=_no_such_name)
    assert str(problem).endswith(".")
    assert len(str(problem)) < 400


def _no_such_name(host, port):
    if host == "127.0.0.1":
        return look_up(host, port)
    raise OSError("no such name")


@settings(max_examples=25)
@given(
    st.binary(max_size=200), st.sampled_from([b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 301 Gone\r\nLocation:"])
)
def test_whatever_a_server_says_is_an_answer_or_one_sentence(served, said, start):
    address = served.does("/page", lambda handler: handler.wfile.write(start + said))
    try:
        found = fetch(address, names=_no_such_name)
    except Unfetchable as problem:
        assert str(problem).endswith(".")  # noqa: PT017 - few of these are answers
    else:
        assert found.body is None or len(found.body) <= len(said)


def test_a_server_that_says_wait_for_ever_is_not_waited_for(web):
    def answer(handler) -> None:
        while not web.ends.is_set():
            handler.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")

    ticks = count()
    problem = refusal(web.does("/page", answer), stopwatch=lambda: 2.0 * next(ticks))
    assert "within 30 seconds" in str(problem)


@pytest.mark.parametrize(
    ("status", "words", "lasting"),
    [
        (404, "is not there (any more) (404)", True),
        (410, "is not there (any more) (410)", True),
        (403, "does not let us in (403)", False),
        (500, "answers with an error (500)", False),
        (503, "answers with an error (503)", False),
        (304, None, False),
    ],
)
def test_a_refusal_is_told_with_what_it_means(web, status, words, lasting):
    address = web.put("/page", "Sorry", status=status)
    if words is None:
        assert fetch(address).body is None
        return
    problem = refusal(address)
    assert str(problem) == f"{address} {words}."
    assert (problem.lasting, problem.status) == (lasting, status)


def test_a_server_that_asks_for_patience_is_heard(web):
    assert refusal(web.put("/busy", status=429, retry_after="120")).wait == 120
    later = "Fri, 20 Nov 2026 09:00:00 GMT"
    assert refusal(web.put("/later", status=503, retry_after=later)).wait == 3600
    assert wait_asked_for("99999999999999", NOW) == 7 * 86_400
    assert wait_asked_for("soon", NOW) == 0
    assert wait_asked_for("Fri, 20 Nov 2020 09:00:00 GMT", NOW) == 0


def test_hosts_that_are_not_there_are_told_in_a_sentence():
    def nobody(_host, _port):
        raise OSError("no such name")

    assert 'no host called "nowhere.example"' in str(refusal("https://nowhere.example/", names=nobody))
    with small_web() as closed:
        address = closed.put("/page", "Text")
    assert "cannot be reached" in str(refusal(address))


def test_a_picture_or_a_film_is_not_fetched(web):
    assert "image/png" in str(refusal(web.put("/a.png", b"\x89PNG", content_type="image/png")))


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("Côte d’Ivoire".encode("cp1252"), "text/html; charset=windows-1252", "Côte d’Ivoire".encode()),
        ("Côte".encode(), "text/html; charset=iso-8859-1", "Côte".encode()),
        ("Côte".encode("latin-1"), 'text/html; charset="no-such-thing"', "Côte".encode("latin-1")),
        (b"%PDF-\xff", "application/pdf; charset=latin-1", b"%PDF-\xff"),
    ],
)
def test_an_encoding_that_only_the_server_tells_is_not_lost(web, body, kind, expected):
    assert fetch(web.put("/page", body, content_type=kind)).body == expected


@given(st.ip_addresses())
def test_only_addresses_of_the_public_internet_are_let_through(address):
    if not forbidden(str(address)):
        assert address.is_global
        assert {address.is_private, address.is_loopback, address.is_link_local, address.is_multicast} == {
            False
        }


@pytest.mark.parametrize(
    ("number", "refused"),
    [
        ("93.184.216.34", False),
        ("2606:2800:220:1:248:1893:25c8:1946", False),
        ("64:ff9b::5db8:d822", False),
        ("64:ff9b::7f00:1", True),
        ("::ffff:93.184.216.34", True),
        ("2002:7f00:1::", True),
        ("fec0::1", True),
        ("fe80::1%eth0", True),
        ("0.0.0.0", True),
        ("::", True),
        ("255.255.255.255", True),
        ("240.0.0.1", True),
        ("198.18.0.1", True),
        ("nonsense", True),
    ],
)
def test_each_corner_of_the_address_space_is_known(number, refused):
    assert forbidden(number) is refused


def test_an_address_is_known_again_in_its_other_spellings():
    one = key_of("https://www.ministry.example/news/7/?id=3&utm_source=list#top")
    assert one == key_of("http://ministry.example/news/7?id=3")
    assert one != key_of("http://ministry.example/news/7?id=4")
    assert key_of("https://ministry.example/A") != key_of("https://ministry.example/a")


@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_a_page_links_to_gives_an_address_that_may_be_asked_or_none(base, link):
    address = joined(f"https://ministry.example/{base}", link)
    if address is not None:
        assert addresses.usable(address) is None
        assert addresses.host_of(address)
        assert len(key_of(address)) == 64


PATTERN = st.text(alphabet="ab/*", min_size=1, max_size=8).filter(lambda text: not text.startswith("/"))


@given(PATTERN, st.text(alphabet="ab/", max_size=12))
def test_a_star_stands_for_any_characters_and_nothing_else_is_special(pattern, address):
    expected = re.fullmatch(fnmatch.translate(pattern).replace(r"\Z", ""), address, re.DOTALL) is not None
    assert matches(pattern, address) is expected


@pytest.mark.parametrize("host", ["ex\u202eample", "x\u200b", "a\x1b[2J", "a\x00", "\ud83d"])
def test_a_host_with_signs_that_hide_or_turn_the_rest_is_not_asked(host):
    assert "cannot be seen" in addresses.usable(f"https://{host}.example/talks")
    assert joined("https://ministry.example/", f"//{host}.example/talks") is None


def test_a_host_in_other_letters_is_one():
    assert joined("https://ministry.example/", "//münchen.example/ü") == "https://münchen.example/%C3%BC"


def test_an_address_that_is_none_fits_no_pattern():
    assert not matches("/news/*", "https://[")


@pytest.mark.parametrize("link", ["/talks/\ud83d", "?q=\udc00", "//\ud83d"])
def test_a_link_with_half_a_sign_leads_nowhere(link):
    assert joined("https://ministry.example/", link) is None
