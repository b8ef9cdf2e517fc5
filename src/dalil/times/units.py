"""Rules for units wider than a day that are named or counted: feasts, quarters, seasons, decades, centuries."""

from __future__ import annotations

import re
from datetime import date

from dalil.model import Calendar
from dalil.times import calendars, deixis, edtf, feasts
from dalil.times.matches import (
    STEPS,
    Context,
    Expression,
    find_token,
    is_barred_behind,
    own_calendar,
    read_number,
    read_year,
)

_DATING = "isatbEPfoejq"  # what stands before a feast that dates something, and is not only spoken of


def read_feast(match: re.Match[str], context: Context) -> Expression | None:
    """A feast, with its year of either calendar or without: "Eid al-Adha 1436"."""
    feast = find_token(match, "feast", context).value
    assert isinstance(feast, str)
    before = context.tokens[match.start() - 1] if match.start() else None
    alone = before is None and match.end() == len(context.tokens)
    dating = before is not None and before.letter in _DATING and (before.folded or before.letter != "i")
    if match[0] == "*" and not (alone or dating):
        return None
    calendar, day = feasts.find_calendar(feast), feasts.find_month_day(feast)
    year, anchored = read_year(match, context)
    end = match.end()
    if year is not None and not (1600 < year < 2200 if calendar == "gregorian" else 1200 < year < 2200):
        return None
    if year is None and context.published is None:
        return Expression(match.start(), end, "feast", "", "date", "published", calendar)
    if year is None:
        assert context.published is not None
        this = calendars.year_at(calendar, context.published)
        near = [feasts.find_feast(feast, y) for y in (this - 1, this, this + 1)]
        found = min(near, key=lambda d: abs((d - context.published).days) if context.published else 0)
        return Expression(match.start(), end, "feast-nearest", found.isoformat(), "date", "published", calendar)
    if calendar == "gregorian" or year < 1500 or day is None:
        found = feasts.find_feast(feast, year)
    else:
        first = calendars.from_gregorian(calendar, date(year, 1, 1))[0]
        found = next(d for y in (first, first + 1) if (d := feasts.find_feast(feast, y)).year == year)
    return Expression(
        match.start(), end, "feast", found.isoformat(), "date", "published" if anchored else None, calendar
    )


def read_quarter(match: re.Match[str], context: Context) -> Expression | None:
    """A quarter of a year: "the first quarter of 2015"."""
    quarter = 4 if match["q"] == "L" else read_number(match, "q", context)  # in English "Q4" is one token
    year, anchored = read_year(match, context, own_calendar(context))
    if not 1 <= quarter <= 4:
        return None
    anchor = "published" if anchored or match.groupdict().get("yrel") else None
    if year is None:
        return Expression(match.start(), match.end(), "quarter", "", "month", anchor) if anchor else None
    if 1200 < year < 1500:
        first, last = (calendars.month_bounds("solar-hijri", year, 3 * quarter - n) for n in (2, 0))
        value = f"{first[0].isoformat()}/{last[1].isoformat()}"
        return Expression(match.start(), match.end(), "quarter", value, "month", anchor, "solar-hijri")
    return Expression(match.start(), match.end(), "quarter", edtf.month(year, 32 + quarter), "month", anchor)


def read_season(match: re.Match[str], context: Context) -> Expression | None:
    """A season with its year: "the summer of 2016", "last spring". Alone it is no time: it may be a name."""
    season = read_number(match, "Z", context)
    year, anchored = read_year(match, context)
    mod = match.groupdict().get("mod") or match.groupdict().get("mod0")
    value = ""
    if year is None and mod and context.published:
        first = (season - 20) * 3
        year = deixis.find_year_of_month(context.published, first % 12 or 12, direction=STEPS[mod])
        anchored = True
    if year is not None and year < 1500 and context.vocabulary.language == "fa":
        first_month = (season - 21) * 3 + 1
        bounds = [calendars.month_bounds("solar-hijri", year, month) for month in (first_month, first_month + 2)]
        value = f"{bounds[0][0].isoformat()}/{bounds[1][1].isoformat()}"
        return Expression(match.start(), match.end(), "season", value, "month", calendar="solar-hijri")
    if year is not None:
        value = edtf.month(year, season)
    elif match.groupdict().get("yrel") is None and not mod:
        return None
    return Expression(match.start(), match.end(), "season", value, "month", "published" if anchored else None)


def read_numbered_decade(match: re.Match[str], context: Context) -> Expression | None:
    """A decade by its number: "the decade of 1980"; in Persian one in two figures is of the Solar Hijri calendar."""
    number, era = read_number(match, "d", context), match["era"]
    if number % 10 or number < 10 or (number < 100 and context.vocabulary.language != "fa"):
        return None
    if number < 100:
        number += 1900 if era == "A" else 1300
    if number >= 1500:
        return Expression(match.start(), match.end(), "decade", f"{number // 10}X", "year")
    bounds = [calendars.year_bounds("solar-hijri", year) for year in (number, number + 9)]
    value = f"{bounds[0][0].isoformat()}/{bounds[1][1].isoformat()}"
    return Expression(match.start(), match.end(), "decade", value, "year", calendar="solar-hijri")


def read_decade(match: re.Match[str], context: Context) -> Expression | None:
    number, token = read_number(match, "d", context), find_token(match, "d", context)
    named = number > 100 or token.definite or match["c"] or context.vocabulary.language == "ar"
    if is_barred_behind(match, context, "d") or not named:
        return None
    if number < 100:
        century = 1900
        if match["c"] and match["c"][1] == "O":
            century = (read_number(match, "O", context) - 1) * 100
        number += century
    return Expression(match.start(), match.end(), "decade", f"{number // 10}X", "year")


def read_century(match: re.Match[str], context: Context) -> Expression | None:
    number, era = read_number(match, "O", context), match.groupdict().get("era")
    if era in ("I", "S") and 1 < number < 16:
        calendar: Calendar = "hijri" if era == "I" else "solar-hijri"
        bounds = [calendars.year_bounds(calendar, year) for year in (100 * number - 99, 100 * number)]
        value = f"{bounds[0][0].isoformat()}/{bounds[1][1].isoformat()}"
        return Expression(match.start(), match.end(), "century", value, "year", calendar=calendar)
    if not (number > 9 or era == "A") or number > 22:
        return None
    return Expression(match.start(), match.end(), "century", f"{number - 1:02d}XX", "year")


def read_before_christ(match: re.Match[str], context: Context) -> Expression | None:
    number = read_number(match, "N", context)
    return Expression(match.start(), match.end(), "year", edtf.year(1 - number), "year")
