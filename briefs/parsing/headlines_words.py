"""Where a quote may be cut and what must not be left dangling, as words and patterns."""

from __future__ import annotations

import re

from briefs.lexicon.gazetteer import Gazetteer
from briefs.parsing.expressions import whole_words
from briefs.parsing.word_sets import words as word_set

OPENERS = re.compile(
    r"(?:[\"“”'‘’(\[*]+\s*|(?:and|but|or|also|then|while|which|that|who|as well as|moreover|furthermore|in addition|additionally|finally"
    r"|as(?!\s(?:an?|of|part|one|such|the\sresult)\b)|;|,)\b[,\s]+)+",
    re.IGNORECASE,
)
DATELINE = re.compile(
    r"(?=[A-Z])(?:[A-Z][\w.'’-]{1,20}|\d{1,4})(?:,?\s(?:[A-Z][\w.'’-]{1,20}|\d{1,4}\.?)){0,6}(?:\s?\([^()]{2,30}\))?(?:\s(?:--|[–—-])|(?<=\)):|(?<=\d{4})\.)\s(?=[A-Z\"“])"
)
"""The place and date in front of a news story ("Lima, 3 May (PNA) – …")."""
WEIGHTY = re.compile(
    whole_words(
        [
            "subject to",
            *"not no never nor neither without unless if except provided only until cannot pending once excluding fails? unable".split(),
        ],
        any_case=True,
    )
    + r"|n[’'][tT]\b|N[’'][tT]\b"
)
"""Negations and conditions."""
MARKS = Gazetteer(
    [
        "subject to",
        *"not no never nor neither without unless if except provided only until cannot pending once excluding fail fails unable".split(),
    ]
)
"""The same as whole words in small letters: most sentences have none of them, and are not searched further."""
NOT = ("n't", "n\u2019t")
SHELTERED = re.compile(
    r",\s(?:which|who|whose|where|wherein|whereby|(?:in|under|through|by|of|for|on|to|with|at) which|while|so|as|and that|including|such as|notably|\w{3,15}ing)\b|\s(?:including|such as)\s|;\s|\s[—–]\s|—(?=\w)"
    r"|,\s(?:and\s|as\swell\sas\s)?(?:to\s|by\s|(?:we|they)\s(?:will\s|also\s)?)?(?:agree|support|pursue|counter|promote|ensure|provide|strengthen|protect|prevent|continue|work|help"
    r"|develop|build|expand|increase|reduce|enhance|improve|address|advance|facilitate|maintain|implement|cooperate|share|call|urge|welcome|reaffirm"
    r"|reject|condemn|oppose|respect|refrain|avoid|combat|uphold|take|make|create|establish|foster|encourage|allow)(?:s|ed|d|ing)?\b"
    r"|\sand\sthe\s(?:[A-Z]?\w+\s)?(?:call|need|importance|urgency)\s(?:for|of|to)\b|\sand\s(?:ensur(?:e|ing)|guarantee(?:ing)?|requir(?:e|ing))\sthat\b|\sand\s(?:their|our|its|his|her)\s(?:shared\s|strong\s)?(?:determination|commitment|readiness|support|resolve|intention)\b|,?\sand\s(?:to|by|for|on|through)\s|,\sand\s(?:do|does|did|will|shall|should|would|must|can|has|have|is|are)\s|\sas\sthe\sonly\s"
)
"""Where an aside begins: a relative clause, an example, a participle, another act of a list, a clause of its own."""
STOP = re.compile(r"[,;:]\s|\s[—–]\s|—(?=\w)")
"""Where a condition ends."""
OPENS = re.compile(r"(?:^|\bthat\s)$")
"""A condition that opens a clause: what depends on it follows."""
NO_NOUN = re.compile(
    r"(?:is|are|was|were|be|been|being|has|have|had|now|also|still|already|then|\w+ly|who|which|that|and|or|not|as|it|they|we|he|she|both|all)$",
    re.IGNORECASE,
)
"""Behind these a participle is part of the verb."""
GERUND = re.compile(r"\w+ing\s")
"""A subject of this kind ("Strengthening the rule …") has its verb behind all that is said of it."""
OPEN_SUBJECT = re.compile(
    r"\b(?:which|that|whom|whose|where|when|while|if|because|whether)\s(?:[^\s,;]+\s){0,5}[^\s,;]*$",
    re.IGNORECASE,
)
"""The subject of a clause whose verb is still to come: "with which vaccines [approved by …]"."""
SPOKEN = re.compile(
    r",[\"\u201d]?\s(?:[A-Z][\w.\u2019'-]{1,20}\s){1,7}(?:said|says|stated|added|noted|stressed|announced|told|declared|affirmed)\b"
    r"|,[\"\u201d]\s(?:said|says)\b"
)
"""Who said it, behind what was said."""
FINITE = re.compile(
    r"\b(?:is|are|was|were|will|must|should|shall|can|has|have|remains?|requires?|demonstrates?|continues?)\s"
)
"""Words that show that a clause has its verb."""
ANOTHER_NOUN = re.compile(r"\s?(?:and|or)\s(?:the|our|their|its)\s[A-Z0-9]")
"""Behind a name: another thing with an article of its own, and no part of the name."""
PAIRED = re.compile(r"\b(?:between|both|among|amongst|that)\s(?:[^\s,;]+\s){0,5}[^\s,;]*$")
"""What needs its second half."""
REPORTED = re.compile(
    r"(?:(?:further|also|again|strongly|jointly),?\s)*(?:(?:both\ssides|we|they|the\s(?:two\s)?(?:sides|leaders|ministers|parties))\s(?:also\s|further\s)?)?"
    r"(?:emphasi[sz]ed?s?|stress(?:ed|es)?|underlined?s?|underscored?s?|recogni[sz]ed?s?|noted?s?|reiterated?s?|reaffirm(?:ed|s)?|acknowledged?s?|agreed?s?|announced?s?|shared?s?\sthe\sview)\sthat\s"
    r"(?=(?:(?!not\b|never\b)[^;]){3,}\b(?:will|should|must|is|are|have|has|can|cannot|remains?|forms?|presents?|represents?)\s)",
    re.IGNORECASE,
)
"""A verb of saying, beside which the line shows who says it: what is said can stand alone."""
NOMINAL = re.compile(
    r"(?:[\w.\u2019'-]+\s){0,5}?(?:also\s|strongly\s|further\s|again\s)?(?:reiterated?|reaffirm(?:ed|s)?|express(?:ed|es)?|announced?|stress(?:ed|es)?|underscored?|underlined?|emphasi[sz]ed?|recogni[sz]ed?|confirm(?:ed|s)?|noted?)\*{0,2}\s"
    r"(?:(?:the|their|its|his|her|our)\s)?(?:(?:shared|strong|deep|full|continued|sincere|firm|joint|steadfast|unwavering)\s)*"
    r"(?=(?:commitment|determination|intention|support|appreciation|gratitude|readiness|willingness|concern|signing|importance|establishment|launch|need)\s(?:to|for|that|of|at|in|on|over)\b)",
    re.IGNORECASE,
)
"""What only says that something is expressed: the noun behind it says what ("commitment to build the port")."""
DECIDED = re.compile(
    r"(?:[\w.\u2019'-]+\s){0,6}?(?:have\s|has\s)?(?:also\s)?(?:agreed|decided|resolved)\sto\s(?=[a-z]{3,}\s)"
)
"""Behind a verb of deciding: what was decided ("build a bridge")."""
HALVES = (
    (
        re.compile(r"\bnot\sonly\b(?!.*\bbut\b)", re.IGNORECASE | re.DOTALL),
        re.compile(r".{0,160}?\bbut\b", re.DOTALL),
    ),
    (
        re.compile(
            r"\sboth\s(?:to\s)?(?![\w\u2019'-]*(?:s|ed)\b|the\b|our\b|their\b|men\b|of\b|in\b|have\b|will\b)[\w-]+\s(?!.*\band\b)",
            re.DOTALL,
        ),
        re.compile(r".{0,120}?\band\b", re.DOTALL),
    ),
    (
        re.compile(
            r"\bh(?:old|eld|olding)\s(?!.*\b(?:accountable|responsible|liable|to\saccount)\b)", re.DOTALL
        ),
        re.compile(r"[^.;]{0,120}?\b(?:accountable|responsible|liable|to\saccount)\b"),
    ),
)
"""What has a second half, and the half: "not only … but", "both … and", "hold … accountable"."""
HALVED = re.compile(r"[Oo][Nn][Ll][Yy]|both|h[oe]ld")
"""Letters of which each of these first halves has some: most quotes have none, and are not searched three times at every cut."""
MOVED = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|encourag(?:e|es|ed|ing)|allow(?:s|ed|ing)?|enabl(?:e|es|ed|ing)|requir(?:e|es|ed|ing)|invit(?:e|es|ed|ing)|call(?:s|ed|ing)?\s(?:up)?on|ask(?:s|ed|ing)?"
    r"|direct(?:s|ed|ing)?|instruct(?:s|ed|ing)?|mandat(?:e|es|ed|ing)|request(?:ed|ing)|bring(?:s|ing)?)\s(?:[^\s,;]+\s){0,6}[^\s,;]+$",
    re.IGNORECASE,
)
"""Whom one moves to something: what one moves them to is still to come."""
MADE_BY = frozenset(
    "driven led made held given built taken drawn run known grown written shown set put brought sent hosted".split()
)
"""Participles that do not end like one."""
BEHIND_PREPOSITION = re.compile(
    r"\b(?:at|in|on|during|after|following|of|from|with|for|under|through|before|as|since|amid)\s$",
    re.IGNORECASE,
)
LEAD = re.compile(
    r"(?:one\sof|among|at|in|on|during|after|following|today|with|building\son|joined\sby|together\swith|in\saddition\sto|throughout|further|through)\b"
    r"(?:(?!\b(?:not|no|never|if|unless|until|once|without)\b)[^,;\d]){0,110},\s(?=\S)",
    re.IGNORECASE,
)
"""The circumstances in front of a clause: without a number, a negation or a condition they may be left out."""
OPEN_THAT = re.compile(
    r"\bthat\s(?:the|our|their|its|all|any|those|these)\s(?:[^\s,;]+\s)?[^\s,;]+\s(?:that|which|who)\s(?:(?!(?:will|must|should|shall|is|are)\s)[^,;\s]+\s?)*$",
    re.IGNORECASE,
)
"""A clause whose subject is still being told: "ensure that the principles that have kept the peace"."""
SEEN = re.compile(r"\]\([^()\s]{4,}\)|\*\*|</?su[bp]>")
"""Marks and addresses of links, which a message does not show."""
ALSO_NOUNS = frozenset({"plan", "plans", "measures", "steps", "actions"})
"""Of the words that want another behind them, those that are nouns where a clause about them, or a comma, follows."""
ABOUT_IT = (" that ", " which ", ", its ", ", the ", ", including ")
GROUNDS = re.compile(
    r"(?:mindful|recogni[sz]ing|noting|recalling|acknowledging|reaffirming|conscious|aware|concerned|building|guided|inspired|considering|believing|underlining|underscoring)\b.{20,}[,;]\s$",
    re.IGNORECASE | re.DOTALL,
)
"""Why something is done, in front of the act: its negations are not those of the act."""
CLAUSE_AHEAD = re.compile(
    r",\s(?:and|but|while)\s(?:the\s)?[A-Z][\w.]{1,20}(?:\sand\s(?:the\s)?[A-Z][\w.]{1,20})?\s(?:will|shall|are|have|has|is)\s"
    r"|,?\s(?:and|but|while)\s(?:we|they|it|he|she|that|will|also|both\ssides|the\s(?:two\s)?(?:sides|ministers|leaders|parties))\s"
)
"""A clause of its own behind a cut: what stands before it is whole."""
CUT = re.compile(
    r"[;:—–,]\s|—(?=\w)|\s(?=and,\s)|\s(?P<told>(?=(?:firmly\s)?(?:\w{3,}ed\sby|(?:held|made|led|set|given|drawn|taken)\sby|(?:hosted|held|rooted|cited|linked|focused|valued|aimed|based|located"
    r"|contained|enshrined|outlined|dedicated|devoted|concluded|stemming|arising|resulting|emanating|grounded)\s(?:in|at|on|to|with|from)|responsible\sfor"
    r"|(?:establishing|advancing|leveraging|committing|constraining|affecting|enabling|allowing|reflecting|addressing|supporting|promoting|linking|connecting|spanning|covering|involving|outlining|governing|regulating)\s(?:the|our|their|its|an?|to|all|more))\s))|\s(?:(?P<loose>(?=and\s(?!(?:to|the|an?|our|their|its|his|her|with|by|in|on|for|that|other|through|as|we|they|it|will)\s)))|(?=(?:including|which|who|whose|in order to|with a view to|as well as|so as to|by|through|during|while|"
    r"when|where|aimed at|as|following|especially|particularly|in|on|at|with|for|from|among|under|and(?=\s(?:to|the|an?|our|their|its|his|her|with|by|in|on|for|that|other|through|as|we|they|it|will)\s)|to|that|towards?|across|against|between|"
    r"regarding|concerning|throughout|alongside|despite|whenever|via|amid|within|after|before|because|since|such as|based on|according to)\s))"
)
"""Where a piece may end: before a stop within the sentence, before a participle that tells more of a noun ("talks hosted by"), or
before one of the words that begin another phrase."""
STRONG = frozenset(";:—–,")
DANGLING = word_set(
    "a an the of to in on at by for from with and or as that which who whose its their his her our my this these those both is are was "
    "were be been being has have had will shall would should must can could may might not no more most very also such between among "
    "under over into than about including through during while when where further all each every any well so order view continue "
    "continued continues agreed agree decided decide committed commit commits pledged pledge promised called call calls looked look looks forward need "
    "needs able ready intend intends plan plans aim aims aimed encouraged encourage encourages urged urge urges invited invite requested asked thanked thank "
    "welcomed welcome welcomes noted note notes stressed stress emphasised emphasized emphasize emphasise underscored underscore underlined reaffirmed reaffirm "
    "reaffirms reiterated reiterate expressed express discussed reviewed supported support supports new joint strong mutual regional international economic "
    "bilateral trilateral together other due according related up out towards toward against within across especially particularly upon "
    "depend depends without per via h.e mr mrs ms dr st no recognise recognize acknowledge highlighted highlight highlights condemn condemned work working efforts effort importance role "
    "need value way ways right ability commitment commitments cooperation- concern appreciation satisfaction readiness intention determination confidence desire "
    "resolve hope view views call opportunity opportunities decision key how what why whether if president minister prime secretary general said says "
    "announced announce announces affirmed affirm confirmed confirm provide provides launched launch share shares collaborate cooperate coordinate "
    "measures steps action actions remain remains remained take takes took ensure ensures make makes made help helps until unless if without pending except only once provided build builds reference references one two three first second only regarding concerning "
    "clear strive strives respond responds adhere pay hub demands requires shows demonstrates means sees kind sort type range number variety "
    "essential crucial vital critical necessary conducive responsible example instance stand stands stood whenever wherever whatever however regardless"
)
"""Words that want another behind them, so that a headline does not end with them."""
BOUND_PHRASE = re.compile(
    r"\bin (?:line|alignment|accordance|coordination|conjunction|partnership|cooperation|collaboration|consultation|response|support|addition"
    r"|order|particular|part|favou?r|terms|light|view|regard|relation|connection|areas)$"
)
"""What must not end a headline, since it asks for "with" or "of"."""
_QUALITIES = word_set(
    "free open safe clean fair new secure strong stable better safer stronger more most prosperous high low large long deep key many several"
)
_OF_QUALITY = (
    "al",
    "ble",
    "ive",
    "ic",
    "ous",
    "ant",
    "ful",
    "less",
    "ary",
    "ory",
    "ern",
    "ish",
    "ese",
    "ian",
    "ing",
    "ed",
)
NOUNS = word_set(
    "territory history victory factory laboratory boundary secretary treasury january february initiative perspective objective executive pandemic epidemic republic "
    "rhetoric traffic topic public proposal approval withdrawal arrival renewal removal capital hospital goal deal signal grant participant consultant meeting training "
    "funding financing understanding fishing trafficking smuggling laundering planning hearing housing shipping banking spending lending building policing warming "
    "peacekeeping peacebuilding monitoring reporting offspring morning evening percent need speed seed centre center table cable schedule vehicle people principle article event"
)
"""Nouns that end like adjectives: a piece may end with them."""
COMPLETE = word_set(
    "efforts effort work support measures steps action actions commitments commitment needs cooperation views ways cuts calls decisions"
)
"""Nouns that want another behind them, unless a comma follows with an example or a circumstance."""
CIRCUMSTANCE = re.compile(
    r",\s(?:including|notably|such as|particularly|especially|which|who|in|with|while|as|through|by|and\s(?:we|they|the|it))\s"
)
OPEN_CLAUSE = re.compile(
    r"(?:^|,\s?)(?:and\s)?(?:while|although|though|when|if|since|because|whereas|as|given|one\sof|among|together\swith|along\swith|based\son|building\son|in\saddition\sto)\s[^,;]*$|\bthat\s(?:(?:the|this|these|those|our|their|its|any|all|both|each|by|in)\s)(?:\S+\s){0,2}\S+$|\bthat\s[^\s,;]+$",
    re.IGNORECASE,
)
"""A clause that has not come to its verb, or to what depends on it, when its comma comes."""
_ROOT = 3
"""Letters that stand before such an ending at least."""


