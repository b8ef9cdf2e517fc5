"""Hijri and Solar Hijri days as Gregorian ones, by tabular arithmetic of our own.

Hijri: the tabular calendar (30-year cycle, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29), within a day or two of
what was observed. Solar Hijri: the 33-year cycle, exact for 1244 to 1472. Days count as `date.toordinal` counts them.
"""

from __future__ import annotations

from datetime import date

from dalil.model import Calendar

# 1 Muharram 1 is 15 July 622 of the Julian calendar (Thursday): of the two epochs the one nearer to today's practice.
_HIJRI_EPOCH = 227014
_SOLAR_LEAP = frozenset((1, 5, 9, 13, 17, 22, 26, 30))
_SOLAR_1400 = date(2021, 3, 21).toordinal()  # 1 Farvardin 1400


def to_gregorian(calendar: Calendar, year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of `calendar`; raises ValueError where that calendar has no such day."""
    if not 1 <= day <= month_length(calendar, year, month):
        raise ValueError(f"no such day: {year}-{month}-{day} {calendar}")
    if calendar == "hijri":
        return date.fromordinal(_hijri_year_start(year) + sum(30 - i % 2 for i in range(month - 1)) + day - 1)
    if calendar == "solar-hijri":
        return date.fromordinal(_solar_year_start(year) + (month - 1) * 31 - max(0, month - 7) + day - 1)
    return date(year, month, day)


def month_length(calendar: Calendar, year: int, month: int) -> int:
    """How many days the month has; 0 where there is no such month or the year lies outside what is known."""
    if not 1 <= month <= 12 or not 1 <= year <= 1600:
        return 31 if calendar == "gregorian" else 0
    if calendar == "hijri":
        return 30 if month % 2 or (month == 12 and (11 * year + 14) % 30 < 11) else 29
    return 31 if month <= 6 else 30 if month < 12 or year % 33 in _SOLAR_LEAP else 29


def month_bounds(calendar: Calendar, year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month of `calendar`; raises ValueError where there is none."""
    length = month_length(calendar, year, month)
    return to_gregorian(calendar, year, month, 1), to_gregorian(calendar, year, month, length)


def year_bounds(calendar: Calendar, year: int) -> tuple[date, date]:
    """The first and the last day of a year of `calendar`; raises ValueError where there is none."""
    return month_bounds(calendar, year, 1)[0], month_bounds(calendar, year, 12)[1]


def year_at(calendar: Calendar, day: date) -> int:
    """The year of `calendar` in which the Gregorian `day` lies."""
    if calendar == "gregorian":
        return day.year
    guess = day.year - 621 if calendar == "solar-hijri" else (day.year - 622) * 33 // 32 + 1
    start = _solar_year_start if calendar == "solar-hijri" else _hijri_year_start
    while start(guess) > day.toordinal():
        guess -= 1
    while start(guess + 1) <= day.toordinal():
        guess += 1
    return guess


def _hijri_year_start(year: int) -> int:
    return _HIJRI_EPOCH + 354 * (year - 1) + (3 + 11 * year) // 30


def _solar_year_start(year: int) -> int:
    leaps = sum(1 for y in range(min(year, 1400), max(year, 1400)) if y % 33 in _SOLAR_LEAP)
    return _SOLAR_1400 + (year - 1400) * 365 + (leaps if year >= 1400 else -leaps)
