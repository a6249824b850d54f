"""Words and patterns that say what the object of an act is: a resource, an instrument, a duty, work done."""

from __future__ import annotations

import re

from briefs.model import Kind
from briefs.parsing.word_sets import words as word_set

TENTATIVE = word_set("consider explore examine study seek look discuss strive assess continue-exploring")

DOES = frozenset({"agree to do", "agree", "decide", "commit to", "pledge to", "intend"})

SPOKEN_OF = frozenset({"announce intention", "affirm commitment"})

AT_HOME = frozenset({"bill", "law", "legislation", "proclamation", "decree", "executive", "ordinance"})
"""What a government adopts for itself: no act between parties."""

BINDING = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT})

RESOURCES = word_set(
    "grant grants donation donations loan loans funding doses vaccines scholarships pledge pledges donated "
    "financing equipment ambulances contributions"
)

HOPES = frozenset({"look forward", "expect", "trust that", "worry"})

HOPED = frozenset({"hope", "hopes", "expectation", "optimism", "desire", "wish", "concern", "concerns"})
"""What is hoped or feared is no promise of the one of whom it is hoped."""

ANNOUNCES = frozenset({"announce", "announce instrument", "announce decision", "convey decision"})

NEAR = 5

FAR = 20
"""Words of an object in which the sum it is about must stand."""

INVESTED = word_set("investment investments contribution package support assistance announcement commitment")

MONEY = frozenset(
    {
        "$",
        "€",
        "£",
        "¥",
        "million",
        "billion",
        "trillion",
        "usd",
        "eur",
        "gbp",
        "aud",
        "cad",
        "nzd",
        "jpy",
        "us$",
    }
)

GIVEN = frozenset({"credit", "package", "assistance", "aid", "funding", "financing", "facility", "fund"})

BESTOWED = word_set("offered granted awarded donated allocated")

CONCLUSIONS = word_set(
    "signing adoption conclusion finalization finalisation launch establishment signature ratification endorsement"
)

INSTRUMENTS = word_set(
    "memorandum memoranda agreement agreements declaration plan treaty convention protocol framework charter roadmap "
    "statement mou partnership arrangement accord strategy programme program compact initiative dialogue committee "
    "communiqué communique pact vision deal contract mous terms budget guidelines"
)

COPULAS = frozenset({"is", "are", "was", "were", "remains", "remain", "remained", "has", "have", "had"})

BEGINS = frozenset({"establish", "create", "launch", "set"})

DUTIES = frozenset({"must", "should", "ought"})

NEEDS = word_set("need importance necessity imperative significance urgency value")

APPOINTS = word_set("nominate appoint nomination nominees nominee appointment")

STAND = word_set(
    "critical essential important crucial vital key imperative necessary fundamental pivotal central indispensable"
)

STARTS = re.compile(
    r"\b(?:(?:which|that) will (?:take|enter|begin|start|come)|(?:beginning|starting|effective|with effect) (?:in|from|on|with)|as (?:of|from) (?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december|20\d\d))\b"
)

DONE = re.compile(
    r"\b(?:carried out|(?:fully |been )implemented|completed|implementation of|progress (?:made|achieved|in|of|on|towards?)|achievements?"
    r"|(?:had|have|has) been (?:\w+ )?(?:met|reached|achieved|fulfilled|accomplished|concluded|finalised|finalized|attained|realised|realized|exceeded))\b"
)
WILLING = frozenset({"be determined", "be committed", "work towards", "be to"})

GROWS = word_set("increase raise double triple boost expand top")
GROWN = GIVEN | word_set("budget contribution contributions support grants scholarships")
"""What grows by a sum when a resource is promised ("will *increase* its development *assistance* by 2 million")."""

OFFERED = frozenset({"readiness", "willingness", "intention", "determination"})
"""Nouns that make a promise of what is confirmed without saying by whom ("*Readiness* to open an embassy was confirmed")."""
