"""Documents and findings for the tests of claims; sentences written for dalil (CC0-1.0)."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path

from dalil.model import Block, Document, Evidence, Sentence, Span
from dalil.reader.findings import Findings, FoundArgument, FoundCue, FoundName, FoundTrigger

TEXTS: dict[str, str] = tomllib.loads(Path(__file__).with_name("texts.toml").read_text(encoding="utf-8"))["text"]


def document_of(text: str) -> Document:
    return Document("d1", text, "0" * 64, (Block(0, len(text), "paragraph", "en"),), "en", publisher="Coast Daily")


def at(text: str, quote: str, nth: int = 1) -> Span:
    """The `nth` place of `quote` in the text, counted from 1."""
    start = -1
    for _ in range(nth):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def sentences_of(text: str) -> list[Sentence]:
    """One sentence a line."""
    out, start = [], 0
    for line in text.split("\n"):
        if line:
            out.append(Sentence(start, start + len(line), "en", "paragraph"))
        start += len(line) + 1
    return out


def name(text: str, quote: str, nth: int = 1) -> FoundName:
    span = at(text, quote, nth)
    return FoundName(span.start, span.end, "person", "test.name", lexicon=quote.lower())


def trigger(text: str, quote: str, nth: int = 1) -> FoundTrigger:
    span = at(text, quote, nth)
    evidence = (Evidence(span.start, span.end, "polarity", "test.polarity"),)
    return FoundTrigger(span.start, span.end, "attack", span, "test.trigger", evidence=evidence)


def argument(
    text: str, index: int, role: str, quote: str, nth: int = 1, *, form: str | None = "nominal"
) -> FoundArgument:
    span = at(text, quote, nth)
    if form is None:
        return FoundArgument(span.start, span.end, index, role, "test.argument")
    return FoundArgument(span.start, span.end, index, role, "test.argument", "group", form)  # type: ignore[arg-type]


def cue(
    text: str, quote: str, governs: Sequence[str], source: str | None, *, nth: int = 1, resumes: bool = False
) -> FoundCue:
    span = at(text, quote, nth)
    who = at(text, source) if source else None
    return FoundCue(
        span.start, span.end, "test.cue", who, "person" if who else None, "nominal" if who else None, resumes,
        governs=tuple(at(text, word) for word in governs),
    )  # fmt: skip


def findings(
    sentence: Sentence,
    names: Sequence[FoundName] = (),
    triggers: Sequence[FoundTrigger] = (),
    arguments: Sequence[FoundArgument] = (),
    cues: Sequence[FoundCue] = (),
) -> Findings:
    return Findings(sentence, tuple(names), tuple(triggers), tuple(arguments), tuple(cues))
