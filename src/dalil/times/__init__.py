"""Time expressions of a document with their values; a pure function of its text, language and day of publication."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dalil.model import Document, Sentence, Timex
from dalil.times import edtf
from dalil.times.compose import compose
from dalil.times.expressions import find_expressions
from dalil.times.matches import Context, Expression
from dalil.times.tokens import split_tokens
from dalil.times.vocabulary import load_vocabulary

__all__ = ["find_times"]

_PRINTED = (1700, 2150)  # years in which all calendars of `calendars` are known, with room on both sides


def find_times(document: Document, sentences: Sequence[Sentence]) -> tuple[Timex, ...]:
    """Every expression that dates something, in text order, apart, inside one sentence each; ids t1, t2, ….

    What is said from the day of publication has an empty value where `document.published` is None.
    """
    published = _read_day(document.published)
    out: list[Timex] = []
    known: Expression | None = None
    for sentence in sentences:
        vocabulary = load_vocabulary(sentence.language)
        tokens = split_tokens(document.text, sentence.start, sentence.end, vocabulary)
        context = Context(tokens, vocabulary, published)
        for found in compose(context, find_expressions(context), known):
            if found.month and found.edtf and found.calendar == "gregorian":
                known = found
            out.append(_make_timex(context, found))
    ordered = sorted(out, key=lambda t: (t.start, t.end))
    return tuple(replace(timex, id=f"t{i}") for i, timex in enumerate(ordered, 1))


def _read_day(published: str | None) -> date | None:
    """The day of publication; None where there is none, or none that an article can have."""
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        return None
    return day if day and _PRINTED[0] <= day.year <= _PRINTED[1] else None


def _make_timex(context: Context, found: Expression) -> Timex:
    value = found.edtf or ""
    earliest, latest = edtf.bound_edtf(value)
    return Timex(
        context.tokens[found.start].start,
        context.tokens[found.end - 1].end,
        "",
        value,
        found.calendar,
        earliest,
        latest,
        f"{context.vocabulary.language}.{found.rule}",
        found.anchor,
    )
