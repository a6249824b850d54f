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

MEGABYTE = 1_000_000
MARK = 1.0
"""Seconds of one core for a megabyte of a hostile text."""
PART = 4
STEEPEST = 1.6
"""How much more than the text the time for a dense one may grow: linear, with room for what else the machine does."""
SHORTEST = 0.001

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


HOSTILE: Mapping[str, Pattern] = {
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
    "capital headings": _again("JAPAN AND LAOS\n\n"),
    "tables": _again("| Japan | Laos |\n"),
    "a sentence across blank lines": _after("We will work ", "together with Japan and\n\n"),
    "chairs": _counted(lambda n: f"The talks were co-chaired by Minister {_name(n)} of Japan, "),
    "chairs without a name": _again("chaired by "),
    "other scripts": _again("កម្ពុជា 日本 "),
    "emoji and accents": _again("🇯🇵e\u0301 "),
    "all of these": _mixed,
}
"""Texts that no one would write, by name: asked for n, each gives n characters."""

DENSE: Mapping[str, Pattern] = {
    "one long paragraph": _again("Japan will give Laos two boats. "),
    "many paragraphs": _again("Japan thanked Laos for its help.\n\n"),
    "headings": _again("# Health\n\nWe agreed to meet.\n\n"),
    "bullets": _after("The Ministers will:\n", "- meet again in 2031\n"),
    "events": _counted(lambda n: f"Japan will host the {n + 1}th ASEM Summit in {2031 + n % 60}. "),
    "persons": _counted(lambda n: f"Prime Minister {_name(n)} {_name(n + 7)} of Japan thanked Laos. "),
    "persons on lines": _counted(lambda n: f"H.E. Mr. {_name(n)} {_name(n + 7)}, Minister of Japan\n\n"),
    "meetings": _counted(lambda n: f"## {n + 1}th ASEAN-Japan Ministerial Meeting\n\nThe Ministers met.\n\n"),
    "hyphens before meetings": _again("the U.S.-ASEAN Summit and "),
    "sessions with persons": _counted(
        lambda n: f"ASEAN-Japan Summit {n}\n\nPrime Minister {_name(n)} {_name(n + 3)} of Laos met them.\n\n"
    ),
    "an outcome of every event": _counted(
        lambda n: f"Japan pledged to attend the {n + 1}th World Water Congress by {2031 + n % 60}.\n\n"
    ),
    "quotations in the news": _again('"We will help Laos," Minister Sato of Japan told reporters. '),
    "running headers": _again("Summit of Friends\n\nJapan will help Laos\n\n12\n\n"),
}
"""Texts of nothing but outcomes, names and headings: much work for each byte, which must only not grow faster."""

PATTERNS: Mapping[str, Pattern] = {**HOSTILE, **DENSE}


def main() -> int:
    """Read every text of the size asked for; 1 where a hostile one misses the mark, or a dense one grows out of line."""
    size = int(float(sys.argv[1]) * MEGABYTE) if len(sys.argv) > 1 else MEGABYTE
    only = sys.argv[2:] or list(PATTERNS)
    rules = lexicon.load(lexicon.config_folder())
    parser.read(Document("Japan will help Laos.", "warm"), rules)
    missed: list[str] = []
    print(
        f"{'':<32}{size / MEGABYTE / PART:>9.2f} MB{size / MEGABYTE:>9.2f} MB   times as long for {PART} times the text"
    )
    for name in only:
        part, whole = (seconds(name, length, rules) for length in (size // PART, size))
        times = whole / max(part, SHORTEST)
        bad = whole > MARK * size / MEGABYTE if name in HOSTILE else times > STEEPEST * PART
        missed += [name] * bad
        kind = "" if name in HOSTILE else "   dense"
        print(f"{name:<32}{part:>10.2f} s{whole:>10.2f} s{times:>8.1f}{kind}{'   MISSED' * bad}", flush=True)
    print(
        f"\n{len(HOSTILE)} hostile texts have {MARK:g} s for a megabyte, {len(DENSE)} dense ones may grow",
        end=" ",
    )
    print(f"{STEEPEST * PART:g} times; {len(missed)} miss their mark: {', '.join(missed) or 'none'}")
    return int(bool(missed))


def seconds(name: str, size: int, rules: lexicon.Lexicon) -> float:
    """The processor's seconds for one text."""
    document = Document(PATTERNS[name](size), name)
    started = process_time()
    parser.read(document, rules)
    return process_time() - started


if __name__ == "__main__":
    sys.exit(main())
