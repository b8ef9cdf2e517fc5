"""Feasts and named days that have a date: fixed ones in three calendars, and those that hang on Easter.

A feast of several days has the value of its first. Names by language: `language/*/times.toml`, [feasts].
"""

from __future__ import annotations

from datetime import date, timedelta

from dalil.model import Calendar
from dalil.times import calendars

_FIXED: dict[str, tuple[Calendar, int, int]] = {
    "hijri-new-year": ("hijri", 1, 1),
    "tasua": ("hijri", 1, 9),
    "ashura": ("hijri", 1, 10),
    "arbaeen": ("hijri", 2, 20),
    "mawlid": ("hijri", 3, 12),
    "mawlid-shia": ("hijri", 3, 17),
    "isra": ("hijri", 7, 27),
    "mabath": ("hijri", 7, 27),
    "mid-shaban": ("hijri", 8, 15),
    "eid-al-fitr": ("hijri", 10, 1),
    "arafah": ("hijri", 12, 9),
    "eid-al-adha": ("hijri", 12, 10),
    "ghadir": ("hijri", 12, 18),
    "nowruz": ("solar-hijri", 1, 1),
    "sizdah-bedar": ("solar-hijri", 1, 13),
    "yalda": ("solar-hijri", 9, 30),
    "new-year": ("gregorian", 1, 1),
    "womens-day": ("gregorian", 3, 8),
    "land-day": ("gregorian", 3, 30),
    "labour-day": ("gregorian", 5, 1),
    "nakba-day": ("gregorian", 5, 15),
    "christmas-eve": ("gregorian", 12, 24),
    "christmas": ("gregorian", 12, 25),
    "new-years-eve": ("gregorian", 12, 31),
}
_FROM_EASTER = {"good-friday": -2, "easter": 0}


def find_calendar(feast: str) -> Calendar:
    """The calendar that `feast` is counted in; raises KeyError for a feast that is not known."""
    return "gregorian" if feast in _FROM_EASTER else _FIXED[feast][0]


def find_month_day(feast: str) -> tuple[int, int] | None:
    """Month and day of its calendar; None for a feast that hangs on Easter."""
    return _FIXED[feast][1:] if feast in _FIXED else None


def find_feast(feast: str, year: int) -> date:
    """The Gregorian day of `feast` in a year of its own calendar; raises ValueError where there is none."""
    if feast in _FROM_EASTER:
        return find_easter(year) + timedelta(days=_FROM_EASTER[feast])
    calendar, month, day = _FIXED[feast]
    return calendars.to_gregorian(calendar, year, month, day)


def find_easter(year: int) -> date:
    """Easter Sunday of the western churches, by the algorithm of Meeus, Jones and Butcher (Nature, 1876)."""
    cycle, (century, rest) = year % 19, divmod(year, 100)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * cycle + century - century // 4 - correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (cycle + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)
