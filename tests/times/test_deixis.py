"""Values that hang on the day of publication."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.times import deixis

WEDNESDAY = date(2017, 3, 1)
_DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1))


@pytest.mark.parametrize(
    ("unit", "offset", "value"),
    [
        ("day", -1, "2017-02-28"),
        ("week", 0, "2017-02-27/2017-03-05"),
        ("week", -1, "2017-02-20/2017-02-26"),
        ("month", -3, "2016-12"),
        ("month", 10, "2018-01"),
        ("year", -40, "1977"),
        ("century", -1, "19XX"),
    ],
)
def test_periods(unit: str, offset: int, value: str) -> None:
    assert deixis.find_period(unit, WEDNESDAY, offset) == value


@pytest.mark.parametrize(
    ("direction", "value"), [(0, "2017-03-01"), (-1, "2017-02-22"), (1, "2017-03-08")], ids=["bare", "last", "next"]
)
def test_the_weekday_of_publication_itself(direction: int, value: str) -> None:
    assert deixis.find_weekday(WEDNESDAY, 2, direction=direction) == value


def test_stretches_leave_out_the_period_of_publication() -> None:
    assert deixis.find_span("day", WEDNESDAY, -2) == "2017-02-27/2017-02-28"
    assert deixis.find_span("year", WEDNESDAY, 3) == "2018/2020"


@pytest.mark.parametrize(
    ("month", "direction", "year"), [(3, 0, 2017), (3, -1, 2016), (11, 0, 2016), (11, 1, 2017), (2, 1, 2018)]
)
def test_years_of_months(month: int, direction: int, year: int) -> None:
    assert deixis.find_year_of_month(WEDNESDAY, month, direction=direction) == year


@pytest.mark.parametrize(
    ("month", "day", "direction", "year"), [(12, 20, 0, 2016), (5, 7, 0, 2017), (3, 1, -1, 2016), (2, 29, 0, 2016)]
)
def test_years_of_days(month: int, day: int, direction: int, year: int) -> None:
    assert deixis.find_year_of_days(WEDNESDAY, month, [day], direction=direction) == year


@given(published=_DAYS, weekday=st.integers(0, 6), direction=st.sampled_from([-1, 0, 1]))
def test_weekdays_lie_within_a_week_on_their_side(published: date, weekday: int, direction: int) -> None:
    found = date.fromisoformat(deixis.find_weekday(published, weekday, direction=direction))
    assert found.weekday() == weekday
    distance = (found - published).days
    assert {0: -6 <= distance <= 0, -1: -7 <= distance < 0, 1: 0 < distance <= 7}[direction]


@given(day=_DAYS, weekday=st.integers(0, 6))
def test_a_day_moves_to_its_name_by_three_days_at_most(day: date, weekday: int) -> None:
    moved = deixis.move_to_weekday(day, weekday)
    assert moved.weekday() == weekday
    assert abs((moved - day).days) <= 3
