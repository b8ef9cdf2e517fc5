"""The table of time expressions holds its floor, and the readers of other sets read them as they are written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dalil.model import Language, Span
from evaluation.times.duckling import judge_examples
from evaluation.times.score_times import FLOOR, score_table
from evaluation.times.table import LANGUAGES, judge_row, judge_table, read_table
from evaluation.times.timeml50 import read_annotated, score_detection

_ROWS: dict[Language, int] = {"ar": 350, "fa": 150, "en": 100}
_NO_DATES = ("none", "duration", "set", "clock")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_holds_its_floor(language: Language) -> None:
    misses: list[str] = []
    figures = score_table(language, misses)
    assert figures["rows"] >= _ROWS[language]
    assert figures["right"] >= FLOOR * figures["rows"], "\n".join(misses)


def test_the_table_is_whole() -> None:
    rows = [row for language in LANGUAGES for row in read_table(language)]
    assert sum(row.kind == "none" for row in rows) >= 100
    assert len({row.text for row in rows}) == len(rows)
    for row in rows:
        assert row.expression in row.text
        assert bool(row.expression) == (row.kind != "none")
        assert not row.earliest or not row.latest or row.earliest <= row.latest
        assert bool(row.calendar) == (row.kind not in _NO_DATES)


def test_a_row_is_wrong_where_anything_differs() -> None:
    row = next(j.row for j in judge_table("en") if j.right and j.row.kind == "day")
    assert judge_row(row).right
    assert not judge_row(replace(row, edtf="1901-01-01")).right
    assert not judge_row(replace(row, earliest="1901-01-01")).right
    assert not judge_row(replace(row, latest="2099-01-01")).right
    assert not judge_row(replace(row, calendar="hijri")).right
    assert not judge_row(replace(row, kind="none")).right
    assert not judge_row(replace(row, text=f"{row.text} It left on 4 May 2010.")).right


def test_ducklings_values_become_edtf(tmp_path: Path) -> None:
    file = tmp_path / "Time_AR.tsv"
    rows = [
        "expected\tphrase",
        "NO_MATCH\tكتاب",
        "(datetime (2013, 2, 11, 0, 0, 0) Day)\tأمس",
        "(datetime (2013, 2, 4, 0, 0, 0) Week)\tالأسبوع الماضي",
        "(datetimeInterval ((2013, 7, 13, 0, 0, 0), (2013, 7, 16, 0, 0, 0)) Day)\tمن 13 إلى 15 يوليو",
        "(datetime (2013, 2, 12, 3, 0, 0) Hour)\tالساعة 3",
    ]
    file.write_text("\n".join(rows), encoding="utf-8")
    examples = list(judge_examples(file, left_out={}))
    assert [e.wanted for e in examples] == ["", "2013-02-11", "2013-02-04/2013-02-10", "2013-07-13/2013-07-15", ""]
    assert [e.reason for e in examples] == [None, None, None, None, "clock"]
    assert all(e.got == e.wanted for e in examples if e.reason is None)


def test_detection_counts_overlaps_and_passes_over_what_only_events_date(tmp_path: Path) -> None:
    file = tmp_path / "doc.tml"
    yesterday = "أمس"
    nothing = "كذا"
    between = "غادر بعد ذلك"
    dated = "في 3 مايو 2013"
    first = f'<TIMEX3 tid="t1" type="DATE" value="2015-12-19">{yesterday}</TIMEX3>'
    second = f'<TIMEX3 tid="t2" type="DATE" value="1999">{nothing}</TIMEX3>'
    text = f"{first} &amp; {between} {second} {dated}."
    file.write_text(f'<?xml version="1.0"?>\n<TimeML>\n{text}\n</TimeML>\n', encoding="utf-8")
    annotated = read_annotated(file)
    assert [Span(m.start, m.end).of(annotated.text) for m in annotated.marked] == [yesterday, nothing]
    assert f"& {between}" in annotated.text
    score = score_detection([annotated], "dates")
    assert (score.gold, score.system, score.recall, score.precision) == (2, 2, 0.5, 0.5)
    assert score_detection([annotated], "dates", ties_count=True).system == 3
