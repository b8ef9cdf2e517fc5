"""Rules for what names its place on the calendar: days, months, years, seasons, decades, dates in figures."""

from __future__ import annotations

import re

from dalil.model import Calendar
from dalil.times import calendars, deixis, edtf
from dalil.times.matches import (
    CALENDARS,
    STEPS,
    Context,
    Expression,
    complete_year,
    find_token,
    is_barred,
    is_barred_behind,
    read_number,
    read_numbers,
    read_year,
    set_year,
)


def read_days(match: re.Match[str], context: Context) -> Expression | None:
    """A day or days with their month: "3 October 2016", "the fifth and sixth of June next"."""
    month = find_token(match, "M", context)
    numbers = read_numbers(match, "days", context)
    if not numbers or not isinstance(month.value, int):
        return None
    before = context.tokens.letters[match.start() - 1 : match.start()]
    if (before == "w" or re.search(r"[o\-t]", match["days"])) and len(numbers) == 2 and numbers[0] < numbers[1]:
        numbers = tuple(range(numbers[0], numbers[1] + 1))
    calendar = CALENDARS[month.letter]
    year, anchored = read_year(match, context, calendar)
    if not all(edtf.is_day(None, month.value, n) for n in numbers):
        return None
    mod = match.groupdict().get("mod")
    if year is None and not mod and is_barred(match, context, month.letter):
        return None
    found = Expression(
        match.start(), match.end(), "day-month", None, "date", calendar=calendar, month=month.value, days=numbers,
        step=STEPS[mod] if mod else None, anchor="published" if anchored else None,
    )  # fmt: skip
    return found if year is None else set_year(found, year)


def read_month(match: re.Match[str], context: Context) -> Expression | None:
    """A month, with its year or a word that tells which: "last October", "in March". Alone it needs a preposition."""
    month = find_token(match, "M", context)
    mod = match["mod"] or match.groupdict().get("mod0")
    said = match[0].replace(match["M"], "", 1)
    year, anchored = read_year(match, context, CALENDARS[month.letter])
    if is_barred(match, context, month.letter) or not isinstance(month.value, int):
        return None
    if match.groupdict().get("mod0") and context.vocabulary.language != "en":
        return None
    if year is None and not mod:
        before = context.tokens[match.start() - 1].letter if match.start() else ""
        named = "m" in said
        if not named and (month.ambiguous or month.letter == "J" or not before or before not in "isatbEfoQw&uqe"):
            return None
    found = Expression(
        match.start(), match.end(), "month", None, "month", calendar=CALENDARS[month.letter], month=month.value,
        step=STEPS[mod] if mod else None, anchor="published" if anchored else None,
    )  # fmt: skip
    return found if year is None else set_year(found, year)


def read_one_year(match: re.Match[str], context: Context) -> Expression | None:
    """A year: with its word, or four figures where they can be nothing else."""
    number = read_number(match, "Y", context)
    calendar = _year_calendar(match, number, context)
    named = "y" in match[0] or bool(match["era"])
    full = complete_year(number, context, calendar)
    if full is None or (number < 100 and not named):
        return None
    if calendar == "gregorian":
        if not (named or _reads_as_year(match, number, context)):
            return None
        return Expression(match.start(), match.end(), "year", edtf.year(full), "year")
    if not named:
        return None
    first, last = calendars.year_bounds(calendar, full)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Expression(match.start(), match.end(), "year", value, "year", calendar=calendar)


def _year_calendar(match: re.Match[str], number: int, context: Context) -> Calendar:
    era, language = match["era"], context.vocabulary.language
    if era == "A" or not (number < 100 or 1200 <= number <= 1500):
        return "gregorian"
    if era == "I" or (language == "ar" and 1300 <= number < 1500):
        return "hijri"
    if era == "S" or (language == "fa" and (number < 100 or 1250 <= number < 1450)):
        return "solar-hijri"
    return "gregorian"


def _reads_as_year(match: re.Match[str], number: int, context: Context) -> bool:
    """Whether four bare figures are a year: after a preposition or a noun, and no count of what follows."""
    tokens = context.tokens
    before = tokens[match.start() - 1] if match.start() else None
    after = tokens[match.end()] if match.end() < len(tokens) else None
    if not 1900 <= number <= 2100 or (after is None and before is None):
        return False
    following = after.letter if after else ","
    if before is None:
        return following not in "_"
    if before.letter in "isatbwfoE&-" and (following != "_" or before.letter in "isatE"):
        return True
    if before.letter == "(" and following == ")":
        return True
    return before.letter == "_" and following in ',;:")('


def read_year_pair(match: re.Match[str], context: Context) -> Expression | None:
    """Two years that bound one span: "2003-2005", "the years 2003 and 2005"."""
    first, last = read_number(match, "Y", context), read_number(match, "Z", context)
    if not first < last <= first + 300 or first < 1500:
        return None
    return Expression(match.start(), match.end(), "years", f"{edtf.year(first)}/{edtf.year(last)}", "year")


def read_two_years(match: re.Match[str], context: Context) -> Expression | None:
    first, last = map(int, context.tokens[match.end() - 1].folded.split("/"))
    if last != first + 1:
        return None
    return Expression(match.start(), match.end(), "years", f"{first}/{last}", "year")


def read_figures(match: re.Match[str], context: Context) -> Expression | None:
    """A date in figures: day first, year first where it has four figures, month first only where nothing else fits."""
    text = context.tokens[match.start()].folded
    parts = re.split(r"[/.\-]", text)
    if len(parts[0]) == 4:
        order = (0, 1, 2)
    elif len(parts[2]) == 4 or (len(parts[2]) == 2 and "/" in text):
        order = (2, 1, 0)
    else:
        return None
    year, month, day = (int(parts[i]) for i in order)
    if len(parts[order[0]]) == 2:
        year = complete_year(year, context, _own_calendar(context)) or year
    if month > 12 >= day:
        month, day = day, month
    era = match.groupdict().get("era") or ""
    calendar: Calendar = "gregorian"
    if 1250 <= year < 1500:
        solar = era == "S" or (context.vocabulary.language == "fa" and era != "I")
        calendar = "solar-hijri" if solar else "hijri"
    if not (1000 <= year < 2200 and edtf.is_day(None, month, day)):
        return None
    found = Expression(match.start(), match.end(), "figures", None, "date", calendar=calendar, month=month, days=(day,))
    return set_year(found, year)


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
    number = read_number(match, "O", context)
    return Expression(match.start(), match.end(), "century", f"{number - 1:02d}XX", "year") if number > 9 else None


def _own_calendar(context: Context) -> Calendar:
    """The calendar of a year in two figures, or without more, in the language of the text."""
    return "solar-hijri" if context.vocabulary.language == "fa" else "gregorian"


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


def read_before_christ(match: re.Match[str], context: Context) -> Expression | None:
    number = read_number(match, "N", context)
    return Expression(match.start(), match.end(), "year", edtf.year(1 - number), "year")
