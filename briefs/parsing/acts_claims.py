"""The words of a sentence without a reported act come in; whether they take a stand goes out.

"X is essential to", "must never", "violates international law" take a stand; a plain description of facts does not.
"""

from __future__ import annotations

import re

from briefs.model import Kind

_DUTY = re.compile(
    r"\b(?:must|should|cannot|can never|ought to|have to|has to|need to|needs to|shall never)\b"
)
_WORTH = re.compile(
    r"\b(?:is|are|remains?|was|were|(?:will|would|has|have) be(?:en)?|constitutes?|represents?|marks?)\b(?: \w+ly)?(?: (?:not|also|an?|the|of|our|their|more|absolutely|both|as|most|now))*"
    r" (?:\w+ )?(?:essential|critical|crucial|vital|important|imperative|unacceptable|necessary|fundamental|foundational|pivotal|central|indispensable|"
    r"key|demonstration|testimony|precondition|prerequisite|proof|sign|achievement|example|commitment|cornerstone|foundation|bedrock|milestone|testament|priorit(?:y|ies)|responsibilit(?:y|ies)|urgent|inseparable|intertwined|interlinked|interconnected|indivisible|paramount|"
    r"historic|unwavering|ironclad|unbreakable|stronger|significant|strong|best|about|step|opportunity|violation|breach|outrage|threat|intolerable|inadmissible|illegal|unlawful|unjustifiable|unjustified|reprehensible|abhorrent|at stake|at the heart|rooted|clear|united|proud)\b"
)
_NO_WAY = re.compile(
    r"\b(?:there (?:is|can be) no|no (?:place|justification|alternative|excuse)|the (?:need|importance) (?:for|of|to)|it is time)\b"
)
_CAN = re.compile(
    r"\b(?:(?:we|together we|our \w+) (?:can|could|share|stand|need|face|remain|want)|our (?:\w+ )?vision is)\b"
)
_SHOWS = re.compile(
    r"\b(?:(?<!to )marks?|represents?|demonstrates?|underscores?|exemplif(?:y|ies)|constitutes?|signif(?:y|ies)|symboli[sz]es?|"
    r"testif(?:y|ies)|embod(?:y|ies)|deserves?|(?:this|that|it|what|also|really) matters|sends? a|offers? an?|opens? a|provides? an? (?:\w+ )?(?:opportunity|foundation|basis)|"
    r"depends? on|requires?|demands?|(?:has|have) (?:once again |again |also |further )?(?:reinforced|confirmed|proven|proved|shown|demonstrated|underscored|highlighted|exposed|revealed)|threatens?|undermines?|violates?|contravenes?|jeopardi[sz]es?|"
    r"endangers?|flouts?|(?:bears?|carr(?:y|ies)) (?:the )?(?:\w+ )?responsibility|(?:is|are|was|were) (?:\w+ly |still )?(?:needed|required)|(?:is|are) in (?:\w+ )?(?:violation|breach) of|amounts? to an? (?:\w+ )?(?:violation|breach|crime|threat)|"
    r"our (?:hearts?|thoughts?|prayers?|(?:deepest |heartfelt |sincere )?(?:sympath(?:y|ies)|condolences))(?: and (?:\w+ )?\w+)? (?:is|are|go(?:es)?|remains?))\b"
)
_LASTS = re.compile(
    r"\b(?:(?:have |has )?(?:laid|lays?) (?:\w+ ){0,2}(?:foundations?|groundwork|basis)|pave[sd]? the way|"
    r"enjoys? (?:[\w-]+,? ){0,5}(?:relations?|relationships?|ties|partnerships?|friendship|cooperation))\b"
)
"""What is told of relations as a judgement of them ("the pacts *laid the foundation* for", "Lumeria *enjoys* close *ties* with")."""
_RESTS = re.compile(
    r"(?<!that )(?<!which )\b(?:(?:is|are|remains?) (?:\w+ly )?(?:founded|built|grounded|anchored|based|premised) (?:up)?on|(?:is|are) (?:\w+ly )?(?:steadfast|resolute)\b|rests? on)\b"
    r"|^the (?:foundation|basis|cornerstone|bedrock|heart|core|essence|strength) of (?:\S+ ){1,8}(?:is|are|lies) "
)
"""What is said of the ground on which relations stand ("our ties *are founded on* trust", "*the basis of* our trade *is* the pact")."""
_OF_A_KIND = re.compile(
    r"^(?:[\w-]+ )?[\w-]+s (?:that|which) \S+ (?:(?!(?:that|which|who)\b)\S+ ){0,18}?(?:will|are) "
)
"""What holds of all things of a kind ("*Ports that are safe will* help our trade") is a view."""
_GOES_ON = re.compile(
    r"\b(?:is|are) (?:now |also |currently |already )?being (?:\w+ly )?(?:enhanced|strengthened|deepened|expanded|advanced|reinforced|widened|"
    r"broadened|intensified|implemented|upgraded|carried out|carried forward|rolled out|put into (?:effect|practice))\b"
)
"""What is told of as under way without saying by whom ("our trade *is being deepened* through")."""
_NEED = re.compile(r"\bthere (?:is|are|was|were) (?:an? |still |also )*(?:\w+ )?(?:need|room|scope)\b")
_PROGRESS = re.compile(
    r"\b(?:show(?:ed|s)?|made|yielded|produced|achieved|brought|saw) (?:\w+ ){0,3}(?:progress|results|advances|headway)\b"
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|in (?:19|20)\d\d|since (?:19|20)\d\d|ago|last (?:year|month|week))\b"
)


def taken(said: str) -> Kind | None:
    """What a sentence of a text in the parties' own name is, though it reports no act."""
    if _PROGRESS.search(said) or _GOES_ON.search(said):
        return Kind.PROGRESS
    if _DUTY.search(said):
        return Kind.POSITION
    stand = _SHOWS.search(said) or _WORTH.search(said) or _NO_WAY.search(said) or _CAN.search(said)
    taken_up = stand is not None or _RESTS.search(said) is not None or of_a_kind(said)
    return Kind.POSITION if taken_up and _PAST.search(said) is None else None


def of_a_kind(said: str) -> bool:
    """Whether a sentence tells what holds of all things of a kind ("Ports that are safe will help our trade")."""
    return _OF_A_KIND.match(said) is not None


def valued(said: str) -> bool:
    """Whether what somebody is told to have said weighs a thing up ("said that the pact *was an important step*")."""
    return "anniversary" not in said and any(
        one.search(said) for one in (_WORTH, _SHOWS, _CAN, _LASTS, _NEED)
    )
