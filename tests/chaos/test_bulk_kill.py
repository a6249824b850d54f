"""A bulk read that is killed, in short; `tests/chaos/bulk.py` is the long form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import bulk

if TYPE_CHECKING:
    from pathlib import Path


def test_after_a_kill_each_document_is_there_once_and_whole_and_in_the_end_all_of_them(
    tmp_path: Path,
) -> None:
    report = bulk.run(84, 1, f"sqlite:///{tmp_path / 'store.sqlite3'}", tmp_path, seed=3)
    assert report.wrong == []
    assert report.read, "the kill came when some of them were in"


def test_a_document_without_one_of_its_lines_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    bulk.write(folder, 3)
    whole = bulk.unhurt(folder, tmp_path)
    assert len(whole) == 3
    assert all(numbers[2] >= 2 for numbers in whole.values()), "a pledge and a request"
    address = f"sqlite:///{tmp_path / 'unhurt.sqlite3'}"
    store = bulk.Store.open(address)
    with store.writing() as connection:
        connection.exec_driver_sql("DELETE FROM outcomes WHERE number = 1")
    store.close()
    [fault] = bulk.faults(address, whole)
    assert fault.startswith("1 documents are not whole")
