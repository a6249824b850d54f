"""A small shelf of documents read by hand: what answers are tested on, so that no test of theirs waits for the parser."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from readings import NOON, document, event, meeting, outcome, reading

from briefs.model import (
    Amount,
    Chair,
    EventStatus,
    Format,
    Kind,
    Level,
    Mention,
    Period,
    Precision,
    Strength,
    Unread,
)

if TYPE_CHECKING:
    from briefs.model import Document, Reading
    from briefs.store import Store

FORUM = date(2020, 9, 10)
TALKS = date(2021, 1, 28)
TODAY = date(2021, 6, 1)
TERM = Period(date(2021, 1, 1), date(2025, 12, 31), Precision.RANGE, "2021-2025")
OLD_TERM = Period(date(2016, 1, 1), date(2020, 12, 31), Precision.RANGE, "2016-2020")
URL = "https://ministry.example/press?id=7"

ASKED = "Cambodia encouraged Australia to offer more scholarships - for nurses, above all - to its young graduates."
THANKED = "Cambodia thanked Australia for a promise of further scholarships in the coming year."
GRANT = "Cambodia thanked Australia for a grant of $28 million with which vaccines are to be bought."
POLICE = "The two sides agreed to train border police together."
PLAN = "The ministers adopted a Plan of Action for 2021-2025."
OLD_PLAN = "The ministers had adopted a Plan of Action for 2016-2020."
SOFT = "Australia reaffirmed its commitment to helping Cambodia in farming and health."
STAGE = "Cambodia will hold a women's forum beside the Asia-Europe summit."


def fill(store: Store, *, sample: bool = False) -> None:
    """Three documents: a forum of 2020, talks of January 2021 whose date is inferred, and a note of 2015."""
    texts = (
        (ASKED, PLAN, STAGE, "Canada stressed the weight of open seas."),
        (THANKED, GRANT, POLICE, SOFT, "Observers spoke of warm ties."),
        (OLD_PLAN,),
    )
    forum = document(
        "\n".join(texts[0]),
        "forum.txt",
        title="Outcomes of the forum",
        publisher="Ministry",
        url=URL,
        sample=sample,
    )
    store.add(forum, _forum_read(forum), NOON)
    talks = document("\n".join(texts[1]), "talks.txt", title="Talks by video", publisher="The Daily")
    store.add(talks, _talks_read(talks), NOON)
    note = document("\n".join(texts[2]), "note.txt", title="An older note")
    store.add(note, _note_read(note), NOON)


def _forum_read(source: Document) -> Reading:
    whole = meeting(
        "m0",
        "ASEAN",
        "AU",
        "CA",
        "KH",
        name="Post Ministerial Conference",
        start=FORUM,
        end=FORUM,
        precision=Precision.DAY,
    )
    session = meeting(
        "m1",
        "ASEAN",
        "AU",
        name="Session with Australia",
        start=FORUM,
        end=FORUM,
        precision=Precision.DAY,
        part_of="m0",
        format=Format.VIDEOCONFERENCE,
    )
    outcomes = (
        outcome(
            "o1",
            Kind.REQUEST,
            actors=("KH",),
            towards=("AU",),
            headline=ASKED[:-1],
            quote=ASKED,
            paragraph=1,
            meeting="m1",
            topics=("education",),
        ),
        outcome(
            "o2",
            Kind.ADOPTION,
            actors=("ASEAN", "CA"),
            headline=PLAN[:-1],
            quote=PLAN,
            paragraph=2,
            meeting="m0",
            instrument="Plan of Action 2021-2025",
            period=TERM,
            strength=Strength.FIRM,
        ),
        outcome(
            "o3",
            Kind.COMMITMENT,
            actors=("KH",),
            headline=STAGE[:-1],
            quote=STAGE,
            paragraph=3,
            meeting="m0",
            event="asem13",
            strength=Strength.FIRM,
            topics=("women-peace-security",),
        ),
        outcome(
            "o4",
            Kind.POSITION,
            actors=("CA",),
            headline="the weight of open seas",
            quote="Canada stressed the weight of open seas.",
            paragraph=4,
            meeting="m0",
        ),
    )
    summit = event(
        "asem13",
        date(2021, 1, 1),
        date(2021, 12, 31),
        precision=Precision.YEAR,
        host="KH",
        name="13th ASEM Summit",
        mentions=(Mention(STAGE, 3),),
    )
    return reading(source, FORUM, meetings=(whole, session), outcomes=outcomes, events=(summit,))


def _talks_read(source: Document) -> Reading:
    chairs = (Chair("Mrs Sok", "Secretary of State", "KH"), Chair("Mr Lane", None, "AU"))
    talks = meeting(
        "m0",
        "KH",
        "AU",
        name="Senior officials' talks",
        start=TALKS,
        end=TALKS,
        precision=Precision.DAY,
        level=Level.SENIOR_OFFICIALS,
        format=Format.VIDEOCONFERENCE,
        chairs=chairs,
    )
    outcomes = (
        outcome(
            "o1",
            Kind.PLEDGE,
            actors=("AU",),
            towards=("KH",),
            headline=THANKED[:-1],
            quote=THANKED,
            paragraph=1,
            meeting="m0",
            topics=("education",),
            period=Period(date(2022, 1, 1), date(2022, 12, 31), Precision.YEAR, "the coming year"),
        ),
        outcome(
            "o2",
            Kind.PLEDGE,
            actors=("AU",),
            towards=("KH",),
            headline=GRANT[:-1],
            quote=GRANT,
            paragraph=2,
            meeting="m0",
            topics=("vaccines",),
            amount=Amount(28_000_000, "USD", assumed=True),
        ),
        outcome(
            "o3",
            Kind.COMMITMENT,
            actors=("KH", "AU"),
            headline=POLICE[:-1],
            quote=POLICE,
            paragraph=3,
            meeting="m0",
            strength=Strength.FIRM,
        ),
        outcome(
            "o4",
            Kind.COMMITMENT,
            actors=("AU",),
            towards=("KH",),
            headline=SOFT[:-1],
            quote=SOFT,
            paragraph=4,
            meeting="m0",
            strength=Strength.SOFT,
        ),
    )
    unread = (Unread("Observers spoke of warm ties.", 5, "who the observers are is not said"),)
    return reading(
        source,
        TALKS,
        inferred=True,
        reason="its next year is 2022",
        meetings=(talks,),
        outcomes=outcomes,
        unread=unread,
    )


def _note_read(source: Document) -> Reading:
    adopted = outcome(
        "o1",
        Kind.ADOPTION,
        actors=("ASEAN", "CA"),
        headline=OLD_PLAN[:-1],
        quote=OLD_PLAN,
        paragraph=1,
        instrument="Plan of Action 2016-2020",
        period=OLD_TERM,
        strength=Strength.FIRM,
    )
    moved = event(
        "asem13",
        date(2020, 6, 1),
        date(2020, 6, 30),
        precision=Precision.MONTH,
        host="KH",
        name="13th ASEM Summit",
        status=EventStatus.PLANNED,
        mentions=(Mention(OLD_PLAN, 1),),
    )
    return reading(source, date(2015, 8, 1), outcomes=(adopted,), events=(moved,))
