"""Duckling's Arabic examples of dates and intervals, where their convention is ours; told from 12 February 2013.

The phrases stay where they are (../shared/data); duckling.toml names the rows that are left out, by line.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dalil.times import edtf, read_times

_PUBLISHED = "2013-02-12"
_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["left_out"]
_LEFT_OUT: Mapping[int, str] = {line: reason for reason, lines in _TABLE.items() for line in lines}
_DAY = re.compile(r"\((\d{4}), (\d+), (\d+), 0, 0, 0\)")
_GRAIN = re.compile(r"\) (Day|Week|Month|Year)\b")


@dataclass(frozen=True, slots=True)
class Example:
    """`reason` says why it is not scored; of one that is scored, `wanted` and `got` are EDTF, empty for no date."""

    line: int
    phrase: str
    wanted: str
    got: str
    reason: str | None


def judge_examples(path: Path, left_out: Mapping[int, str] = _LEFT_OUT) -> Iterator[Example]:
    """Every row of `path` (Time_AR.tsv) in order; `left_out` has the reason by line."""
    rows = path.read_text(encoding="utf-8").splitlines()
    for line, row in enumerate(rows[1:], 2):
        expected, phrase = row.split("\t")
        wanted = _read_expected(expected)
        reason = left_out.get(line) or ("clock" if wanted is None else None)
        found = read_times(phrase, "ar", _PUBLISHED).times
        got = " and ".join(time.edtf for time in found)
        yield Example(line, phrase, wanted or "", got, reason)


def _read_expected(expected: str) -> str | None:
    """The EDTF of Duckling's value, whose intervals end before their second day; None for a time of day."""
    if expected == "NO_MATCH":
        return ""
    grain = _GRAIN.search(expected)
    days = [date(*map(int, match.groups())) for match in _DAY.finditer(expected)]
    if not grain or not days:
        return None
    first, last = days[0], days[-1] - timedelta(days=1)
    if len(days) > 1:
        return edtf.interval(first.isoformat(), last.isoformat())
    if grain[1] == "Week":
        return edtf.interval(first.isoformat(), (first + timedelta(days=6)).isoformat())
    return {"Day": first.isoformat(), "Month": edtf.month(first.year, first.month), "Year": edtf.year(first.year)}[
        grain[1]
    ]
