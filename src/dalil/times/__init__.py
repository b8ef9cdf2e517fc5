"""Dates of Arabic, Persian and English text: found, valued, and explained. Useful with nothing else of dalil.

    >>> from dalil.times import read_times
    >>> found = read_times("وصل الوفد أمس", published="2015-07-21")
    >>> [(t.edtf, t.rule, t.anchor) for t in found.times]
    [('2015-07-20', 'ar.deictic', 'published')]

A pure function of the text, its language and the day of publication; no model, no clock, no network.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dalil.language.detect import detect_language
from dalil.language.sentences import split_sentences
from dalil.model import Block, Document, Language, Sentence, Span, Timex
from dalil.times import calendars, deixis, edtf
from dalil.times.compose import Told, compose, has_year, is_told
from dalil.times.durations import DurationKind, find_measures
from dalil.times.expressions import find_expressions
from dalil.times.matches import Context, Expression
from dalil.times.numbers import join_numbers, name_months
from dalil.times.tokens import split_tokens
from dalil.times.vocabulary import load_vocabulary

__all__ = ["Duration", "TimesOfText", "find_durations_too", "find_times", "make_document", "read_times"]

_PRINTED = (1700, 2150)  # years in which all calendars of `calendars` are known, with room on both sides
_TATWEEL = "\u0640"
_FIGURES = re.compile(r"(?<![\d/.])(\d{1,2})/(\d{1,2})/\d{4}(?![\d/])")


@dataclass(frozen=True, slots=True)
class Duration(Span):
    """What tells of time and dates nothing: a duration, a set ("every Friday"), a clock time, a reference ("now").

    `value` is ISO 8601; of a reference, PRESENT_REF, PAST_REF or FUTURE_REF as TIMEX3 has them.
    """

    kind: DurationKind
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class TimesOfText:
    """The dates of a text, and apart from them what only measures time, both in text order."""

    times: tuple[Timex, ...]
    durations: tuple[Duration, ...]


def read_times(text: str, language: Language | None = None, published: str | None = None) -> TimesOfText:
    """The times and durations of plain text; offsets are code points of `text`.

    Each line is a block; its language is detected where none is given. `published` is a day, YYYY-MM-DD.
    """
    document = make_document(text, language, published)
    return find_durations_too(document, split_sentences(document))


def make_document(text: str, language: Language | None = None, published: str | None = None) -> Document:
    """Plain text as a document: each line a block, its language detected where none is given."""
    return Document("", text, "", tuple(_split_lines(text, language)), language=language, published=published)


def find_times(document: Document, sentences: Sequence[Sentence]) -> tuple[Timex, ...]:
    """Every expression that dates something, in text order, apart, inside one sentence each; ids t1, t2, ….

    What is said from the day of publication has an empty value where `document.published` is None.
    """
    return _number(document.text, _read_sentences(document, sentences))


def find_durations_too(document: Document, sentences: Sequence[Sentence]) -> TimesOfText:
    """What `find_times` finds, and the durations, sets and clock times beside it."""
    found = list(_read_sentences(document, sentences))
    durations = (_make_durations(context, times) for context, times in found)
    return TimesOfText(_number(document.text, found), tuple(d for row in durations for d in row))


def _split_lines(text: str, language: Language | None) -> Iterator[Block]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            end = start + len(line.rstrip())
            yield Block(start, end, "paragraph", language or detect_language(line) or "ar")
        start += len(line)


def _read_sentences(
    document: Document, sentences: Sequence[Sentence]
) -> Iterator[tuple[Context, list[Expression]]]:  # fmt: skip
    published = _read_day(document.published)
    day_first = _find_order(document.text)
    told = Told()
    for sentence in sentences:
        vocabulary = load_vocabulary(sentence.language)
        language = sentence.language
        tokens = join_numbers(split_tokens(document.text, sentence.start, sentence.end, vocabulary), language)
        tokens = name_months(tokens, language)
        context = Context(tokens, vocabulary, published, day_first)
        found = compose(context, find_expressions(context), told)
        told = _tell(told, found)
        yield context, found


def _tell(told: Told, found: Sequence[Expression]) -> Told:
    """What the next sentence may count from: the last month known, and the last date of this sentence alone."""
    months = [e for e in found if has_year(e) and e.calendar == "gregorian"]
    last = [e for e in found if is_told(e)]
    return Told(months[-1] if months else told.month, last[-1] if last else None)


def _read_day(published: str | None) -> date | None:
    """The day of publication; None where there is none, or none that an article can have."""
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        return None
    return day if day and _PRINTED[0] <= day.year <= _PRINTED[1] else None


def _find_order(text: str) -> bool | None:
    """Whether the day stands first in dates like 25/08/2013, month first (False), or None where none of them tells."""
    orders = {int(match[1]) > 12 for match in _FIGURES.finditer(text) if (int(match[1]) > 12) != (int(match[2]) > 12)}
    return orders.pop() if len(orders) == 1 else None


def _number(text: str, found: Iterable[tuple[Context, list[Expression]]]) -> tuple[Timex, ...]:
    every = ((context, e) for context, expressions in found for e in sorted(expressions, key=lambda e: e.start))
    return tuple(_make_timex(text, f"t{i}", context, expression) for i, (context, expression) in enumerate(every, 1))


def _make_timex(text: str, id_: str, context: Context, found: Expression) -> Timex:
    value = found.edtf or ""
    earliest, latest = _bound(found, value)
    end = context.tokens[found.end - 1].end
    while text[end : end + 1] == _TATWEEL:
        end += 1
    return Timex(
        context.tokens[found.start].start,
        end,
        id_,
        value,
        found.calendar,
        earliest,
        latest,
        f"{context.vocabulary.language}.{found.rule}",
        found.anchor,
    )


def _bound(found: Expression, value: str) -> tuple[str | None, str | None]:
    """The days between which the value lies; what was observed of the Hijri calendar may differ by a day or two."""
    earliest, latest = edtf.bound_edtf(value)
    if found.calendar != "hijri":
        return earliest, latest
    known = date.fromisoformat(earliest or latest or "2000-01-01")
    days = calendars.slack("hijri", calendars.year_at("hijri", known))
    return (
        deixis.shift_days(date.fromisoformat(earliest), -days) if earliest else None,
        deixis.shift_days(date.fromisoformat(latest), days) if latest else None,
    )


def _make_durations(context: Context, found: Sequence[Expression]) -> Iterator[Duration]:
    for measure in find_measures(context, found):
        span = context.tokens[measure.start].start, context.tokens[measure.end - 1].end
        yield Duration(*span, measure.kind, measure.value, f"{context.vocabulary.language}.{measure.kind}")
