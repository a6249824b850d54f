"""Words of English that tell verbs from nouns, and auxiliaries, negations and numbers from the rest."""

from __future__ import annotations

from briefs.parsing.word_sets import words as word_set

AUXILIARY = word_set(
    "have has had having is are was were am be been being do does did will shall would can could may might must should cannot 'll"
)

BE = word_set("is are was were am be been being")

HAVE = frozenset({"have", "has", "had"})

HYPOTHETICAL = frozenset({"would", "can", "could", "may", "might", "must", "should", "cannot"})

NEGATIONS = frozenset({"not", "never", "cannot"})

WILL = frozenset({"will", "shall"})

BEARS_INFINITIVE = word_set(
    "pleased proud honoured honored delighted glad happy like wish wishes wished able continue continues "
    "continued opportunity privileged chose here convened gathered"
)

PREPOSITIONS = word_set(
    "of for to in on at with about by from toward towards regarding concerning through over against upon into "
    "between among across during under after before despite including as within without via amid given"
)

SKIPPED_ONCE = word_set("of on upon at about with by to in for over")

STOPS = word_set("that which who whom whose where when while whereas because if and/or ; : . ( ) - – — !")

NOUN_BEFORE = word_set("the a an their its his her our my political free good this that these those")

CURRENCIES = word_set(
    "$ € £ ¥ usd eur gbp jpy aud cad chf sek nok dkk nzd fjd euro euros dollars yen pounds francs kroner kronor won yuan rupees riyals dirhams"
)

DAYS = word_set("monday tuesday wednesday thursday friday saturday sunday")

NUMBERS = word_set(
    "million billion thousand hundred dozen two three four five six seven eight nine ten eleven twelve fifteen twenty "
    "thirty forty fifty sixty seventy eighty ninety"
)

DETERMINERS = word_set("the a an this these those its their our his her all any some new such both")

PARTICIPLES = word_set(
    "made built taken brought driven delivered worked come grown begun seen set met kept laid led put shown won"
)

TALKS = word_set(
    "engaged met gathered emerged discussed convened participated held spoken talked attended visited exchanged focused come seen maintained enjoyed remained existed "
    "said told indicated mentioned explained remarked"
)

BEFORE_ADJECTIVES = (DETERMINERS | NOUN_BEFORE) - {"both", "all", "that", "this"}

REACH = 20

AFTER_NOUNS = frozenset({"of", "from", "between", "and", "or", ",", ".", "by", ";", ")"})

NOUNS = word_set(
    "support supports request requests plan plans aim aims call calls note notes pledge pledges view views report reports "
    "grant grants host hosts review reviews offer offers praise stress sign signs urge appeal resolve highlight "
    "highlights share shares award awards regret regrets commit hope hopes value advocate need launch release "
    "update updates direct order charge mark press promise task fund credit honor honour salute see "
    "respect trust fear fears worry protest protests channel post second form term lead increase boost release focus visit visits"
)

FURTHER_ACTS = word_set(
    "stressed agreed emphasised emphasized underlined underscored noted expressed discussed highlighted reaffirmed called urged "
    "confirmed welcomed pledged signed reiterated voiced exchanged"
)
"""Verbs behind "and" with which another act begins, so that the object of the one before ends."""

INSERTS = {
    "both": (("both",),),
    "for": (("for", "the", "first", "time"), ("for", "their", "part"), ("for", "its", "part")),
    "in": (
        ("in", "principle"),
        ("in", "the", "strongest", "possible", "terms"),
        ("in", "the", "strongest", "terms", "possible"),
        ("in", "the", "strongest", "terms"),
        ("in", "this", "regard"),
        ("in", "particular"),
    ),
    "once": (("once", "more"),),
    "as": (("as", "well"),),
    "at": (("at", "the", "same", "time"),),
    "with": (
        ("with", "each", "other"),
        ("with", "one", "another"),
        ("with", "satisfaction"),
        ("with", "appreciation"),
        ("with", "concern"),
    ),
    ",": (
        (",", "inter", "alia", ","),
        (",", "in", "principle", ","),
        (",", "in", "addition", ","),
        (",", "as", "well", ","),
        (",", "moreover", ","),
        (",", "likewise", ","),
        (",", "furthermore", ","),
        (",", "in", "particular", ","),
        (",", "among", "other", "things", ","),
    ),
}
"""Set phrases that may stand between a verb and its complement ("agreed *in principle* to …")."""
