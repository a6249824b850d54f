"""Heads of official papers as the offices of many countries write them, in our own words, and what each of them says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from briefs.model import DocumentKind

K = DocumentKind


@dataclass(frozen=True)
class Paper:
    """A paper, its kind, who issued it, whose it is, its day, and the day of the meeting (None: there is none)."""

    name: str
    text: str
    title: str
    kind: DocumentKind
    publisher: str | None
    parties: str
    day: date | None
    met: date | None
    place: str | None = None

    def __str__(self) -> str:
        return self.name


PAPERS = [
    Paper(
        "a press statement of the Security Council",
        """SC/16201

12 March 2031

Security Council Press Statement on Attack in Mogadishu

The following press statement was issued today by Council President Ana Prado (Guyana):

The members of the Council condemned the attack in Mogadishu, Somalia, on 10 March, and offered the victims their sympathy.
""",
        "Security Council Press Statement on Attack in Mogadishu",
        K.PRESS_RELEASE, "UNSC", "UNSC", date(2031, 3, 12), None,
    ),
    Paper(
        "a communiqué of the Peace and Security Council",
        """AFRICAN UNION
UNION AFRICAINE
Addis Ababa, Ethiopia, P.O. Box 3243

PEACE AND SECURITY COUNCIL
1310TH MEETING

14 May 2031

COMMUNIQUÉ

Adopted by the Peace and Security Council (PSC) of the African Union (AU) at its 1310th meeting held on 14 May 2031.

1. Requests the Chairperson of the AU Commission to deploy a mission by June 2031;
""",
        "PEACE AND SECURITY COUNCIL 1310TH MEETING: COMMUNIQUÉ",
        K.COMMUNIQUE, None, "AFRICAN-UNION", date(2031, 5, 14), date(2031, 5, 14),
    ),
    Paper(
        "a story of a news agency",
        """Cambodian PM meets Chinese foreign minister

PHNOM PENH, March 3 (Wire) -- Cambodian Prime Minister Hun Manet on Monday met with visiting Chinese Foreign Minister Wang Yi here.

Hun Manet said Cambodia will support China. Wang said China is ready to buy more fruit from Cambodia.
""",
        "Cambodian PM meets Chinese foreign minister",
        K.NEWS, None, "KH CN", None, None, "Phnom Penh",
    ),
    Paper(
        "an agency's story of a reception, which names only the guest's country",
        """PM receives Korean National Assembly Speaker

Hanoi, May 5 (Wire) – Prime Minister Tran Van Binh received visiting Speaker of the National Assembly of the Republic of Korea Kim Min-soo on May 5.
""",
        "PM receives Korean National Assembly Speaker",
        K.NEWS, None, "VN KR", None, None, "Hanoi",
    ),
    Paper(
        "a newspaper's story with a line of publication",
        """Kingdom, Laos agree to speed up border work

Sok Vanna | Publication date 03 March 2031 | 21:00 ICT

Cambodia and Laos agreed to speed up the demarcation of their border during a meeting of their foreign ministers in Vientiane on March 2, the ministry said.
""",
        "Kingdom, Laos agree to speed up border work",
        K.NEWS, None, "KH LA", date(2031, 3, 3), date(2031, 3, 2),
    ),
    Paper(
        "a record of the Japanese ministry",
        """Japan-Cambodia Foreign Ministers' Meeting

March 3, 2031

On March 3, commencing at 5:00 p.m. for approximately 40 minutes, Ms. TANAKA Yoko, Minister for Foreign Affairs of Japan, held a meeting with H.E. Mr. SOK Dara, Minister of Foreign Affairs of the Kingdom of Cambodia.
""",
        "Japan-Cambodia Foreign Ministers' Meeting",
        K.PRESS_RELEASE, "JP", "JP KH", date(2031, 3, 3), date(2031, 3, 3),
    ),
    Paper(
        "a telephone talk",
        """Japan-Australia Foreign Ministers' Telephone Talk

