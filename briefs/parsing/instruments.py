"""The words of a clause come in; the instrument that it names goes out, as the text has it, with its period."""

from __future__ import annotations

import re

from briefs.parsing.expressions import whole_words

_WORDS = (
    r"Plans?\sof\sAction", r"Action\sPlans?", r"Work\s?[Pp]lans?", r"Work\sProgrammes?",
    r"Memorand(?:um|a)\sof\s(?:Understanding|Cooperation|Agreement|Intent)", "MoUs?", "MOUs?", "Memorandum", "Agreements?", "Declarations?",
    "Statements?", "Communiqu[eé]s?", "Roadmaps?", "Frameworks?", "Charter", "Conventions?", "Treat(?:y|ies)", "Protocols?", "Partnerships?",
    "Strateg(?:y|ies)", "Vision", "Pact", "Compact", "Accords?", r"Terms\sof\sReference", "Programmes?", "Programs?", "Arrangements?",
    "Initiatives?", "Guidelines", "Principles", "Outlook", "Consensus", "Blueprint", "Agenda", r"Road\sMap",
)  # fmt: skip
_KINDS = "|".join(_WORDS)
_CAP = r"(?:[A-Z][\w.&’'\-–/]*|\(?[A-Z]{2,}\)?)"
_LINK = r"(?:of|on|for|and|the|to|in|between|with|&|against|a)"
_NAME = re.compile(
    rf"(?:\b{_CAP}\s){{0,8}}(?:\b{_CAP}\s(?:{_LINK}\s){{1,2}}){{0,2}}(?:{_CAP}\s){{0,4}}\b(?:{_KINDS})\b"
    rf"(?:\s(?:{_LINK}\s){{1,2}}{_CAP}(?:,?\s(?:{_LINK}\s){{0,2}}{_CAP}){{0,10}})?"
    r"(?:,?\s\(?(?:19|20)\d\d\s?[-–]\s?(?:(?:19|20)\d\d|\d\d)\)?|,?\s(?:19|20)\d\d(?:\+\d)?)?"
)
_KIND = re.compile(whole_words(_WORDS))
_ARTICLES = ("The ", "This ", "A ", "An ", "These ", "Our ", "Today ", "And ", "In ")
_LONGEST = 260


def instrument(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the first named instrument stands between two places of a text; None where there is none.

    >>> text = "They adopted the Lumeria-Norlund Plan of Action 2021-2025 in May."
    >>> text[slice(*instrument(text, 0, len(text)))]
    'Lumeria-Norlund Plan of Action 2021-2025'
    """
    stop = min(end, start + 4 * _LONGEST)
    kind = _KIND.search(text, start, stop)
    if kind is None:
        return None
    for found in _NAME.finditer(text, max(start, kind.start() - _LONGEST), stop):
        begin, name = found.start(), found.group()
        for article in _ARTICLES:
            if name.startswith(article):
                begin += len(article)
                name = name[len(article) :]
        if len(name) <= _LONGEST and (" " in name or name.isupper()):
            return begin, found.end()
    return None
