"""PDF files come in as the program's own child process takes them; what the library's plain call finds goes out, no more.

Run as ``python -m benchmarks.plain_inside``: the peer of ``benchmarks.intake`` that pays for the child process too.
"""

from __future__ import annotations

from benchmarks.intake import plain_pdf
from briefs.intake import apart, inside
from briefs.intake.apart import Apart
from briefs.intake.formats import Form, Found


def plainly(form: Form, data: bytes, name: str) -> Apart:
    """What the library says of a PDF."""
    del form, name
    return Apart(Found(plain_pdf(data)))


if __name__ == "__main__":
    apart.taken = plainly
    inside.main()