June 7, 2031

On June 7, from 9:15 a.m. for about 15 minutes, Mr. OKADA Ichiro, Minister for Foreign Affairs of Japan, held a telephone talk with the Hon Jane Reed, Minister for Foreign Affairs of the Commonwealth of Australia.
""",
        "Japan-Australia Foreign Ministers' Telephone Talk",
        K.READOUT, "JP", "JP AU", date(2031, 6, 7), date(2031, 6, 7),
    ),
    Paper(
        "a telephone conversation told by the caller's office, whose title names the other side alone",
        """Telephone conversation with President of Türkiye

Vladimir Putin had a telephone conversation with President of the Republic of Türkiye Recep Tayyip Erdogan.

March 5, 2031
13:00

The leaders discussed trade and agreed to continue their contacts.
""",
        "Telephone conversation with President of Türkiye",
        K.READOUT, "RU", "RU TR", date(2031, 3, 5), date(2031, 3, 5),
    ),
    Paper(
        "a call of the chancellor, sent from the capital",
        """Federal Chancellor Weber speaks with the President of Ukraine

Berlin, 4 May 2031 - The spokesperson announces: Federal Chancellor Weber spoke by telephone today with the President of Ukraine, Petro Koval.
""",
        "Federal Chancellor Weber speaks with the President of Ukraine",
        K.READOUT, "DE", "DE UA", date(2031, 5, 4), date(2031, 5, 4), "Berlin",
    ),
    Paper(
        "a meeting told by the Chinese ministry",
        """Wang Yi Meets with Cambodian Deputy Prime Minister Sok Dara

Updated: March 04, 2031 20:10

On March 4, 2031, Foreign Minister Wang Yi met with Cambodian Deputy Prime Minister Sok Dara in Beijing. Wang Yi said that China will continue to support Cambodia.
""",
        "Wang Yi Meets with Cambodian Deputy Prime Minister Sok Dara",
        K.PRESS_RELEASE, "CN", "CN KH", date(2031, 3, 4), date(2031, 3, 4),
    ),
    Paper(
        "a numbered joint statement",
        """Joint Statement - Fourth Australia-Viet Nam Foreign Ministers' Meeting

5 May 2031

1. The Minister for Foreign Affairs of Australia, Senator the Hon Jane Reed, and the Minister of Foreign Affairs of Viet Nam, Nguyen Van An, met in Canberra on 4 May 2031.
""",
        "Joint Statement - Fourth Australia-Viet Nam Foreign Ministers' Meeting",
        K.JOINT_STATEMENT, None, "AU VN", date(2031, 5, 5), date(2031, 5, 4),
    ),
    Paper(
        "a visit that the title puts between dashes",
        """India - Bhutan Joint Statement on the visit of Prime Minister of Bhutan to India (March 10-12, 2031)

March 12, 2031

Prime Minister of Bhutan, H.E. Mr. Dorji Wangdi, is on an official visit to India from 10-12 March 2031.

2. The two Prime Ministers held talks on 11 March 2031 in New Delhi. Both sides agreed to build a railway.
""",
        "India - Bhutan Joint Statement on the visit of Prime Minister of Bhutan to India (March 10-12, 2031)",
        K.JOINT_STATEMENT, None, "IN BT", date(2031, 3, 12), date(2031, 3, 11),
    ),
    Paper(
        "a State visit without a day for the talks",
        """India-Kenya Joint Statement during the State Visit of President of Kenya to India

May 12, 2031

1. At the invitation of the President of India, the President of Kenya, H.E. Dr. Peter Otieno, paid a State visit to India from 10-12 May 2031.

2. The Prime Minister of India and the President of Kenya held talks between their delegations.
""",
        "India-Kenya Joint Statement during the State Visit of President of Kenya to India",
        K.JOINT_STATEMENT, None, "IN KE", date(2031, 5, 12), date(2031, 5, 10),
    ),
    Paper(
        "a title broken over five lines",
        """JOINT PRESS STATEMENT
