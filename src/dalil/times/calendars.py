"""Hijri and Solar Hijri days as Gregorian ones, and back.

Hijri: Umm al-Qura (the package `hijridate`) for 1343 to 1500; outside it the tabular calendar (30-year cycle, leap
years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29). What was observed differs from them by country:
`slack` says by how many days.
Solar Hijri: the 33-year cycle, exact for 1244 to 1472.
"""

from __future__ import annotations

from datetime import date
from functools import cache

from hijridate import Hijri

from dalil.model import Calendar

_UMM_AL_QURA = (1343, 1500)
# 1 Muharram 1 is 15 July 622 of the Julian calendar (Thursday), the astronomical epoch; behind Umm al-Qura the years
# go on from its last day, a day later.
_HIJRI_EPOCH = 227014
_SOLAR_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_SOLAR_1400 = date(2021, 3, 21).toordinal()  # 1 Farvardin 1400
_LAST_YEAR = 1600


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of `calendar`; raises ValueError where that calendar has no such day."""
    if not 1 <= day <= month_length(calendar, year, month):
        raise ValueError(f"no such day: {year}-{month}-{day} {calendar}")
    if calendar == "gregorian":
        return date(year, month, day)
    return date.fromordinal(_month_start(calendar, year, month) + day - 1)


def from_gregorian(calendar: Calendar, day: date) -> tuple[int, int, int]:
    """Year, month and day of `calendar` on the Gregorian `day`; raises ValueError before its year 1."""
    if calendar == "gregorian":
        return day.year, day.month, day.day
    year = year_at(calendar, day)
    month = max(m for m in range(1, 13) if _month_start(calendar, year, m) <= day.toordinal())
    return year, month, day.toordinal() - _month_start(calendar, year, month) + 1


def month_length(calendar: Calendar, year: int, month: int) -> int:
    """How many days the month has; 0 where there is no such month or the year lies outside what is known."""
    if calendar == "gregorian":
        return 31
    if not 1 <= month <= 12 or not 1 <= year <= _LAST_YEAR:
        return 0
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    return _month_start(calendar, *following) - _month_start(calendar, year, month)


def month_bounds(calendar: Calendar, year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month of `calendar`; raises ValueError where there is none."""
    length = month_length(calendar, year, month)
    return to_gregorian(calendar, year, month, 1), to_gregorian(calendar, year, month, length)


def year_bounds(calendar: Calendar, year: int) -> tuple[date, date]:
    """The first and the last day of a year of `calendar`; raises ValueError where there is none."""
    return month_bounds(calendar, year, 1)[0], month_bounds(calendar, year, 12)[1]


def year_at(calendar: Calendar, day: date) -> int:
    """The year of `calendar` in which the Gregorian `day` lies; raises ValueError before its year 1."""
    if calendar == "gregorian":
        return day.year
    year = day.year - 621 if calendar == "solar-hijri" else (day.year - 622) * 33 // 32 + 1
    while _month_start(calendar, year, 1) > day.toordinal():
        year -= 1
    while _month_start(calendar, year + 1, 1) <= day.toordinal():
        year += 1
    if year < 1:
        raise ValueError(f"{day.isoformat()} lies before the {calendar} calendar")
    return year


def slack(calendar: Calendar, year: int) -> int:
    """By how many days the day that was observed may differ from the calculated one, either way."""
    if calendar != "hijri":
        return 0
    return 1 if _UMM_AL_QURA[0] <= year <= _UMM_AL_QURA[1] else 2


@cache
def _month_start(calendar: Calendar, year: int, month: int) -> int:
    """The first day of a month as `date.toordinal` counts days."""
    if calendar == "solar-hijri":
        return _solar_year_start(year) + (month - 1) * 31 - max(0, month - 7)
    if _UMM_AL_QURA[0] <= year <= _UMM_AL_QURA[1]:
        return Hijri(year, month, 1).to_gregorian().toordinal()
    days = _HIJRI_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30
    return days + (year > _UMM_AL_QURA[1]) + sum(30 - i % 2 for i in range(month - 1))


def _solar_year_start(year: int) -> int:
    leaps = sum(1 for y in range(min(year, 1400), max(year, 1400)) if y % 33 in _SOLAR_LEAP)
    return _SOLAR_1400 + (year - 1400) * 365 + (leaps if year >= 1400 else -leaps)
