"""Takes amounts, parties and kinds as values, and gives the words a reader sees."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from briefs.model import Amount, Code, Kind, Outcome

if TYPE_CHECKING:
    from briefs.lexicon import Lexicon

_MOST_NAMES = 4
_MILLION = 1_000_000
_CURRENCIES = {
    "EUR": ("€", "euro"),
    "GBP": ("£", "pound"),
    "JPY": ("¥", "yen"),
    "CNY": ("¥", "yuan"),
    "KRW": ("₩", "won"),
    "INR": ("₹", "rupee"),
    "THB": ("฿", "baht"),
    "KHR": ("៛", "riel"),
    "VND": ("₫", "dong"),
}

KIND_NAMES = {
    Kind.ADOPTION: "adopted",
    Kind.PLEDGE: "pledge",
    Kind.COMMITMENT: "commitment",
    Kind.REQUEST: "request",
    Kind.APPRECIATION: "appreciation",
    Kind.PROGRESS: "progress",
    Kind.POSITION: "position",
}

KINDS_COUNTED = {
    Kind.ADOPTION: ("adoption", "adoptions"),
    Kind.PLEDGE: ("pledge", "pledges"),
    Kind.COMMITMENT: ("commitment", "commitments"),
    Kind.REQUEST: ("request", "requests"),
    Kind.APPRECIATION: ("word of thanks", "words of thanks"),
    Kind.PROGRESS: ("report of progress", "reports of progress"),
    Kind.POSITION: ("position", "positions"),
}


def amount(given: Amount) -> str:
    """A sum or a number of goods: "USD 28 million", "up to EUR 1.5 billion", "3 million doses"."""
    number = figure(given.value)
    words = f"{given.currency} {number}" if given.currency else number
    if given.unit and given.unit != given.currency:
        words = f"{words} {given.unit}"
    if given.qualifier:
        behind = given.qualifier.split()[0] in {
            "a",
            "an",
            "per",
            "each",
            "every",
            "annually",
            "yearly",
            "over",
        }
        words = f"{words} {given.qualifier}" if behind else f"{given.qualifier} {words}"
    return f"{words} (currency assumed)" if given.assumed and given.currency else words


def amount_beside(outcome: Outcome) -> str:
    """The amount of a line as a note beside its headline, in the document's spelling; "" where the headline says it."""
    given, headline = outcome.amount, outcome.headline.casefold()
    if given is None:
        return ""
    told = given.unit or _currency_in(given.currency or "", headline)
    qualified = (given.qualifier or "").casefold() in headline
    if (
        told
        and told.casefold() in headline
        and qualified
        and not given.assumed
        and _holds(headline, given.value)
    ):
        return ""
    unit = _spelt(given.unit, outcome.quote) if given.unit else None
    return amount(replace(given, unit=unit))


def _holds(headline: str, value: float) -> bool:
    """Whether a number stands in a headline, written in figures in one way or another."""
    forms = (
        {figure(value), f"{value:,.0f}", f"{value:.0f}"} if value % 1 == 0 else {figure(value), f"{value}"}
    )
    return any(re.search(rf"(?<![\d.,]){re.escape(form)}(?![\d]|[.,]\d)", headline) for form in forms)


def _currency_in(code: str, headline: str) -> str:
    """The sign, the code or the word by which a headline names a currency; "" where it does not."""
    names = (code.casefold(), *_CURRENCIES.get(code, ()), "dollar", "$") if code else ()
    return next((name for name in names if name and name in headline), "")


def _spelt(words: str, quote: str) -> str:
    """Words as a sentence writes them: in a unit of goods names keep their capitals."""
    found = re.search(re.escape(words), quote, re.IGNORECASE)
    return found[0] if found else words


def figure(value: float) -> str:
    """A number with its large unit in words, none of its digits lost: 28000000 → "28 million", 1525 → "1,525"."""
    for size, name in ((_MILLION**2, "trillion"), (1_000 * _MILLION, "billion"), (_MILLION, "million")):
        if abs(value) >= size:
            shown = f"{value / size:,.4f}".rstrip("0").rstrip(".")
            exact = round(float(shown.replace(",", "")) * size) == round(value)
            return f"{shown} {name}" if exact else f"{value:,.0f}"
    return f"{value:,.2f}".rstrip("0").rstrip(".") if value % 1 else f"{value:,.0f}"


def names(codes: Sequence[Code], lexicon: Lexicon) -> str:
    """Parties in words: "Australia", "ASEAN and Canada", "Chad, Mali, Niger, Togo and 3 others"."""
    return _named(tuple(codes), lexicon.party_name)


@lru_cache(maxsize=4096)
def _named(codes: tuple[Code, ...], name: Callable[[Code], str]) -> str:
    """The same few parties stand in most lines of an answer."""
    words = [name(code) for code in codes]
    if len(words) > _MOST_NAMES + 1:
        words = [*words[:_MOST_NAMES], f"{len(words) - _MOST_NAMES} others"]
    if any(" and " in word for word in words):
        return ", ".join(words)  # Trinidad and Tobago, Japan
    return listed(words)


def listed(words: Sequence[str]) -> str:
    """Words in a row: "A", "A and B", "A, B and C"."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def direction(outcome: Outcome, lexicon: Lexicon) -> str:
    """Who to whom: "Australia → Cambodia", "ASEAN and Canada" for a joint act, "" where no party is known."""
    actors, towards = names(outcome.actors, lexicon), names(outcome.towards, lexicon)
    if not towards:
        return actors
    return f"{actors} → {towards}".strip()


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 document", "12 documents"."""
    return f"{number:,} {one if number == 1 else many}"
