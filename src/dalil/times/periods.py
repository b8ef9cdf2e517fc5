"""Rules for what is told from the day of publication or from another event, and for what is no date: clock times."""

from __future__ import annotations

import re

from dalil.times import deixis, edtf
from dalil.times.matches import (
    STEPS,
    Context,
    Expression,
    find_token,
    is_barred,
    is_barred_behind,
    read_number,
    read_numbers,
    read_unit,
)


def read_period(match: re.Match[str], context: Context) -> Expression | None:
    """A day, week, month, year or century told from publication: "last month", "this week", "the end of the year"."""
    token = find_token(match, "U", context)
    unit, _ = read_unit(match, "U", context)
    if is_barred(match, context, token.letter) and match.start("U") == match.start():
        return None
    said = re.sub(r"[^LXCe]", "", match[0])
    if not said and not token.definite:
        return None
    if unit == "day" and (said != "X" or context.vocabulary.language == "fa") and context.vocabulary.language != "en":
        return None
    step = next((s for s in map(STEPS.__getitem__, said) if s), 0)
    value = deixis.find_period(unit, context.published, step) if context.published else ""
    return Expression(match.start(), match.end(), "period", value, "period", "published")


def read_year_word(match: re.Match[str], context: Context) -> Expression | None:
    if context.published is None:
        return Expression(match.start(), match.end(), "period", "", "period", "published")
    value = deixis.find_period("year", context.published, read_number(match, "G", context))
    return Expression(match.start(), match.end(), "period", value, "period", "published")


def read_day_of_month(match: re.Match[str], context: Context) -> Expression | None:
    """A day of a month told from publication: "the third of this month"."""
    numbers = read_numbers(match, "days", context)
    if context.published is None:
        return Expression(match.start(), match.end(), "day-of-month", "", "date", "published")
    step = next((STEPS[c] for c in match[0] if c in "LXC"), 0)
    year, month = deixis.shift_month(context.published, step)
    if not all(edtf.is_day(year, month, n) for n in numbers):
        return None
    value = edtf.days([edtf.day(year, month, n) for n in numbers])
    return Expression(match.start(), match.end(), "day-of-month", value, "date", "published", month=month, days=numbers)


def read_same_month(match: re.Match[str], context: Context) -> Expression | None:
    """A day of the month named before it: "the 29th of the same month"."""
    numbers = read_numbers(match, "days", context)
    return Expression(match.start(), match.end(), "same-month", "", "date", days=numbers)


def read_deictic(match: re.Match[str], context: Context) -> Expression | None:
    offset = read_number(match, "D", context)
    behind = context.tokens.letters[match.end() : match.end() + 1]
    if is_barred(match, context, "D") or is_barred_behind(match, context, "D") or (behind == "O" and offset == 0):
        return None
    value = deixis.shift_days(context.published, offset) if context.published else ""
    return Expression(match.start(), match.end(), "deictic", value, "deictic", "published")


def read_weekday(match: re.Match[str], context: Context) -> Expression | None:
    if is_barred(match, context, "W"):
        return None
    mod = match["mod"] or match.groupdict().get("mod0")
    return Expression(
        match.start(), match.end(), "weekday", None, "weekday", "published",
        weekday=read_number(match, "W", context), step=STEPS[mod] if mod and mod in "LX" else None,
    )  # fmt: skip


def read_ago(match: re.Match[str], context: Context) -> Expression | None:
    """So long before publication: "two days ago". Before or after another event it has no value of its own."""
    groups = match.groupdict()
    unit, count = read_unit(match, "U", context)
    if groups["N"]:
        count = read_number(match, "N", context)
    token, before = find_token(match, "U", context), groups.get("prep", "") or ""
    if before and ((token.definite and context.vocabulary.language == "ar") or is_barred(match, context, before)):
        return None
    if "~" in match[0]:
        count = 0
    if not before and "g" not in (last := context.tokens[match.end() - 1]).letter + last.also:
        return None
    if before == "s" and (count == 0 or unit == "hour"):  # "for months": how long, not when
        return None
    rule, value = "ago", ""
    if before == "a" or groups.get("event"):
        rule = "event-after" if before == "a" else "event-before"
    elif count and unit != "hour" and context.published and count < 3000:
        value = deixis.find_period(unit, context.published, -count)
        if "+" in match[0]:
            value = f"../{value.split('/')[-1]}"
    end = match.end() - bool(groups.get("event"))
    return Expression(match.start(), end, rule, value, "other", "published" if value else None)


def read_stretch(match: re.Match[str], context: Context) -> Expression | None:
    """Whole units before or after publication: "the last two days". Without a number it has no value."""
    unit, count = read_unit(match, "U", context)
    numbers = [t.value for t in context.tokens[match.start() : match.end()] if t.letter in "Nn"]
    if numbers and isinstance(numbers[0], int):
        count = numbers[0]
    step = next((STEPS[c] for c in match[0] if c in "LXC"), 0)
    if not step and "2" not in match[0]:
        return None
    if "g" in context.tokens[match.end() - 1].also or (context.vocabulary.language == "ar" and match["U"] not in "p2"):
        return None
    value = ""
    if count and unit != "hour" and context.published and count < 1000:
        if step:
            value = deixis.find_span(unit, context.published, step * count)
        elif unit == "day":
            value = edtf.interval(context.published.isoformat(), deixis.shift_days(context.published, count - 1))
    return Expression(match.start(), match.end(), "stretch", value, "period", "published")


def read_relative(match: re.Match[str], context: Context) -> Expression | None:
    token = context.tokens[match.start()]
    if token.letter == "Q" and (token.words < 2 or context.vocabulary.language != "ar"):
        return None
    relation = token.value if token.letter == "R" else "before"
    return Expression(match.start(), match.end(), f"event-{relation}", "", "other")


def read_clock(match: re.Match[str], context: Context) -> Expression | None:
    return Expression(match.start(), match.end(), "clock", None, "clock")
