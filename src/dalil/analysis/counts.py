"""Different numbers for one thing: the dead and the hurt of one event, a sum that was paid, the people of one act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations

from dalil.analysis.comparison import Comparable, Comparison
from dalil.analysis.exclusions import Found
from dalil.analysis.quantities import Quantity, find_quantity
from dalil.language.fold import fold
from dalil.language.lexicon import LANGUAGES, load_table
from dalil.language.words import split_words
from dalil.model import Span

_COUNTED = ("patient", "agent", "content", "result", "instrument")
_TOLLS = frozenset(("kill", "injure", "detain", "protest", "release"))
_SUMS = frozenset(("aid", "transfer", "send", "obtain", "agree", "sanction"))
_REACH = 120
_STOP = re.compile(r"[.!?\n\u061f]")
_TIES = ("agent", "patient", "recipient", "counterpart", "origin", "destination", "place", "instrument")


def find_counts(comparison: Comparison) -> Iterator[Found]:
    """Pairs of claims of one predicate with numbers of one unit that exclude each other, told by different sources."""
    counted = [
        (c, role, quantity)
        for c in comparison.claims
        if c.claim.polarity == "positive" and not c.title and c.claim.predicate in _TOLLS | _SUMS
        for role, quantity in _quantities(comparison, c)
    ]
    for (a, role, one), (b, other_role, other) in combinations(counted, 2):
        if a.claim.predicate != b.claim.predicate or role != other_role or a.claim.id == b.claim.id:
            continue
        same_people = bool(a.among(role) & b.among(role))
        if (
            _exclude(one, other, same_people)
            and _one_event(comparison, a, b, role)
            and not _is_update(comparison, a, b)
        ):
            things = tuple(comparison.name(x) for x in sorted(_tied(a, b, role)))
            about = ("quantity", a.claim.predicate, role, "" if same_people else one.unit)
            score = 0.6 + 0.1 * bool(things) + 0.1 * (a.sources != b.sources)
            yield Found(a, b, "quantity", "quantity", things, about, (one.text, other.text), score=score)


def _exclude(one: Quantity, other: Quantity, same_people: bool) -> bool:
    """The same people may be counted in two words ("prisoners", "detainees")."""
    return one.excludes(Quantity(other.low, other.high, one.unit, other.text) if same_people else other)


def _quantities(comparison: Comparison, c: Comparable) -> Iterator[tuple[str, Quantity]]:
    text = comparison.reading.document.text
    for role in _COUNTED:
        for filler in c.claim.args.get(role, ()):
            span = filler if isinstance(filler, Span) else comparison.mentions.get(filler)
            if span is None or (not isinstance(filler, Span) and comparison.mentions[filler].form == "name"):
                continue
            quantity = find_quantity(span.of(text))
            if quantity is not None:
                yield role, _softened(text, span, quantity)
                break


def _softened(text: str, span: Span, quantity: Quantity) -> Quantity:
    """The number with what softens it just before the argument ("at least", "about")."""
    before = text[max(0, span.start - 24) : span.start].rsplit("\n", maxsplit=1)[-1]
    wider = find_quantity(before + span.of(text))
    if wider is None or quantity.low != quantity.high:
        return quantity
    if wider.low <= quantity.low <= wider.high:
        return Quantity(wider.low, wider.high, quantity.unit, quantity.text)
    return quantity


def _one_event(comparison: Comparison, a: Comparable, b: Comparable, role: str) -> bool:
    """Different tellers of what shares a party, or of the only event of the text that could be meant."""
    if a.sources == b.sources or _apart(a, b):
        return False
    for tie in _TIES:
        if tie != role and a.among(tie) and b.among(tie) and not a.among(tie) & b.among(tie):
            return False
    if a.claim.predicate in _SUMS:
        return len(_tied(a, b, role)) > 1 or (bool(_tied(a, b, role)) and a.trigger == b.trigger)
    return True


def _tied(a: Comparable, b: Comparable, role: str) -> frozenset[str]:
    return frozenset(actor for tie in _TIES if tie != role for actor in a.among(tie) & b.among(tie))


def _apart(a: Comparable, b: Comparable) -> bool:
    return (a.latest is not None and b.earliest is not None and a.latest < b.earliest) or (
        b.latest is not None and a.earliest is not None and b.latest < a.earliest
    )


def _is_update(comparison: Comparison, a: Comparable, b: Comparable) -> bool:
    """Whether the sentence of either claim tells a count that grew."""
    text = comparison.reading.document.text
    return any(w.folded in _updates() for c in (a, b) for w in split_words(text, *_around(text, c)))


def _around(text: str, c: Comparable) -> tuple[int, int]:
    start, end = c.claim.trigger.start, c.claim.trigger.end
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    return start - len(_STOP.split(before)[-1]), end + len(_STOP.split(after)[0])


@cache
def _updates() -> frozenset[str]:
    rows = (load_table(language, "conflicts")["words"]["updates"] for language in LANGUAGES)
    return frozenset(fold(word) for row in rows for word in row.split())
