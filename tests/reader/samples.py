"""Sentences of the tables beside the tests, with the names and triggers that their rows give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

from dalil.model import BlockKind, Language, MentionType, Sentence, Span
from dalil.reader.findings import FoundName, FoundTrigger


def sentence_of(case: Mapping[str, Any]) -> Sentence:
    """The whole text of a row as one sentence."""
    language = cast(Language, case.get("language", "ar"))
    return Sentence(0, len(case["text"]), language, cast(BlockKind, case.get("kind", "paragraph")))


def names_of(case: Mapping[str, Any]) -> tuple[FoundName, ...]:
    """ "quote | type" → names, in text order."""
    out = []
    for row in case["names"]:
        quote, kind = row.split(" | ")
        span = span_of(case["text"], quote)
        out.append(FoundName(span.start, span.end, cast(MentionType, kind), "test"))
    return tuple(sorted(out))


def triggers_of(case: Mapping[str, Any]) -> tuple[FoundTrigger, ...]:
    """ "quote | predicate" → triggers, in the order of the row."""
    clause = Span(0, len(case["text"]))
    out = []
    for row in case["triggers"]:
        quote, predicate = row.split(" | ")
        span = span_of(case["text"], quote)
        out.append(FoundTrigger(span.start, span.end, predicate, clause, "test"))
    return tuple(out)


def span_of(text: str, quote: str) -> Span:
    """The first place of `quote`, which must be in the text."""
    start = text.index(quote)
    return Span(start, start + len(quote))


def quotes(text: str, spans: Sequence[Span]) -> list[str]:
    return [span.of(text) for span in spans]
