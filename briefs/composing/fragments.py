"""Takes the address of a page and a sentence in it, and gives the address at which a browser opens at the sentence.

The form is that of the WICG's "URL Fragment Text Directives": ``#:~:text=start`` or ``#:~:text=start,end``.
"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

_SHORT = 80
"""A text of up to so many characters is given whole; of a longer one the first and the last words."""
_WORDS = 6
_MARKUP = str.maketrans("", "", "*`#")


def sentence_url(url: str | None, sentence: str) -> str | None:
    """The address with the sentence marked; the address itself where there is nothing to mark, None without one.

    Hyphens, commas and ampersands have a meaning of their own in a directive and are percent-encoded.
    """
    if not url or urlsplit(url).scheme not in {"http", "https"}:
        return url or None
    words = sentence.translate(_MARKUP).split()
    if not words:
        return url
    text = " ".join(words)
    if len(text) <= _SHORT or len(words) <= 2 * _WORDS:
        directive = _encoded(text)
    else:
        directive = f"{_encoded(' '.join(words[:_WORDS]))},{_encoded(' '.join(words[-_WORDS:]))}"
    page, _, fragment = url.partition("#")
    kept = fragment.split(":~:", 1)[0]
    return f"{page}#{kept}:~:text={directive}"


def _encoded(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
