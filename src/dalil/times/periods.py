"""Rules for what is told from the day of publication or from another event, and for what is no date: clock times."""

from __future__ import annotations

import re

from dalil.times import deixis, edtf
from dalil.times.matches import (
    CLOCK_UNITS,
    STEPS,
    Context,
    Expression,
    drop,
    find_token,
    is_barred,
    is_barred_behind,
    read_number,
    read_numbers,
    read_unit,
    read_year,
)


def read_period(match: re.Match[str], context: Context) -> Expression | None:
    """A day, week, month, year or century told from publication: "last month", "this week", "the end of the year"."""
    token = find_token(match, "U", context)
    unit, _ = read_unit(match, "U", context)
    following = any(">" in t.also for t in context.tokens[match.start() : match.end()])
    if following and (unit == "day" or context.vocabulary.language != "en"):
        return None
    if is_barred(match, context, token.letter) and match.start("U") == match.start():
        return None
    said = re.sub(r"[^LXCe7]", "", match[0])
    if not said and not token.definite:
        return None
    language = context.vocabulary.language
    if unit == "day" and said != ("L" if language == "fa" else "X") and language != "en":
        return None
    step = next((s for s in map(STEPS.__getitem__, said) if s), 0)
    value = deixis.find_period(unit, context.published, step) if context.published else ""
    return Expression(match.start(), match.end(), "period", value, "period", "published")


def read_told(match: re.Match[str], context: Context) -> Expression | None:
    """Counted from the date told before: "the next day", "the same year", "two days after that", "three years later".

    `compose` finds the value; where no date was told it has none, for only an event dates it.
    """
    token = find_token(match, "U", context)
    if token.letter == "D" and (token.value != 0 or context.vocabulary.language != "ar"):
        return None
    unit, count = (
        ("day", 1) if token.letter in "DP" else ("month", 1) if token.letter == "V" else read_unit(match, "U", context)
    )
    groups = match.groupdict()
    if groups.get("N"):
        count = read_number(match, "N", context)
    sign = groups.get("sign") or ""
    relation = find_token(match, "R", context).value if groups.get("R") else None
    if is_barred(match, context, token.letter) and match.start("U") == match.start():
        return None
    if sign == "=" and context.vocabulary.language == "ar" and not (token.definite or token.letter == "D"):
        return None  # "that, on Wednesday" is no "that day"
    if sign == "=" or token.letter == "V":
        sign, count = "=", 0
    elif sign == "<" or relation == "before":
        count = -count
    elif relation not in (None, "after"):
        return None
    if groups.get("sign") == "=" and match.start("sign") > match.start("U") and context.vocabulary.language != "ar":
        return None
    if unit in CLOCK_UNITS or (sign and sign in "lX" and ">" not in _letters_of(context, match, "sign")):
        return None
    rule = "event-during" if count == 0 and sign == "=" else "event-before" if count < 0 else "event-after"
    if (not count and sign != "=") or abs(count) > 3000 or "~" in match[0]:
        return Expression(match.start(), match.end(), rule, "", "other")
    return Expression(match.start(), match.end(), rule, "", "told", unit=unit, step=count)


def _letters_of(context: Context, match: re.Match[str], group: str) -> str:
    token = find_token(match, group, context)
    return token.letter + token.also


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


def read_same_month_of_year(match: re.Match[str], context: Context) -> Expression | None:
    """The month told before, of another year: "the same month of 2014"."""
    year, anchored = read_year(match, context)
    if year is None:
        return None
    anchor = "published" if anchored else None
    return Expression(match.start(), match.end(), "same-month", "", "same-month", anchor, unit="month", step=year)


def read_deictic(match: re.Match[str], context: Context) -> Expression | None:
    offset = read_number(match, "D", context)
    if match[0].endswith("L"):
        if offset or context.vocabulary.language != "ar":
            return None
        offset = -1
    behind = context.tokens.letters[match.end() : match.end() + 1]
    if is_barred(match, context, "D") or is_barred_behind(match, context, "D") or (behind == "O" and offset == 0):
        return None
    value = deixis.shift_days(context.published, offset) if context.published else ""
    return Expression(match.start(), match.end(), "deictic", value, "deictic", "published")


def read_weekday(match: re.Match[str], context: Context) -> Expression | None:
    if is_barred(match, context, "W") or is_barred_behind(match, context, "W"):
        return None
    mod = match["mod"] or match.groupdict().get("mod0")
    return Expression(
        match.start(), match.end(), "weekday", None, "weekday", "published",
        weekday=read_number(match, "W", context), step=STEPS[mod.replace("<", "L")] if mod and mod in "LX<" else None,
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
    if before == "a" and context.tokens.letters[match.start() - 1 : match.start()] in ("j", "k", "m", "y"):
        return None  # "year after year"
    if not before and "g" not in (last := context.tokens[match.end() - 1]).letter + last.also:
        return None
    if unit in ("decade", "century") or (
        before == "s" and (count == 0 or unit in CLOCK_UNITS)
    ):  # "for months": how long, not when
        return None
    rule, value = "ago", ""
    if before == "a" or groups.get("event"):
        rule = "event-after" if before == "a" else "event-before"
        if not groups.get("event") and count and unit not in CLOCK_UNITS and count < 3000:
            return Expression(match.start(), match.end(), rule, "", "told-here", unit=unit, step=count)
    elif count and unit not in CLOCK_UNITS and context.published and count < 3000:
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
    if match[0][0] == "L" and context.tokens.letters[match.start() - 1 : match.start()] == "o":
        return None  # "to last 45 minutes"
    if "g" in context.tokens[match.end() - 1].also or (context.vocabulary.language == "ar" and match["U"] not in "p2"):
        return None
    value = ""
    if count and unit not in CLOCK_UNITS and context.published and count < 1000:
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


def read_no_date(match: re.Match[str], _: Context) -> Expression | None:
    """A clock time or a set: consumed, so that no rule takes its number or weekday for a date."""
    return drop(match)


def read_ahead(match: re.Match[str], context: Context) -> Expression | None:
    """So long after publication: "four days from now"."""
    unit, count = read_unit(match, "U", context)
    count = read_number(match, "N", context) if match["N"] else count
    if unit in CLOCK_UNITS or not 0 < count < 3000:
        return None
    value = deixis.find_period(unit, context.published, count) if context.published else ""
    return Expression(match.start(), match.end(), "ahead", value, "other", "published")


def read_event_tied(match: re.Match[str], context: Context) -> Expression | None:
    """ "two days after the attack": only the event dates it."""
    if context.vocabulary.language == "ar":
        return None
    before = match["side"] == "b"
    return Expression(match.start(), match.end(), f"event-{'before' if before else 'after'}", "", "other")


def read_later(match: re.Match[str], context: Context) -> Expression | None:
    """ "two days later": counted from the date told before, else from an event."""
    if "l" not in _letters_of(context, match, "later"):
        return None
    unit, count = read_unit(match, "U", context)
    count = read_number(match, "N", context) if match["N"] else count
    if unit in CLOCK_UNITS or not 0 < count < 3000 or "~" in match[0]:
        return Expression(match.start(), match.end(), "event-after", "", "other")
    return Expression(match.start(), match.end(), "event-after", "", "told", unit=unit, step=count)
