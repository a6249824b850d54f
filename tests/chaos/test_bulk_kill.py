"""A bulk read that is killed again and again, in short; `tests/chaos/bulk.py` is the long form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bulk

if TYPE_CHECKING:
    from pathlib import Path


def test_after_every_kill_each_document_is_there_once_and_whole_and_in_the_end_all_of_them(
    empty_database: str, tmp_path: Path
) -> None:
    assert bulk.run(100, 2, empty_database, tmp_path, seed=3) == []


def test_a_document_without_one_of_its_lines_is_noticed(empty_database: str, tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    bulk.write(folder, 3)
    bulk.killed_after(99, folder, {"DATABASE_URL": empty_database, "AIDE_SAMPLES": "off"})
    whole = bulk.parts_of(empty_database)
    assert len(whole) == 3
    assert all(numbers[2] >= 2 for numbers in whole.values()), "a pledge and a request"
    store = bulk.Store.open(empty_database)
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM outcomes WHERE number = 1")
    store.close()
    assert bulk.faults(empty_database, whole) == ["1 documents are not whole, such as 000001.txt"]
