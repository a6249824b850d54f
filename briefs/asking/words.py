"""The English of questions as data: which words name a command, an act, a side or nothing at all."""

from __future__ import annotations

from collections.abc import Mapping

from briefs.asking.question import About
from briefs.model import Kind

COMMANDS: Mapping[str, About] = {
    **{about.value: about for about in About},
    "partners": About.PARTNER,
    "country": About.PARTNER,
    "brief": About.PARTNER,
    "commitment": About.COMMITMENTS,
    "pledge": About.PLEDGES,
    "request": About.REQUESTS,
    "outcome": About.OUTCOMES,
    "events": About.UPCOMING,
    "meetings": About.MEETING,
    "topics": About.TOPIC,
    "thread": About.THREADS,
    "owed": About.OPEN,
    "find": About.SEARCH,
    "sources": About.SOURCE,
    "document": About.SOURCE,
    "documents": About.SOURCE,
    "start": About.HELP,
    "hello": About.HELP,
    "hi": About.HELP,
    "menu": About.HELP,
}
"""A first word that says what is wanted; "/" before it makes no difference."""

NOUNS: Mapping[str, tuple[About, tuple[Kind, ...]]] = {
    "commitment": (About.COMMITMENTS, ()),
    "commitments": (About.COMMITMENTS, ()),
    "promises": (About.COMMITMENTS, ()),
    "undertakings": (About.COMMITMENTS, ()),
    "agreement": (About.COMMITMENTS, (Kind.ADOPTION,)),
    "agreements": (About.COMMITMENTS, (Kind.ADOPTION,)),
    "adoption": (About.COMMITMENTS, (Kind.ADOPTION,)),
    "adoptions": (About.COMMITMENTS, (Kind.ADOPTION,)),
    "instruments": (About.COMMITMENTS, (Kind.ADOPTION,)),
    "pledge": (About.PLEDGES, ()),
    "pledges": (About.PLEDGES, ()),
    "grant": (About.PLEDGES, ()),
    "grants": (About.PLEDGES, ()),
    "donation": (About.PLEDGES, ()),
    "donations": (About.PLEDGES, ()),
    "funding": (About.PLEDGES, ()),
    "money": (About.PLEDGES, ()),
    "amounts": (About.PLEDGES, ()),
    "request": (About.REQUESTS, ()),
    "requests": (About.REQUESTS, ()),
    "asks": (About.REQUESTS, ()),
    "demands": (About.REQUESTS, ()),
    "outcomes": (About.OUTCOMES, ()),
    "position": (About.OUTCOMES, (Kind.POSITION,)),
    "positions": (About.OUTCOMES, (Kind.POSITION,)),
    "views": (About.OUTCOMES, (Kind.POSITION,)),
    "stance": (About.OUTCOMES, (Kind.POSITION,)),
    "progress": (About.OUTCOMES, (Kind.PROGRESS,)),
    "appreciation": (About.OUTCOMES, (Kind.APPRECIATION,)),
    "thanks": (About.OUTCOMES, (Kind.APPRECIATION,)),
    "upcoming": (About.UPCOMING, ()),
    "ahead": (About.UPCOMING, ()),
    "coming": (About.UPCOMING, ()),
    "agenda": (About.UPCOMING, ()),
    "deadlines": (About.UPCOMING, ()),
    "events": (About.UPCOMING, ()),
    "schedule": (About.UPCOMING, ()),
    "meeting": (About.MEETING, ()),
    "meetings": (About.MEETING, ()),
    "talks": (About.MEETING, ()),
    "met": (About.MEETING, ()),
    "meet": (About.MEETING, ()),
    "threads": (About.THREADS, ()),
    "outstanding": (About.OPEN, ()),
    "owed": (About.OPEN, ()),
    "latest": (About.LATEST, ()),
    "news": (About.LATEST, ()),
    "newest": (About.LATEST, ()),
    "documents": (About.LATEST, ()),
}
"""Words that name what is listed, wherever they stand in a question."""

_VERBS: Mapping[tuple[About, tuple[Kind, ...]], str] = {
    (
        About.COMMITMENTS,
        (),
    ): "promise promised commit committed agree agreed undertake undertook undertaken decide "
    "decided vow vowed",
    (About.OPEN, ()): "owe owes owing",
    (About.COMMITMENTS, (Kind.ADOPTION,)): "adopt adopted sign signed endorse endorsed conclude concluded",
    (
        About.PLEDGES,
        (),
    ): "pledge pledged give gave given grant granted provide provided contribute contributed donate "
    "donated fund funded offer offered pay paid",
    (
        About.REQUESTS,
        (),
    ): "ask asked request requested want wants wanted urge urged seek sought call called demand "
    "demanded propose proposed recommend recommended invite invited encourage encouraged suggest suggested appeal "
    "appealed",
    (
        About.OUTCOMES,
        (Kind.APPRECIATION,),
    ): "thank thanked thanks appreciate appreciated praise praised commend "
    "commended congratulate congratulated",
    (
        About.OUTCOMES,
        (Kind.POSITION,),
    ): "say said says think thinks stress stressed support supported welcome welcomed "
    "reaffirm reaffirmed condemn condemned",
    (
        About.OUTCOMES,
        (Kind.PROGRESS,),
    ): "implement implemented complete completed fulfil fulfilled deliver delivered",
}
VERBS: Mapping[str, tuple[About, tuple[Kind, ...]]] = {
    word: meaning for meaning, words in _VERBS.items() for word in words.split()
}
"""What a party can do to another in a question, and the answer that lists such acts."""

BEING = frozenset({"is", "are", "was", "were", "been", "being", "be", "got"})
"""Before an act these turn it round: "what was Cambodia promised"."""

SIDES: Mapping[str, str] = {
    "by": "actor",
    "from": "actor",
    "of": "actor",
    "to": "towards",
    "towards": "towards",
    "toward": "towards",
    "for": "towards",
    "with": "any",
    "and": "any",
    "between": "any",
    "in": "any",
    "at": "any",
    "on": "any",
    "about": "any",
}
"""What a preposition before a party makes of it."""

ARTICLES = frozenset({"the", "a", "an", "our", "its", "their", "new", "all", "any", "government"})

STOP = frozenset(
    """a about above across after again against ago ahead all already also am among an and any anybody anyone anything
    are around as at away back be because been before being between both but by came can come comes could
    current currently did do does doing done during each else ever every far few find for from get gets give had happen
    happened happening happens has have having he hear heard held help her here him his hold how i if in info
    information into is it item items its itself just kind know known last latest let like list many may me mean
    might more most much must my need new next no not now of off ok on once one only or other others our out over own
    part party parties partner please previous put quite read regarding related relation relations say see shall she
    should show side sides since so some something soon stand status still such take taken takes tell than that the
    their them then there these they thing things this those till to today together told too towards under until up
    update updates us use used very via was we well were what when where whether which who whom whose why will with
    within would yes yet you your made make making concern concerning concerns place happens scheduled
    planned year years month months week weeks day days early late mid per nor open answered unanswered pending outstanding""".split()
)
"""Words that carry no meaning of their own in a question."""