ON THE OFFICIAL VISIT OF
THE PRIME MINISTER OF THE KINGDOM OF THAILAND
TO THE KINGDOM OF CAMBODIA

At the invitation of Samdech Hun Manet, Prime Minister of the Kingdom of Cambodia, H.E. Anan Suk, Prime Minister of the Kingdom of Thailand, paid an official visit to Cambodia on 3-4 February 2031.

1. The two Prime Ministers agreed to reopen the checkpoint by June 2031.

Done in Phnom Penh on 4 February 2031
""",
        "JOINT PRESS STATEMENT ON THE OFFICIAL VISIT OF THE PRIME MINISTER OF THE KINGDOM OF THAILAND TO THE KINGDOM OF CAMBODIA",
        K.JOINT_STATEMENT, None, "TH KH", date(2031, 2, 4), date(2031, 2, 3), "Phnom Penh",
    ),
    Paper(
        "ministers and a secretary of state who speak together",
        """Foreign Ministers' Joint Statement

July 29, 2031

We, the Foreign Ministers of Australia, India and Japan and the Secretary of State of the United States of America, met in Tokyo on 29 July 2031.
""",
        "Foreign Ministers' Joint Statement",
        K.JOINT_STATEMENT, None, "AU IN JP US", date(2031, 7, 29), date(2031, 7, 29),
    ),
    Paper(
        "the European Union with five states",
        """Joint press release following the 5th EU-Central Asia Ministerial Meeting

20.10.2031   Press team

The European Union and Kazakhstan, the Kyrgyz Republic, Tajikistan, Turkmenistan and Uzbekistan held the meeting in Luxembourg on 20 October 2031.
""",
        "Joint press release following the 5th EU-Central Asia Ministerial Meeting",
        K.JOINT_STATEMENT, None, "EU KZ KG TJ TM UZ", date(2031, 10, 20), date(2031, 10, 20),
    ),
    Paper(
        "a letterhead in two languages, and the kind of paper below the name of the session",
        """ECONOMIC COMMUNITY OF WEST AFRICAN STATES
COMMUNAUTE ECONOMIQUE DES ETATS DE L'AFRIQUE DE L'OUEST

SEVENTY-FIRST ORDINARY SESSION OF THE AUTHORITY OF HEADS OF STATE AND GOVERNMENT

Abuja, Federal Republic of Nigeria, 22 June 2031

FINAL COMMUNIQUE

1. The Authority of Heads of State of the Economic Community of West African States (ECOWAS) held its session on 22 June 2031 in Abuja, Federal Republic of Nigeria.
""",
        "SEVENTY-FIRST ORDINARY SESSION OF THE AUTHORITY OF HEADS OF STATE AND GOVERNMENT: FINAL COMMUNIQUE",
        K.COMMUNIQUE, None, "ECOWAS", date(2031, 6, 22), date(2031, 6, 22), "Abuja, Federal Republic of Nigeria",
    ),
    Paper(
        "a communiqué under the name of a body",
        """PACIFIC ISLANDS FORUM
Sixtieth Pacific Islands Forum Leaders Meeting
Apia, Samoa
18 - 20 August 2031

FORUM COMMUNIQUÉ

The 60th Meeting of the Pacific Islands Forum was held in Apia, Samoa from 18 - 20 August 2031 and attended by Leaders of Australia, Fiji, Samoa and Tonga.
""",
        "Sixtieth Pacific Islands Forum Leaders Meeting: FORUM COMMUNIQUÉ",
        K.COMMUNIQUE, None, "PIF", date(2031, 8, 20), date(2031, 8, 18), "Apia, Samoa",
    ),
    Paper(
        "a declaration below the name of the summit",
        """XXIII BRICS Summit
Rio Declaration

