"""Well-formed texts and files go in; what a careless or a hostile hand makes of them comes out, for hypothesis to draw."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import papers
import rendering
from hostile_files import TEXT
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
LONGEST = 6_000

ODD = (
    "\u202e", "\u200b", "\u2060", "\ufeff", "\x00", "\u2028", "\x85", "\u00ad", "\ufffc", "\ud83d", "\ufb01", "İ", "ß", "ǅ",
    "a\u0301" * 20, "\u0301" * 30, "🇦🇺🇰🇭", "👩‍👩‍👧", "٣", "½", "Ⅻ", "²", "①", "\u3000", "ក្រុម", "مرحبا", "日本",
    "-", "- ", "• ", "1. ", "(a) ", "# ", "> ", "```", "|", "&amp;", "&#x110000;", "<b>", "</", "<!--", "]]>", "%s", "{0}", "\\", "\\u202e",
    '"', '""', "“", "”", "'", "’", "(", ")", "[", "]", "((((((((", "))))))))", ",,,,,,,,", "; ", ": ", "...", "?!",
    "\t", "\r", "\r\n", "\f", "\n\n", "\n- ", " " * 40, "\x1b[2J", " and " * 12, ", and ", " of the " * 12, " that " * 8, " to ",
    "0", "00", "-1", "9" * 20, "9" * 400, "1e999", "1.5.2", "1,000,000,000,000,000", "31 February 2021", "0000-00-00", "99/99/9999",
    "29 February 2100", "year 0", "10000", "2021-2019", "the 999999999th", "$", "US$", "USD 1e308 billion", "half a million", "%",
    "asem99999999", "COP 0", "H.E.", "Mr.", "St.", "No.", "U.S.", "a" * 300, "A" * 300,
    "Cambodia", "Australia", "the two sides", "agreed to", "will", "not", "by", "from", "between", "in", "today", "next year",
)  # fmt: skip
"""What texts are rarely tested with: signs that hide, turn and join, numbers that are none, words that join clauses."""


ARGUMENTS = tuple(
    "australia|cambodia|japan to cambodia|2021|since 2020|next year|last month|1|2|99999999999|-1|#1|vaccines|education|pledges|asem13|"
    '"plan of action"|from:AU|to:KH|kind:pledge|asof:2021-01-01|weekly monday 8:00 australia|daily 7|monthly 31 9:00 japan|days mon fri|'
    "every day at noon zone Phnom Penh|quiet 22-7|@channel daily|zone UTC+7|zone Mars|dates french|hide position|show position|@|all|"
    "event asem13|kind pledges|-visa|everything|when is asem13|who chairs ASEAN in 2027|what did australia promise cambodia?|line 1|"
    "source 1 changes|open with australia|forget|start remove_1|partner_AU|now|none|yes".split("|")
)
"""What people write after a command, and what they should not."""


@cache
def sentences() -> tuple[str, ...]:
    """The sentences by which the rules are explained in config/, and the papers of the tests."""
    found: set[str] = set()
    for path in sorted((ROOT / "config").glob("*.toml")):
        for name, value in _pairs(tomllib.loads(path.read_text(encoding="utf-8"))):
            if name in {"examples", "counter_examples"}:
                found.update(_texts(value))
    kept = sorted(each for each in found if " " in each)
    return (*kept, *(paper.text for paper in papers.PAPERS), *_documents())


def _documents() -> list[str]:
    folder = ROOT / "tests" / "documents"
    return [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]


def _pairs(table: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(table, dict):
        for name, value in table.items():
            yield name, value
            yield from _pairs(value)
    elif isinstance(table, list):
        for each in table:
            yield from _pairs(each)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


ARBITRARY = st.text(max_size=300)
ANY_LETTER = st.characters()
PLACE = st.integers(0, 9_999)
PIECES = st.one_of(st.sampled_from(ODD), st.text(ANY_LETTER, max_size=6))
CHANGES = ("put", "cut", "double", "swap", "upper", "lower", "many", "end")
EDIT = st.tuples(st.sampled_from(CHANGES), PLACE, st.integers(1, 60), PIECES)


def edited(text: str, edits: list[tuple[str, int, int, str]]) -> str:
    """The text after some edits, each at a place given in ten-thousandths of it."""
    for change, place, size, piece in edits:
        at = len(text) * place // 10_000
        cut = text[at : at + size]
        text = text[:at] + _changed(change, cut, size, piece) + text[at + size :]
        if change == "end":
            text = text[:at]
    return text[:LONGEST]


def _changed(change: str, cut: str, size: int, piece: str) -> str:
    return {
        "put": piece + cut,
        "cut": "",
        "double": cut * 2,
        "swap": cut[::-1],
        "upper": cut.upper(),
        "lower": cut.lower(),
        "many": piece * size + cut,
        "end": "",
    }[change]


@cache
def real_text() -> st.SearchStrategy[str]:
    """A few sentences of the house, put together and edited."""
    joined = st.builds(
        lambda parts, join: join.join(parts),
        st.lists(st.sampled_from(sentences()), min_size=1, max_size=8),
        st.sampled_from((" ", "\n\n", "\n", "\n- ", "; ", " and ")),
    )
    return st.builds(edited, joined, st.lists(EDIT, max_size=8))


def texts() -> st.SearchStrategy[str]:
    """Any text: arbitrary letters, pieces that mean harm, or real sentences with something done to them."""
    return st.one_of(real_text(), real_text(), ARBITRARY, st.lists(PIECES, max_size=30).map(" ".join))


def words(known: tuple[str, ...]) -> st.SearchStrategy[str]:
    """What somebody might type: known words in any order, slips, and pieces that mean harm."""
    word = st.one_of(
        st.sampled_from(known),
        st.sampled_from(known).map(str.upper),
        st.builds(edited, st.sampled_from(known), st.lists(EDIT, max_size=2)),
        PIECES,
    )
    return st.one_of(st.lists(word, max_size=9).map(" ".join), st.text(max_size=60))


# ------------------------------------------------------------------------------------------------- files

BYTE_EDIT = st.tuples(
    st.sampled_from(("flip", "put", "cut", "double", "zero", "end", "many")),
    PLACE,
    st.integers(1, 400),
    st.binary(max_size=12),
)


def shaken(data: bytes, edits: list[tuple[str, int, int, bytes]], most: int = 60_000) -> bytes:
    """A file after some edits, each at a place given in ten-thousandths of it."""
    for change, place, size, piece in edits:
        at = len(data) * place // 10_000
        cut = data[at : at + size]
        middle = {
            "flip": bytes(byte ^ 0x20 for byte in cut[:1]) + cut[1:],
            "put": piece + cut,
            "cut": b"",
            "double": cut * 3,
            "zero": bytes(len(cut)),
            "end": b"",
            "many": piece * size + cut,
        }[change]
        data = data[:at] + middle + (b"" if change == "end" else data[at + size :])
    return data[:most]


@cache
def made(form: str) -> tuple[bytes, ...]:
    """Files of a form to begin with, each made once."""
    builders: dict[str, tuple[Callable[[], bytes], ...]] = {
        "html": (lambda: rendering.html(TEXT), lambda: b"<html><body>" + b"<div><p>The sides met." * 30),
        "pdf": (lambda: rendering.pdf(TEXT),),
        "zip": (
            lambda: rendering.docx(TEXT), lambda: rendering.odt(TEXT),
            lambda: rendering.zipped(**{"a.txt": TEXT.encode(), "b.html": rendering.html(TEXT)}),
        ),
        "rtf": (lambda: rendering.rtf(TEXT), lambda: b"{\\rtf1\\ansi The sides met \\'e9 \\u8217? {\\*\\x y}\\par}"),
        "eml": (lambda: rendering.eml(TEXT), lambda: rendering.mail_with("a.txt", TEXT.encode())),
        "text": (TEXT.encode, lambda: TEXT.encode("utf-16"), lambda: "Ministère à Paris.".encode("cp1252")),
    }  # fmt: skip
    return tuple(build() for build in builders[form])


def files(form: str) -> st.SearchStrategy[bytes]:
    """A file of a form with something done to it, or what only begins like one."""
    begun = st.builds(
        lambda seed, size, rest: seed[:size] + rest,
        st.sampled_from(made(form)),
        st.integers(4, 600),
        st.binary(max_size=400),
    )
    shaking = st.builds(shaken, st.sampled_from(made(form)), st.lists(BYTE_EDIT, min_size=1, max_size=12))
    return st.one_of(shaking, shaking, begun)


@cache
def parts_of_archives() -> dict[str, dict[str, bytes]]:
    """The members of a Word and of an OpenDocument file, so that what is inside can be changed and packed again."""
    import io
    import zipfile

    found = {}
    for name, data in (("docx", rendering.docx(TEXT)), ("odt", rendering.odt(TEXT))):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found[name] = {member: archive.read(member) for member in archive.namelist()}
    return found


def repacked() -> st.SearchStrategy[bytes]:
    """A Word or OpenDocument file one member of which was changed before it was packed."""

    def pack(kind: str, which: int, edits: list[tuple[str, int, int, bytes]]) -> bytes:
        members = dict(parts_of_archives()[kind])
        written = sorted(name for name in members if name.endswith(".xml"))
        name = written[which % len(written)]
        members[name] = shaken(members[name], edits, 2_000_000)
        return rendering.zipped(**members)

    xml = st.sampled_from(
        (
            b"<w:tbl>",
            b"</w:p>",
            b"<w:p>",
            b"<text:list>",
            b"&lt;",
            b"&x;",
            b"<!--",
            b"]]>",
            b"\xff",
            b'w:val="99999999"',
            b"<w:ins>",
        )
    )
    edit = st.tuples(
        st.sampled_from(("put", "cut", "double", "many", "end")),
        PLACE,
        st.integers(1, 300),
        st.one_of(xml, st.binary(max_size=8)),
    )
    return st.builds(
        pack, st.sampled_from(("docx", "odt")), st.integers(0, 50), st.lists(edit, min_size=1, max_size=8)
    )


# ------------------------------------------------------------------------------------------------- tables of rules

VALUES = st.recursive(
    st.one_of(
        st.booleans(), st.integers(-(2**70), 2**70), st.floats(), st.sampled_from(ODD), st.dates(), st.text(max_size=12),
        st.sampled_from(("", "KH", "asean-summit", "leaders", "2021", "2021-13", "2021-11-25/2020-11-26", "firm", "pledge", "https://", "*")),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=6,
)  # fmt: skip


def toml(value: Any) -> str:
    """A value as TOML writes it on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False).replace(
            "\x7f", "\\u007f"
        )
    if isinstance(value, dict):
        return "{" + ", ".join(f"{toml(str(name))} = {toml(inner)}" for name, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    if isinstance(value, float):
        return {"inf": "inf", "-inf": "-inf", "nan": "nan"}.get(str(value), repr(value))
    return str(value)


def written(tables: dict[str, Any]) -> str:
    """A whole file of TOML."""
    return "\n".join(f"{toml(name)} = {toml(value)}" for name, value in tables.items())


def with_changes(tables: Any, changes: list[tuple[list[int], str, Any]]) -> Any:
    """Tables with some values put in, taken out or put in the place of others, each found by a path of numbers."""
    for path, deed, value in changes:
        tables = _with(tables, path, deed, value)
    return tables


def _with(node: Any, path: list[int], deed: str, value: Any) -> Any:
    if not isinstance(node, dict | list) or not node or not path:
        return value if deed != "take" else node
    keys = list(node) if isinstance(node, dict) else list(range(len(node)))
    key = keys[path[0] % len(keys)]
    changed = dict(node) if isinstance(node, dict) else list(node)
    deeper = isinstance(node[key], dict | list) and node[key] and len(path) > 1
    if deeper:
        changed[key] = _with(node[key], path[1:], deed, value)
    elif deed == "take":
        del changed[key]
    elif deed == "add" and isinstance(changed, dict):
        changed[f"odd{path[0]}"] = value
    else:
        changed[key] = value
    return changed


def tables_of(name: str, most: int) -> dict[str, Any]:
    """A file of config/ with at most so many entries of each sort."""
    read = tomllib.loads((ROOT / "config" / name).read_text(encoding="utf-8"))
    return {
        key: value[:most]
        if isinstance(value, list)
        else dict(list(value.items())[:most])
        if isinstance(value, dict)
        else value
        for key, value in read.items()
    }


CHANGE = st.tuples(
    st.lists(st.integers(0, 60), min_size=1, max_size=5),
    st.sampled_from(("set", "set", "take", "add")),
    VALUES,
)
