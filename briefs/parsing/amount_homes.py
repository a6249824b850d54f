"""A sign or name that several states' money shares, and the state whose text it is, come in; the currency that is meant goes out.

"Rupees" are Nepal's in a Nepali text and nobody's where no state is known; kroner are Norway's unless the text is Danish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

CURRENCIES: Final = {
    "AU": "AUD", "CA": "CAD", "NZ": "NZD", "SG": "SGD", "HK": "HKD", "TW": "TWD", "FJ": "FJD", "BN": "BND", "US": "USD", "MX": "MXN", "JM": "JMD",
    "TT": "TTD", "BB": "BBD", "GY": "GYD", "NA": "NAD", "SB": "SBD", "BS": "BSD", "BZ": "BZD", "SR": "SRD", "KI": "AUD", "NR": "AUD", "TV": "AUD",
    "CK": "NZD", "NU": "NZD", "IN": "INR", "PK": "PKR", "LK": "LKR", "NP": "NPR", "MU": "MUR", "SC": "SCR", "PH": "PHP", "AR": "ARS", "CL": "CLP",
    "CO": "COP", "CU": "CUP", "DO": "DOP", "UY": "UYU", "NO": "NOK", "DK": "DKK", "SE": "SEK", "IS": "ISK", "KE": "KES", "TZ": "TZS", "UG": "UGX",
    "SO": "SOS", "GB": "GBP", "EG": "EGP", "SD": "SDG", "SS": "SSP", "LB": "LBP", "SY": "SYP", "CH": "CHF", "RW": "RWF", "BI": "BIF", "CD": "CDF",
    "GN": "GNF", "DJ": "DJF", "KM": "KMF", "CM": "XAF", "GA": "XAF", "TD": "XAF", "CF": "XAF", "CG": "XAF", "GQ": "XAF", "KW": "KWD", "BH": "BHD",
    "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD", "LY": "LYD", "RS": "RSD", "SA": "SAR", "QA": "QAR", "OM": "OMR", "YE": "YER", "IR": "IRR",
    "AE": "AED", "MA": "MAD", "ZA": "ZAR", "NG": "NGN", "BW": "BWP", "PG": "PGK", "ZM": "ZMW", "MW": "MWK", "MM": "MMK",
}  # fmt: skip
"""The money of the states that share the name of their money, or its sign, with others."""
_DOLLARS: Final = frozenset(
    "AUD CAD NZD SGD HKD TWD FJD BND USD MXN JMD TTD BBD GYD NAD SBD BSD BZD SRD".split()
)


_SHARED: Final[dict[str, tuple[str | None, frozenset[str]]]] = {
    name: (default, frozenset(codes.split()))
    for name, default, codes in (
        ("rupee", "INR", "INR PKR LKR NPR MUR SCR"),
        ("rs", "INR", "INR PKR LKR NPR MUR SCR"),
        ("peso", None, "PHP MXN ARS CLP COP CUP DOP UYU"),
        ("krone", "NOK", "NOK DKK"),
        ("kroner", "NOK", "NOK DKK"),
        ("krona", "SEK", "SEK ISK"),
        ("kronor", "SEK", "SEK"),
        ("kr", None, "NOK DKK SEK ISK"),
        ("shilling", None, "KES TZS UGX SOS"),
        ("sh", None, "KES TZS UGX SOS"),
        ("shs", None, "KES TZS UGX SOS"),
        ("pound", "GBP", "GBP EGP SDG SSP LBP SYP"),
        ("franc", None, "CHF RWF BIF CDF GNF DJF KMF XAF"),
        ("fcfa", "XOF", "XAF"),
        ("cfa franc", "XOF", "XAF"),
        ("dinar", None, "KWD BHD JOD IQD TND DZD LYD RSD"),
        ("riyal", "SAR", "SAR QAR OMR YER"),
        ("rial", None, "OMR YER IRR"),
        ("dirham", "AED", "AED MAD"),
        ("kwacha", None, "ZMW MWK"),
        ("r", "ZAR", "ZAR"),
        ("n", "NGN", "NGN"),
        ("p", None, "PHP BWP"),
        ("k", None, "PGK ZMW MWK MMK"),
    )
}
"""What such a name means where the text tells no state, and which currencies it can mean at all."""
NAMES: Final = tuple(
    name for name in _SHARED if len(name) > len("shs") and name != "fcfa" and " " not in name
)
"""Those that stand behind a number."""
LETTERS: Final = "RNPK"
"""Single letters that mean money before a number with "million" or "billion" behind it: "R500 million"."""
SIGNS: Final = ("Shs.", "Shs", "Sh.", "Sh", "shs.", "shs", "Kr", "kr", "kr.")


def shared(words: str, home: str | None, near: Sequence[str] = ()) -> tuple[str | None, bool] | None:
    """The currency of a shared sign or name and whether it is assumed; None where the words belong to one currency.

    ``home`` is the currency of the state whose text it is, ``near`` those of the others of whom it speaks: the
    shillings that an embassy from elsewhere gives are those of the state where it is.
    """
    plain = words.lower().strip(" .")
    if plain in {"$", "dollar", "dollars"}:
        return (home if home in _DOLLARS else "USD"), True
    known = _SHARED.get(plain) or _SHARED.get(plain.removesuffix("s"))
    if known is None:
        return None
    default, codes = known
    if home not in codes:
        return next((one for one in near if one in codes), default), True
    return home, True
