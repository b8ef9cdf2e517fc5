"""What tells of time and dates nothing is listed apart from the dates, with its ISO 8601 value."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from dalil.times import read_times

_CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", _CASES, ids=[case["value"] for case in _CASES])
def test_durations_sets_and_clock_times(case: dict[str, Any]) -> None:
    found = read_times(case["text"], case["language"], "2015-07-21")
    assert found.times == ()
    said = [(d.kind, d.of(case["text"]), d.value) for d in found.durations]
    assert said == [(case["kind"], case["quoted"], case["value"])]


def test_durations_and_dates_never_share_a_word() -> None:
    text = "مكث ثلاثة أيام في أيار 2014 ثم عاد بعد يومين من الهجوم الساعة 15:30."
    found = read_times(text, "ar", "2015-07-21")
    assert [t.edtf for t in found.times] == ["2014-05", ""]
    assert [d.value for d in found.durations] == ["P3D", "T15:30"]
    assert not any(d.overlaps(t) for d in found.durations for t in found.times)
