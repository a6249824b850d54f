"""What a change of a rule does: two revisions come in; the outcomes gained, lost and changed over a folder go out.

    python -m benchmarks.gains [OLD [NEW]] [--folder FOLDER] [--lines N]

OLD is HEAD and NEW the working tree where nothing is said. Each revision is written out into a folder of its own
outside of the repository and reads the documents there with its own rules, in this Python's environment; the
repository is only read. The documents of the folder are compared one by one: an outcome is the same if its kind,
actors, addressees and quote are, and changed if the quote is and something else is not.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.revisions import CannotCompareError, Outcome, checkout, documents_in, printable, readings

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "corpus"
SAMPLES = ROOT / "briefs" / "samples"
LINES = 15
QUOTE = 200
COMPARED = (
    "kind",
    "strength",
    "actors",
    "towards",
    "period",
    "amount",
    "instrument",
    "event",
    "meeting",
    "topics",
    "headline",
)
"""What is compared of two outcomes with one quote, the most telling first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One outcome before and after in one document; None where it was not, or is no more."""

    document: str
    old: Outcome | None
    new: Outcome | None


@dataclass(frozen=True, slots=True)
class Gains:
    """The difference between two readings of the same documents; ``faults`` are documents that only one could read."""

    gained: tuple[Change, ...]
    lost: tuple[Change, ...]
    changed: tuple[Change, ...]
    same: int
    faults: tuple[str, ...] = ()


def compare(old: Mapping[str, Sequence[Outcome]], new: Mapping[str, Sequence[Outcome]]) -> Gains:
    """Compare two readings: outcomes by name of document. Documents that one of them lacks count as faults."""
    gained: list[Change] = []
    lost: list[Change] = []
    changed: list[Change] = []
    same = 0
    for document in sorted(old.keys() & new.keys()):
        left, right = list(old[document]), list(new[document])
        pairs = [
            *_paired(left, right, _identity),
            *_paired(left, right, _quoted),
            *_paired(left, right, _begun),
        ]
        for one, other in pairs:
            if differences(one, other):
                changed.append(Change(document, one, other))
            else:
                same += 1
        lost.extend(Change(document, one, None) for one in left)
        gained.extend(Change(document, None, one) for one in right)
    faults = [f"{each}: only the new one can read it" for each in sorted(new.keys() - old.keys())]
    faults += [f"{each}: only the old one could read it" for each in sorted(old.keys() - new.keys())]
    return Gains(tuple(gained), tuple(lost), tuple(changed), same, tuple(faults))


def _paired(
    left: list[Outcome], right: list[Outcome], key: Callable[[Outcome], Hashable]
) -> list[tuple[Outcome, Outcome]]:
    """Take out of both lists what has the same key, in order."""
    waiting: dict[Hashable, list[Outcome]] = {}
    for one in right:
        waiting.setdefault(key(one), []).append(one)
    pairs = []
    for one in list(left):
        if waiting.get(key(one)):
            other = waiting[key(one)].pop(0)
            pairs.append((one, other))
            left[:] = [each for each in left if each is not one]
            right[:] = [each for each in right if each is not other]
    return pairs


def _identity(outcome: Outcome) -> Hashable:
    return (outcome["kind"], tuple(outcome["actors"]), tuple(outcome["towards"]), _quoted(outcome))


def _quoted(outcome: Outcome) -> str:
    return " ".join(str(outcome["quote"]).split())


def _begun(outcome: Outcome) -> Hashable:
    """The same act whose quote now ends elsewhere: the paragraph, what it is, and how it begins."""
    return (outcome.get("paragraph"), outcome["kind"], tuple(outcome["actors"]), _quoted(outcome)[:40])


def differences(old: Outcome, new: Outcome) -> list[str]:
    """What is not the same of two outcomes, as "kind: request → pledge"."""
    said = [
        f"{key}: {shown(old.get(key))} → {shown(new.get(key))}"
        for key in COMPARED
        if old.get(key) != new.get(key)
    ]
    if _quoted(old) != _quoted(new):
        said.append(f'quote: now "{shown(_quoted(new))}"')
    return said


def shown(value: Any) -> str:
    """A value of the parser's JSON on one line; signs that steer a terminal are made harmless."""
    if value is None or value in ([], ""):
        return "nothing"
    if isinstance(value, dict):
        return shown(", ".join(str(each) for each in value.values() if each not in (None, False, "")))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    words = printable(str(value))
    return words if len(words) <= QUOTE else f"{words[:QUOTE]}…"


