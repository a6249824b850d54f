"""Pairs of invented texts with the label that a careful reader would give: the same release, a revision of it, or another."""

from __future__ import annotations

from collections.abc import Callable

PORT = """Press Release
Phnom Penh, 28 January 2021
The Secretary of State received the Ambassador of Australia to speak of the work of both embassies in the coming year.
Both sides agreed to open a joint office for river trade in Kampot before the end of 2022. Australia pledged 4 million dollars for the training of harbour pilots.
The Secretary of State thanked the Ambassador for the scholarships that had gone to forty young doctors, and asked that nurses be thought of too.
They will meet again in the spring to look at the first report of the joint office."""

FORUM = """Chair's Summary of the Third Forum on Mountain Roads
Vientiane, 4 to 6 May 2022
Ministers of Laos, Nepal and Bhutan met to compare what had been built since their second meeting.
The ministers adopted a work plan for 2023 to 2026, under which each country sends twelve engineers to the others every year. They asked the Asian Development Bank to look at a loan for bridges.
Nepal offered to print the handbook on landslides in three languages. Bhutan reported that its road to the eastern valleys had been opened to lorries.
The ministers regretted that the survey of tunnels could not be finished, and decided to hold the next forum in Thimphu.
They thanked the people of Laos for their welcome."""

VISIT = """Readout of the Visit of the Foreign Minister of Norway
The Foreign Minister of Norway visited Hanoi from 11 to 13 October 2023 at the invitation of her colleague.
In their talks the two ministers agreed to buy salmon eggs and to sell coffee under lower tariffs from 2024 on. Norway will give 35 million kroner for hatcheries in the delta.
Viet Nam asked Norway to support its seat in the council of the maritime organisation. The Norwegian minister said that her government would look at the request with good will.
Both condemned the taking of hostages at sea.
The visit ended with a walk around the lake and a concert."""

YEAR = """Statement on the Day of the Constitution {year}
On this day the Ministry sends its greetings to all friends of the Republic at home and abroad.
In {year} our missions issued {number} thousand passports and helped the crews of {ships} ships that had been held in foreign ports.
The Ministry thanks {country} for the printing of maps and {other} for the loan of two aeroplanes during the floods.
It will go on working for open borders, for fair trade in rice and timber, and for peace on the river that all of us share.
Whoever lives abroad is asked to have the register of citizens corrected before the end of the year."""

COURTESY = """The Minister of Foreign Affairs and International Cooperation received today {who}, who paid a courtesy call at the Ministry.
On the occasion the two sides exchanged views on matters of common interest and praised the excellent relations between both countries.
The Minister congratulated the Ambassador on the appointment and assured {who} of the full support of the Ministry during the mission.
{matter}
The meeting took place in a warm and friendly atmosphere and both sides looked forward to working closely together in the years ahead."""

FLOOR = """Fact Sheet: What the Mekong Fund Did
The Mekong Fund paid for wells, schools and clinics along the river in the last five years.
Japan gave 60 million dollars to the fund, Korea 25 million and New Zealand 8 million. Of this 41 million went to wells.
Thailand sent geologists who trained the drillers of Cambodia and Laos. Each village chose two women to look after its well and keep its accounts.
The fund will be wound up in 2027, when what is left of it goes to the river commission.
An auditor from Singapore found that every dollar could be traced."""

GREETINGS = """A Message for the New Year
Dear friends of the Embassy, once more a year of hard work lies behind us, and once more we have to thank you for the trust that you put in us.
Together we opened doors that had long been shut, helped those who had lost their papers, and brought music and films of our country to the towns along the coast.
We hope to see many of you at our reception in the garden. May peace and good health be with you and with all who are dear to you.
The Ambassador and the whole staff of the Embassy"""

ABOUT = (
    "\nAbout the Association. The Association was founded by five states and has ten members today. It works for "
    "growth, social progress and peace in the region, and its secretariat prepares the meetings of its councils, "
    "keeps their records and speaks for it in public. Journalists may write to the press officer at any time."
)
NAVIGATION = (
    "Home | News | Press | Contact\nYou are here: Home > Press > Releases\nPrint this page Share this page\n"
)
FOOTER = "\nFollow us for more news. Tel. 023 555 0199. Copyright of the information department, all rights reserved."

