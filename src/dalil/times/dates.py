"""Rules for what names its place on the calendar: days, months, years, seasons, decades, dates in figures."""

from __future__ import annotations

import re

from dalil.model import Calendar
from dalil.times import calendars, edtf
from dalil.times.matches import (
    CALENDARS,
    STEPS,
    Context,
    Expression,
    complete_year,
    drop,
    find_token,
    is_barred,
    is_barred_behind,
    is_body,
    own_calendar,
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
    if context.vocabulary.language == "en" and _counts_in_words(match, context):
        return None
    if is_body(match, context) or is_barred_behind(match, context, "M"):
        return drop(match)
    if context.tokens[match.start()].letter == "O" and re.search("[kmyxrc]$", context.tokens.letters[: match.start()]):
        return None  # "the first week of October" is no day
    before = context.tokens.letters[match.start() - 1 : match.start()]
    if (before == "w" or re.search(r"[o\-t]", match["days"])) and len(numbers) == 2 and numbers[0] < numbers[1]:
        numbers = tuple(range(numbers[0], numbers[1] + 1))
    calendar = CALENDARS[month.letter]
    year, anchored = read_year(match, context, calendar)
    if year is None and (named := _find_named_year(match, context, month.value, numbers)):
        year = named
    if not all(edtf.is_day(None, month.value, n) for n in numbers):
        return None
    mod = match.groupdict().get("mod")
    if year is None and not mod and is_barred(match, context, month.letter):
        return None
    unit = "year" if match.groupdict().get("ysame") else None
    found = Expression(
        match.start(), match.end(), "day-month-either" if "|" in match["days"] else "day-month", None, "date",
        calendar=calendar, month=month.value, days=numbers, unit=unit,
        step=STEPS[mod] if mod else None, anchor="published" if anchored else None,
    )  # fmt: skip
    return found if year is None else set_year(found, year)


def _counts_in_words(match: re.Match[str], context: Context) -> bool:
    """ "a January", "two May Day rallies": in English a day is a figure or an ordinal."""
    tokens = context.tokens[match.start("days") : match.end("days")]
    return any(t.letter == "N" and not t.folded[:1].isdecimal() for t in tokens)


def _find_named_year(match: re.Match[str], context: Context, month: int, numbers: tuple[int, ...]) -> int | None:
    """The year of a day that the world calls by day and month alone: "the attacks of 11 September"."""
    year, words = context.vocabulary.named_days.get((month, numbers[0]), (0, frozenset[str]()))
    around = context.tokens[max(0, match.start() - 2) : match.start()] + context.tokens[match.end() : match.end() + 2]
    if len(numbers) > 1 or not any(token.folded in words for token in around):
        return None
    return year if context.published is None or context.published.year >= year else None


def read_days_behind(match: re.Match[str], context: Context) -> Expression | None:
    """Days behind their month: "July 13-15"; in Arabic and Persian only as a range, or where the clause ends there."""
    if len(read_numbers(match, "days", context)) < 2 and match.end() < len(context.tokens):
        return None
    return read_days(match, context)


def read_first_of_month(match: re.Match[str], context: Context) -> Expression | None:
    """The first day of a month, told as "the first of": "أول تموز 2009"."""
    month = find_token(match, "M", context)
    if context.vocabulary.constructs.get(context.tokens[match.start()].folded) != 1 or not isinstance(month.value, int):
        return None
    calendar = CALENDARS[month.letter]
    year, anchored = read_year(match, context, calendar)
    found = Expression(
        match.start(), match.end(), "day-month", None, "date", calendar=calendar, month=month.value, days=(1,),
        step=STEPS[match["mod"]] if match["mod"] else None, anchor="published" if anchored else None,
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
    if is_barred_behind(match, context, "M"):
        return None
    if match.groupdict().get("mod0") and context.vocabulary.language != "en":
        return None
    unit = "year" if match.groupdict().get("ysame") else None
    if year is None and not mod and unit is None:
        before = context.tokens[match.start() - 1].letter if match.start() else ""
        named = "m" in said or "k" in said
        if not named and (
            month.ambiguous or not before or before not in "isatbEfoQw&uqe" + "_" * (month.letter == "J")
        ):
            return None
    found = Expression(
        match.start(), match.end(), "month", None, "month", calendar=CALENDARS[month.letter], month=month.value,
        unit=unit, step=STEPS[mod] if mod else None, anchor="published" if anchored else None,
    )  # fmt: skip
    return found if year is None else set_year(found, year)


def read_one_year(match: re.Match[str], context: Context) -> Expression | None:
    """A year: with its word, or four figures where they can be nothing else."""
    number = read_number(match, "Y", context)
    calendar = _year_calendar(match, number, context)
    named = "y" in match[0] or bool(match["era"])
    full = complete_year(number, context, calendar)
    if full is None and match["era"] and number >= 100:
        full = number
    if named and is_barred(match, context, "y"):
        return drop(match)
    if full is None or (number < 100 and not named):
        return None
    if calendar == "gregorian":
        if not (named or _reads_as_year(match, number, context)):
            return None
        kind = "year" if named or not _follows_article(match, context) else "attribute"
        return Expression(match.start(), match.end(), "year", edtf.year(full), kind)
    if not named:
        return None
    first, last = calendars.year_bounds(calendar, full)
    value = f"{first.isoformat()}/{last.isoformat()}"
    return Expression(match.start(), match.end(), "year", value, "year", calendar=calendar)


def _follows_article(match: re.Match[str], context: Context) -> bool:
    """Whether an article stands before bare figures: "after the 2003 invasion" is not after 2003."""
    return context.tokens[match.start()].definite


def _year_calendar(match: re.Match[str], number: int, context: Context) -> Calendar:
    era, language = match["era"], context.vocabulary.language
    if era == "A" or not (number < 100 or 1200 <= number <= 1500):
        return "gregorian"
    if era == "S":
        return "solar-hijri"
    if era == "I" or (language == "ar" and 1300 <= number < 1500):
        return "hijri"
    if language == "fa" and (number < 100 or 1250 <= number < 1450):
        return "solar-hijri"
    return "gregorian"


def _reads_as_year(match: re.Match[str], number: int, context: Context) -> bool:
    """Whether four bare figures are a year: after a preposition or a noun, and no count of what follows."""
    tokens = context.tokens
    before = tokens[match.start() - 1] if match.start() else None
    after = tokens[match.end()] if match.end() < len(tokens) else None
    if before is not None and before.folded in context.vocabulary.year_events:
        return not is_barred_behind(match, context, "Y")
    in_words = not tokens[match.end() - 1].folded[:1].isdecimal()
    if not 1900 <= number <= 2100 or (after is None and before is None):
        return False
    if in_words:
        return context.vocabulary.language == "en" and before is not None and before.letter == "i"
    following = after.letter if after else ","
    if is_barred_behind(match, context, "Y"):
        return False
    following = "_" if following in _NOUNS else following
    if context.vocabulary.language == "en" and tokens[match.end() - 1].definite:
        return following == "_"
    if before is None:
        return following not in "_"
    if before.letter == "q":
        led = match.start() > 1 and tokens[match.start() - 2].letter == "i"
        return following != "_" or (led and number % 100 != 0)  # a round number is a count more often than a year
    if before.letter == "?":
        return True
    if before.letter in "isatbwfoE&-" and (following != "_" or before.letter in "isatbE"):
        return True
    if before.letter == "(" and following == ")":
        return True
    return before.letter in _NOUNS and following in ',;:")('


_NOUNS = "_<>=#*@$534"


def read_year_pair(match: re.Match[str], context: Context) -> Expression | None:
    """Two years that bound one span: "2003-2005", "the years 2003 and 2005"."""
    first, last = read_number(match, "Y", context), read_number(match, "Z", context)
    if is_barred_behind(match, context, "Y"):
        return drop(match)
    if not first < last <= first + 300:
        return None
    if not set(match[0]) & set("yup") and not 1800 < first < 2100:
        return None
    if "|" in match[0]:
        return Expression(match.start(), match.end(), "years", edtf.one_of([edtf.year(first), edtf.year(last)]), "year")
    if first < 1500:
        return _read_other_years(match, context, first, last)
    joint = "," if "&" in match[0] and context.tokens.letters[match.start() - 1 : match.start()] != "w" else "/"
    value = f"{edtf.year(first)}{joint}{edtf.year(last)}"
    value = value.replace(",", "/") if last == first + 1 or joint == "/" else "{" + value + "}"
    return Expression(match.start(), match.end(), "years", value, "year")


def _read_other_years(match: re.Match[str], context: Context, first: int, last: int) -> Expression | None:
    calendar: Calendar = "solar-hijri" if context.vocabulary.language == "fa" else "hijri"
    if first < 1200:
        return None
    begin, end = calendars.year_bounds(calendar, first)[0], calendars.year_bounds(calendar, last)[1]
    value = f"{begin.isoformat()}/{end.isoformat()}"
    return Expression(match.start(), match.end(), "years", value, "year", calendar=calendar)


def read_two_years(match: re.Match[str], context: Context) -> Expression | None:
    first, last = map(int, context.tokens[match.end() - 1].folded.split("/"))
    if last != first + 1:
        return None
    return Expression(match.start(), match.end(), "years", f"{first}/{last}", "year")


def read_figures(match: re.Match[str], context: Context) -> Expression | None:
    """A date in figures: day first, year first where it has four figures, month first only where nothing else fits."""
    text = "".join(token.folded for token in context.tokens[match.start() : match.end()] if token.letter not in "AIS")
    parts = re.split(r"[/.\-]", text)
    if len(parts) == 2:
        if context.tokens.letters[match.start() - 1 : match.start()] not in _LEADS_FIGURES:
            return None
        return _read_month_in_figures(match, int(parts[0]), int(parts[1]))
    if len(parts[0]) == 4 or (context.vocabulary.language == "fa" and 31 < int(parts[0]) < 100):
        order = (0, 1, 2)
    elif len(parts[2]) == 4 or (len(parts[2]) == 2 and "/" in text):
        order = (2, 1, 0)
    else:
        return None
    year, month, day = (int(parts[i]) for i in order)
    if len(parts[order[0]]) == 2:
        year = complete_year(year, context, own_calendar(context)) or year
    american = context.vocabulary.language == "en" and order == (2, 1, 0)
    if month > 12 >= day or (american and context.day_first is False and day <= 12):
        month, day = day, month
    elif american and context.day_first is None and day <= 12 and day != month and 1000 <= year < 2200:
        both = edtf.one_of([edtf.day(year, month, day), edtf.day(year, day, month)])
        return Expression(match.start(), match.end(), "figures-either", both, "date")
    era = match.groupdict().get("era") or ""
    calendar: Calendar = "gregorian"
    if 1250 <= year < 1500:
        solar = era == "S" or (context.vocabulary.language == "fa" and era != "I")
        calendar = "solar-hijri" if solar else "hijri"
    if not (1000 <= year < 2200 and edtf.is_day(None, month, day)):
        return None
    found = Expression(match.start(), match.end(), "figures", None, "date", calendar=calendar, month=month, days=(day,))
    return set_year(found, year)


_LEADS_FIGURES = frozenset(("", *"isatbEfomwq(&-"))  # before "2/2013", which may be the number of a case


def _read_month_in_figures(match: re.Match[str], month: int, year: int) -> Expression | None:
    """ "2/2013": a month of a year."""
    if not 1 <= month <= 12:
        return None
    return Expression(match.start(), match.end(), "figures", edtf.month(year, month), "month", month=month)


def read_day_in_figures(match: re.Match[str], context: Context) -> Expression | None:
    """ "21/09" behind a weekday or "the day": day and month without year."""
    day, month = map(int, context.tokens[match.start()].folded.split("/"))
    if not edtf.is_day(None, month, day):
        return None
    return Expression(match.start(), match.end(), "figures", None, "date", month=month, days=(day,))
