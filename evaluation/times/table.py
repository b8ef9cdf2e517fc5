"""The project's table of time expressions: a sentence a row, what is found in it, and what days that means.

`evaluation/times/{ar,fa,en}.tsv`, all sentences dalil's own (CC0). Columns: kind, text, published, expression (its
exact words), edtf, earliest, latest, calendar. Of the kinds duration, set and clock `edtf` is an ISO 8601 value, and
the text dates nothing; of kind none nothing is found. A text of kind anchored holds a date before its expression.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dalil.model import Language, Span
from dalil.times import TimesOfText, read_times

LANGUAGES: tuple[Language, ...] = ("ar", "fa", "en")
_FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Row:
    language: Language
    kind: str
    text: str
    published: str | None
    expression: str
    edtf: str
    earliest: str
    latest: str
    calendar: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A row, whether what was found is exactly what it wants, and what was found, in words."""

    row: Row
    right: bool
    found: str


def read_table(language: Language) -> list[Row]:
    with (_FOLDER / f"{language}.tsv").open(encoding="utf-8", newline="") as lines:
        return [_make_row(language, row) for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)]


def judge_table(language: Language) -> Iterator[Judged]:
    """Every row of the table in order, read and judged."""
    return map(judge_row, read_table(language))


def judge_row(row: Row) -> Judged:
    """The row read in its language on its day, and judged."""
    found = read_times(row.text, row.language, row.published)
    return Judged(row, _is_right(row, found), _word(row.text, found))


def _make_row(language: Language, row: dict[str, str | None]) -> Row:
    values = {name: value or "" for name, value in row.items()}
    return Row(language, published=values.pop("published") or None, **values)


def _is_right(row: Row, found: TimesOfText) -> bool:
    if row.kind == "none":
        return not found.times
    start = row.text.index(row.expression)
    span = Span(start, start + len(row.expression))
    if row.kind in ("duration", "set", "clock"):
        return not found.times and any(
            d.overlaps(span) and (d.kind, d.value) == (row.kind, row.edtf) for d in found.durations
        )
    here = [t for t in found.times if t.overlaps(span)]
    others = len(found.times) - len(here)
    if len(here) != 1 or others > (row.kind == "anchored"):
        return False
    time = here[0]
    got = time.edtf, time.earliest or "", time.latest or "", time.calendar
    return got == (row.edtf, row.earliest, row.latest, row.calendar)


def _word(text: str, found: TimesOfText) -> str:
    times = [f"{t.of(text)} = {t.edtf} ({t.earliest} to {t.latest}, {t.calendar})" for t in found.times]
    durations = [f"{d.of(text)} = {d.value} ({d.kind})" for d in found.durations]
    return "; ".join((*times, *durations)) or "nothing"