def is_quality(word: str) -> bool:
    """Whether a word looks like an adjective: cut behind one of them, what they describe would be lost."""
    low = word.rpartition("-")[2] if word.islower() else word.lower()
    if low in _QUALITIES:
        return True
    if low in NOUNS:
        return False
    if not low.replace("_", "a").isalnum():
        return False
    ending = next(
        (each for each in _OF_QUALITY if low.endswith(each) and len(low) - len(each) >= _ROOT), None
    )
    return ending is not None or (low.endswith("ent") and len(low) > _ROOT and low[-4] != "m")


_MARKS = ("](", "**", "<s", "</")


def length(words: str) -> int:
    """How many characters of a headline a reader sees: marks and the addresses of links are none."""
    return len(SEEN.sub("", words)) if any(mark in words for mark in _MARKS) else len(words)


ITEM_AHEAD = re.compile(r",\s[\w’'-]+(?:\s[\w’'-]+)?\s?(?:,|\s(?:and|or)\s)")
"""A short item of a list behind a comma: "illegal*, unreported, and* …"."""
PROMISES = re.compile(
    r"\s(?:commitments?|pledge|readiness|willingness|determination|intention|ability|opportunity|initiative|dedication|ambition|proposal|attempt|duty)\b"
)
"""Nouns whose "to …" belongs to them."""
NAME_AHEAD = re.compile(r"\s*(?:(?:and|of|for|on|in|to|the|with|at|from)\s){1,3}[A-Z0-9]")
NAME_BEHIND = re.compile(r"(?:[A-Z][\w.’'-]*|\d[\d.,]*%?)")
NUMBER_AHEAD = re.compile(r"\s*\w{0,10}\s*(?:[$€£¥]|[A-Z]{0,3}[$€£¥]|\d)")
