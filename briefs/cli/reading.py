"""Takes paths of documents, and prints what was read out of each as JSON, without touching any store."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from briefs import intake, lexicon, parse_result
from briefs.errors import BriefsError
from briefs.parsing import parser

if TYPE_CHECKING:
    from briefs.cli import World
    from briefs.lexicon import Lexicon
    from briefs.model import Document

_WORTH_A_POOL = 8
"""Fewer files are read sooner in this process than others can be started."""

_STANDARD_INPUT = "-"


def parse(files: Sequence[str], world: World) -> int:
    """Print one object for one file, indented, or one a line for several; status 1 if any could not be read."""
    alone = len(files) == 1
    failed = 0
    for printed, complaint in _results(files, world, indent=2 if alone else None):
        if complaint:
            failed += 1
            world.err.write(f"{complaint}\n")
        else:
            world.out.write(f"{printed}\n")
    return 1 if failed else 0


def _results(files: Sequence[str], world: World, indent: int | None) -> Iterator[tuple[str, str]]:
    workers = min(os.cpu_count() or 1, len(files) // _WORTH_A_POOL)
    if workers > 1 and _STANDARD_INPUT not in files:
        with ProcessPoolExecutor(workers) as pool:
            yield from _in_pool(pool, files)
        return
    rules = lexicon.load(lexicon.config_folder())
    for file in files:
        data = world.stdin.read() if file == _STANDARD_INPUT else None
        yield _result(file, data, rules, indent)


def _in_pool(pool: Executor, files: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The results in the order of the files, whatever executor does the work."""
    yield from pool.map(_result_in_pool, files, chunksize=4)


_loaded: list[Lexicon] = []
"""The rules of a worker process, read once for all its files."""


def _result_in_pool(file: str) -> tuple[str, str]:
    if not _loaded:
        _loaded.append(lexicon.load(lexicon.config_folder()))
    return _result(file, None, _loaded[0], None)


def _result(file: str, data: bytes | None, rules: Lexicon, indent: int | None) -> tuple[str, str]:
    """The JSON of one file and no complaint, or the other way round."""
    try:
        document = _document(file, data)
    except BriefsError as error:
        return "", str(error)
    result = parse_result.to_dict(parser.read(document, rules))
    return json.dumps(result, ensure_ascii=False, indent=indent), ""


def _document(file: str, data: bytes | None) -> Document:
    return intake.read_path(Path(file)) if data is None else intake.from_bytes(data, "standard input")
