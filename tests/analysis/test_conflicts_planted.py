"""The planted conflicts, through the whole line from file to conflict."""

from __future__ import annotations

from evaluation.conflicts.planted import read_planted


def test_ten_of_twelve_planted_conflicts_are_found_and_few_others() -> None:
    rows = list(read_planted())
    assert len(rows) == 12
    assert sum(row.found for row in rows) >= 10, [row.file for row in rows if not row.found]
    assert sum(len(row.others) for row in rows) <= 2, [c.why for row in rows for c in row.others]