THINGS = (
    "The council on timber met in Yangon and heard a report on logging. Myanmar will count its trees by aeroplane. "
    "It named a committee of nine to write rules for the fees at sawmills along the upper river."
)
OTHER_THINGS = (
    "The group on fisheries ended its talks in Manila. The Philippines will share its charts of the southern reefs. "
    "A patrol of four boats is to sail in the dry season, and its cost is borne by all in equal parts."
)


def yearly(
    year: str = "2021", number: str = "40", ships: str = "six", country: str = "Japan", other: str = "Canada"
) -> str:
    return YEAR.format(year=year, number=number, ships=ships, country=country, other=other)


def call(who: str, matter: str) -> str:
    return COURTESY.format(who=who, matter=matter)


HARBOUR = "The Ambassador spoke of a plan to dredge the harbour of Sihanoukville."
PEPPER = "The Ambassador asked about the tariffs on pepper and on dried mango."


def changed(text: str, *steps: tuple[str, str]) -> str:
    for old, new in steps:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def rewrapped(text: str) -> str:
    """As a PDF has it: other line breaks within sentences, a word divided at one of them."""
    words = text.split(" ")
    return "\n".join(" ".join(words[at : at + 9]) for at in range(0, len(words), 9))


def marked_up(text: str) -> str:
    """As Markdown with typographic signs."""
    first, rest = text.split("\n", 1)
    return f"# **{first}**\n\n{rest}".replace("'", "’").replace(" - ", " – ").replace("\n", "\n\n")


def shouted(text: str) -> str:
    """With its first line in capitals."""
    first, rest = text.split("\n", 1)
    return f"{first.upper()}\n{rest}"


def without_first_line(text: str) -> str:
    return text.split("\n", 1)[1]


DRESSES: tuple[Callable[[str], str], ...] = (
    lambda text: NAVIGATION + text,
    lambda text: text + FOOTER,
    lambda text: NAVIGATION + text + FOOTER,
    rewrapped,
    marked_up,
    shouted,
    without_first_line,
    lambda text: "Ministry of Foreign Affairs\nDepartment of Information\nFor immediate release\n" + text,
    lambda text: text.replace(". ", ".  ").replace(",", " ,"),
)
BASES = (PORT, FORUM, VISIT, FLOOR, yearly())

SAME: tuple[tuple[str, str], ...] = (
    *((base, dress(base)) for base in BASES for dress in DRESSES),
    (PORT, changed(PORT, ("harbour", "habour"), ("received", "recieved"))),
    (
        PORT,
        changed(
            PORT, ("scholarships that had", "scholarships which had"), ("the first report", "first report")
        ),
    ),
    (FORUM, changed(FORUM, ("engineers", "enginers"), ("handbook", "hanbook"))),
    (FORUM, NAVIGATION + changed(FORUM, ("languages", "langauges"))),
    (VISIT, changed(VISIT, ("maritime organisation", "maritime organization"), ("colleague", "collegue"))),
    (VISIT, changed(VISIT, ("Norwegian minister", "Norweigan minister"))),
    (FLOOR, changed(FLOOR, ("geologists", "gelogists"), ("trained", "traind")) + FOOTER),
    (FLOOR, changed(FLOOR, ("traced", "tracd"))),
    (yearly(), changed(yearly(), ("aeroplanes", "aeroplans"))),
    (call("Mr Lindqvist of Sweden", HARBOUR), NAVIGATION + call("Mr Lindqvist of Sweden", HARBOUR)),
    (GREETINGS, marked_up(GREETINGS) + FOOTER),
    (GREETINGS, changed(GREETINGS, ("reception", "recepton"))),
)

