"""Words of fact sheets: what a government does in them, through whom, and what it calls its own undertakings."""

from __future__ import annotations

from briefs.parsing.word_sets import words as word_set

UNDERTAKINGS = word_set(
    "project projects initiative initiatives activity activities partnership partnerships program programs programme "
    "programmes lab alliance coalition effort efforts facility platform network hub pilot campaign mechanism scheme"
)
"""What a fact sheet names as its giver's own before it says what it will do."""
DEFINITE = word_set("this the these its their our both")
SUPPORTED = UNDERTAKINGS | word_set(
    "renewal construction training rehabilitation installation renovation repair upgrade restoration centres centers "
    "schools clinics farmers firms hospitals laboratories students teachers"
)
"""What is supported by a deed; a cause is supported by words."""
FIRMS = word_set(
    "company companies firm firms corporation inc ltd llc plc manufacturer manufacturers investor investors "
    "retailer bank banks startup start-up businesses enterprise enterprises joint-venture"
)
"""Whose undertakings are their own, and no government's."""
AIMS = word_set("aims seeks hopes intends aim seek hope intend")
MEANT = word_set("designed intended meant")
NO_PROMISES = word_set(
    "be include cost require remain depend result come become likely have not never need fail lose suffer collapse regret prevail win fall attack starve kill"
)
"""What only describes an undertaking behind "will" ("the project *will cost* …")."""
STAFF = word_set(
    "peacekeepers troops forces soldiers trainers observers engineers inspectors instructors advisers advisors experts"
)
GATHERS = word_set(
    "hosted convened held organized organised co-hosted co-organized arranged gathered brought"
)
"""Deeds that address nobody."""
NOBODY = word_set("scheduled led leveraged sign mobilized mobilised reached accelerated renewed relaunched")
"""Further words whose deed addresses nobody."""
HELPS = word_set(
    "helped partnered worked supported trained delivered assisted equipped provided disbursed rehabilitated built "
    "vaccinated mentored renovated restored reached expanded facilitated advanced upgraded installed constructed "
    "deployed strengthened collaborated contributed distributed funded financed sponsored mobilized mobilised "
    "leveraged accelerated connected enabled improved invested completed developed created established launched "
    "relaunched renewed introduced implemented conducted led initiated piloted modernized modernised"
)
DEEDS = GATHERS | HELPS
WITH = {
    "worked": word_set("with alongside closely together"),
    "partnered": word_set("with"),
    "collaborated": word_set("with"),
    "brought": word_set("together"),
    "led": word_set("efforts work the a"),
}
"""Words of which one follows a deed that says nothing by itself."""
GOING_ON = word_set("supporting helping working investing cooperating partnering assisting funding financing")
GIVING = word_set(
    "investing providing awarding funding allocating committing contributing granting donating giving dedicating"
)
GIVEN = word_set(
    "invested provided awarded funded allocated committed contributed granted donated gave dedicated disbursed"
)
AWARDS = word_set("contract grant grants contracts award awards scholarships fellowships funding")
INSERTED = word_set("through with together joined alongside along via in as working co-founded and including")
FRONTED = word_set(
    "in during since over between for last this today tonight joined together with from under through as on to by "
    "building following alongside of after at within last separately additionally also"
)
STATE_BODIES = word_set(
    "police guard survey centre center institute foundation forces laboratory council academy treasury fund service"
)
OF_A_STATE = word_set("national federal")
ISSUED = word_set(
    "sanctions measures controls regulations order orders package restrictions tariffs rule rules"
)
BREAKS = word_set("that which who whom whose where if when because although while whether ? ; :")
