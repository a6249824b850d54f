"""How many documents a second are taken in by format, beside the plain call of the library alone, and in bulk.

python -m benchmarks.intake [DOCUMENTS]    documents in the bulk part, 10,000 if nothing is said; 0 leaves it out
"""

from __future__ import annotations

import email
import email.policy
import io
import os
import re
import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks import bulk, corpus
from briefs import intake
from briefs.intake import confined

sys.path.insert(0, str(corpus.ROOT / "tests"))

MARK = 1.3
ROUNDS = 7
COPIES = 8
"""How often the text is repeated, so that a document has the length of a communiqué."""
SECONDS = 0.25
"""How long each side is measured in a round, at least."""


def plain_pdf(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return text


def plain_html(data: bytes) -> str:
    import trafilatura

    return trafilatura.extract(data, output_format="markdown", with_metadata=True) or ""


def plain_docx(data: bytes) -> str:
    import docx

    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def plain_odt(data: bytes) -> str:
    from odfdo import Document

    return str(Document(io.BytesIO(data)).get_formatted_text())


def plain_rtf(data: bytes) -> str:
    from striprtf import striprtf

    library: Any = striprtf
    return str(library.rtf_to_text(data.decode("latin-1"), errors="replace"))


def plain_eml(data: bytes) -> str:
    mail = email.message_from_bytes(data, policy=email.policy.default)
    body = mail.get_body(("plain", "html"))
    return str(body.get_content()) if body else ""


HYPHENED = re.compile(r"(?<=\w)[-\u2013\u2014](?=\w)")
PLAIN: dict[str, Callable[[bytes], str]] = {
    "HTML": plain_html,
    "PDF": plain_pdf,
    "PDF in two columns": plain_pdf,
    "DOCX": plain_docx,
    "ODT": plain_odt,
    "RTF": plain_rtf,
    "EML": plain_eml,
}


def text() -> str:
    """A communiqué in Markdown, made longer by repeating its numbered paragraphs with other numbers."""
    from test_round_trip import TEXT

    head, *rest = TEXT.strip().split("\n\n")
    paragraphs = [re.sub(r"^\d+\. ", "", paragraph) for paragraph in rest[1:]]
    again = [f"{copy}.{at} {one}" for copy in range(1, COPIES) for at, one in enumerate(paragraphs, 1)]
    return "\n\n".join([head, *rest, *[one for one in again if "#" not in one and "- " not in one[:8]]])


def worked() -> float:
    """The processor's seconds of this process and of the child, so that other work on the machine does not count."""
    child = 0
    if confined.warm() is not None:
        child = int(Path(f"/proc/{confined.warm()}/schedstat").read_text().split()[0])
    return process_time() + child / 1e9


def each(call: Callable[[], object]) -> float:
    """Seconds of the processor for one call, in the mean over a short while."""
    started, calls = worked(), 0
    while worked() - started < SECONDS:
        call()
        calls += 1
    return (worked() - started) / calls


@contextmanager
def running(program: str) -> Iterator[None]:
    """A child process of its own for a while, which runs that program."""
    plain = confined.PROGRAM
    confined.close()
    confined.PROGRAM = program
    try:
        yield
    finally:
        confined.close()
        confined.PROGRAM = plain


def formats() -> bool:
    """Ours beside the library's plain call, which is the mark; of PDF also beside the same call in the child process."""
    from rendering import FORMATS

    kept = True
    print(f"{'format':<22}{'bytes':>9}{'documents/s':>13}{'library alone':>15}{'overhead':>10}")
    for name, plain in PLAIN.items():
        data = FORMATS[name](text())
        ours_, theirs_ = partial(intake.from_bytes, data, name), partial(plain, data)
        pairs = [(warm(ours_), warm(theirs_)) for _ in range(ROUNDS)]
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        ratio = statistics.median(one / other for one, other in pairs)
        kept = kept and ratio <= MARK
        over = "" if ratio <= MARK else "  over the mark"
        if plain is plain_pdf:
            with running("benchmarks.plain_inside"):
                inside = statistics.median(warm(ours_) for _ in range(ROUNDS))
            over += f"; {ours / inside:.2f}x the library's call in the child, which takes {inside / theirs:.2f}x itself"
        print(
            f"{name:<22}{len(data):>9,}{1 / ours:>13.0f}{1 / theirs:>15.0f}{ratio:>9.2f}x{over}", flush=True
        )
    print(f"the mark is {MARK:g} times the library alone; ours goes through the child process and back\n")
    return kept


def warm(call: Callable[[], object]) -> float:
    """Seconds of the processor for one call, once it has been made."""
    call()
    return each(call)


def files(folder: Path, count: int) -> None:
    """Documents of all formats, one in a hundred a PDF, each with a text that is like no other: ``bulk.texts``."""
    from rendering import FORMATS

    names = {"plain text": "txt", "HTML": "html", "RTF": "rtf", "EML": "eml", "ODT": "odt", "DOCX": "docx"}
    for number, own in enumerate(bulk.texts(count, corpus.once())):
        form = "PDF" if number % 100 == 0 else list(names)[number % len(names)]
        if form in {"ODT", "DOCX"} and number % 10:
            form = "HTML"  # these take long to write, not to read
        # The program that sets the pages stumbles over some words with a hyphen.
        written = HYPHENED.sub(" ", own) if form == "PDF" else own
        (folder / f"{number:06}.{names.get(form, 'pdf')}").write_bytes(FORMATS[form](written))


def in_bulk(count: int) -> None:
    """``python -m briefs add`` on a folder of mixed formats, held to one core and then to all of them."""
    cores = sorted(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "documents"
        folder.mkdir()
        files(folder, count)
        for used in dict.fromkeys((1, len(cores))):
            spent, said = bulk.added(folder, Path(place) / f"data{used}", cores[:used])
            print(
                f"{count:,} documents on {used} core(s): {spent.clock:.1f} s, {count / spent.clock:.0f} documents/s, "
                f"{spent.worked / count * 1000:.1f} ms of the processor each: {said}",
                flush=True,
            )


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    kept = formats()
    if count:
        in_bulk(count)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
