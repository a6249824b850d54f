"""The English that tells threads apart, as data: words of the trade, things that are given, heads of names, signs of an end."""

from __future__ import annotations

from functools import cache

from briefs.store.words import term

_GENERAL = """
    access achieve achievement action active activity additional address advance agency agenda agree agreement ahead
    annual approach area assist assistance attention based basis benefit bilateral build building capability capacity
    carry centre challenge close closely collaboration combat combating commend commit commitment common community
    concern concrete conduct conference consider constructive continue continued contribute contribution cooperate
    cooperation coordination countries country create current dedicated deepen deliver delivery department deputy
    develop development dialogue different direct discuss discussion early economic economy effective effort
    emphasise encourage engage engagement enhance ensure establish establishment exchange existing expand explore
    facilitate field finance financial first focus follow following foreign framework friend friendship full further
    future global goal goals government grant growth hold host hosting human implement implementation important
    improve include including inclusive increase increased initiative institution integration interest
    international invest issue issues joint jointly large launch leader leaders level levels long lasting
    maintain major make matter measure mechanism meet meeting member minister ministers ministry more mutual
    nation national need needs number offer official officials open opportunity organisation organization other
    particular partner partners partnership party parties people peoples per plan plans policy political position
    post potential practical present president prime priority process programme programs program progress project
    projects promote promotion proposal propose provide provision public purpose quality reach reaffirm recognise
    region regional relation relations relevant request require resource resources respective respond response
    result review role sector sectors secretary security senior share shared side sides social special specific stability
    state states statement strategic strategy strengthen strong substantive successful summit support supporting
    sustain sustainable system take technical term terms thank thanks their these through together toward towards
    training treaty united until update urge various visit vision welcome whole widen within work working world would
    year years young account taking especially also which while both another among
    against across already around because before being below beyond could during each either every greater here
    hundred hundreds thousand thousands million millions billion billions dollars amount total worth value fiscal
    invite invited call calling express expressed note noted announce announced affirm pledge pledged urge stress
    accelerate advance align arrange boost bring bolster broaden change changes come committed complete concerning
    deploy design detail determine discuss draw drive embark emerge enable encourage end equal expert experts
    firm found general give good great group help high hope identify impact important inform inside intend intent
    invest investment keep know last later lead leadership learn like look many mean member mobilise mobilize
    month months moment move multilateral mutual near nearly network new next ongoing order outcome over own
    pacific indo south north east west asia asian africa african europe european america american pass past path place
    pursue raise range reaching ready real recent regard reinforce remain respect resilience resilient rule rules
    scale secure series serve service services set shift show significant since situation solid solution spirit stage
    standard standards start step steps still stock strength structure such task team than that them themselves there
    they thing third those time today tomorrow tool track trade transition uphold upon urgent utmost value values vital
    well were what when where which will wish women world year energy climate infrastructure digital technology
    technologies tariff tariffs peace prosperity prosperous democracy democratic freedom health defence defense
    market markets industry industrial business companies private critical innovation research science data
    environment environmental emission emissions clean green natural crisis crises threat threats weapon weapons
    military force forces territory territorial sovereignty integrity charter humanitarian rights right
    product products goods import imports export exports supply chain chains material materials cyber space water
    food education culture cultural tourism maritime migration labour labor worker workers gender youth
    peaceful conflict aggression invasion sanctions nuclear missile missiles proliferation terrorism
    ability about accordance accountable acknowledge addition advancement affected alliance allies allow overall ambitious
    announcement appropriate architecture attacks authorities barriers better between border built citizens civil
    civilians clear collective commerce commercial communication condemn conditions consistent consultation
    consultations control convened coordinate costs counter cross decades decision defend demand demonstrate
    deployment diplomatic domain domestic ecosystems emergency emphasized enduring enforcement enterprises
    equipment essential exercise facilities fight finalize forward foster foundation fully funding generation
    globally governance growing guided highlight highlighted historic historical history illegal immediate
    importance impose income individuals information innovative integrated intelligence joined largest leverage
    limit lives longstanding management manufacturing mission multi necessary needed objectives operations
    participate participation particularly percent phase platform posed possible power practices prepare prevent
    principles produced production protect protection recognize recovery reduction reflect reform regime
    regulatory reiterate reiterated related relationship release reliable report representatives resolution resolve
    responsible return robust should signed society spoke stable stakeholders stand status stronger sustainability
    tackle targeting technological three throughout transparency transparent trilateral trusted under underscored
    understanding unprecedented unwavering using weeks functioning along event events various upcoming coming please pleased prepared capable
    supportive conventional avoid deliver delivering combine combined without mutually beneficial exceptional remarkable several
"""

_GIVEN = """
    scholarship fellowship bursary internship visa vaccine dose ventilator ambulance helicopter vessel boat aircraft
    airline flight bus railway airport bridge hospital clinic embassy consulate deminer demining landmine quota
    satellite submarine cable textbook laboratory seed fertiliser fertilizer tractor peacekeeper
    wheat rice beef prawn mango banana apprentice apprenticeship extradition repatriation artefact artifact antiquity
"""
"""Things so definite that one of them, on the same topic, is a subject: "more scholarships", "a promise of scholarships"."""

