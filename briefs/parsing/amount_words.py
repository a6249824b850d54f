"""The words of money and of goods: signs, names and scales come in; codes, numbers and units go out."""

from __future__ import annotations

import re
from typing import Final

from briefs.parsing.amount_homes import LETTERS
from briefs.parsing.amount_homes import NAMES as SHARED_NAMES
from briefs.parsing.amount_homes import SIGNS as SHARED_SIGNS
from briefs.parsing.numerals import SMALL

_CODE_LENGTH: Final = 3
_NOTHING: Final = 1e-6
SIGNS: Final = {
    "US$": "USD", "US $": "USD", "U.S.$": "USD", "U.S. $": "USD", "USD": "USD", "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "AUD$": "AUD",
    "C$": "CAD", "CA$": "CAD", "CAN$": "CAD", "Can$": "CAD", "CAD": "CAD", "CDN$": "CAD", "NZ$": "NZD", "NZD": "NZD", "S$": "SGD", "SG$": "SGD",
    "SGD": "SGD", "HK$": "HKD", "HKD": "HKD", "NT$": "TWD", "TWD": "TWD", "FJ$": "FJD", "FJD": "FJD", "B$": "BND", "BND": "BND", "R$": "BRL",
    "BRL": "BRL", "MX$": "MXN", "MXN": "MXN", "Rp": "IDR", "Rp.": "IDR", "IDR": "IDR", "RM": "MYR", "MYR": "MYR", "\u20ac": "EUR", "EUR": "EUR",
    "Euro": "EUR", "EURO": "EUR", "\u00a3": "GBP", "GBP": "GBP", "JP\u00a5": "JPY", "\u00a5": "JPY", "JPY": "JPY", "RMB": "CNY", "CNY": "CNY",
    "CN\u00a5": "CNY", "RMB\u00a5": "CNY", "\u20a9": "KRW", "KRW": "KRW", "\u20b9": "INR", "INR": "INR", "Rs": "INR", "Rs.": "INR",
    "\u0e3f": "THB", "THB": "THB", "\u20b1": "PHP", "PHP": "PHP", "Php": "PHP", "PhP": "PHP", "\u20ab": "VND", "VND": "VND", "CHF": "CHF",
    "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "KHR": "KHR", "\u17db": "KHR", "LAK": "LAK", "MMK": "MMK", "PGK": "PGK", "ZAR": "ZAR", "PKR": "PKR",
    "BDT": "BDT", "LKR": "LKR", "AED": "AED", "SAR": "SAR", "QAR": "QAR", "KWD": "KWD", "TRY": "TRY", "\u20ba": "TRY", "RUB": "RUB",
    "\u20bd": "RUB", "UAH": "UAH", "\u20b4": "UAH", "PLN": "PLN", "CZK": "CZK", "HUF": "HUF", "KES": "KES", "NGN": "NGN", "\u20a6": "NGN",
    "GHS": "GHS", "EGP": "EGP", "MAD": "MAD", "TND": "TND", "ILS": "ILS", "\u20aa": "ILS", "XOF": "XOF", "XAF": "XAF", "SDR": "XDR", "XDR": "XDR",
    "FCFA": "XOF", "UGX": "UGX", "TZS": "TZS", "RWF": "RWF", "ETB": "ETB", "XCD": "XCD", "EC$": "XCD", "TTD": "TTD", "TT$": "TTD", "JMD": "JMD",
    "ARS": "ARS", "CLP": "CLP", "PEN": "PEN", "KZT": "KZT", "UZS": "UZS", "GEL": "GEL", "AZN": "AZN", "AMD": "AMD", "BHD": "BHD",
    "OMR": "OMR", "JOD": "JOD", "IQD": "IQD", "MNT": "MNT", "ISK": "ISK", "RON": "RON", "RSD": "RSD", "MDL": "MDL",
    "SBD": "SBD", "SI$": "SBD", "WST": "WST", "VUV": "VUV", "T$": "TOP", "XPF": "XPF", "NPR": "NPR", "BTN": "BTN", "MVR": "MVR", "MUR": "MUR",
    "SCR": "SCR", "ZMW": "ZMW", "BWP": "BWP", "NAD": "NAD", "N$": "NAD", "MZN": "MZN", "AOA": "AOA", "MWK": "MWK", "GMD": "GMD", "CDF": "CDF",
    "DZD": "DZD", "LYD": "LYD", "LBP": "LBP", "SYP": "SYP", "YER": "YER", "IRR": "IRR", "KGS": "KGS", "TJS": "TJS", "TMT": "TMT", "BYN": "BYN",
    "BGN": "BGN", "MKD": "MKD", "BAM": "BAM", "BBD": "BBD", "Bds$": "BBD", "GYD": "GYD", "G$": "GYD", "J$": "JMD", "HTG": "HTG", "DOP": "DOP",
    "CUP": "CUP", "COP$": "COP", "CRC": "CRC", "GTQ": "GTQ", "HNL": "HNL", "NIO": "NIO", "PYG": "PYG", "UYU": "UYU", "BOB": "BOB",
    "Ksh": "KES", "KSh": "KES", "Ksh.": "KES", "Kshs": "KES", "Kshs.": "KES", "KShs": "KES", "Kes": "KES", "TSh": "TZS", "Tsh": "TZS", "Tshs": "TZS", "TShs": "TZS", "USh": "UGX",
    "Ush": "UGX", "UShs": "UGX", "Ushs": "UGX", "VT": "VUV", "Vt": "VUV", "CFAF": "XOF", "Bds $": "BBD", "BDS$": "BBD", "WS$": "WST", "SAT$": "WST", "TOP$": "TOP",
    "SR": "SAR", "QR": "QAR", "Dh": "AED",
    "$US": "USD", "$A": "AUD", "$NZ": "NZD", "$C": "CAD", "$CAN": "CAD", "US dollars": "USD", "US Dollars": "USD", "U.S. dollars": "USD", "SLR": "LKR",
    "SLRs": "LKR", "LKRs": "LKR", "NRs": "NPR", "NRs.": "NPR", "PKRs": "PKR", "KD": "KWD", "BD": "BHD", "RO": "OMR", "JD": "JOD", "Tk": "BDT", "Tk.": "BDT",
    "GH\u00a2": "GHS", "GH\u20b5": "GHS", "GHC": "GHS", "LE": "EGP", "TL": "TRY", "\u20b8": "KZT", "DH": "AED", "Dhs": "AED", "MVRf": "MVR", "CFA": "XOF",
    "Z$": "ZWL", "L$": "LRD", "BZ$": "BZD", "SRD": "SRD", "BSD": "BSD", "SSP": "SSP", "SDG": "SDG", "SOS": "SOS", "TOP": "TOP", "GNF": "GNF", "BIF": "BIF",
    "$": "USD",
}  # fmt: skip
NAMES: Final = {
    "US dollar": "USD", "U.S. dollar": "USD", "American dollar": "USD", "United States dollar": "USD", "Australian dollar": "AUD",
    "Canadian dollar": "CAD", "New Zealand dollar": "NZD", "Kiwi dollar": "NZD", "Singapore dollar": "SGD", "Singaporean dollar": "SGD",
    "Hong Kong dollar": "HKD", "Taiwan dollar": "TWD", "Fijian dollar": "FJD", "Fiji dollar": "FJD", "Brunei dollar": "BND", "dollar": "USD",
    "euro": "EUR", "pound sterling": "GBP", "pounds sterling": "GBP", "British pound": "GBP", "Egyptian pound": "EGP", "pound": "GBP",
    "Japanese yen": "JPY", "yen": "JPY", "Chinese yuan": "CNY", "yuan": "CNY", "renminbi": "CNY", "South Korean won": "KRW", "Korean won": "KRW",
    "won": "KRW", "Swiss franc": "CHF", "CFA franc": "XOF", "Thai baht": "THB", "baht": "THB", "Malaysian ringgit": "MYR", "ringgit": "MYR",
    "Indonesian rupiah": "IDR", "rupiah": "IDR", "Indian rupee": "INR", "Pakistani rupee": "PKR", "Sri Lankan rupee": "LKR", "rupee": "INR",
    "Philippine peso": "PHP", "Mexican peso": "MXN", "Vietnamese dong": "VND", "dong": "VND", "kyat": "MMK", "Cambodian riel": "KHR", "riel": "KHR",
    "Lao kip": "LAK", "kip": "LAK", "South African rand": "ZAR", "rand": "ZAR", "Brazilian real": "BRL", "reais": "BRL", "Norwegian krone": "NOK",
    "Norwegian kroner": "NOK", "Swedish krona": "SEK", "Swedish kronor": "SEK", "Danish krone": "DKK", "Danish kroner": "DKK", "UAE dirham": "AED",
    "Emirati dirham": "AED", "Moroccan dirham": "MAD", "dirham": "AED", "Saudi riyal": "SAR", "Qatari riyal": "QAR", "taka": "BDT",
    "Turkish lira": "TRY", "Russian ruble": "RUB", "Russian rouble": "RUB", "ruble": "RUB", "rouble": "RUB", "hryvnia": "UAH", "zloty": "PLN",
    "kina": "PGK", "Kenyan shilling": "KES", "naira": "NGN", "cedi": "GHS", "shekel": "ILS",
    "Ugandan shilling": "UGX", "Tanzanian shilling": "TZS", "Ethiopian birr": "ETB", "birr": "ETB", "tenge": "KZT", "lari": "GEL", "Omani rial": "OMR",
    "tala": "WST", "vatu": "VUV", "Solomon Islands dollar": "SBD", "Namibian dollar": "NAD",
    "Jamaican dollar": "JMD", "Eastern Caribbean dollar": "XCD", "Barbados dollar": "BBD", "Guyana dollar": "GYD", "Nepalese rupee": "NPR",
    "Nepali rupee": "NPR", "Mauritian rupee": "MUR", "rufiyaa": "MVR", "ngultrum": "BTN", "Tunisian dinar": "TND", "Algerian dinar": "DZD",
    "Iraqi dinar": "IQD", "Libyan dinar": "LYD", "Serbian dinar": "RSD", "Lebanese pound": "LBP", "Syrian pound": "SYP", "Sudanese pound": "SDG",
    "Czech koruna": "CZK", "Czech crown": "CZK", "Hungarian forint": "HUF", "forint": "HUF", "Polish zloty": "PLN", "Bulgarian lev": "BGN",
    "Argentine peso": "ARS", "Chilean peso": "CLP", "Colombian peso": "COP", "Cuban peso": "CUP", "Dominican peso": "DOP", "Peruvian sole": "PEN",
    "Rwandan franc": "RWF", "Congolese franc": "CDF", "Zambian kwacha": "ZMW", "Malawian kwacha": "MWK", "pula": "BWP", "metical": "MZN",
    "manat": "AZN", "Armenian dram": "AMD", "soum": "UZS", "Uzbek som": "UZS", "Kyrgyz som": "KGS", "somoni": "TJS", "Iranian rial": "IRR",
    "Yemeni rial": "YER", "Qatari rial": "QAR", "Saudi rial": "SAR", "quetzal": "GTQ", "guaranie": "PYG", "boliviano": "BOB",
    "Tonga dollar": "TOP", "Tongan pa\u2019anga": "TOP", "pa\u2019anga": "TOP", "pa'anga": "TOP", "Namibia dollar": "NAD", "Liberian dollar": "LRD",
    "Trinidad and Tobago dollar": "TTD", "Bahamian dollar": "BSD", "Belize dollar": "BZD", "Uruguayan peso": "UYU", "Somali shilling": "SOS",
    "Burundian franc": "BIF", "Guinean franc": "GNF", "leone": "SLE", "leke": "ALL", "Albanian lek": "ALL", "SDR": "XDR", "special drawing right": "XDR", "convertible mark": "BAM", "Pula": "BWP", "dalasi": "GMD", "kwanza": "AOA", "lempira": "HNL", "Ghanaian cedi": "GHS",
    "Nigerian naira": "NGN", "Danish krona": "DKK", "Norwegian krona": "NOK", "Swedish krone": "SEK", "Swedish kroner": "SEK", "Icelandic kronur": "ISK",
    "Romanian lei": "RON", "Moldovan lei": "MDL", "Turkish Lira": "TRY", "Indonesian Rupiah": "IDR", "Bahraini dinar": "BHD", "Jordanian dinar": "JOD", "Kuwaiti dinar": "KWD", "Icelandic krona": "ISK", "tugrik": "MNT",
}  # fmt: skip
_CODES: Final = sorted(
    {sign for sign in SIGNS if len(sign) == _CODE_LENGTH and sign.isupper() and sign.isalpha()}
)
SCALES: Final = {
    "mio": 1e6, "Mio": 1e6, "MIO": 1e6, "mrd": 1e9, "Mrd": 1e9, "lakhs": 1e5, "lakh crore": 1e12, "lakh crores": 1e12, "Crore": 1e7,
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "K": 1e3, "lakh": 1e5, "THOUSAND": 1e3, "MILLION": 1e6, "BILLION": 1e9, "TRILLION": 1e12, "million": 1e6, "millions": 1e6, "mn": 1e6, "mln": 1e6, "mil": 1e6, "m": 1e6,
    "M": 1e6, "MM": 1e6, "Million": 1e6, "crore": 1e7, "crores": 1e7, "billion": 1e9, "billions": 1e9, "Billion": 1e9, "bn": 1e9, "bln": 1e9,
    "b": 1e9, "B": 1e9, "trillion": 1e12, "Trillion": 1e12, "tn": 1e12, "trn": 1e12, "T": 1e12,
}  # fmt: skip
_ONES: Final = {word: float(value) for value, word in enumerate(SMALL)}
_TENS: Final = {
    word: 10.0 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}


