"""What neighbours add to the expressions of a sentence: joined days, missing years, ranges, "since" and "until".

Order matters: neighbours are joined first, then every value is found, then ranges and prepositions are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import get_args

from dalil.model import Relation
from dalil.times import calendars, deixis, edtf
from dalil.times.matches import Context, Expression, set_year

_TOLD = re.compile(r"[12]\d{3}(-(?:0[1-9]|1[0-2])(-\d\d)?)?")
_JOINT = re.compile(r"[,(]?i?[ju]?")
_LEAD = re.compile(r"i?(?:[QEP']f?)*(?:i?P)?[jur]?$")
_RANGE = re.compile(r"\)?[,&]?(?:t|o|-)[iju]?[QEP]?[ju]?|,?&?t[iju]?[QEP]?[ju]?")
_CLOSE = re.compile(r",?(?:o|t|-|&t?)[iju]?")
_NEAR, _FAR_YEARS = 6, 2
_FUTURE_REACH = 15
# What takes no preposition more: it holds its own, or has no value.
_ALONE = frozenset(("ago", "stretch", *(f"event-{relation}" for relation in get_args(Relation))))


@dataclass(frozen=True, slots=True)
class Told:
    """What was told before a sentence: the last date with month and year, and the last day, month or year."""

    month: Expression | None = None
    last: Expression | None = None


def compose(context: Context, found: list[Expression], told: Told) -> list[Expression]:
    """The expressions of one sentence with their values."""
    joined = _join_days(context, found)
    valued = _find_values(context, joined, told)
    return [e for e in _read_prepositions(context, valued) if e.edtf is not None]


def _join_days(context: Context, found: list[Expression]) -> list[Expression]:
    """ "today, Tuesday 6 June 2017" is one day: the date tells it, else the weekday moves the deictic day."""
    out: list[Expression] = []
    for expression in found:
        joined = _join(context, out[-1], expression) if out else None
        if joined is None:
            out.append(expression)
        else:
            out[-1] = joined
    return out


def _join(context: Context, first: Expression, second: Expression) -> Expression | None:
    between = context.tokens.letters[first.end : second.start]
    if first.edtf and first.edtf.startswith("["):
        return None
    night = not between and context.tokens.letters[first.start - 1 : first.start] == "P"
    if {first.kind, second.kind} <= {"weekday"} and (between in ("&", "-") or night):
        return _join_weekdays(context, first, second)
    if first.rule == "weekdays" and second.kind == "date" and len(second.days) == 2 and not between:
        return replace(second, start=first.start)
    ranks = {"deictic": 0, "weekday": 1, "date": 2}
    if first.kind not in ranks or second.kind not in ranks or first.kind == second.kind:
        return None
    if not _JOINT.fullmatch(between) or (ranks[first.kind] > ranks[second.kind] and between != "("):
        return None
    end = second.end
    if "(" in between and context.tokens.letters[end : end + 1] == ")":
        end += 1
    if first.kind == "date" or second.kind == "date":
        if first.kind == "deictic" and (between.startswith(",") or _apart(first.edtf, second.edtf)):
            return None
        named = next((e.weekday for e in (first, second) if e.weekday is not None), None)
        return replace(_choose_day(first, second), start=first.start, end=end, weekday=named)
    weekday = first if first.kind == "weekday" else second
    deictic = second if first.kind == "weekday" else first
    assert weekday.weekday is not None
    value = deictic.edtf
    if value:
        value = deixis.move_to_weekday(date.fromisoformat(value), weekday.weekday).isoformat()
    return replace(deictic, start=first.start, end=end, edtf=value, rule="deictic-weekday")


def _choose_day(first: Expression, second: Expression) -> Expression:
    """The one of the two that is a date; of two days that it may be, the one that the weekday tells."""
    dated, other = (first, second) if first.kind == "date" else (second, first)
    if dated.edtf and dated.edtf.startswith("[") and other.weekday is not None:
        fitting = [d for d in dated.edtf[1:-1].split(",") if date.fromisoformat(d).weekday() == other.weekday]
        if len(fitting) == 1:
            return replace(dated, edtf=fitting[0], rule="figures-weekday")
    return dated


def _apart(one: str | None, other: str | None) -> bool:
    """Whether two days are too far from each other to be one: printed today, a text may say "today" of yesterday."""
    try:
        return abs(date.fromisoformat(one or "") - date.fromisoformat(other or "")) > timedelta(days=3)
    except ValueError:
        return False


def _join_weekdays(context: Context, first: Expression, second: Expression) -> Expression | None:
    """ "Saturday and Sunday": two days that follow each other, as one stretch."""
    assert first.weekday is not None
    assert second.weekday is not None
    if (second.weekday - first.weekday) % 7 != 1 or first.edtf:
        return None
    direction = second.step if second.step is not None else _direction(context, first)
    if context.published is None:
        return replace(first, end=second.end, edtf="", kind="other")
    last = date.fromisoformat(deixis.find_weekday(context.published, second.weekday, direction=direction))
    start = (last - timedelta(days=1)).isoformat()
    if direction == 0 and first.weekday == context.published.weekday():
        start, last = context.published.isoformat(), context.published + timedelta(days=1)
    return replace(first, end=second.end, edtf=f"{start}/{last.isoformat()}", kind="other", rule="weekdays")


def _find_values(context: Context, found: list[Expression], told: Told) -> list[Expression]:
    """Each expression with its value; a date without year looks at the dates beside it, then at publication."""
    out: list[Expression] = []
    here: Expression | None = None
    known, last, last_here = told.month, told.last, None
    for i, expression in enumerate(found):
        valued = expression
        if expression.kind == "same-month":
            valued = _move_month(expression, known)
        elif expression.rule == "same-month":
            valued = _find_same_month(expression, known)
        elif expression.kind in ("told", "told-here"):
            valued = _count_from(expression, last if expression.kind == "told" else last_here)
        elif expression.kind == "weekday" and expression.edtf is None:
            valued = _find_weekday(context, expression)
        elif expression.month is not None and expression.edtf is None:
            valued = _find_year(context, expression, _find_beside(context, found, i, here), last)
        if has_year(valued) and valued.calendar == "gregorian":
            known = here = valued
        if is_told(valued):
            last = last_here = valued
        out.append(valued)
    return out


def is_told(expression: Expression) -> bool:
    """Whether what comes next may count from it: one day, month or year of any calendar."""
    if not expression.edtf or expression.rule in _ALONE:
        return False
    if _TOLD.fullmatch(expression.edtf):
        return True
    return expression.calendar != "gregorian" and expression.kind in ("month", "year") and "/.." not in expression.edtf


def _count_from(expression: Expression, told: Expression | None) -> Expression:
    """The day, week, month or year so many from the one told; without value where none was, or a wider one."""
    assert expression.unit is not None
    assert expression.step is not None
    if told is None or not told.edtf:
        return replace(expression, kind="other")
    calendar = told.calendar
    if _TOLD.fullmatch(told.edtf):
        value, calendar = deixis.shift_told(told.edtf, expression.unit, expression.step), "gregorian"
    else:
        value = _count_in_calendar(expression.unit, expression.step, told)
    if not value:
        return replace(expression, kind="other")
    return replace(
        expression,
        edtf=value,
        rule=f"told-{expression.unit}",
        anchor=told.edtf[:10],
        kind="date-told",
        calendar=calendar,
    )


def _count_in_calendar(unit: str, step: int, told: Expression) -> str:
    """The same in the calendar of the month or year told."""
    assert told.edtf is not None
    year, month, _ = calendars.from_gregorian(told.calendar, date.fromisoformat(told.edtf[:10]))
    if unit == "year":
        first, last = calendars.year_bounds(told.calendar, year + step)
    elif unit == "month" and told.kind == "month":
        months = year * 12 + month - 1 + step
        first, last = calendars.month_bounds(told.calendar, months // 12, months % 12 + 1)
    else:
        return ""
    return f"{first.isoformat()}/{last.isoformat()}"


def _find_beside(context: Context, found: list[Expression], i: int, before: Expression | None) -> Expression | None:
    """The date whose year an expression shares: the next where they are bound ("from March to May 2015"), or one near.

    A date far from publication shares its year with no other: it is somebody's birth, or another story.
    """
    expression = found[i]
    behind = next((e for e in found[i + 1 : i + 2] if has_year(e)), None)
    between = context.tokens.letters[expression.end : behind.start] if behind else ","
    if behind and _CLOSE.fullmatch(between):
        return behind
    near = [before, behind if len(between) < _NEAR and "," not in between else None]
    for beside in near:
        if beside and beside.edtf and expression.days:
            year = int(beside.edtf.lstrip("{")[:4])
            if context.published is None or abs(context.published.year - year) <= _FAR_YEARS:
                return beside
    return None


def has_year(expression: Expression) -> bool:
    """Whether it names a month of a known year."""
    return bool(expression.month and expression.edtf and re.match(r"\{?\d{4}-\d\d", expression.edtf))


def _find_same_month(expression: Expression, known: Expression | None) -> Expression:
    if known is None or known.month is None or not known.edtf:
        return expression
    year = int(known.edtf.lstrip("{")[:4])
    return set_year(replace(expression, month=known.month, anchor=known.edtf), year) or expression


def _find_weekday(context: Context, expression: Expression) -> Expression:
    assert expression.weekday is not None
    if context.published is None:
        return replace(expression, edtf="")
    direction = expression.step if expression.step is not None else _direction(context, expression)
    value = deixis.find_weekday(context.published, expression.weekday, direction=direction)
    rule = "weekday-ahead" if direction > 0 else "weekday"
    return replace(expression, edtf=value, rule=rule)


def _move_month(expression: Expression, known: Expression | None) -> Expression:
    assert expression.step is not None
    if known is None or known.month is None:
        return replace(expression, kind="other")
    return set_year(replace(expression, month=known.month, kind="month"), expression.step) or expression


def _find_year(
    context: Context, expression: Expression, beside: Expression | None, last: Expression | None
) -> Expression:
    """The year of a day or month: what is said of it, else that of the date beside it, else the nearest."""
    assert expression.month is not None
    dropped = replace(expression, edtf=None, kind="none")
    if expression.unit == "year" and last is not None and last.edtf and last.calendar == expression.calendar:
        return set_year(replace(expression, anchor=last.edtf), int(last.edtf[:4])) or dropped
    if (
        beside is not None
        and expression.step is None
        and beside.anchor is None
        and (beside.days or not expression.days)
    ):
        assert beside.edtf is not None
        year = int(beside.edtf.lstrip("{")[:4])
        return set_year(replace(expression, rule=f"{expression.rule}-beside"), year) or dropped
    if context.published is None:
        if expression.calendar != "gregorian":
            return replace(expression, edtf="")
        days = [edtf.day(None, expression.month, n) for n in expression.days]
        return replace(expression, edtf=edtf.days(days) if days else edtf.month(None, expression.month))
    anchored = replace(expression, anchor="published", rule=f"{expression.rule}-nearest")
    return set_year(anchored, _nearest_year(context, context.published, expression)) or dropped


def _nearest_year(context: Context, published: date, expression: Expression) -> int:
    month, step = expression.month, expression.step
    assert month is not None
    if expression.calendar != "gregorian":
        return _nearest_other_year(published, expression)
    if step == 0:
        return published.year
    if expression.days:
        return deixis.find_year_of_days(
            published, month, expression.days, direction=step or 0, weekday=expression.weekday
        )
    direction = step if step is not None else _direction(context, expression)
    lead = _lead_start(context.tokens.letters, expression)
    if direction == 0 and step is None and context.tokens.letters[max(0, lead - 1) : lead] in ("t", "b"):
        return deixis.find_year_of_days(published, month, (15,), direction=0)
    return deixis.find_year_of_month(published, month, direction=direction)


def _nearest_other_year(published: date, expression: Expression) -> int:
    """The year of another calendar whose month lies nearest, or the last or next one where that was said."""
    month, step = expression.month, expression.step
    assert month is not None
    this = calendars.year_at(expression.calendar, published)
    years = {y: calendars.month_bounds(expression.calendar, y, month) for y in (this - 1, this, this + 1)}
    if step == -1:
        return max((y for y, (_, last) in years.items() if last < published), default=this)
    if step == 1:
        return min((y for y, (first, _) in years.items() if first > published), default=this)
    return min(years, key=lambda y: abs(years[y][0] - published))


def _direction(context: Context, expression: Expression) -> int:
    """1 where a word of the future stands near, not behind another expression; else 0."""
    tokens, vocabulary = context.tokens, context.vocabulary
    start, end = expression.start, expression.end
    for token in reversed(tokens[max(0, start - _FUTURE_REACH) : start]):
        if token.letter in "DWMY":
            break
        if vocabulary.is_future(token.folded):
            return 1
    reach = _FUTURE_REACH if vocabulary.future_around else 1
    for token in tokens[end : end + reach]:
        if token.letter in "DWMY":
            break
        if vocabulary.is_future(token.folded):
            return 1
    return 0


def _read_prepositions(context: Context, found: list[Expression]) -> Iterator[Expression]:
    """Ranges of two expressions, and expressions that a preposition leaves open to one side."""
    i = 0
    letters = context.tokens.letters
    while i < len(found):
        first = found[i]
        if i + 1 < len(found) and (ranged := _read_range(context, first, found[i + 1])):
            yield ranged
            i += 2
            continue
        start = _lead_start(letters, first)
        yield _open(letters, replace(first, start=start) if start != first.start else first)
        i += 1


def _lead_start(letters: str, expression: Expression) -> int:
    """Where the expression begins with its preposition, part of the day or of the period."""
    if expression.kind == "no-date" or expression.rule in _ALONE:
        return expression.start
    match = _LEAD.search(letters[max(0, expression.start - 6) : expression.start])
    return expression.start - (len(match[0]) if match else 0)


def _open(letters: str, expression: Expression) -> Expression:
    expression = _qualify(letters, expression)
    before = letters[expression.start - 1] if expression.start else ""
    value = expression.edtf
    spans = expression.kind == "date" or expression.rule == "years"
    if before in ("s", "f") and spans and value and "/" in value:  # "from the 7th to the 14th"
        return replace(expression, start=expression.start - 1)
    if not value or value.startswith("../") or value.endswith("/.."):
        return expression
    if expression.rule in _ALONE:
        return expression
    if before == "o" and expression.kind == "deictic" and expression.anchor == "published" and "/" not in value:
        before = (
            "t" if letters[expression.start : expression.end].endswith("D") and expression.rule == "deictic" else ""
        )
    if before in ("s", "t") or (before in ("a", "b") and expression.kind in ("year", "date", "month")):
        value = edtf.interval(value, "..") if before in "sa" else edtf.interval("..", value)
        return replace(expression, start=expression.start - 1, edtf=value, rule=f"{expression.rule}-{_OPENS[before]}")
    return expression


def _qualify(letters: str, expression: Expression) -> Expression:
    """About and perhaps: "about 1990", "perhaps in 2003"."""
    start = expression.start
    hedge = letters[max(0, start - 2) : start].rstrip("i")[-1:]
    if not expression.edtf or expression.kind not in ("date", "month", "year") or hedge not in ("q", "?"):
        return expression
    start -= 1 + (letters[start - 1] == "i")
    value = edtf.qualify(expression.edtf, "~" if hedge == "q" else "?")
    return replace(
        expression, start=start, edtf=value, rule=f"{expression.rule}-{'about' if hedge == 'q' else 'perhaps'}"
    )


_OPENS = {"s": "since", "t": "until", "a": "after", "b": "before"}


def _read_range(context: Context, first: Expression, second: Expression) -> Expression | None:
    """ "from March to May", "since last night and until today", "between 2003 and 2005"."""
    letters = context.tokens.letters
    start_value, end_value = first.edtf, second.edtf
    if not start_value or not end_value or "/.." in start_value or first.rule in _ALONE:
        return None
    start = _lead_start(letters, first)
    before = letters[start - 1] if start else ""
    between = letters[first.end : second.start]
    if before in ("f", "w", "s") and _RANGE.fullmatch(between):
        pass
    elif not (before == "w" and re.fullmatch(r",?&[iju]?", between)) and not (
        between in ("-", "t", "&t") and first.kind == second.kind and first.kind in ("date", "month", "year")
    ):
        return None
    earliest, latest = edtf.bound_edtf(start_value)[0], edtf.bound_edtf(end_value)[1]
    if earliest and latest and earliest > latest and first.rule == second.rule == "weekday":
        earliest = start_value = (date.fromisoformat(earliest) - timedelta(days=7)).isoformat()
    if earliest is None or latest is None or earliest > latest:
        return None
    start -= before in ("f", "w", "s") and bool(before)
    return replace(first, start=start, end=second.end, edtf=edtf.interval(start_value, end_value), rule="range")