_HEADS = """
    accord agreement alliance arrangement blueprint centre center charter coalition commission committee
    compact conference consensus consortium convention corridor council declaration dialogue exercise facility fellowship
    force forum foundation framework fund group guidelines hub initiative institute mechanism mission network outlook
    pact partnership plan platform principles programme program project protocol roadmap secretariat strategy taskforce
    treaty vision
"""
"""Words that make a name out of a run of capitals: "Crops for Peace Initiative", "Harbour Safety Task Force"."""

MEETS = frozenset(
    {"dialogu", "committee", "council", "forum", "group", "commission", "conferenc", "alliance"}
)
"""Heads of names under which people meet again and again, as search terms."""

NO_SHORT_FORM = frozenset(
    """AIDS APEC CEOs CHIPS COVID GDP HIV LGBT LGBTI LGBTQ LGBTQI MOUs MSME MSMEs MoUs NGOs NSPM PPPs SDGs SMEs SMRs
    STEM UAVs UNSC UNSCR USAID USTR WMD""".split()
)
"""Short forms of everyday things, authorities and places: they name no plan and no programme."""

FAMILIES = (
    "plan of action",
    "action plan",
    "work plan",
    "workplan",
    "work programme",
    "work program",
    "roadmap",
    "strategic plan",
    "strategic framework",
    "partnership plan",
    "country strategy",
    "implementation plan",
    "joint programme",
    "blueprint",
    "master plan",
    "budget",
)
"""Instruments that one term follows another of; two memoranda of the same parties may well stand side by side."""

PERFORMED = (
    *("full implementation", "fully implemented", "been implemented", "were implemented", "was implemented"),
    *(
        "been carried out",
        "were carried out",
        "was carried out",
        "successful implementation",
        "been fulfilled",
    ),
    *("been completed", "was completed", "were completed", "successfully completed", "the completion of"),
    *(
        "have completed",
        "has completed",
        "have fulfilled",
        "has fulfilled",
        "has delivered",
        "have delivered",
    ),
    *("been delivered", "were delivered", "was delivered", "completed as planned"),
)
"""Phrases of a report that say a thing was done."""

MADE = (
    *(
        "have concluded",
        "has concluded",
        "been concluded",
        "was concluded",
        "the conclusion of",
        "the signing of",
    ),
    *(
        "have launched",
        "has launched",
        "was launched",
        "been launched",
        "the launch of",
        "was signed",
        "been signed",
    ),
    *("have established", "has established", "was established", "been established", "the establishment of"),
    *("entered into force", "entry into force", "was inaugurated", "been inaugurated", "was opened"),
)
"""Phrases of a report that say a thing was brought about: that keeps a promise to bring it about, and no other."""

UNFINISHED = (
    *(
        "towards",
        "toward",
        "not yet",
        "still to",
        "will be",
        "to be ",
        "look forward",
        "looked forward",
        "looking",
    ),
    *(
        "expected",
        "pending",
        "remaining",
        "would be",
        "should be",
        "steps to",
        "call for",
        "called for",
        "in order to",
    ),
    *(
        "ahead of",
        "continue",
        "hope",
        "once ",
        "until ",
        "before the",
        "discussed",
        "efforts to",
        "following",
        "since",
    ),
    *("after ", "not been", "yet been", "partly", "partially", "half "),
)
"""Beside a phrase of completion these say that it is yet to come, or only spoken of."""

CONCLUDING = (
    *(
        "conclude",
        "conclusion",
        "finalise",
        "finalize",
        "finalisation",
        "finalization",
        "negotiat",
        "sign ",
        "signing",
    ),
    *(
        "signature",
        "adopt",
        "establish",
        "launch",
        "set up",
        "create ",
        "creation",
        "ratif",
        "bring into force",
    ),
)
"""What a promise says that is kept once the named thing is adopted, signed or launched."""

BESIDE = (
    "sideline",
    "margin",
    "ahead of",
    "on the occasion",
    "during the",
    "at the ",
    "in preparation",
    "follow",
)
"""What is promised beside an event is not yet done when the event itself is held."""

HOSTING = ("host", "hold", "convene", "convening", "organise", "organize", "chair")


@cache
def general_terms() -> frozenset[str]:
    """Words of the trade that stand in every text and so tell nothing about its subject, as search terms."""
    return frozenset(term(word) for word in _GENERAL.split())


@cache
def given_terms() -> frozenset[str]:
    """Things definite enough to be a subject by themselves, as search terms."""
    return frozenset(term(word) for word in _GIVEN.split())


@cache
def head_terms() -> frozenset[str]:
    """The heads of names, as search terms."""
    return frozenset(term(word) for word in _HEADS.split())
