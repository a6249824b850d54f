"""What the sample documents report, as facts that must be found in them: who, what, towards whom, when, how much.

Parties: "ASEAN US" is both together; "|" parts readings that are equally right; "-" is nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.model import DocumentKind, EventStatus, Strength

PMC = "2020-09-asean-post-ministerial-conferences.txt"
TALKS = "2021-01-cambodia-australia-talks.txt"
VISIT = "2021-11-australian-foreign-minister-visit.txt"
ASEM13 = "2021-11-asem13-chairs-statement.txt"
SUMMITS = "2022-11-asean-summits-chairs-statement.txt"
CANADA = "2023-09-asean-canada-joint-statement.txt"
JAPAN = "2023-12-asean-japan-commemorative-summit.html"
MELBOURNE = "2024-03-melbourne-special-summit.md"
FOURTH = "2024-04-cambodia-australia-fourth-talks.txt"
SINGAPORE = "2025-09-singapore-prepares-asean-chair.txt"
SUMMIT47 = "2025-10-asean-47-communique.txt"
ZEALAND = "2025-10-asean-new-zealand-summit.txt"
CARNEY = "2025-10-canada-philippines-readout.txt"
CALL = "2025-11-cambodia-malaysia-call.txt"
CEBU = "2026-05-asean-48-cebu-news.txt"

Span = tuple[date | None, date | None]
FIRM, SOFT = Strength.FIRM, Strength.SOFT


@dataclass(frozen=True)
class Fact:
    """Something that a sample reports; what is None is left open."""

    sample: str
    kinds: str
    actors: str
    towards: str
    words: str
    period: Span | None = None
    amount: tuple[float, str | None] | None = None
    strength: Strength | None = None
    event: str | None = None

    def __str__(self) -> str:
        return f"{self.sample[:7]} {self.words[:50]}"


def years(first: int, last: int) -> Span:
    """From the first day of one year to the last of another."""
    return date(first, 1, 1), date(last, 12, 31)


# Everything that was reported of the Post Ministerial Conferences of 10 September 2020.
CONFERENCES = [
    # the session with the United States
    Fact(
        PMC, "progress", "ASEAN US", "-", "took stock of what ASEAN and the United States have done together"
    ),
    Fact(PMC, "progress", "ASEAN US", "-", "every action line", years(2016, 2020)),
    Fact(
        PMC,
        "appreciation",
        "ASEAN",
        "US",
        "appreciated the commitment of the United States to ASEAN centrality",
    ),
    Fact(PMC, "position", "ASEAN US", "-", "emphasised the weight of economic and socio-cultural ties"),
    Fact(PMC, "appreciation", "ASEAN", "US", "thanked the United States for its help against COVID-19"),
    Fact(PMC, "position", "ASEAN", "US|-", "looked forward to working more closely with it"),
    Fact(PMC, "position", "KH", "US", "highlighted the good results of cooperation with Washington"),
    Fact(
        PMC, "appreciation", "KH", "US", "thanked the United States for its assistance in the health sector"
    ),
    Fact(PMC, "position", "KH", "US|-", "supported the Joint Statement on Human Capital Development"),
    Fact(PMC, "request", "KH", "US", "encouraged the United States to go on with its programmes"),
    Fact(
        PMC,
        "commitment",
        "KH",
        "US",
        "reaffirmed the firm commitment of Cambodia to deepening",
        strength=SOFT,
    ),
    Fact(
        PMC, "adoption", "ASEAN US", "-", "agreed to adopt a new Plan of Action 2021-2025", years(2021, 2025)
    ),
    # Canada
    Fact(PMC, "progress", "ASEAN CA", "-", "reviewed what cooperation has achieved so far"),
    Fact(PMC, "progress", "ASEAN CA", "-", "has been carried out in full", years(2016, 2020)),
    Fact(
        PMC,
        "adoption",
        "ASEAN CA",
        "-",
        "adopted its successor, the Plan of Action 2021-2025",
        years(2021, 2025),
    ),
    Fact(PMC, "position", "ASEAN", "CA", "welcomed the commitment of Canada to a stronger partnership"),
    Fact(PMC, "position", "KH", "CA", "underlined how important it is to conclude a free trade agreement"),
    Fact(PMC, "request", "KH", "CA", "asked Canada for further support"),
    Fact(PMC, "appreciation", "KH", "CA", "praised Canada for making the empowerment of women"),
    Fact(PMC, "request", "KH", "CA", "called for closer cooperation in peacekeeping"),
    # Australia
    Fact(PMC, "progress", "ASEAN AU", "-", "reviewed the state of cooperation"),
    Fact(PMC, "progress", "ASEAN AU", "-", "the progress made under the Plan of Action", years(2015, 2019)),
    Fact(
        PMC,
        "commitment",
        "ASEAN",
        "AU",
        "supported holding the ASEAN-Australia Summit every year",
        (date(2021, 1, 1), None),
    ),
    Fact(PMC, "position|progress", "KH", "AU", "took note of the non-paper"),
    Fact(PMC, "appreciation", "KH", "AU", "thanked Australia for its active part in the fight"),
    Fact(PMC, "position", "KH", "AU", "stressed the importance of education"),
    Fact(PMC, "request", "KH", "AU", "encouraged Australia to offer more scholarships"),
    # New Zealand
    Fact(PMC, "progress", "ASEAN NZ", "-", "noted with satisfaction the solid progress", years(2016, 2020)),
    Fact(PMC, "adoption", "ASEAN NZ", "-", "adopted the Plan of Action 2021-2025", years(2021, 2025)),
    Fact(
        PMC,
        "position",
        "ASEAN NZ",
        "-",
        "looked forward to concluding an ASEAN-New Zealand Air Services Agreement",
    ),
    Fact(PMC, "position", "ASEAN|KH", "NZ", "presented the ASEAN Common Statement"),
    Fact(PMC, "request", "KH|ASEAN", "NZ", "proposed that both sides explore more cooperation"),
    Fact(PMC, "request", "KH", "NZ", "requested more support for ARMAC"),
    Fact(
        PMC,
        "commitment",
        "KH",
        "NZ|ASEAN NZ|ASEAN|-",
        "committed to working actively with New Zealand",
        (None, date(2020, 12, 31)),
        strength=SOFT,
    ),
    # AICHR
    Fact(PMC, "progress", "ASEAN|AICHR ASEAN", "-|AICHR", "took note of the Annual Report 2020"),
    Fact(
        PMC, "adoption", "ASEAN|AICHR ASEAN", "-|AICHR", "approved its Five-Year Work Plan", years(2021, 2025)
    ),
    Fact(PMC, "appreciation", "KH", "AICHR", "congratulating AICHR on the marked advance"),
    Fact(PMC, "position", "KH", "-", "emphasised that human rights must be seen as a whole"),
    Fact(PMC, "position", "KH", "-", "must never become an instrument of geopolitics"),
    Fact(
        PMC,
        "commitment",
        "KH",
        "-",
        "will host the AICHR Youth Debate on Human Rights",
        years(2021, 2021),
        strength=FIRM,
        event="aichr-youth-debate-2021",
    ),
    # women, peace and security
    Fact(PMC, "progress", "ASEAN", "-", "noted the joint efforts of ASEAN"),
    Fact(PMC, "position", "ASEAN", "-", "reaffirmed that their role matters"),
    Fact(PMC, "position", "KH", "-", "highlighted the steady work of Cambodia on the WPS agenda"),
    Fact(PMC, "position|progress", "KH", "-", "pointed to the growing number of Cambodian women"),
    Fact(
        PMC,
        "commitment",
        "KH",
        "-",
        "Cambodia will hold an event on women, peace and security",
        strength=FIRM,
        event="asem13",
    ),
]

# Everything that was reported of the senior officials' talks of 28 January 2021.
SENIOR_OFFICIALS = [
    Fact(
        TALKS,
        "commitment|position",
        "AU KH",
        "-",
        "renewed their promise to support each other's development",
    ),
    Fact(TALKS, "commitment|position", "AU KH", "-", "shared the wish to cooperate more closely"),
    Fact(TALKS, "appreciation", "AU KH", "-", "commended each other"),
    Fact(TALKS, "appreciation", "AU", "KH", "thanked Phnom Penh in particular for the consular help"),
    Fact(TALKS, "pledge", "AU", "KH", "a generous grant of $28 million", amount=(28_000_000, "USD")),
    Fact(TALKS, "commitment", "AU KH", "-", "agreed to step up cooperation in the management", strength=FIRM),
    Fact(TALKS, "position", "AU", "KH", "welcomed the assurance of the prime minister"),
    Fact(TALKS, "commitment", "AU", "KH", "committed to assisting Cambodia in education", strength=SOFT),
    Fact(TALKS, "pledge", "AU", "KH", "to award more scholarships to Cambodian students", years(2022, 2022)),
    Fact(
        TALKS, "commitment", "AU KH", "-", "agreed to work together closely and constructively", strength=FIRM
    ),
    Fact(TALKS, "position", "AU", "KH", "voiced its support for Cambodia"),
    Fact(TALKS, "position", "KH", "AU", "welcomed Australia's initiative to carry out the Mekong-Australia"),
]

# What matters most in the others.
KEY = [
    Fact(VISIT, "pledge", "AU", "KH", "3,250,000 doses of COVID-19 vaccine", amount=(3_250_000, None)),
    Fact(VISIT, "commitment", "AU", "KH", "Australia will support Cambodia in making it a success"),
    Fact(VISIT, "appreciation", "AU", "KH", "congratulated Cambodia on its coming chairmanship"),
    Fact(ASEM13, "adoption", "ASEM", "-", "adopted the Phnom Penh Statement on the Post-COVID-19"),
    Fact(ASEM13, "adoption", "ASEM", "-", "adopted the Way Forward on ASEM Connectivity"),
    Fact(ASEM13, "request", "ASEM", "-", "called for fair and affordable access to safe vaccines"),
    Fact(ASEM13, "commitment", "ASEM", "-", "full implementation of the Paris Agreement", strength=SOFT),
    Fact(SUMMITS, "commitment", "ASEAN", "TL", "agreed in principle to admit Timor-Leste"),
    Fact(SUMMITS, "commitment", "ASEAN", "TL", "decided to grant Timor-Leste the status of observer"),
    Fact(SUMMITS, "adoption", "ASEAN", "-|MM", "adopted the ASEAN Leaders' Review and Decision"),
    Fact(SUMMITS, "request", "ASEAN", "MM", "urged all parties in Myanmar to end the violence"),
    Fact(CANADA, "adoption|commitment", "ASEAN CA", "-", "establish the ASEAN-Canada Strategic Partnership"),
    Fact(CANADA, "commitment", "ASEAN CA", "-", "will promote maritime safety and security"),
    Fact(CANADA, "commitment", "ASEAN CA", "-", "agree to cooperate against terrorism", strength=FIRM),
    Fact(JAPAN, "adoption", "ASEAN JP", "-", "adopted the Joint Vision Statement"),
    Fact(JAPAN, "pledge", "JP", "ASEAN", "mobilise more than US$35 billion", amount=(35e9, "USD")),
    Fact(JAPAN, "commitment", "ASEAN JP", "-", "agreed to step up cooperation in maritime security"),
    Fact(MELBOURNE, "adoption", "ASEAN AU", "-", "adopted the Melbourne Declaration"),
    Fact(
        MELBOURNE,
        "pledge",
        "AU",
        "ASEAN|-",
        "Investment Financing Facility of A$2 billion",
        amount=(2e9, "AUD"),
    ),
    Fact(MELBOURNE, "pledge", "AU", "ASEAN|-", "A$140 million over four years", amount=(140e6, "AUD")),
    Fact(MELBOURNE, "pledge", "AU", "ASEAN|-", "offer more than 75 new Aus4ASEAN scholarships"),
    Fact(MELBOURNE, "commitment", "AU KH", "-", "agreed to strengthen cooperation in trade, education"),
    Fact(FOURTH, "commitment", "AU KH", "-", "agreed to continue their cooperation against trafficking"),
    Fact(FOURTH, "progress", "AU KH", "-", "reviewed the progress of their cooperation"),
    Fact(FOURTH, "pledge", "AU", "KH", "$1 billion of official development assistance", amount=(1e9, "USD")),
    Fact(SINGAPORE, "commitment", "SG", "-", "will plan commemorative events for the anniversary"),
    Fact(SUMMIT47, "adoption", "ASEAN", "-|TL", "signed the Declaration on the Admission of Timor-Leste"),
    Fact(
        SUMMIT47, "commitment", "ASEAN", "-|CN", "agreed to work towards the conclusion of an effective Code"
    ),
    Fact(SUMMIT47, "appreciation", "ASEAN", "MY", "thanked Malaysia for its leadership"),
    Fact(ZEALAND, "adoption", "ASEAN NZ", "-", "adopted a Joint Vision Statement"),
    Fact(
        ZEALAND,
        "adoption",
        "ASEAN NZ",
        "-",
        "adopted the ASEAN-New Zealand Plan of Action",
        years(2026, 2030),
    ),
    Fact(ZEALAND, "appreciation", "ASEAN", "VN", "thanked Viet Nam"),
    Fact(
        CARNEY, "commitment", "CA PH", "-", "agreed to accelerate the negotiations on a free trade agreement"
    ),
    Fact(
        CARNEY,
        "pledge",
        "CA",
        "ASEAN|PH|ASEAN PH",
        "C$25 million in technical assistance",
        amount=(25e6, "CAD"),
    ),
    Fact(CALL, "appreciation", "KH", "MY", "expressed his deep appreciation to Malaysia"),
    Fact(CALL, "commitment", "KH", "-|TH|MY", "commitment to resolve the dispute", strength=SOFT),
    Fact(CEBU, "adoption", "ASEAN", "-", "adopted the ASEAN Leaders' Declaration on Maritime Cooperation"),
    Fact(
        CEBU, "commitment", "ASEAN", "-", "agreed to strengthen cooperation in the enforcement of law at sea"
    ),
    Fact(CEBU, "commitment", "PH", "-|ASEAN", "will host the 49th ASEAN Summit", event="asean-summit-49"),
]

COMMENTARY = [
    (TALKS, "had become noticeably better"),
    (TALKS, "chooses its words on Cambodia with care"),
    (TALKS, "puts forward its concerns in a manner"),
    (TALKS, "with caution, respect and diplomacy"),
    (ZEALAND, "among the last of ASEAN's older partners"),
    (ZEALAND, "What counts is whether the plan is paid for"),
    (CEBU, "can shorten its ceremonies when it must"),
    (CEBU, "Whether the maritime declaration changes anything at sea"),
    (CEBU, "the promise to finish the Code of Conduct this year"),
]

HEADS = [
    (PMC, DocumentKind.PRESS_RELEASE, date(2020, 9, 11), "Phnom Penh"),
    (VISIT, DocumentKind.READOUT, date(2021, 11, 8), "Phnom Penh"),
    (ASEM13, DocumentKind.CHAIRS_STATEMENT, date(2021, 11, 26), "Phnom Penh"),
    (SUMMITS, DocumentKind.CHAIRS_STATEMENT, date(2022, 11, 11), "Phnom Penh"),
    (CANADA, DocumentKind.JOINT_STATEMENT, date(2023, 9, 6), "Jakarta"),
    (JAPAN, None, date(2023, 12, 17), "Tokyo"),
    (MELBOURNE, None, date(2024, 3, 6), "Melbourne"),
    (FOURTH, DocumentKind.PRESS_RELEASE, date(2024, 4, 17), "Phnom Penh"),
    (SINGAPORE, None, date(2025, 9, 24), "Singapore"),
    (SUMMIT47, DocumentKind.COMMUNIQUE, date(2025, 10, 26), "Kuala Lumpur"),
    (ZEALAND, DocumentKind.NEWS, date(2025, 10, 28), "Kuala Lumpur"),
    (CARNEY, DocumentKind.READOUT, date(2025, 10, 26), "Kuala Lumpur"),
    (CALL, DocumentKind.READOUT, date(2025, 11, 14), "Phnom Penh"),
    (CEBU, DocumentKind.NEWS, date(2026, 5, 9), "Cebu"),
]

EVENTS = [
    (PMC, "asem13", "KH", EventStatus.PLANNED),
    (PMC, "aichr-youth-debate-2021", "KH", EventStatus.PLANNED),
    (PMC, "asean-new-zealand-summit-2020", None, EventStatus.PLANNED),
    (TALKS, "asem13", "KH", EventStatus.PLANNED),
    (TALKS, "asean-chairmanship-2022", "KH", EventStatus.PLANNED),
    (VISIT, "asean-chairmanship-2022", "KH", EventStatus.PLANNED),
    (ASEM13, "asem13", "KH", EventStatus.HELD),
    (SUMMITS, "asean-chairmanship-2023", "ID", EventStatus.PLANNED),
    (SINGAPORE, "asean-chairmanship-2027", "SG", EventStatus.PLANNED),
    (SUMMIT47, "asean-chairmanship-2026", "PH", EventStatus.PLANNED),
    (CEBU, "asean-summit-49", "PH", EventStatus.PLANNED),
    (CEBU, "asean-chairmanship-2027", "SG", EventStatus.PLANNED),
]
