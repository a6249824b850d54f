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

ABROAD = word_set(
    "tariff tariffs duty duties sanctions sanction agreement agreements imports exports import export visas embargo treaty"
)
"""What a government lays down at home and others feel ("signed a proclamation that lifts *duties*")."""

BINDING = frozenset({Kind.ADOPTION, Kind.PLEDGE, Kind.COMMITMENT})

RESOURCES = word_set(
    "grant grants donation donations loan loans funding doses vaccines scholarships pledge pledges donated "
    "financing equipment ambulances contributions"
)

HARDWARE = word_set(
    "equipment vaccines doses ambulances vehicles trucks buses boats ventilators medicines tents rice wheat supplies goods kits "
    "computers books generators machinery"
)
"""Goods that are given, and named as such."""

HOPES = frozenset({"look forward", "expect", "trust that", "worry", "refuse"})

HOPED = word_set(
    "hope hopes expectation optimism desire wish concern concerns belief confidence conviction certainty"
)

SURE = frozenset({"confident", "convinced", "hopeful", "optimistic", "certain"})
"""What is hoped, believed or feared is no promise of the one of whom it is hoped."""

SOUGHT = frozenset({"region", "world", "future", "order", "relationship"})
"""What is sought as an aim, and asked of nobody ("we *seek* a *region* that is free")."""

WISHED = frozenset({"desire", "wish", "aspiration", "ambition", "hope"})
"""What one wishes for another to do is no promise of one's own ("expressed the *wish for* Lumeria to join")."""

GIVES = word_set(
    "fund finance invest grant provide give contribute allocate donate lend disburse extend offer earmark put spend inject devote dedicate"
)

STRESSES = ("highlight", "underscore", "underline", "stress", "emphasi", "note")
"""How verbs begin that only point at a commitment made before ("*highlighted* the commitments undertaken in …")."""

UNDERTAKEN = frozenset(
    {"undertaken", "made", "assumed", "contained", "enshrined", "agreed", "reached", "entered"}
)

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

GIVEN = frozenset(
    {"credit", "package", "assistance", "aid", "funding", "financing", "facility", "fund", "endowment"}
)

BESTOWED = word_set("offered granted awarded donated allocated")

CONCLUSIONS = word_set(
    "signing adoption conclusion finalization finalisation launch establishment signature ratification endorsement"
)

INSTRUMENTS = word_set(
    "memorandum memoranda agreement agreements declaration plan treaty convention protocol framework charter roadmap "
    "statement mou partnership arrangement accord strategy programme program compact initiative dialogue committee "
    "notes letters documents communiqué communique pact vision deal contract mous terms budget guidelines instrument instruments"
)

COPULAS = frozenset({"is", "are", "was", "were", "remains", "remain", "remained", "has", "have", "had"})

BEGINS = frozenset({"establish", "create", "launch", "set"})

DUTIES = frozenset({"must", "should", "ought"})

NEEDS = word_set("need importance necessity imperative significance urgency value")

APPOINTS = word_set("nominate appoint nomination nominees nominee appointment")

STAND = word_set(
    "critical essential important crucial vital key imperative necessary fundamental pivotal central indispensable"
)

TO_BE_DONE = re.compile(
    r"^that (?:[\w'-]+ ){1,12}(?:will|would|shall) be (?:\w+ly )?(?:completed|delivered|opened|reopened|built|held|established|signed|launched|"
    r"implemented|lifted|resumed|sent|posted|dispatched|deployed|installed|erected|extended|abolished|waived|exempted|finalised|finalized)\b"
)
"""What is said to be done soon, without saying by whom: the speaker sees to it ("responded *that the procedures would be completed* by May")."""

AIM = re.compile(
    r"^(?:that |, |: )?(?:\" )?(?:our|their|its|his|her|the) (?:\w+ ){0,2}(?:aim|goal|objective|intent|intention|ambition|target|priority|task|mission) "
    r"(?:\w+ly )?(?:is|was|remains) (?:\w+ly )?to (?!be\b)"
)
"""What one says one is about ("*our objective is to* deepen the ties")."""
SO_IT_IS = re.compile(r"^that (?:[\w'-]+ ){1,6}(?:was|were|is|are) (?:now |already |still )?(?:an?|the)\b")
"""What is announced as a fact, and promised by nobody ("announced that Lumeria *was now a* member")."""
WENT_WELL = re.compile(
    r"^(?:that )?(?:[\w'-]+ ){0,8}?(?:(?:progress|headway) (?:was|were|is|has|have|had)(?: been| being)? (?:\w+ly )?(?:made|achieved|seen)"
    r"|(?:has|have|had) (?:been |successfully |also |already |both )?(?:completed|conducted|carried out|implemented|finished|finalised|finalized)"
    r"|(?:has|have|had) (?:also |already )?made (?:\w+ ){0,2}(?:progress|headway)"
    r"|(?:is|are|was|were) (?:\w+ly |already |now |well )?(?:underway|under way|in progress|on track|on schedule|nearing completion))\b"
)
"""What is said to have been done or to be on its way ("pointed out that *progress was made*", "said the work *was underway*")."""

STARTS = re.compile(
    r"\b(?:(?:which|that) will (?:take|enter|begin|start|come)|(?:beginning|starting|effective|with effect) (?:in|from|on|with)|as (?:of|from) (?:january|february|"
    r"march|april|may|june|july|august|september|october|november|december|20\d\d))\b"
)

DONE = re.compile(
    r"\b(?:carried out|(?:fully |been )implemented|completed|implementation of|progress (?:made|achieved|in|of|on|towards?|(?:had|has|have) been)|achievements?"
    r"|(?:had|has|have) (?:\w+ly )?(?:enabled|brought|contributed|helped|(?:led to|resulted in)(?! (?:\w+ ){0,2}(?:loss|losses|deaths?|displacement|destruction|suffering|casualties|violence|damage|crisis))|delivered|yielded|produced)\b"
    r"|(?:had|have|has) been (?:\w+ )?(?:met|reached|achieved|fulfilled|accomplished|concluded|finalised|finalized|attained|realised|realized|exceeded))\b"
)
WILLING = frozenset({"be determined", "be committed", "work towards", "be to"})

GROWS = word_set("increase raise double triple boost expand top")
GROWN = GIVEN | word_set("budget contribution contributions support grants scholarships")
"""What grows by a sum when a resource is promised ("will *increase* its development *assistance* by 2 million")."""

OFFERED = frozenset({"readiness", "willingness", "intention", "determination"})
"""Nouns that make a promise of what is confirmed without saying by whom ("*Readiness* to open an embassy was confirmed")."""

HOSTS = frozenset(
    {"host", "chair", "guest", "venue", "co-host", "co-chair", "coordinator", "rapporteur", "president"}
)
"""What somebody undertakes to be ("will be the *host* of the next round")."""

EFFECTS = word_set(
    "increase help boost benefit contribute improve serve bring lead strengthen enhance enable allow make have reduce raise give open"
)
"""What a thing may do by itself; no promise of those who agree on it."""

DOERS = word_set(
    "ministers leaders sides officials countries delegations teams experts they governments parties authorities presidents ministries states"
)
"""Who may be told of in the clause under an agreement, so that it is a promise."""
