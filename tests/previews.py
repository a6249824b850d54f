"""Digests of days of the past on the sample documents, as golden files keep them.

Write them anew, and look at what changed, with: PYTHONPATH=. .venv/bin/python tests/previews.py
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefs.cli.shell import Paper, render
from briefs.following.digest import as_known_on
from briefs.following.interest import understood
from briefs.library import Library

if TYPE_CHECKING:
    from briefs.following.told import Digest
    from briefs.lexicon import Lexicon
    from briefs.model import Document, Reading

FOLDER = Path(__file__).parent / "documents" / "digests"
READ_ON = datetime(2026, 6, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Preview:
    """A digest of a day for somebody who follows something; without ``since`` it is their first."""

    name: str
    words: str
    day: date
    since: date | None = None

    @property
    def path(self) -> Path:
        """Where it is kept."""
        return FOLDER / f"{self.name}.txt"

    def made(self, library: Library) -> Digest | None:
        """The digest as it would have been."""
        interest = understood(self.words, library.lexicon).interest
        return as_known_on(library, interest, self.day, since=self.since)

    def text(self, library: Library) -> str:
        """The same as it is kept."""
        digest = self.made(library)
        return render(digest.brief, Paper()) if digest else "No message: nothing was new.\n"


PREVIEWS = (
    Preview("2020-09-15-everything", "everything", date(2020, 9, 15)),
    Preview("2021-02-01-australia", "australia", date(2021, 2, 1), date(2021, 1, 25)),
    Preview("2021-02-20-vaccines", "topic vaccines", date(2021, 2, 20)),
    Preview("2021-04-01-asem13", "event asem13", date(2021, 4, 1), date(2021, 2, 1)),
    Preview("2021-08-01-asem13", "event asem13", date(2021, 8, 1), date(2021, 7, 1)),
    Preview("2021-10-01-everything", "everything", date(2021, 10, 1)),
    Preview("2021-10-01-everything-again", "everything", date(2021, 10, 1), date(2021, 9, 24)),
    Preview("2021-12-01-cambodia", "cambodia -visas", date(2021, 12, 1), date(2021, 11, 1)),
    Preview("2022-11-20-everything", "everything", date(2022, 11, 20), date(2022, 11, 1)),
    Preview("2024-03-20-pledges", "pledges", date(2024, 3, 20), date(2024, 3, 1)),
    Preview("2025-09-01-canada", "canada", date(2025, 9, 1), date(2025, 6, 1)),
    Preview("2025-11-10-everything", "everything", date(2025, 11, 10), date(2025, 10, 20)),
)


def read_samples(lexicon: Lexicon) -> list[tuple[Document, Reading]]:
    """Every sample with what is read out of it."""
    from briefs import samples
    from briefs.parsing import parser

    return [(document, parser.read(document, lexicon)) for document in samples.documents()]


def main() -> None:
    """Writes every preview anew."""
    from tempfile import TemporaryDirectory

    from briefs.lexicon import config_folder, load
    from briefs.store import Store

    lexicon = load(config_folder())
    FOLDER.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder:
        store = Store.open(f"sqlite:///{folder}/samples.sqlite3")
        store.add_all(read_samples(lexicon), READ_ON)
        library = Library(store, lexicon)
        for preview in PREVIEWS:
            preview.path.write_text(preview.text(library), encoding="utf-8")
        store.close()


if __name__ == "__main__":
    main()
