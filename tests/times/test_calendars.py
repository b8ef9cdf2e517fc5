"""Days of the Hijri and Solar Hijri calendars as Gregorian ones; the dates are of public record."""

from __future__ import annotations

from datetime import date, timedelta

import jdatetime
import pytest
from hijridate import Gregorian
from hijridate.ummalqura import GREGORIAN_RANGE
from hypothesis import given
from hypothesis import strategies as st

from dalil.model import Calendar
from dalil.times import calendars


@pytest.mark.parametrize(
    ("calendar", "day", "gregorian"),
    [
        ("solar-hijri", (1357, 11, 22), "1979-02-11"),
        ("solar-hijri", (1399, 12, 30), "2021-03-20"),
        ("solar-hijri", (1400, 1, 1), "2021-03-21"),
        ("solar-hijri", (1403, 12, 30), "2025-03-20"),
        ("hijri", (1435, 9, 1), "2014-06-28"),
        ("hijri", (1436, 10, 16), "2015-08-01"),
        ("hijri", (1445, 1, 1), "2023-07-19"),
        ("gregorian", (2016, 2, 29), "2016-02-29"),
    ],
)
def test_known_days(calendar: Calendar, day: tuple[int, int, int], gregorian: str) -> None:
    assert calendars.to_gregorian(calendar, *day).isoformat() == gregorian


@pytest.mark.parametrize(
    ("calendar", "day"),
    [
        ("solar-hijri", (1400, 12, 30)),
        ("hijri", (1436, 1, 30)),
        ("hijri", (1436, 13, 1)),
        ("solar-hijri", (2017, 1, 1)),
    ],
)
def test_days_that_are_none(calendar: Calendar, day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        calendars.to_gregorian(calendar, *day)


@given(calendar=st.sampled_from(["hijri", "solar-hijri"]), year=st.integers(1244, 1470), month=st.integers(1, 12))
def test_months_and_years_follow_each_other_without_a_gap(calendar: Calendar, year: int, month: int) -> None:
    last = calendars.month_bounds(calendar, year, month)[1]
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    assert calendars.month_bounds(calendar, *following)[0] == last + timedelta(days=1)
    assert calendars.year_at(calendar, last) == year


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2080, 1, 1)))
def test_every_day_lies_in_its_year(day: date) -> None:
    for calendar in ("hijri", "solar-hijri", "gregorian"):
        year = calendars.year_at(calendar, day)
        if calendar != "gregorian":
            first, last = calendars.year_bounds(calendar, year)
            assert first <= day <= last


def test_hijri_days_equal_umm_al_qura() -> None:
    day, last = date(*GREGORIAN_RANGE[0]), date(*GREGORIAN_RANGE[1])
    while day <= last:
        hijri = Gregorian(day.year, day.month, day.day).to_hijri().datetuple()
        assert calendars.from_gregorian("hijri", day) == hijri
        assert calendars.to_gregorian("hijri", *hijri) == day
        day += timedelta(days=1)


def test_solar_hijri_days_equal_jdatetime() -> None:
    day, last = jdatetime.date(1200, 1, 1).togregorian(), jdatetime.date(1500, 12, 29).togregorian()
    while day <= last:
        solar = jdatetime.date.fromgregorian(date=day)
        assert calendars.from_gregorian("solar-hijri", day) == (solar.year, solar.month, solar.day)
        assert calendars.to_gregorian("solar-hijri", solar.year, solar.month, solar.day) == day
        day += timedelta(days=1)


def test_what_was_observed_may_differ_by_a_day_or_two() -> None:
    assert [calendars.slack("hijri", year) for year in (1342, 1343, 1500, 1501)] == [2, 1, 1, 2]
    assert calendars.slack("solar-hijri", 1400) == calendars.slack("gregorian", 2000) == 0
