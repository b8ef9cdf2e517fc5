"""Values that hang on the day of publication: yesterday, last week, a weekday, a day or month without its year.

Pure arithmetic on days; `edtf` strings out. Weeks run from Monday to Sunday.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dalil.times import edtf


def shift_days(published: date, count: int) -> str:
    return (published + timedelta(days=count)).isoformat()


def find_period(unit: str, published: date, offset: int) -> str:
    """The day, week, month, year or century that lies `offset` units from the one of publication."""
    if unit == "day":
        return shift_days(published, offset)
    if unit == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(weeks=offset)
        return f"{monday.isoformat()}/{shift_days(monday, 6)}"
    if unit == "month":
        return edtf.month(*shift_month(published, offset))
    if unit == "decade":
        return f"{published.year // 10 + offset:03d}X"
    if unit == "century":
        century = published.year // 100 + offset
        return f"{century:02d}XX" if century >= 0 else ""
    return edtf.year(published.year + offset)


def shift_told(told: str, unit: str, count: int) -> str:
    """The day, week, month or year `count` units from `told`, a day, month or year; empty where that is too wide."""
    wide = {"day": 10, "week": 10, "month": 7, "year": 4}.get(unit, 99)
    if len(told) < wide:
        return ""
    first = date.fromisoformat((told + "-01-01")[:10])
    return find_period(unit, first, count)


def find_span(unit: str, published: date, count: int) -> str:
    """The `count` whole units that lie ahead of the one of publication, or with a negative count behind it."""
    ends = sorted((count, 1 if count > 0 else -1))
    return edtf.interval(find_period(unit, published, ends[0]), find_period(unit, published, ends[1]))


def shift_month(published: date, offset: int) -> tuple[int, int]:
    """Year and month that lie `offset` months from that of publication."""
    months = published.year * 12 + published.month - 1 + offset
    return months // 12, months % 12 + 1


def find_weekday(published: date, weekday: int, *, direction: int) -> str:
    """The weekday (Monday 0) nearest to publication: not after it (0), before it (-1) or after it (1)."""
    back = (published.weekday() - weekday) % 7
    if direction > 0:
        return shift_days(published, 7 - back)
    return shift_days(published, -(back or 7) if direction < 0 else -back)


def move_to_weekday(day: date, weekday: int) -> date:
    """The day nearest to `day` that has this name: "today (Monday)", printed on Tuesday, is Monday."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)


def find_year_of_month(published: date, month: int, *, direction: int) -> int:
    """The year of a month named alone: the latest one not after publication (0) or before it (-1), or the next (1).

    With direction 1 the month of publication itself counts as the next.
    """
    if direction > 0:
        return published.year + (month < published.month)
    return published.year - (month > published.month or (direction < 0 and month == published.month))


def find_year_of_days(
    published: date, month: int, days: Sequence[int], *, direction: int, weekday: int | None = None
) -> int:
    """The year of days named with their month alone: nearest to publication (0), before it (-1) or after it (1).

    Where `weekday` is told, of the years in which the first day falls on it, if one is near.
    """
    years = [y for y in range(published.year - 2, published.year + 3) if edtf.is_day(y, month, days[0])]
    years = [y for y in years if date(y, month, days[0]).weekday() == weekday] or years
    distances = {y: (date(y, month, days[0]) - published).days for y in years}
    if direction:
        distances = {y: d for y, d in distances.items() if d * direction > 0}
    return min(distances, key=lambda y: (abs(distances[y]), y), default=published.year)
