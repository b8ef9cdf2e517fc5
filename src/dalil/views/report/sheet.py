"""A document laid out for reading: its blocks, in them its sentences, and beside each the claims that stand in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dalil.language.sentences import split_sentences
from dalil.model import Block, BlockKind, Language, Reading, Span, ToldClaim
from dalil.views.report.segments import Mark, Segment, cut_segments


@dataclass(frozen=True, slots=True)
class SentenceView:
    """A sentence in segments; `claims` are the numbers of those whose trigger stands in it."""

    segments: tuple[Segment, ...]
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BlockView:
    """`direction` is that of the block's own language. A boilerplate block is one "sentence"."""

    kind: BlockKind
    language: Language | None
    direction: str
    sentences: tuple[SentenceView, ...]


def lay_out(
    reading: Reading, claims: Sequence[tuple[int, ToldClaim]], members: Mapping[tuple[str, str], int]
) -> tuple[BlockView, ...]:
    """The blocks of a document. `claims` come with their numbers; `members` numbers (document, its actor).

    Every claim stands beside exactly one sentence, even where its trigger is in none.
    """
    document = reading.document
    blocks = document.blocks or (Block(0, max(len(document.text), 1)),)
    pieces = _find_pieces(reading, blocks)
    beside = _place_claims([piece for inside in pieces for piece in inside], claims)
    marks = _find_marks(reading, claims, members)
    out = []
    for block, inside in zip(blocks, pieces, strict=True):
        language = block.language or document.language
        sentences = (SentenceView(cut_segments(document.text, s, marks), tuple(beside[s])) for s in inside)
        out.append(BlockView(block.kind, language, direction_of(language), tuple(sentences)))
    return tuple(out)


def direction_of(language: Language | None) -> str:
    return "ltr" if language == "en" else "rtl" if language else "auto"


def _find_pieces(reading: Reading, blocks: Sequence[Block]) -> list[list[Span]]:
    """The sentences of each block; the whole block where it has none (boilerplate)."""
    sentences = [Span(s.start, s.end) for s in split_sentences(reading.document)]
    starts = [sentence.start for sentence in sentences]
    pieces = []
    for block in blocks:
        inside = sentences[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        pieces.append(inside or [Span(block.start, block.end)])
    return pieces


def _place_claims(pieces: Sequence[Span], claims: Iterable[tuple[int, ToldClaim]]) -> dict[Span, list[int]]:
    starts = [piece.start for piece in pieces]
    beside: dict[Span, list[int]] = defaultdict(list)
    for n, told in claims:
        beside[pieces[max(bisect_right(starts, told.claim.trigger.start) - 1, 0)]].append(n)
    return beside


def _find_marks(
    reading: Reading, claims: Sequence[tuple[int, ToldClaim]], members: Mapping[tuple[str, str], int]
) -> list[Mark]:
    """One mark for each trigger (with all its claims), cue, time and mention; a dropped subject has no letters."""
    marks: dict[tuple[int, int, str], Mark] = {}

    def mark(start: int, end: int, kind: str, *refs: int) -> None:
        old = marks.setdefault((start, end, kind), Mark(start, end, kind))
        marks[start, end, kind] = replace(old, refs=(*old.refs, *(ref for ref in refs if ref not in old.refs)))

    for n, told in claims:
        mark(told.claim.trigger.start, told.claim.trigger.end, "trigger", n)
        for attribution in told.claim.attribution:
            mark(attribution.cue.start, attribution.cue.end, "cue")
    for timex in reading.times:
        mark(timex.start, timex.end, "time")
    for mention in reading.mentions:
        if mention.form != "dropped":
            actor = members.get((reading.document.id, mention.actor or ""))
            mark(mention.start, mention.end, "mention", *(() if actor is None else (actor,)))
    return list(marks.values())
