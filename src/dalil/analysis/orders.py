"""Dates and words of order that cannot all hold: "after" what is dated later, or three claims in a circle.

Sparing: two dates of one event are left to `exclusions`, and the day of publication, which no claim tells, is let be.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from dalil.analysis.chronology import Inconsistency, build_chronology
from dalil.analysis.comparison import Comparable, Comparison
from dalil.analysis.exclusions import Found, undergoers
from dalil.analysis.statements import Key
from dalil.claims.told import tell_claims
from dalil.model import ToldClaim

_ONCE = frozenset(("found", "dissolve", "kill", "rename"))  # told twice of one patient, it is one event


def find_orders(comparison: Comparison) -> Iterator[Found]:
    """A pair of claims for each contradiction that rests on a word of order: the two that it sets most against."""
    claims = {c.claim.id: c for c in comparison.claims}
    told = (t for t in tell_claims(comparison.reading, ()) if t.claim.id in claims)
    for found in build_chronology(told, one_event=_find_retold(comparison), published=False).inconsistencies:
        if all(statement.kind == "date" for statement in found.statements):
            continue
        ids = [t.claim.id for t in _oppose(found)]
        first, second = sorted((claims[i] for i in ids), key=lambda c: (c.claim.trigger.start, c.claim.id))
        about = ("order", *sorted(t.claim.id for t in found.claims))
        yield Found(first, second, "order", "order", (), about, score=0.6, statements=found.statements)


def _oppose(found: Inconsistency) -> tuple[ToldClaim, ToldClaim]:
    """The two that are dated; else the two that the culprit, a word of order, ties; else a dated one and its tie."""
    dated = list({s.told.claim.id: s.told for s in found.statements if s.kind == "date"}.values())
    if len(dated) == 2:
        return dated[0], dated[1]
    words = [s for s in found.statements if s.of is not None]
    word = found.culprit if found.culprit in words else words[0]
    assert word.of is not None
    return word.told, word.of


def _find_retold(comparison: Comparison) -> Iterator[tuple[Key, Key]]:
    """Claims of what happens once to one named actor, unless their dates lie apart."""
    document = comparison.reading.document.id
    once: dict[tuple[str, str], list[Comparable]] = {}
    for c in comparison.claims:
        if c.claim.polarity == "positive" and c.claim.predicate in _ONCE:
            for actor in undergoers(c) & comparison.named:
                if comparison.actors[actor].type != "group":
                    once.setdefault((c.claim.predicate, actor), []).append(c)
    for tellings in once.values():
        for a, b in combinations(tellings, 2):
            if not _is_before(a, b) and not _is_before(b, a):
                yield (document, a.claim.id), (document, b.claim.id)


def _is_before(a: Comparable, b: Comparable) -> bool:
    return a.latest is not None and b.earliest is not None and a.latest < b.earliest
