"""Bytes in, text out: by mark, by trial, and with lines that end as they do here; None for what is no text."""

from __future__ import annotations

import codecs
import re

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE
)
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_CONTROLS = 0.01
"""The share of control characters from which on a file is no text; old files have a stray one here and there."""
HEAD = 4096


def text_of(data: bytes) -> str | None:
    """The text with its lines ended by a newline each; None where the bytes are no text."""
    text = _decoded(data)
    if text is None:
        return None
    sample = text[:200_000]
    if len(CONTROLS.findall(sample)) > MOST_CONTROLS * len(sample):
        return None
    return _lined(text)


def html_text_of(data: bytes, text: str) -> str:
    """The text of a page in the encoding that the page declares, where it is not UTF-8 anyway."""
    declared = DECLARED.search(data[:HEAD])
    if declared is None or _marked(data) or _tried(data, "utf-8") is not None:
        return text
    return _lined(_tried(data, declared.group(1).decode("ascii")) or text)


def _decoded(data: bytes) -> str | None:
    encoding = _marked(data) or _unmarked_utf16(data)
    if encoding is not None:
        return _tried(data, encoding)
    text = _tried(data, "utf-8")
    if text is not None:
        return text
    if b"\x00" in data:
        return None
    # Windows-1252 has five holes; a file with one of them is still text.
    return data.decode("cp1252", "replace")


def _marked(data: bytes) -> str | None:
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def _unmarked_utf16(data: bytes) -> str | None:
    """English in UTF-16 has a zero in every other byte, and no zeros between."""
    head = data[:HEAD]
    if len(head) < 8 or len(data) % 2:  # noqa: PLR2004 (too short to tell)
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    most = 0.7 * (len(head) // 2)
    if odd > most and even == 0:
        return "utf-16-le"
    return "utf-16-be" if even > most and odd == 0 else None


def _tried(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _lined(text: str) -> str:
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