def report(gains: Gains, old: str, new: str, documents: int, lines: int = LINES) -> Iterator[str]:
    """The lines of a report: counts first, then up to ``lines`` of each list, by document."""
    before = gains.same + len(gains.changed) + len(gains.lost)
    after = gains.same + len(gains.changed) + len(gains.gained)
    yield f"{old}  →  {new}, {documents} documents"
    yield (
        f"outcomes {before} → {after}: {len(gains.gained)} gained, {len(gains.lost)} lost, "
        f"{len(gains.changed)} changed, {gains.same} as before"
    )
    for name, changes in (("gained", gains.gained), ("lost", gains.lost), ("changed", gains.changed)):
        if not changes:
            continue
        yield ""
        yield f"{name.capitalize()}: {len(changes)} ({_counted(changes)})"
        for change in changes[:lines]:
            yield from _described(change)
        if len(changes) > lines:
            yield f"  … and {len(changes) - lines} more; --lines {len(changes)} shows them all"
    if gains.faults:
        yield ""
        yield f"Documents that only one of the two reads: {len(gains.faults)}"
        yield from (f"  {shown(fault)}" for fault in gains.faults[:lines])


def _counted(changes: Iterable[Change]) -> str:
    """How many of each kind; of changed outcomes, in how many each field is another."""
    counted: Counter[str] = Counter()
    for change in changes:
        if change.old and change.new:
            counted.update(each.split(":", 1)[0] for each in differences(change.old, change.new))
        else:
            counted[str((change.old or change.new or {})["kind"])] += 1
    return ", ".join(f"{count} {what}" for what, count in counted.most_common())


def _described(change: Change) -> Iterator[str]:
    outcome = change.old or change.new or {}
    aimed = f" towards {shown(outcome['towards'])}" if outcome["towards"] else ""
    yield (
        f"  {shown(change.document)}, paragraph {outcome.get('paragraph')}: "
        f"{outcome['kind']} by {shown(outcome['actors'])}{aimed}"
    )
    yield f'      "{shown(_quoted(outcome))}"'
    if change.old and change.new:
        yield from (f"      {each}" for each in differences(change.old, change.new))


def _arguments(words: Sequence[str] | None) -> argparse.Namespace:
    folder = SHARED if SHARED.is_dir() else SAMPLES
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.gains",
        description="Outcomes gained, lost and changed between two revisions.",
    )
    parser.add_argument("old", nargs="?", default="HEAD", help="the revision before; HEAD if none is named")
    parser.add_argument("new", nargs="?", help="the revision after; the working tree if none is named")
    parser.add_argument("--folder", type=Path, default=folder, help="the documents to read")
    parser.add_argument("--lines", type=int, default=LINES, help="how many outcomes of each list are shown")
    parser.add_argument("--repository", type=Path, default=ROOT, help=argparse.SUPPRESS)
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Print the report; 0 whatever it says, 2 where two revisions could not be compared."""
    given = _arguments(words)
    repository: Path = given.repository.resolve()
    try:
        files = [path.resolve() for path in documents_in(given.folder)]
        with (
            checkout(repository, given.old) as (before, old),
            checkout(repository, given.new) as (after, new),
        ):
            left, right = readings(before, files), readings(after, files)
        base = given.folder.resolve()
        gains = compare(_relative(left, base), _relative(right, base))
    except CannotCompareError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    for line in report(gains, old, new, len(files), given.lines):
        print(line)
    return 0


def _relative(found: Mapping[str, list[Outcome]], base: Path) -> dict[str, list[Outcome]]:
    return {str(Path(path).relative_to(base)): outcomes for path, outcomes in found.items()}


if __name__ == "__main__":
    sys.exit(main())
