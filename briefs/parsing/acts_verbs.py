"""The first word of an item comes in; whether it is a bare verb or a gerund that promises something goes out."""

from __future__ import annotations

from briefs.parsing.acts_inflection import forms_of
from briefs.parsing.word_sets import words as word_set

_BASES = word_set(
    "abide abolish accelerate accept accommodate accord achieve acknowledge act activate adapt add address adhere adjust admit adopt advance "
    "advise advocate affirm aid align allocate allow amend amplify analyse analyze announce apply appoint appreciate approve arrange ask assess "
    "assign assist assure attract authorise authorize avoid award back balance ban begin benefit bolster boost bridge bring broaden build call "
    "carry catalyse catalyze cease celebrate challenge champion clarify close collaborate combat combine commence commend commission commit "
    "communicate complement complete comply conclude condemn conduct confirm conserve consider consolidate construct consult continue contribute "
    "control convene convey cooperate coordinate counter create curb cut deal decide declare deepen defend define deliver demonstrate deploy "
    "design designate detect deter develop devise digitise digitize direct disclose discourage discuss dismantle disrupt disseminate diversify "
    "donate double draft draw drive ease educate elevate eliminate embed empower enable encourage end endorse enforce engage enhance enlarge "
    "enrich ensure equip eradicate escalate establish evaluate examine exchange execute exempt expand expedite explore extend facilitate fight "
    "finalise finalize finance find focus follow forge form formalise formalize formulate foster fulfil fulfill fund further gather give grant "
    "grow guarantee guard guide halt harmonise harmonize harness help highlight hold honour honor host identify implement impose improve "
    "incentivise incentivize include incorporate inaugurate increase inform initiate innovate install institute institutionalise institutionalize integrate "
    "intensify introduce invest investigate invite issue join keep launch lay lead leverage liberalise liberalize lift limit link lower maintain "
    "make manage map mark maximise maximize meet minimise minimize mitigate mobilise mobilize modernise modernize monitor move negotiate "
    "nominate normalise normalize note notify nurture observe offer open operate operationalise operationalize oppose optimise optimize organise "
    "organize orient overcome oversee participate partner pay permit phase pilot pioneer plan pledge preserve press prevent prioritise "
    "prioritize procure produce prohibit prolong promote propose protect provide publish purchase pursue put raise ratify reach reactivate "
    "reaffirm realise realize rebuild recall receive recognise recognize recommend reconvene recruit rectify redirect reduce refine reform refrain "
    "refurbish regulate reinforce reiterate reject release remain remove renew repair repeal replace report request require rescind research resist "
    "resolve respect respond restore restrict resume retain review revise revitalise revitalize safeguard scale secure seek seize send set settle "
    "share sharpen shift showcase sign simplify speed spur stabilise stabilize stand standardise standardize start stem step stimulate stop "
    "streamline strengthen strive study submit supply support suppress sustain synchronise synchronize tackle take target task test train transfer "
    "transform transition translate triple undertake unite unlock update upgrade uphold urge use utilise utilize verify visit waive welcome widen withdraw work"
)
_GERUNDS = frozenset(form for base in _BASES for form, name in forms_of(base).items() if name == "ing")
_NOT_LEADING = frozenset({"including", "following", "building", "working", "according"})


def bare(word: str) -> bool:
    """Whether a word in lower case is the base form of a verb of doing."""
    return word in _BASES


def gerund(word: str, following: str) -> bool:
    """Whether a word is the gerund of a verb of doing that leads its item ("*Engaging* partners"), not "building on"."""
    return word in _GERUNDS and (
        word not in _NOT_LEADING
        or following not in {"on", "upon", "to", "from", "the"}
        or (word == "working" and following == "to")
    )
