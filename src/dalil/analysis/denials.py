"""Said and denied: the same thing between the same parties, once told as having happened and once as not."""

from __future__ import annotations

from collections.abc import Iterator

from dalil.analysis.comparison import Comparable, Comparison
from dalil.analysis.exclusions import Found
from dalil.names.sounds import skeleton

_ROLES = ("agent", "patient", "recipient", "counterpart", "origin", "destination", "place", "result", "content")
# Predicates too wide to be one thing without the same word.
_WIDE = frozenset(("other", "change", "describe", "say"))
_OVERLAP = 0.5


def find_denials(comparison: Comparison) -> Iterator[Found]:
    """Pairs of opposite polarity whose parties agree wherever both tell them."""
    for no in comparison.claims:
        if no.claim.polarity != "negative":
            continue
        for yes in comparison.claims:
            if yes.claim.polarity == "positive" and yes.claim.predicate == no.claim.predicate:
                score = _same_thing(yes, no)
                if score:
                    first, second = sorted((yes, no), key=lambda c: c.claim.trigger.start)
                    names = tuple(comparison.name(a) for a in sorted(yes.everyone & no.everyone))
                    about = ("polarity", no.claim.id)
                    yield Found(first, second, "polarity", "polarity", names, about, score=score)


def _same_thing(yes: Comparable, no: Comparable) -> float:
    """0 where the two are not about one thing; else how sure that is, by how many roles agree."""
    if _dated_apart(yes, no) or _self_same_account(yes, no):
        return 0.0
    agree = 0
    for role in _ROLES:
        verdict = _compare_role(yes, no, role)
        if verdict < 0:
            return 0.0
        agree += verdict
    same_word = _stem(yes.trigger) == _stem(no.trigger) or bool(_long_words(yes) & _long_words(no))
    if yes.claim.predicate in _WIDE and not same_word:
        return 0.0
    denied = no.claim.attribution and yes.sources != no.sources
    needed = 1 if denied and (same_word or _is_bare_denial(no)) else 2
    return min(0.9, 0.4 + 0.15 * agree + 0.1 * same_word) if agree >= needed else 0.0


def _is_bare_denial(no: Comparable) -> bool:
    """ "He denied it": the word of denying is all there is, and it is a party that denies."""
    cue = no.claim.attribution[-1].cue
    return cue.overlaps(no.claim.trigger) and bool(set(no.sources) & no.everyone)


def _compare_role(yes: Comparable, no: Comparable, role: str) -> int:
    """1 where both fill the role alike, -1 where differently, 0 where one leaves it open."""
    ours, theirs = yes.among(role), no.among(role)
    if ours and theirs:
        return 1 if ours & theirs else -1
    mine, other = yes.spans.get(role, ()), no.spans.get(role, ())
    if mine and other:
        return 1 if any(_alike(a, b) for a in mine for b in other) else -1
    return 0


def _alike(a: frozenset[str], b: frozenset[str]) -> bool:
    return len(a & b) >= _OVERLAP * min(len(a), len(b)) > 0


def _dated_apart(yes: Comparable, no: Comparable) -> bool:
    return (yes.latest is not None and no.earliest is not None and yes.latest < no.earliest) or (
        no.latest is not None and yes.earliest is not None and no.latest < yes.earliest
    )


def _self_same_account(yes: Comparable, no: Comparable) -> bool:
    """One teller in one sentence draws a contrast, not a contradiction."""
    near = abs(yes.claim.trigger.start - no.claim.trigger.start) < 60
    return near and yes.sources == no.sources


def _long_words(c: Comparable) -> frozenset[str]:
    return frozenset(word for word in c.trigger.split() if len(word) > 3)


def _stem(trigger: str) -> str:
    bones = skeleton(trigger)
    return bones[-3:] if len(bones) > 3 else bones
