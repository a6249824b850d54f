"""Words of English that say what kind of thing a subject is: an office, a group, a meeting, a pronoun."""

from __future__ import annotations

from briefs.parsing.word_sets import words as word_set

PRONOUNS = frozenset({"we", "they", "he", "she", "it", "i"})
POSSESSIVES = frozenset({"its", "their", "his", "her", "our", "my"})
STYLES = frozenset({"majesty", "excellency", "highness", "royal", "holiness", "eminence"})
OTHERS = frozenset({"some", "many", "several", "other", "certain", "most", "no", "few", "every", "any"})
"""Words that make a plural one that is not all who are present."""
ALL_OF = frozenset({"both", "two", "three", "four", "five", "our", "all", "the", "these"})

COUNTS = frozenset({"both", "two", "three", "four"})

GROUPS = word_set(
    "both all sides parties leaders ministers participants presidents countries governments counterparts heads members nations "
    "officials representatives co-chairs chairs delegations states delegates secretaries advisors advisers principals "
    "partners signatories allies chancellors premiers ambassadors envoys directors teams chiefs authorities "
    "spokespersons officers deputies experts commissioners generals monarchs co-leaders members-states troika economies interlocutors "
    "administrations coalitions mediators guarantors co-hosts ministries colleagues diplomats formins fms pms duo pair statesmen dignitaries"
)
NAMED = frozenset({"experts", "officers", "teams", "economies", "authorities", "allies", "partners"})
"""Plurals that act only where they are named or are plainly all who are present."""

REGIONAL = word_set(
    "baltic nordic arab gulf caribbean african asian european pacific western balkan visegrad sahel latin scandinavian"
)
"""Words that make a plural one of its own, which is not all who are present ("the *Baltic* states")."""

MEETINGS = word_set(
    "meeting council conference summit forum session dialogue committee assembly commission group consultations "
    "quad talks roundtable commission"
)

OFFICES = word_set(
    "government side ministry department delegation administration kingdom republic military regime junta presidency "
    "embassy chair chairman chairperson army navy parliament commission cabinet state bloc union authority secretariat "
    "agency house presidency country coordinator corporation service board bureau office"
)
TITLES = word_set(
    "eam pm fm dpm monarch president prime minister premier chancellor secretary king queen emperor prince sultan advisor adviser ambassador "
    "envoy representative spokesperson spokesman spokeswoman commissioner director deputy vice president-elect "
    "h.e h.e. excellency majesty general governor foreign counselor counsellor emir sheikh pm taoiseach mr mrs ms "
    "dr undersecretary under-secretary secretary-general chief leader official diplomat speaker administrator senator head"
)

APPOSED = word_set(
    "the a both host fellow neighbouring neighboring partner ally our its their island former current senior top visiting outgoing incoming high-ranking high-level newly new only even either neither respectively"
)
"""Words that may stand before the name of a party that acts."""

SHORT_TITLES = {
    "pm": ("prime", "minister"),
    "fm": ("foreign", "minister"),
    "eam": ("foreign", "minister"),
    "dpm": ("deputy", "prime", "minister"),
}
"""What headlines call an office, and its whole name."""

CROWNS = frozenset({"majesty", "king", "queen", "monarch", "emperor"})
"""What only the head of a monarchy is called."""

PARTICLES = word_set("al el bin bint ibn de la le da do dos von van der den ter di del")

EQUALS = frozenset({"counterpart", "counterparts", "colleague", "colleagues"})
"""Who acts beside another: "the President and *his Lumerian counterpart*"."""

PREPOSITIONS = word_set(
    "( of for in on at to with by from about between among during following including regarding concerning as who which "
    "whose whom that under over after before joined accompanied led represented through against within upon also"
)

HOLLOW = frozenset(
    {"that", "but", "and", '"', "'", "(", "-", "–", "—", ",", "while", "whereas", "as", "well"}
)
"""Words before a subject that are no part of it."""
