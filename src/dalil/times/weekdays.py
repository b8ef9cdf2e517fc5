"""Rules for days that are counted: "the third Tuesday of March 2014", "Sunday of last week", "the last day of May"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from dalil.model import Calendar
from dalil.times import calendars, deixis, edtf
from dalil.times.matches import CALENDARS, STEPS, Context, Expression, find_token, read_number, read_year, set_year

_REACH_MONTHS = 12


def read_numbered_weekday(match: re.Match[str], context: Context) -> Expression | None:
    """One of the weekdays of a month: "the third Tuesday of September 2014", "the last Friday of Ramadan 1436"."""
    month, count = find_token(match, "M", context), _read_count(match, context)
    weekday = _read_weekday(match, context)
    calendar = CALENDARS[month.letter]
    year, anchored = read_year(match, context, calendar)
    if weekday is None or count is None or not isinstance(month.value, int):
        return None
    years, published = [year] if year is not None else [], context.published
    if not years and published is not None:
        this = calendars.year_at(calendar, published)
        years, anchored = [this - 1, this, this + 1], True
    months = [bounds for y in years if (bounds := _find_month(calendar, y, month.value))]
    days = [day for bounds in months if (day := _count_weekdays(*bounds, weekday, count))]
    if match.start("W") < match.start("nth") and match["nth"] == "O":  # "Tuesday the third of September"
        dates = (first + timedelta(days=count - 1) for first, _ in months)
        days = [day for day in dates if day.weekday() == weekday] or days
    if years and not days:
        return None
    found = min(days, key=lambda day: abs((day - (published or day)).days), default=None)
    return Expression(
        match.start(), match.end(), "numbered-weekday", found.isoformat() if found else "", "date",
        "published" if anchored or not years else None, calendar,
    )  # fmt: skip


def _read_count(match: re.Match[str], context: Context) -> int | None:
    """Which of them: 1 to 5, or -1 for the last."""
    if match["nth"] == "L":
        return -1
    token = find_token(match, "nth", context)
    count = context.vocabulary.constructs.get(token.folded, token.value)
    return count if isinstance(count, int) and -1 <= count <= 5 and count else None


def _read_weekday(match: re.Match[str], context: Context) -> int | None:
    token = find_token(match, "W", context)
    value = context.vocabulary.weekdays.get(token.folded, token.value if token.letter in "W@" else None)
    return value if isinstance(value, int) else None


def _find_month(calendar: Calendar, year: int, month: int) -> tuple[date, date] | None:
    if calendar == "gregorian":
        return _month_of(year, month)
    try:
        return calendars.month_bounds(calendar, year, month)
    except ValueError:
        return None


def _month_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _count_weekdays(first: date, last: date, weekday: int, count: int) -> date | None:
    """The weekday number `count` between two days, -1 the last; None where there are not so many."""
    if count < 0:
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    return found if found <= last else None


def read_weekday_of_month(match: re.Match[str], context: Context) -> Expression | None:
    """ "the last Monday of next month"."""
    weekday, count = _read_weekday(match, context), _read_count(match, context)
    if weekday is None or count is None:
        return None
    if context.published is None:
        return Expression(match.start(), match.end(), "numbered-weekday", "", "date", "published")
    said = context.tokens.letters[match.end("W") : match.end()]
    step = next((STEPS[c] for c in said if c in "LXC"), 0)
    found = _count_weekdays(*_month_of(*deixis.shift_month(context.published, step)), weekday, count)
    value = found.isoformat() if found else ""
    return Expression(match.start(), match.end(), "numbered-weekday", value, "date", "published")


def read_numbered_day(match: re.Match[str], context: Context) -> Expression | None:
    """A day of a month by its number, or its last: "the third day of October", "the last day of May 2015"."""
    month, count = find_token(match, "M", context), _read_count(match, context)
    calendar = CALENDARS[month.letter]
    year, anchored = read_year(match, context, calendar)
    if count is None or not isinstance(month.value, int) or (count < 0 and calendar != "gregorian"):
        return None
    day = count
    if count < 0:
        day = monthrange(year or 2001, month.value)[1]
    anchor = "published" if anchored else None
    found = Expression(
        match.start(), match.end(), "day-month", None, "date", anchor, calendar, month=month.value, days=(day,)
    )
    return found if year is None else set_year(found, year)


def read_weekday_of_week(match: re.Match[str], context: Context) -> Expression | None:
    """ "Sunday of last week", "Monday of this week"."""
    weekday = _read_weekday(match, context)
    if weekday is None:
        return None
    if context.published is None:
        return Expression(match.start(), match.end(), "weekday-of-week", "", "date", "published")
    step = next((STEPS[c] for c in match[0] if c in "LXC"), 0)
    monday = date.fromisoformat(deixis.find_period("week", context.published, step)[:10])
    value = deixis.shift_days(monday, weekday)
    return Expression(match.start(), match.end(), "weekday-of-week", value, "date", "published")


def read_weekday_and_day(match: re.Match[str], context: Context) -> Expression | None:
    """A weekday with its day of an unnamed month, "Saturday the sixteenth": the nearest such day to publication."""
    weekday, number = read_number(match, "W", context), read_number(match, "O", context)
    if number <= 5 or number > 31:
        return None
    if context.published is None:
        return Expression(match.start(), match.end(), "weekday-and-day", "", "date", "published")
    published = context.published
    months = (deixis.shift_month(published, n) for n in range(-_REACH_MONTHS, _REACH_MONTHS + 1))
    near = (date(year, month, number) for year, month in months if edtf.is_day(year, month, number))
    fitting = (d for d in near if d.weekday() == weekday)
    found = min(fitting, key=lambda d: abs((d - published).days), default=None)
    if found is None:
        return None
    return Expression(match.start(), match.end(), "weekday-and-day", found.isoformat(), "date", "published")
