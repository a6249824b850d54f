"""Labels kept as positions come in with the folder of their documents; gold files with quotes go out for the scorer.

The documents stay outside the repository, so a label holds no word of them: only where in the folded text an
outcome stands, and what it is. A document that has changed since it was labelled is left out, and said so.

    python -m benchmarks.labels measure ../shared/corpus OUT
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "labels"


def folded(text: str) -> str:
    """The text as the scorer compares it: white space folded, asterisks gone."""
    return re.sub(r"\s+", " ", text.replace("*", "").replace("\u00a0", " ")).strip()


def gold(label: dict[str, Any], text: str) -> dict[str, Any]:
    """A label with the words it points at."""
    whole = folded(text)

    def cut(at: list[int]) -> str:
        return whole[at[0] : at[1]]

    return {
        "doc": label["doc"],
        "document": label["document"],
        "meetings": label["meetings"],
        "events": [{**event, "names": [cut(at) for at in event["at"]]} for event in label["events"]],
        "outcomes": [{**outcome, "quote": cut(outcome["at"])} for outcome in label["outcomes"]],
        "commentary": [cut(at) for at in label["commentary"]],
    }


def write(part: str, documents: Path, out: Path) -> int:
    """Write OUT/gold and OUT/docs for one part of the labels; gives how many documents there are."""
    for name in ("gold", "docs"):
        (out / name).mkdir(parents=True, exist_ok=True)
    written = 0
    for path in sorted((FOLDER / part).glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        source = documents / label["doc"]
        if not source.exists() or hashlib.sha256(source.read_bytes()).hexdigest() != label["sha256"]:
            print(f"{label['doc']} is not there, or no longer what was labelled: left out", file=sys.stderr)
            continue
        text = source.read_text(encoding="utf-8")
        shown = _beginning(text, label["until"]) if "until" in label else text
        (out / "docs" / label["doc"]).write_text(shown, encoding="utf-8")
        (out / "gold" / path.name).write_text(json.dumps(gold(label, text)), encoding="utf-8")
        written += 1
    return written


def _beginning(text: str, until: int) -> str:
    """The lines of a text up to a length of its folded form: only the beginning of a long paper was labelled."""
    lines = text.splitlines(keepends=True)
    end = 0
    while end < len(lines) and len(folded("".join(lines[:end]))) < until:
        end += 1
    return "".join(lines[:end])


if __name__ == "__main__":
    part_, documents_, out_ = sys.argv[1:]
    print(
        f"{write(part_, Path(documents_), Path(out_))} labelled documents of the part {part_!r}",
        file=sys.stderr,
    )
