"""What every rule of time expressions works with: an expression, its context, and readers of a match over letters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from dalil.model import Calendar
from dalil.times import calendars, deixis, edtf
from dalil.times.tokens import Token, Tokens
from dalil.times.vocabulary import Vocabulary

CALENDARS: dict[str, Calendar] = {"M": "gregorian", "H": "hijri", "J": "solar-hijri"}
_LATEST = date(2029, 12, 31)  # of what was printed on an unknown day
CLOCK_UNITS = ("hour", "minute")
STEPS = {"7": -2, "L": -1, "X": 1, "C": 0, "e": 0}


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens `start` to `end` and what they say. `kind` is what neighbours may join: deictic, weekday, date, other.

    `edtf` is None where nothing is dated (a clock time, a set): it is consumed and dropped. A day or month without year
    has `month` (and `days`) and `year` None until `compose` finds it; `step` is -1, 0 or 1 where last, this or next
    was said of it. A weekday without more has `weekday`. What is counted from the date told before has `unit`, and how
    many in `step`.
    """

    start: int
    end: int
    rule: str
    edtf: str | None = ""
    kind: str = "other"
    anchor: str | None = None
    calendar: Calendar = "gregorian"
    month: int | None = None
    days: tuple[int, ...] = ()
    step: int | None = None
    weekday: int | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may look at: the tokens, the vocabulary, the day of publication where it is known, and which comes
    first in the document's English dates in figures, day or month, where one of them shows it.
    """

    tokens: Tokens
    vocabulary: Vocabulary
    published: date | None
    day_first: bool | None = None


def drop(match: re.Match[str]) -> Expression:
    """What dates nothing and must not be read for anything else: a clock time, a set, a name, a count."""
    return Expression(match.start(), match.end(), "no-date", None, "no-date")


def set_year(found: Expression, year: int) -> Expression | None:
    """The expression with its year and value; None where that calendar has no such day or month."""
    assert found.month is not None
    join = edtf.one_of if found.rule.startswith("day-month-either") else edtf.days
    try:
        if found.calendar == "hijri" and year > 1600:  # a Hijri month or day with a year of the other calendar
            year = _find_hijri_year(found.month, year)
        if found.calendar == "gregorian":
            if not all(edtf.is_day(year, found.month, n) for n in found.days):
                return None
            value = join([edtf.day(year, found.month, n) for n in found.days]) if found.days else ""
            return replace(found, edtf=value or edtf.month(year, found.month))
        if found.days:
            return replace(found, edtf=join([_find_day(found.calendar, year, found.month, n) for n in found.days]))
        first, last = calendars.month_bounds(found.calendar, year, found.month)
    except ValueError:
        return None
    return replace(found, edtf=f"{first.isoformat()}/{last.isoformat()}")


def _find_hijri_year(month: int, year: int) -> int:
    """The Hijri year whose `month` begins in the Gregorian `year`."""
    first = calendars.year_at("hijri", date(year, 1, 1))
    return first if calendars.month_bounds("hijri", first, month)[0].year == year else first + 1


def _find_day(calendar: Calendar, year: int, month: int, day: int) -> str:
    """The Gregorian day; a 30th that the Hijri month lacks by calculation is the day behind its 29th."""
    if calendar == "hijri" and day == 30 and calendars.month_length(calendar, year, month) == 29:
        return deixis.shift_days(calendars.month_bounds(calendar, year, month)[1], 1)
    return calendars.to_gregorian(calendar, year, month, day).isoformat()


def find_token(match: re.Match[str], group: str, context: Context) -> Token:
    return context.tokens[match.start(group)]


def read_number(match: re.Match[str], group: str, context: Context) -> int:
    value = find_token(match, group, context).value
    assert isinstance(value, int)
    return value


def read_unit(match: re.Match[str], group: str, context: Context) -> tuple[str, int]:
    value = find_token(match, group, context).value
    assert isinstance(value, tuple)
    return value


def read_numbers(match: re.Match[str], group: str, context: Context) -> tuple[int, ...]:
    tokens = context.tokens[match.start(group) : match.end(group)]
    return tuple(t.value for t in tokens if t.letter in "NO" and isinstance(t.value, int))


def _word_before(match: re.Match[str], context: Context) -> str:
    i = match.start() - 1
    while i >= 0 and not context.tokens[i].folded:  # an attached preposition
        i -= 1
    return context.tokens[i].folded if i >= 0 else ""


def is_barred(match: re.Match[str], context: Context, letter: str) -> bool:
    """Whether the word before says that this is a name or a title: "Friday prayer", "secretary general"."""
    before = _forms_before(match, context)
    lists = (words for letters, words in context.vocabulary.not_after.items() if letter in letters)
    return is_body(match, context) or any(not words.isdisjoint(before) for words in lists)


def is_body(match: re.Match[str], context: Context) -> bool:
    """Whether the word before says that this is the name of a place or body: "8 May University"."""
    return not context.vocabulary.not_after["bodies"].isdisjoint(_forms_before(match, context))


def _forms_before(match: re.Match[str], context: Context) -> tuple[str, ...]:
    """The word before, in Arabic also without the letter that may be attached to it."""
    word = _word_before(match, context)
    return (word, word[1:]) if context.vocabulary.language == "ar" else (word,)


def is_barred_behind(match: re.Match[str], context: Context, letter: str) -> bool:
    """Whether one of the two words behind says so: "Today's Woman", "in the sixties of his life"."""
    words = [token.folded for token in context.tokens[match.end() : match.end() + 2]]
    if context.tokens.letters[match.end() : match.end() + 1] != "f":
        words = words[:1]
    return any(word in context.vocabulary.not_before.get(letter, ()) for word in words)


def read_year(match: re.Match[str], context: Context, calendar: Calendar = "gregorian") -> tuple[int | None, bool]:
    """The year of `calendar` that the match names, None where none, and whether publication anchors it."""
    groups = match.groupdict()
    if groups.get("Y"):
        return read_number(match, "Y", context), False
    if groups.get("YE"):
        return read_number(match, "YE", context), False
    for name in ("YN", "YJ"):
        if groups.get(name):
            return complete_year(read_number(match, name, context), context, calendar), False
    if context.published is None:
        return None, False
    this = calendars.year_at(calendar, context.published)
    if groups.get("yrel"):
        return this + STEPS[groups["yrel"].replace("y", "")], True
    if groups.get("G"):
        return this + read_number(match, "G", context), True
    return None, False


def complete_year(number: int, context: Context, calendar: Calendar = "gregorian") -> int | None:
    """A year in two figures is the last one that was so called, the year after publication included."""
    if number >= 1000:
        return number
    if number >= 100:
        return None
    limit = calendars.year_at(calendar, context.published or _LATEST) + 1
    return limit // 100 * 100 + number - (100 if number > limit % 100 else 0)


def own_calendar(context: Context) -> Calendar:
    """The calendar of a year in two figures, or without more, in the language of the text."""
    return "solar-hijri" if context.vocabulary.language == "fa" else "gregorian"
