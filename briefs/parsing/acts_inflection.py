"""A verb's base form comes in; its inflected forms go out, each with what it is."""

from __future__ import annotations

_IRREGULAR_BE = {
    "am": "s", "is": "s", "are": "base", "was": "ed", "were": "ed", "be": "base", "been": "en", "being": "ing",
}  # fmt: skip
_IRREGULAR = {
    "draw": ("drew", "drawn"), "give": ("gave", "given"), "have": ("had",), "hear": ("heard",), "hold": ("held",),
    "know": ("knew", "known"), "lend": ("lent",), "make": ("made",), "pay": ("paid",), "read": ("read",),
    "say": ("said",), "oversee": ("oversaw", "overseen"), "see": ("saw", "seen"), "seek": ("sought",), "send": ("sent",), "set": ("set",),
    "speak": ("spoke", "spoken"), "stand": ("stood",), "strive": ("strove", "striven"), "swear": ("swore", "sworn"),
    "take": ("took", "taken"), "tell": ("told",), "think": ("thought",), "throw": ("threw", "thrown"),
    "understand": ("understood",), "undertake": ("undertook", "undertaken"), "uphold": ("upheld",),
    "strike": ("struck", "stricken"), "find": ("found",), "forgive": ("forgave", "forgiven"), "write": ("wrote", "written"),
    "withdraw": ("withdrew", "withdrawn"), "lead": ("led",), "leave": ("left",), "choose": ("chose", "chosen"), "stick": ("stuck",),
    "foresee": ("foresaw", "foreseen"), "feel": ("felt",), "bid": ("bid",), "put": ("put",), "let": ("let",), "hit": ("hit",), "cancel": ("cancelled", "canceled"),
    "channel": ("channelled", "channeled"), "signal": ("signalled", "signaled"), "deal": ("dealt",), "arise": ("arose", "arisen"),
    "forswear": ("forswore", "forsworn"), "bear": ("bore", "borne"), "shed": ("shed",), "rise": ("rose", "risen"),
    "come": ("came", "come"), "go": ("went", "gone"), "lay": ("laid",), "show": ("showed", "shown"), "fight": ("fought",),
    "grow": ("grew", "grown"), "spend": ("spent",), "buy": ("bought",), "freeze": ("froze", "frozen"), "break": ("broke", "broken"),
    "meet": ("met",), "build": ("built",), "bring": ("brought",), "keep": ("kept",), "begin": ("began", "begun"),
}  # fmt: skip
_DOUBLING = frozenset(
    {
        "commit",
        "recommit",
        "plan",
        "submit",
        "refer",
        "permit",
        "ship",
        "set",
        "transfer",
        "defer",
        "regret",
        "abhor",
        "concur",
        "occur",
        "confer",
        "wrap",
        "top",
        "remit",
        "put",
        "begin",
        "bid",
        "let",
        "cut",
        "equip",
        "flag",
        "travel",
        "ban",
        "stop",
        "step",
    }
)
UNCHANGED = frozenset(base for base, past in _IRREGULAR.items() if past == (base,))
"""Verbs whose past is their base form ("have *set* a target")."""
_VOWELS = "aeiou"


def _third(base: str) -> str:
    if base == "have":
        return "has"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    if base.endswith(("s", "sh", "ch", "x", "z", "o")):
        return base + "es"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    if base in _DOUBLING:
        return base + base[-1] + "ed"
    return base + "ed"


def _ing(base: str) -> str:
    if base.endswith("ee") or not base.endswith("e"):
        return (base + base[-1] if base in _DOUBLING else base) + "ing"
    return base[:-1] + "ing"


def forms_of(base: str) -> dict[str, str]:
    """Each form of a verb with its name: base, s, ed, ing ("replies" is "s" of "reply")."""
    if base == "be":
        return dict(_IRREGULAR_BE)
    if base in {"will", "shall", "would"}:
        return {base: "base"}
    past, *participle = _IRREGULAR.get(base) or (_past(base),)
    doubled = {form: "ed" if form.endswith("ed") else "en" for form in participle}
    found = doubled | {past: "ed"}
    found[_ing(base)] = "ing"
    found[_third(base)] = "s"
    found[base] = "base"
    return found
