"""What a time expression dates: the claims that happened then, or the saying that was said then.

Each rule was kept because it is right more often than wrong on annotated news (evaluation/score_dating.py); a
coordinated claim, for one, has the first one's time only where that time stands before both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dalil.claims.scenes import Scene
from dalil.model import Claim, Span, Timex

_STOP = re.compile(r"[.\u061b;:!?\u061f…\n]")
_OPENING = re.compile(r"[.\u061b;:!?\u061f…\n\"«“”»]")  # behind these stands what was said
_REACH_WORDS = 12  # from a head to the expression that a comma cuts off
_LAM = "\u0644"  # "to", attached
_APART = ("describe", "belong", "accuse")  # states, and words about what was earlier: they share no time with it
_LIKELY = 0.5  # the score from which a trigger is more likely than not one
_SURE = 0.8  # the score from which "and" may give a trigger another's time: below, the program's own are often none


def find_owners(scene: Scene, time: Timex) -> list[tuple[Claim, str]]:
    """The claims that the expression dates, each with the rule: that of its clause, and those that share its time.

    At the sentence's start it dates the main claim. Empty where it dates the saying alone, or no rule is safe.
    """
    owner, rule = _find_owner(scene, time)
    if owner is None:
        return []
    if not time.edtf:  # how it stands to another claim is not shared
        return [(owner, rule)]
    around = [(claim, "time.around") for claim in _find_around(scene, owner)]
    joined = [(claim, "time.joined") for claim in _find_joined(scene, time, owner)]
    return [(owner, rule), *around, *joined]


def find_saying(scene: Scene, time: Timex, owners: Sequence[Claim]) -> Span | None:
    """The cue that the expression dates: the nearest head before it, else the first behind; or an owner's own word.

    None where what is said begins between the two, and where the expression dates a print ("a statement issued …").
    """
    for owner in owners[:1]:
        return next((cue for cue in scene.cues if cue.overlaps(owner.trigger)), None)
    if _printed_before(scene, time):
        return None
    heads = sorted({*(c.trigger for c in scene.claims), *scene.cues}, key=lambda head: (head.end, head.start))
    earlier = [head for head in heads if head.end <= time.start]
    later = [head for head in heads if head.start >= time.end]
    head = earlier[-1] if earlier else min(later, default=None)
    if head is None or head not in scene.cues:
        return None
    first, last = (head.end, time.start) if earlier else (time.end, head.start)
    between = scene.between(first, last)
    apart = _OPENING.search(scene.text, first, last) or len(between) > _REACH_WORDS
    return None if apart or scene.is_among(between, "closed") else head


def _find_owner(scene: Scene, time: Timex) -> tuple[Claim | None, str]:
    printed = _printed_before(scene, time)
    if printed is not None:
        own = [c for c in scene.claims if c.trigger.overlaps(printed)]
        return (own[-1], "time.printed") if own else (None, "")
    inside = [c for c in scene.claims if c.overlaps(time)]
    if inside:
        return _nearest_inside(scene, inside, time), "time.clause"
    heads = [*(c.trigger for c in scene.claims), *scene.cues]
    earlier = [head for head in heads if head.end <= time.start]
    if earlier:
        return _find_left_behind(scene, time, max(earlier, key=lambda head: head.end)), "time.behind"
    main = next((c for c in scene.claims if c.trigger.start >= time.end), None)
    if main is None or any(cue.start < main.trigger.start or cue.end == main.end for cue in scene.cues):
        return None, ""
    return main, "time.start"


def _printed_before(scene: Scene, time: Timex) -> Span | None:
    """The word of printing or issuing right before the expression, or a word further."""
    i = scene.index(time.start)
    return next((word for word in reversed(scene.words[max(0, i - 2) : i]) if scene.is_among([word], "printed")), None)


def _nearest_inside(scene: Scene, inside: Sequence[Claim], time: Timex) -> Claim | None:
    """Of the claims whose clause holds the expression, the nearest; None where it stands on a cue between them."""
    owner = _nearest(scene.text, inside, time)
    cues = [cue for cue in scene.cues if cue.end <= time.start]
    if any(owner.trigger.end <= cue.start for cue in cues) and not any(c.start > max(cues).start for c in inside):
        return None
    return owner


def _nearest(text: str, claims: Sequence[Claim], time: Timex) -> Claim:
    """The claim whose trigger is nearest before the expression, else nearest behind it.

    What is told as the purpose of another ("to discuss …"), and what is less likely a claim than not, has the time only
    where nothing else before has.
    """
    earlier = [c for c in claims if c.trigger.end <= time.start]
    if earlier:
        likely = [c for c in earlier if c.score >= _LIKELY] or earlier
        free = [c for c in likely if text[c.trigger.start - 1 : c.trigger.start] != _LAM]
        return max(free or likely, key=lambda c: (c.trigger.end, -c.end))
    return min(claims, key=lambda c: (c.trigger.start, c.end))


def _find_left_behind(scene: Scene, time: Timex, head: Span) -> Claim | None:
    """The claim of an expression that a comma cuts off from its clause, where no other head stands between."""
    claim = next((c for c in scene.claims if c.trigger == head), None)
    if claim is None or _STOP.search(scene.text, head.end, time.start):
        return None
    between = scene.between(head.end, time.start)
    return None if len(between) > _REACH_WORDS or scene.is_among(between, "closed") else claim


def _find_around(scene: Scene, owner: Claim) -> Iterator[Claim]:
    """ "Five were hurt in a crash on Monday": what happened in the owner, in a clause that holds its trigger."""
    i = scene.index_of(owner.trigger)
    if i < 1 or not scene.is_among(scene.words[i - 1 : i], "within"):
        return
    for claim in scene.claims:
        before = claim.trigger.end <= owner.trigger.start and claim.predicate not in _APART
        if before and claim.covers(owner.trigger) and not scene.has_cue(claim.trigger.end, owner.trigger.start):
            yield claim


def _find_joined(scene: Scene, time: Timex, owner: Claim) -> Iterator[Claim]:
    """ "On Monday they shut the bridge and opened the road": claims that "and" adds to an owner behind its time."""
    if time.end > owner.trigger.start:
        return
    others = [other for other in scene.times if other.edtf and other.start >= time.end]
    for claim in scene.claims:
        first, last = owner.trigger.end, claim.trigger.start
        if first > last or not scene.is_joined(claim.trigger):
            continue
        alike = (claim.modality, claim.attribution) == (owner.modality, owner.attribution)
        sure = claim.score >= _SURE and claim.predicate not in _APART
        dated = any(other.end <= last or claim.overlaps(other) for other in others)
        apart = _STOP.search(scene.text, first, last) or scene.has_cue(first, last)
        if alike and sure and not dated and not apart and not scene.is_among(scene.between(first, last), "closed"):
            yield claim
