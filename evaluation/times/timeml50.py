"""Time expressions found in Arabic newspaper texts annotated with TIMEX3, beside dateparser on the same texts.

Detection only: some values of that corpus are malformed. Two spans match where they share a character. Expressions
that only another event dates are, unless `ties_count`, judged neither right nor wrong where they are not marked: the
corpus marks some. timeml50.toml lists what was judged wrong in its annotation, found or missed by dalil alike, and
`adjudicate` mends that.
"""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from dalil.model import Span
from dalil.times import read_times
from evaluation.scoring import Score

View = Literal["dates", "placed", "all"]
VIEWS: tuple[View, ...] = ("dates", "placed", "all")
_PIECES = re.compile(r"<TIMEX3(?P<attributes>[^>]*)>(?P<quoted>.*?)</TIMEX3>|<[^>]*>|(?P<plain>[^<]+)", re.DOTALL)
_BODY = re.compile(r"<TimeML[^>]*>(.*?)</TimeML>", re.DOTALL)
_PUBLISHED = "2015-12-20"  # no document names its day; detection needs some day, and any will do


@dataclass(frozen=True, slots=True)
class Marked(Span):
    """A TIMEX3 element: whether it is a DATE with a value on the calendar, or only says now, past or future."""

    is_date: bool
    is_reference: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """A text with what is marked in it, and the starts of what should be."""

    name: str
    text: str
    marked: tuple[Marked, ...]
    unmarked: tuple[int, ...] = ()


def read_annotated(path: Path) -> Annotated:
    """A .tml file as text without its elements, and the elements' spans in it."""
    body = _BODY.search(path.read_text(encoding="utf-8-sig"))
    parts: list[str] = []
    marked: list[Marked] = []
    position = 0
    for piece in _PIECES.finditer(body[1] if body else ""):
        text = html.unescape(re.sub(r"<[^>]*>", "", piece["quoted"] or "") or piece["plain"] or "")
        if piece["quoted"] is not None and text:
            attributes = dict(re.findall(r'(\w+)="([^"]*)"', piece["attributes"]))
            is_reference = "_REF" in attributes.get("value", "")
            is_date = attributes.get("type") == "DATE" and not is_reference
            marked.append(Marked(position, position + len(text), is_date, is_reference))
        parts.append(text)
        position += len(text)
    return Annotated(path.stem, "".join(parts), tuple(marked))


def adjudicate(annotated: Annotated) -> Annotated:
    """The same without what is marked wrongly, and with what is wrongly not marked."""
    errata = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
    wrong = {int(start) for start in errata["no_time"].get(annotated.name, ())}
    missing = tuple(int(start) for start in errata["unmarked"].get(annotated.name, ()))
    kept = tuple(m for m in annotated.marked if m.start not in wrong)
    return Annotated(annotated.name, annotated.text, kept, missing)


def score_detection(texts: Sequence[Annotated], view: View, *, ties_count: bool = False) -> Score:
    """Of dates alone; of what has a place or a length (durations, sets, times of day); or of all, with "now" beside."""
    return _score(texts, [_find(text.text, view, ties_count) for text in texts], view)


def score_dateparser(texts: Sequence[Annotated], view: View) -> Score | None:
    """The same for `dateparser.search`; None where it is not installed (extra `evaluation`)."""
    try:
        from dateparser.search import search_dates  # noqa: PLC0415
    except ImportError:
        return None
    found = [list(_place(text.text, search_dates(text.text, languages=["ar"]) or [])) for text in texts]
    return _score(texts, [[(span, True) for span in spans] for spans in found], view)


def _find(text: str, view: View, ties_count: bool) -> list[tuple[Span, bool]]:
    """What is found, each with whether it counts as a false alarm where nothing is marked."""
    found = read_times(text, "ar", _PUBLISHED)
    times: list[tuple[Span, bool]] = [
        (t, ties_count or bool(t.edtf) or ".event-" not in t.rule) for t in found.times
    ]  # fmt: skip
    if view == "dates":
        return times
    return [*times, *((d, True) for d in found.durations if view == "all" or d.kind != "reference")]


def _place(text: str, found: Sequence[tuple[str, object]]) -> Iterator[Span]:
    position = 0
    for quoted, _ in found:
        start = text.find(quoted, position)
        if start >= 0:
            position = start + len(quoted)
            yield Span(start, position)


def _score(texts: Sequence[Annotated], found: Sequence[Sequence[tuple[Span, bool]]], view: View) -> Score:
    """Recall over what is marked in the view, precision over what is found; what any view marks is no false alarm."""
    hit = gold = right = system = 0
    for text, spans in zip(texts, found, strict=True):
        wanted = [m for m in text.marked if view == "all" or m.is_date or (view == "placed" and not m.is_reference)]
        hit += sum(any(m.overlaps(span) for span, _ in spans) for m in wanted)
        added = sum(any(span.start <= start < span.end for span, _ in spans) for start in text.unmarked)
        hit, gold = hit + added, gold + len(wanted) + len(text.unmarked)
        for span, counts in spans:
            known = any(m.overlaps(span) for m in text.marked)
            known = known or any(span.start <= start < span.end for start in text.unmarked)
            right += known
            system += known or counts
    return Score(right / system if system else 0.0, hit / gold if gold else 0.0, gold, system)
