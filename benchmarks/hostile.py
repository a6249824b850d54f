"""A name and a size come in; a text goes out that was built to make a careless rule slow.

    python -m benchmarks.hostile [MEGABYTES] [NAME …]    reads each of them, and says how long it took

Each pattern aims at one habit of rule-based readers: looking back from every word to the start of the sentence,
trying every opening against every end, comparing every name with every other. None of them is a document; a
reader that is linear takes them in its stride.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from itertools import count, cycle
from string import ascii_lowercase
from time import process_time

from briefs import lexicon
from briefs.model import Document
from briefs.parsing import parser

MARK = 1.0
"""Seconds of one core for a megabyte."""

Pattern = Callable[[int], str]


def _again(unit: str) -> Pattern:
    """The same characters over and over."""
    return lambda size: (unit * (size // len(unit) + 1))[:size]


def _after(start: str, unit: str) -> Pattern:
    """A beginning that says what kind of text it is, and then the same characters over and over."""
    return lambda size: (start + unit * (size // len(unit) + 1))[:size]


def _counted(make: Callable[[int], str]) -> Pattern:
    """Pieces that are all different: what is remembered of each is remembered to the end."""

    def text(size: int) -> str:
        pieces: list[str] = []
        length = 0
        for number in count():
            piece = make(number)
            pieces.append(piece)
            length += len(piece)
            if length >= size:
                break
        return "".join(pieces)[:size]

    return text


def _name(number: int) -> str:
    """A capitalised word for every number, all different."""
    letters = []
    while True:
        number, digit = divmod(number, 26)
        letters.append(ascii_lowercase[digit])
        if not number:
            return "Q" + "".join(letters) + "en"


def _mixed(size: int) -> str:
    """Every other pattern's unit in turn, so that no two neighbours are alike."""
    units = cycle(("We will ", "(", "$1 ", "2020-", "A. ", "and ", '"', "which ", "13th ", "[a](", "\u00ad"))
    return _taken(units, size)


def _taken(units: Iterator[str], size: int) -> str:
    pieces: list[str] = []
    length = 0
    for unit in units:
        pieces.append(unit)
        length += len(unit)
        if length >= size:
            break
    return "".join(pieces)[:size]


PATTERNS: Mapping[str, Pattern] = {
    "one letter": _again("a"),
    "one capital": _again("A"),
    "one-letter words": _again("a "),
    "initials": _again("A. "),
    "abbreviations": _again("U.S. H.E. "),
    "full stops": _again(". "),
    "blanks": _again(" "),
    "line breaks": _again("a\n"),
    "page breaks": _again("a b\f"),
    "soft hyphens": _again("a\u00ad"),
    "digits": _again("1"),
    "thousands": _again("1,000"),
    "currency signs": _again("$"),
    "sums": _again("$5 million to "),
    "years": _again("2020-2021-"),
    "days": _again("1 January to "),
    "ordinals": _again("13th "),
    "numbering": _again("1.1.1. "),
    "items in running text": _again("(a) we, (b) "),
    "opening brackets": _again("("),
    "links": _again("[a]("),
    "open links": _again("["),
    "emphasis": _again("*a_"),
    "tags": _again("<a "),
    "entities": _again("&amp"),
    "opening quotation marks": _again("\u201ca "),
    "straight quotation marks": _again('"a '),
    "and": _again("and "),
    "commas": _again("a, "),
    "relative clauses": _again("which said that "),
    "verbs": _again("will agree to welcome "),
    "a list of states": _after("The meeting was attended by ", "Australia, Cambodia and "),
    "offices": _again("the Minister of the Prime Minister of "),
    "possessives": _again("Australia's Minister's "),
    "one long sentence": _after("We will ", "work with Japan, and "),
    "one long paragraph": _again("Japan will give Laos two boats. "),
    "many paragraphs": _again("Japan thanked Laos for its help.\n\n"),
    "headings": _again("# Health\n\nWe agreed to meet.\n\n"),
    "capital headings": _again("JAPAN AND LAOS\n\n"),
    "bullets": _after("The Ministers will:\n", "- meet again in 2031\n"),
    "tables": _again("| Japan | Laos |\n"),
    "running headers": _again("Summit of Friends\n\nJapan will help Laos\n\n12\n\n"),
    "events": _counted(lambda n: f"Japan will host the {n + 1}th ASEM Summit in {2031 + n % 60}. "),
    "persons": _counted(lambda n: f"Prime Minister {_name(n)} {_name(n + 7)} of Japan thanked Laos. "),
    "persons on lines": _counted(lambda n: f"H.E. Mr. {_name(n)} {_name(n + 7)}, Minister of Japan\n\n"),
    "meetings": _counted(lambda n: f"## {n + 1}th ASEAN-Japan Ministerial Meeting\n\nThe Ministers met.\n\n"),
    "quotations in the news": _again('"We will help Laos," Minister Sato of Japan told reporters. '),
    "other scripts": _again("កម្ពុជា 日本 "),
    "emoji and accents": _again("🇯🇵e\u0301 "),
    "all of these": _mixed,
}
"""Every pattern by its name: asked for n, it gives a text of n characters."""


def main() -> int:
    """Read every pattern at the size asked for and print its processor's seconds; 1 where one takes longer than the mark."""
    size = int(float(sys.argv[1]) * 1_000_000) if len(sys.argv) > 1 else 1_000_000
    only = sys.argv[2:] or list(PATTERNS)
    rules = lexicon.load(lexicon.config_folder())
    parser.read(Document("Japan will help Laos.", "warm"), rules)
    worst: list[tuple[float, str]] = []
    for name in only:
        document = Document(PATTERNS[name](size), name)
        started = process_time()
        parser.read(document, rules)
        spent = process_time() - started
        worst.append((spent, name))
        print(f"{name:<28}{spent:8.2f} s", flush=True)
    slow = [name for spent, name in worst if spent > MARK * size / 1_000_000]
    spent, name = max(worst)
    print(
        f"\n{len(only)} patterns of {size / 1_000_000:g} MB; the slowest is {name} with {spent:.2f} s;",
        end=" ",
    )
    print(f"the mark is {MARK * size / 1_000_000:g} s; {len(slow)} miss it")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