REVISED: tuple[tuple[str, str], ...] = (
    (PORT, changed(PORT, ("They will meet again in the spring", "They mean to come together in the spring"))),
    (PORT, changed(PORT, ("Australia pledged", "The office gets a house of its own. Australia pledged"))),
    (PORT, changed(PORT, ("thanked the Ambassador for", "warmly praised the Ambassador because of"))),
    (
        FORUM,
        changed(
            FORUM, ("Nepal offered", "It was also agreed that lorries carry lamps at night. Nepal offered")
        ),
    ),
    (FORUM, changed(FORUM, ("could not be finished", "had to be put off"))),
    (FORUM, NAVIGATION + changed(FORUM, ("asked the Asian", "urged the Asian"))),
    (VISIT, changed(VISIT, ("would look at the request with good will", "was going to think about it"))),
    (VISIT, changed(VISIT, ("Both condemned the taking of hostages at sea.\n", ""))),
    (VISIT, changed(VISIT, ("her government would", "her government would not"))),
    (FLOOR, changed(FLOOR, ("could be traced", "had been spent as was meant"))),
    (FLOOR, changed(FLOOR, ("Each village chose", "The wells are deep and clean. Each village chose"))),
    (yearly(), changed(yearly(), ("fair trade in rice", "honest dealing in rice"))),
    (GREETINGS, changed(GREETINGS, ("brought music and films of our country", "showed plays and paintings"))),
)

DIFFERENT: tuple[tuple[str, str], ...] = (
    (PORT, changed(PORT, ("4 million", "5 million"))),
    (PORT, changed(PORT, ("2022", "2023"))),
    (PORT, changed(PORT, ("28 January 2021", "30 January 2021"))),
    (PORT, changed(PORT, ("Australia to", "Austria to"), ("Australia pledged", "Austria pledged"))),
    (PORT, changed(PORT, ("Kampot", "Battambang"))),
    (PORT, changed(PORT, ("forty", "sixty"))),
    (PORT, changed(PORT, ("in the spring", "in March"))),
    (PORT, FORUM),
    (FORUM, changed(FORUM, ("Third", "Fourth"), ("second meeting", "third meeting"))),
    (FORUM, changed(FORUM, ("2022", "2024"), ("2023 to 2026", "2025 to 2028"))),
    (FORUM, changed(FORUM, ("twelve", "ten"))),
    (FORUM, changed(FORUM, ("Thimphu", "Kathmandu"))),
    (
        FORUM,
        changed(FORUM, ("Nepal and Bhutan", "Nepal and Myanmar"), ("Bhutan reported", "Myanmar reported")),
    ),
    (VISIT, changed(VISIT, ("11 to 13 October", "9 to 10 October"))),
    (VISIT, changed(VISIT, ("35 million", "53 million"))),
    (VISIT, changed(VISIT, ("Hanoi", "Vientiane"), ("Viet Nam asked", "Laos asked"))),
    (FLOOR, changed(FLOOR, ("41 million", "14 million"))),
    (FLOOR, changed(FLOOR, ("2027", "2029"))),
    (FLOOR, changed(FLOOR, ("Korea", "China"))),
    (yearly(), yearly("2022", "52", "nine", "Korea", "Spain")),
    (yearly(), yearly("2022")),
    (yearly(), yearly(number="41")),
    (yearly(), yearly(country="China")),
    (yearly(), yearly(ships="seven")),
    (yearly(), NAVIGATION + yearly("2020") + FOOTER),
    (call("Mr Lindqvist of Sweden", HARBOUR), call("Ms Duarte of Portugal", HARBOUR)),
    (call("Mr Lindqvist of Sweden", HARBOUR), call("Ms Duarte of Portugal", PEPPER)),
    (call("Mr Lindqvist of Sweden", HARBOUR), call("Mr Lindberg of Finland", HARBOUR)),
    (call("Mr Iranzo of Iran", HARBOUR), call("Mr Iranzo of Iraq", HARBOUR)),
    (THINGS + ABOUT, OTHER_THINGS + ABOUT),
    (PORT + ABOUT, FORUM + ABOUT),
    (VISIT + ABOUT, VISIT.replace("October 2023", "October 2019") + ABOUT),
    (PORT, f"{PORT}\n{FORUM}\n{VISIT}\n{FLOOR}"),
    (VISIT, VISIT[: len(VISIT) // 3]),
    (GREETINGS, PORT),
)
LABELLED = (
    *(("same", *pair) for pair in SAME),
    *(("revised", *pair) for pair in REVISED),
    *(("different", *pair) for pair in DIFFERENT),
)