def _either(words: list[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


NUMBER: Final = r"(?:\d{1,3}(?:[, \u202f\u00a0]\d{3}){1,4}(?!\d)(?:\.\d{1,3})?|\d{1,3}(?:\.\d{3}){2,4}|\d{1,12}(?:[.,]\d{1,3})?)"
_LETTER: Final = rf"[{LETTERS}](?=\d{{1,3}}(?:[.,]\d{{1,3}})?\s?(?:million|billion|trillion|bn)\b)"
BEFORE: Final = rf"(?:(?<![A-Za-z])(?:(?:{_either(_CODES)})\s?\$|{_either([*SHARED_SIGNS, *(sign for sign in SIGNS if sign[0].isalpha())])}|{_LETTER})|{_either([sign for sign in SIGNS if not sign[0].isalpha()])})"
BEHIND: Final = rf"(?:(?i:{_either([*NAMES, *SHARED_NAMES])})s?|F?CFA|{_either(_CODES)}|\u20ac|US\$|\u00a3)"
_NOUNS: Final = (
    "doses vaccines vaccine_doses scholarships fellowships officers police_officers soldiers troops personnel peacekeepers experts advisers advisors "
    "boats patrol_boats vessels ships aircraft helicopters vehicles trucks ambulances buses drones tanks howitzers ventilators masks face_masks "
    "test_kits tests kits respirators oxygen_concentrators concentrators syringes students trainees teachers nurses doctors engineers officials "
    "hectares acres tons tonnes metric_tons metric_tonnes kilograms litres liters barrels megawatts gigawatts MW GW kilometres kilometers km bcm cubic_metres cubic_meters megawatt-hours MWh terawatt-hours TWh "
    "youth young_people youths civil_servants schools hospitals clinics classrooms laptops computers tablets tents blankets shelters generators transformers places slots internships "
    "exchanges visas books volunteers technicians workers farmers households families interns participants monitors observers submarines "
    "fighter_jets jets missiles satellites treatments lifeboats radios radars containers pumps wells trees books seedlings packages parcels "
    "bags sacks cartons boxes baskets rations meals opportunities tractors harvesters excavators motorcycles bicycles cars minibuses pickups wheelchairs "
    "machines panels nets mattresses tarpaulins beds incubators refrigerators freezers lamps uniforms helmets vests rifles rockets launchers interceptors "
    "boreholes latrines scanners microscopes bursaries life_jackets lifejackets cameras printers workstations goats cows cattle sheep locomotives wagons bulldozers cranes ferries bridges "
    "rounds trainers lecturers instructors professionals medics paramedics rescuers firefighters specialists engines vials bottles cylinders houses MT"
)
GOODS_NOUNS: Final = tuple(noun.replace("_", " ") for noun in dict.fromkeys(_NOUNS.split()))
GOODS: Final = _either(list(GOODS_NOUNS))


def before_code(sign: str) -> str | None:
    """The currency of a sign or code in front of a number: ``A$`` is AUD."""
    plain = " ".join(sign.split())
    return SIGNS.get(plain) or SIGNS.get(plain.rstrip(" $"))


def behind_code(words: str) -> str | None:
    """The currency of the words behind a number: "Japanese yen", "euros", "USD"."""
    plain = " ".join(words.split())
    if plain in SIGNS:
        return SIGNS[plain]
    return (
        NAMES.get(plain)
        or NAMES.get(plain.removesuffix("s"))
        or _LOWER.get(plain.lower())
        or _LOWER.get(plain.lower().removesuffix("s"))
    )


_LOWER: Final = {name.lower(): code for name, code in NAMES.items()}


def number(words: str, scale: str | None) -> float:
    """Read "1,234.5", "1,5" (a decimal comma), "twenty-five million" as a number; 0 where it is none."""
    times = SCALES.get(scale or "", SCALES.get((scale or "").lower(), 1.0))
    if not words[:1].isdigit():
        return _spelled(words) * times
    plain = words.replace("\u202f", "").replace("\u00a0", "").replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        plain = plain.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", plain):
        plain = plain.replace(".", "")
    else:
        plain = plain.replace(",", ".")
    return _exact(plain, times)


def _exact(plain: str, times: float) -> float:
    """28.4 million is 28400000 and not 28399999.999999996."""
    value = round(float(plain) * times, 6)
    return float(round(value)) if abs(value - round(value)) < _NOTHING else value


_SHARES: Final = {"half": 0.5, "quarter": 0.25}


def _spelled(words: str) -> float:
    total, part, share = 0.0, 0.0, 1.0
    plain = words.lower().replace("and a half", "andahalf")
    for word in re.findall(r"[a-z]+", plain):
        if word in _SHARES:
            share = _SHARES[word]
        elif word == "andahalf":
            part += 0.5
        elif word == "dozen":
            part = (part or 1) * 12
        elif word in _ONES:
            part += _ONES[word]
        elif word in _TENS:
            part += _TENS[word]
        elif word == "hundred":
            part = (part or 1) * 100
        elif word in {"thousand", "million", "billion", "trillion"}:
            total += (part or 1) * SCALES[word]
            part = 0.0
    return (total + part) * share


def unit(between: str, noun: str) -> str:
    """The unit of goods as it is shown: "vaccine doses", "patrol boats"."""
    kept = [
        word
        for word in between.split()
        if word not in {"of", "new", "additional", "more", "further", "up", "about"}
    ]
    return " ".join([*kept[-2:], noun]).lower() if not noun.isupper() else noun
