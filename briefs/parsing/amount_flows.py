"""The place of a sum in a text comes in; what it measures goes out, where nobody gives it: trade, output, debt, a target."""

from __future__ import annotations

import re
from typing import Final, Literal

Flow = Literal["trade", "gdp", "debt", "target"]

_FLOWS: Final[tuple[tuple[Flow, re.Pattern[str]], ...]] = (
    (
        "gdp",
        re.compile(
            r"\b(?:GDP|gross\s(?:domestic|national)|econom(?:y|ies)\s(?:of|worth)|national\sincome|market\s(?:size|capitali[sz]ation))\b"
        ),
    ),
    (
        "debt",
        re.compile(
            r"\b(?:debts?|arrears|indebted|deficits?|owe[sd]?|losses|damages?|cost(?:s|ing)?\sthe|costs?,?\s(?:(?:is|are|was)\s)?estimated)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "trade",
        re.compile(
            r"\b(?:(?:bilateral|two-way|mutual|total|annual|merchandise|goods)\s(?:\w+\s)?trade|trade\s(?:volume|turnover|value|exchange|between|in\sgoods)"
            r"|trade\s(?:reached|stood|totall?ed|amounted|was|to)|exports?\s(?:at|of|worth|to|reached|totall?ed)|imports?\s(?:at|of|worth|from|reached)"
            r"|worth\sof\s(?:\w+\s){0,3}(?:exports|imports)|volume\sof\s(?:\w+\s)?trade|turnover|remittances)\b",
            re.IGNORECASE,
        ),
    ),
    (
        "target",
        re.compile(
            r"\b(?:target(?:s|ed)?(?:\sof)?|goal\sof|aim(?:s|ed)?\s(?:at|to\sreach)|objective\sof|ambition)\b"
            r"(?!.{0,40}\b(?:mobili[sz]|provid|deliver|contribut|financ|fund|rais(?:e|ing)\s(?:at\sleast\s)?$))",
            re.IGNORECASE,
        ),
    ),
)

_RELIEF: Final = re.compile(
    r"\b(?:relief|cancel|writ(?:e|es|ing|ten)[\s-]off|wrote\soff|forgiv|waiv|swap|reschedul)", re.IGNORECASE
)
"""Debts that somebody lets go are a gift."""


def flow(text: str, start: int, end: int) -> Flow | None:
    """What the words around a sum say that it measures; None where it may be somebody's money to give."""
    near = text[max(0, start - 70) : start]
    near = near[max(near.rfind("; "), near.rfind(". ")) + 1 :] + text[end : end + 30]
    for name, pattern in _FLOWS:
        if pattern.search(near) and not (name == "debt" and _RELIEF.search(near)):
            return name
    return None
