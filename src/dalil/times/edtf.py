"""EDTF (ISO 8601-2) as far as dalil writes it, and the days between which a value lies.

Written: years (also before year 1), months, days, seasons (21 to 24), quarters (33 to 36), decades (194X), centuries
(19XX), XXXX for a year that is not known, all of several days {…}, one of several […], intervals open to either side,
and `~` (about) and `?` (uncertain) behind a value. Strings in, strings out; no value is ever guessed here.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache

_PLAIN = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d\d))?(?:-(\d\d))?")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12)}


def year(number: int) -> str:
    """A year of the Gregorian calendar; 0 is 1 BC."""
    return f"{number:04d}" if number >= 0 else f"-{-number:04d}"


def month(number: int | None, month_number: int) -> str:
    """A month or season of a year; with no year, of one unknown."""
    return f"{'XXXX' if number is None else year(number)}-{month_number:02d}"


def day(number: int | None, month_number: int, day_number: int) -> str:
    return f"{month(number, month_number)}-{day_number:02d}"


def is_day(number: int | None, month_number: int, day_number: int) -> bool:
    """Whether there is such a day; with no year, in a leap year."""
    leap = 2000 if number is None else number
    if not 1 <= month_number <= 12 or day_number < 1:
        return False
    return day_number <= (_last_day(leap, month_number) if leap > 0 else 31)


def interval(start: str, end: str) -> str:
    """From the beginning of `start` to the end of `end`; either may be an interval itself, or `..`."""
    start, end = start.partition("/")[0], end.rpartition("/")[2]
    return start if start == end else f"{start}/{end}"


def days(values: Sequence[str]) -> str:
    """One day, an interval of days that follow each other, or the set of days that do not."""
    values = sorted(set(values))
    if len(values) == 1:
        return values[0]
    try:
        first, last = date.fromisoformat(values[0]), date.fromisoformat(values[-1])
    except ValueError:
        return interval(values[0], values[-1])
    if last - first == timedelta(days=len(values) - 1):
        return interval(values[0], values[-1])
    return "{" + ",".join(values) + "}"


def qualify(value: str, mark: str) -> str:
    """The value, or both ends of the interval, with `mark`: "~" for about, "?" for uncertain."""
    if value.startswith(("{", "[")):
        return value
    return "/".join(part + mark if part not in ("", "..") else part for part in value.split("/"))


def one_of(values: Sequence[str]) -> str:
    """One of several days, which is not known."""
    return "[" + ",".join(sorted(values)) + "]"


@lru_cache(maxsize=4096)
def bound_edtf(edtf: str) -> tuple[str | None, str | None]:
    """The first and the last day that `edtf` may mean; None where it is open, empty, or of no known year."""
    if edtf.startswith(("{", "[")):
        parts = edtf[1:-1].split(",")
        return bound_edtf(parts[0])[0], bound_edtf(parts[-1])[1]
    if "/" in edtf:
        start, end = edtf.split("/", 1)
        return bound_edtf(start)[0], bound_edtf(end)[1]
    edtf = edtf.rstrip("?~%")
    match = _PLAIN.fullmatch(edtf)
    if match is None:
        return None, None
    first, last = (int(match[1].replace("X", digit)) for digit in "09")
    if match[2] is None:
        return day(first, 1, 1), day(last, 12, 31)
    month_number = int(match[2])
    if not is_day(last, month_number, int(match[3] or 1)) and month_number not in _SEASONS:
        return None, None
    if month_number in _SEASONS:
        begin, finish = _SEASONS[month_number]
        last += finish < begin
        return day(first, begin, 1), day(last, finish, _last_day(last, finish))
    if match[3] is None:
        return day(first, month_number, 1), day(last, month_number, _last_day(last, month_number))
    return edtf, edtf


@lru_cache(maxsize=4800)
def _last_day(number: int, month_number: int) -> int:
    # The Gregorian calendar repeats after 400 years, which carries years before 1 into the range that `calendar` knows.
    return calendar.monthrange(number % 400 + 400, month_number)[1]
