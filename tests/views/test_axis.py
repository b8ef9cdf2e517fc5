"""The drawn timeline: what is uncertain is drawn as wide as it is, and far days do not squeeze the others."""

from __future__ import annotations

import pytest

from dalil.analysis.timeline import TimelineEntry
from dalil.times.edtf import bound_edtf
from dalil.views.report.axis import Axis, build_axis

from .samples import make_claims

TOLD = make_claims()[0]


def make_axis(*dates: str) -> Axis:
    axis = build_axis(TimelineEntry(TOLD, date, *bound_edtf(date)) for date in dates)
    assert axis
    return axis


def test_without_a_day_there_is_no_axis() -> None:
    assert build_axis([TimelineEntry(TOLD, "201X")]) is None
    assert make_axis("2014").bar(None, None) is None


def test_a_year_is_wider_than_its_months() -> None:
    axis = make_axis("2014", "2014-03")
    year, month = axis.bar("2014-01-01", "2014-12-31"), axis.bar("2014-03-01", "2014-03-31")
    assert year
    assert month
    assert year.width > 10 * month.width
    assert year.left < month.left


@pytest.mark.parametrize(
    ("bounds", "sides"), [(("2014-03-01", None), (False, True)), ((None, "2014-03-01"), (True, False))]
)
def test_an_open_side_runs_to_the_edge(bounds: tuple[str | None, str | None], sides: tuple[bool, bool]) -> None:
    bar = make_axis("2014", "2015").bar(*bounds)
    assert bar
    assert (bar.open_start, bar.open_end) == sides
    assert bar.left == 0 if sides[0] else bar.left + bar.width == pytest.approx(100)


def test_a_day_far_off_does_not_squeeze_the_others() -> None:
    axis = make_axis("1980-01-01", "2020-08-04", "2020-08-05", "2020-08-06", "2020-08-10")
    near, far = axis.bar("2020-08-04", "2020-08-04"), axis.bar("1980-01-01", "1980-01-01")
    assert near
    assert far
    assert near.width > 3
    assert far.outside == "before"


@pytest.mark.parametrize(
    "dates", [("2020-08-04",), ("2020-08-04", "2020-08-30"), ("2020-01", "2021-06"), ("1801", "2020"), ("0001", "9999")]
)
def test_ticks_are_few_ordered_and_inside(dates: tuple[str, ...]) -> None:
    ticks = make_axis(*dates).ticks()
    assert 1 <= len(ticks) <= 12
    assert [t.at for t in ticks] == sorted(t.at for t in ticks)
    assert all(0 <= t.at <= 100 for t in ticks)
