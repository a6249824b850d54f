"""Questions to the store and their rows as values: each a constant number of statements, whatever it finds.

Without ``as_of`` only the revisions that stand today are seen; with it, those that were what one could know on
that day.
"""

from briefs.queries.events import event_names, events, events_near, in_time, slugs_of
from briefs.queries.lines import Wanted, count, line, lines, parties_met, topics_met
from briefs.queries.meetings import StoredMeeting, meetings
from briefs.queries.revisions import Address, addresses, lineage
from briefs.queries.search import Hit, search
from briefs.queries.sources import (
    Asides,
    Context,
    asides,
    context,
    latest,
    lines_of_source,
    paragraphs_of_source,
    source,
    sources,
    superseded_by,
)
from briefs.queries.tellings import DateTold, EventMention, StoredEvent

__all__ = [
    "Address",
    "Asides",
    "Context",
    "DateTold",
    "EventMention",
    "Hit",
    "StoredEvent",
    "StoredMeeting",
    "Wanted",
    "addresses",
    "asides",
    "context",
    "count",
    "event_names",
    "events",
    "events_near",
    "in_time",
    "latest",
    "line",
    "lineage",
    "lines",
    "lines_of_source",
    "meetings",
    "paragraphs_of_source",
    "parties_met",
    "search",
    "slugs_of",
    "source",
    "sources",
    "superseded_by",
    "topics_met",
]
