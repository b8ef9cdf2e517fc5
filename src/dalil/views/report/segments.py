"""A stretch of text cut where highlights begin and end, so that overlapping ones can be drawn side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dalil.model import Span


@dataclass(frozen=True, slots=True)
class Mark(Span):
    """A highlight: `kind` is trigger, mention, time or cue; `refs` number the claims or the actor it stands for."""

    kind: str
    refs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text with all the marks that cover it. Joined, the segments of a stretch are its exact text."""

    text: str
    marks: tuple[Mark, ...]
    opens: tuple[Mark, ...]  # those of `marks` that begin here

    @property
    def kinds(self) -> str:
        return " ".join(sorted({mark.kind for mark in self.marks}))

    def refs(self, kind: str) -> tuple[int, ...]:
        """What the marks of that kind over this segment stand for."""
        return tuple(sorted({ref for mark in self.marks if mark.kind == kind for ref in mark.refs}))

    def opening(self, kind: str) -> tuple[int, ...]:
        """The same of the marks that begin here, so that each gets one anchor."""
        return tuple(sorted({ref for mark in self.opens if mark.kind == kind for ref in mark.refs}))


def cut_segments(text: str, stretch: Span, marks: Iterable[Mark]) -> tuple[Segment, ...]:
    """`stretch` of `text` in segments; marks that reach out of it are cut at its edges."""
    inside = sorted((m for m in marks if m.overlaps(stretch)), key=lambda m: (m.start, -m.end, m.kind))
    edges = {stretch.start, stretch.end}
    for mark in inside:
        edges |= {max(mark.start, stretch.start), min(mark.end, stretch.end)}
    cuts = sorted(edges)
    return tuple(_segment(text, start, end, inside) for start, end in pairwise(cuts))


def _segment(text: str, start: int, end: int, marks: Sequence[Mark]) -> Segment:
    covering = tuple(m for m in marks if m.start <= start and end <= m.end)
    return Segment(text[start:end], covering, tuple(m for m in covering if m.start == start))