Rio de Janeiro, Brazil
6 July 2031

1. We, the Leaders of Brazil, Russia, India, China and South Africa, met in Rio de Janeiro from 5 to 6 July 2031.
""",
        "XXIII BRICS Summit: Rio Declaration",
        K.COMMUNIQUE, None, "BRICS", date(2031, 7, 6), date(2031, 7, 5), "Rio de Janeiro, Brazil",
    ),
    Paper(
        "a forum whose members sit there by rule",
        """CO-CHAIRS' STATEMENT
OF THE 14TH MEKONG-JAPAN FOREIGN MINISTERS' MEETING
Tokyo, Japan, 3 August 2031

1. The 14th Mekong-Japan Foreign Ministers' Meeting was held in Tokyo on 3 August 2031.
""",
        "CO-CHAIRS' STATEMENT OF THE 14TH MEKONG-JAPAN FOREIGN MINISTERS' MEETING",
        K.CHAIRS_STATEMENT, None, "KH JP LA MM TH VN", date(2031, 8, 3), date(2031, 8, 3), "Tokyo, Japan",
    ),
    Paper(
        "a letterhead in two scripts, a number of the registry and a label",
        """ព្រះរាជាណាចក្រកម្ពុជា
KINGDOM OF CAMBODIA
Nation Religion King

Ministry of Foreign Affairs and International Cooperation

No. 112/31 MFA-IC

PRESS RELEASE
Outcomes of the Official Visit of H.E. Mr. Vang Kham, Minister of Foreign Affairs of the Lao PDR, to Cambodia
Phnom Penh, 7 June 2031

At the invitation of H.E. Sok Dara, Deputy Prime Minister, H.E. Vang Kham, Minister of Foreign Affairs of the Lao PDR, paid an official visit to Cambodia from 6 to 7 June 2031. On 6 June 2031, H.E. Sok Dara held talks with H.E. Vang Kham.
""",
        "Outcomes of the Official Visit of H.E. Mr. Vang Kham, Minister of Foreign Affairs of the Lao PDR, to Cambodia",
        K.PRESS_RELEASE, "KH", "KH LA", date(2031, 6, 7), date(2031, 6, 6), "Phnom Penh",
    ),
    Paper(
        "ministers on the sidelines of somebody else's assembly",
        """Foreign Minister meets his Thai counterpart on the sidelines of the UN General Assembly

New York, 24 September 2031

On the sidelines of the 86th session of the UN General Assembly, Deputy Prime Minister Prak Sokhonn of Cambodia met today with Mr. Somchai Rakdee, Minister of Foreign Affairs of Thailand.
""",
        "Foreign Minister meets his Thai counterpart on the sidelines of the UN General Assembly",
        K.PRESS_RELEASE, "KH", "KH TH", date(2031, 9, 24), date(2031, 9, 24), "New York",
    ),
    Paper(
        "the readout of a department, whose title does not name its state",
        """Secretary Brown's Meeting with Japanese Foreign Minister Okada

Readout

March 4, 2031

Secretary of State Tom Brown met with Japanese Foreign Minister Okada Ichiro today in Washington. Secretary Brown thanked Japan for its support.
""",
        "Secretary Brown's Meeting with Japanese Foreign Minister Okada",
        K.READOUT, "US", "US JP", date(2031, 3, 4), date(2031, 3, 4),
    ),
    Paper(
        "the spokesperson's answer to a question",
        """QA-12, 4 May 2031, Statement of the Spokesperson of the Ministry of Foreign Affairs of Türkiye in Response to a Question

We condemn the attack. Türkiye calls on everyone to keep the peace in the whole of the region.
""",
        "QA-12, 4 May 2031, Statement of the Spokesperson of the Ministry of Foreign Affairs of Türkiye in Response to a Question",
        K.PRESS_RELEASE, "TR", "TR", date(2031, 5, 4), None,
    ),
]  # fmt: skip
