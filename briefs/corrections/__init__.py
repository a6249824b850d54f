"""The editors' desk: lines and documents corrected beside the parse, errors that readers report, and who may correct.

Nothing that the parser read is lost: a correction says who made it, when, what was there and what is there now, and can
be taken back. It holds for every revision of the document in which the sentence stands, and over every new parse.
Who somebody is, is an opaque word here: the bot's side knows what it stands for.
"""

from briefs.corrections.documents import Hand, add_put_right, correct_document, of_document, undo_document
from briefs.corrections.entry import Corrected, Correction
from briefs.corrections.lines import correct, hidden_of, hide, of_line, undo
from briefs.corrections.reports import Report, one_report, open_reports, report, settle

__all__ = [
    "Corrected",
    "Correction",
    "Hand",
    "Report",
    "add_put_right",
    "correct",
    "correct_document",
    "hidden_of",
    "hide",
    "of_document",
    "of_line",
    "one_report",
    "open_reports",
    "report",
    "settle",
    "undo",
    "undo_document",
]
