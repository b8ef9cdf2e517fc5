"""When the things claimed happened: each claim's own time, or how it stands to another claim.

Invariant: only an expression of a claim's own sentence dates it, and none that dates the saying alone; when something
was said, printed and happened are never filled from each other. Where no rule is safe, a claim stays without time.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import get_args

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import Word, split_words
from dalil.model import Claim, ClaimTime, Document, Evidence, Language, Relation, Sentence, Span, Timex
from dalil.reader.findings import Findings

_RELATIONS: tuple[Relation, ...] = get_args(Relation)
_BREAK = re.compile(r"[.,\u060c\u061b;:!?\u061f…\"«»“”()\n]")
_STOP = re.compile(r"[.\u061b;:!?\u061f…\n]")
_REACH_WORDS = 12  # from a head to the expression that a comma cuts off
_NEAR = 80  # claims and cues that are looked at around an expression
_LAM = "\u0644"  # "to", attached
_CONJUNCTIONS = ("\u0648", "\u0641")  # waw, feh


@dataclass(frozen=True, slots=True)
class _Scene:
    """One sentence: its claims by trigger, its times, its cues, and its words."""

    text: str
    sentence: Sentence
    claims: tuple[Claim, ...]
    times: tuple[Timex, ...]
    cues: tuple[Span, ...]
    words: tuple[Word, ...]

    def near(self, position: int) -> _Scene:
        """The scene with only the claims and cues around `position`: no list of a thousand names is one sentence."""
        if max(len(self.claims), len(self.cues)) <= _NEAR:
            return self
        i = bisect_left(self.claims, position, key=lambda c: c.trigger.start)
        j = bisect_left(self.cues, position, key=lambda cue: cue.start)
        around = [slice(max(0, k - _NEAR // 2), k + _NEAR // 2) for k in (i, j)]
        return replace(self, claims=self.claims[around[0]], cues=self.cues[around[1]])


def date_claims(
    document: Document, findings: Sequence[Findings], claims: Sequence[Claim], times: Sequence[Timex]
) -> tuple[tuple[Timex, ...], tuple[Claim, ...]]:
    """The times, and the claims in their order with `time` and the evidence for it where a rule found them."""
    found: dict[str, tuple[ClaimTime, list[Evidence]]] = {}
    before: Claim | None = None
    for scene in _set_scenes(document.text, findings, claims, times):
        for claim, time, evidence in (*_date_by_expressions(scene, before), *_relate_by_prepositions(scene)):
            known, rules = found.get(claim.id, (ClaimTime(), []))
            merged = ClaimTime(
                known.edtf or time.edtf,
                known.mention or time.mention,
                known.relation or time.relation,
                known.of or time.of,
            )
            if merged != known:
                found[claim.id] = (merged, [*rules, evidence])
        before = scene.claims[-1] if scene.claims else before
    out = [
        replace(claim, time=found[claim.id][0], evidence=(*claim.evidence, *found[claim.id][1]))
        if claim.id in found
        else claim
        for claim in claims
    ]
    return tuple(times), tuple(out)


def _set_scenes(
    text: str, findings: Sequence[Findings], claims: Sequence[Claim], times: Sequence[Timex]
) -> Iterator[_Scene]:
    by_trigger = sorted(claims, key=lambda c: (c.trigger.start, c.trigger.end))
    i = j = 0
    for found in findings:
        sentence = found.sentence
        here: list[Claim] = []
        while i < len(by_trigger) and by_trigger[i].trigger.start < sentence.end:
            if by_trigger[i].trigger.start >= sentence.start:
                here.append(by_trigger[i])
            i += 1
        there: list[Timex] = []
        while j < len(times) and times[j].start < sentence.end:
            if times[j].start >= sentence.start:
                there.append(times[j])
            j += 1
        cues = {Span(cue.start, cue.end) for cue in found.cues}
        cues.update(a.cue for claim in here for a in claim.attribution if sentence.covers(a.cue))
        yield _Scene(
            text,
            sentence,
            tuple(here),
            tuple(there),
            tuple(sorted(cues)),
            split_words(text, sentence.start, sentence.end),
        )


_Dated = tuple[Claim, ClaimTime, Evidence]


def _date_by_expressions(scene: _Scene, before: Claim | None) -> Iterator[_Dated]:
    whole = scene
    for time in whole.times:
        scene = whole.near(time.start)
        owners, rule = _find_owners(scene, time)
        relation = _event_relation(time)
        for claim in owners:
            evidence = Evidence(time.start, time.end, "time", rule)
            if time.edtf:
                yield claim, ClaimTime(time.edtf, time.id), evidence
            elif relation:
                other = _claim_before(scene, claim, time) or before
                if other is not None and other.id != claim.id:
                    yield claim, ClaimTime(None, None, relation, other.id), evidence


def _find_owners(scene: _Scene, time: Timex) -> tuple[list[Claim], str]:
    """The claims that the expression dates: that of its clause; at the sentence's start, the main ones."""
    i = bisect_left(scene.words, time.start, key=lambda word: word.start)
    printed = _load_words(scene.sentence.language, "printed")
    if not printed.isdisjoint(word.folded for word in scene.words[max(0, i - 2) : i]):
        return [], ""
    inside = [c for c in scene.claims if c.overlaps(time)]
    if inside:
        owner = _nearest(scene.text, inside, time)
        if any(owner.trigger.end <= cue.start and cue.end <= time.start for cue in scene.cues):
            cue = max(cue for cue in scene.cues if cue.end <= time.start)
            content = [c for c in inside if c.start > cue.start]
            if not content:
                return [], ""
        return [owner], "time.clause"
    heads = [*(c.trigger for c in scene.claims), *scene.cues]
    earlier = [head for head in heads if head.end <= time.start]
    if not earlier:
        main = [c for c in scene.claims if c.trigger.start >= time.end]
        if scene.cues and main and min(scene.cues).start < main[0].trigger.start:
            return [], ""
        return main[:1], "time.start"
    return _find_left_behind(scene, time, max(earlier, key=lambda head: head.end))


def _find_left_behind(scene: _Scene, time: Timex, head: Span) -> tuple[list[Claim], str]:
    """An expression that a comma cuts off from its clause, where no other head stands between."""
    claim = next((c for c in scene.claims if c.trigger == head), None)
    if claim is None or head in scene.cues or _STOP.search(scene.text, head.end, time.start):
        return [], ""
    i, j = (bisect_left(scene.words, position, key=lambda word: word.start) for position in (head.end, time.start))
    closed = _load_words(scene.sentence.language, "closed")
    if j - i > _REACH_WORDS or not closed.isdisjoint(word.folded for word in scene.words[i:j]):
        return [], ""
    return [claim], "time.behind"


def _nearest(text: str, claims: Sequence[Claim], time: Timex) -> Claim:
    """Of the claims whose clause holds the expression, the one whose trigger is nearest before it, else behind it.

    What is told as the purpose of another ("to discuss …") has the time only where nothing else has.
    """
    earlier = [c for c in claims if c.trigger.end <= time.start]
    free = [c for c in earlier if text[c.trigger.start - 1 : c.trigger.start] != _LAM]
    if earlier:
        return max(free or earlier, key=lambda c: (c.trigger.end, -c.end))
    return min(claims, key=lambda c: (c.trigger.start, c.end))


def _event_relation(time: Timex) -> Relation | None:
    """The relation in the rule of an expression that another event dates, such as ar.event-after."""
    name = time.rule.partition(".event-")[2]
    return next((relation for relation in _RELATIONS if relation == name), None)


def _claim_before(scene: _Scene, claim: Claim, time: Timex) -> Claim | None:
    """The claim told last before `claim` and before the expression, in this sentence."""
    limit = min(claim.trigger.start, time.start)
    earlier = [c for c in scene.claims if c.trigger.start < limit and c.id != claim.id]
    return earlier[-1] if earlier else None


def _relate_by_prepositions(scene: _Scene) -> Iterator[_Dated]:
    """ "X after the killing of Y": the claim of the clause stands after the one that the preposition names."""
    prepositions = _load_relations(scene.sentence.language)
    for other in scene.claims:
        i = bisect_right(scene.words, other.trigger.start, key=lambda word: word.start) - 1
        found = _find_preposition(scene, other.trigger, i, prepositions) if i > 0 else None
        if found is None:
            continue
        span, relation = found
        claim = _main_claim(scene.near(other.trigger.start), other, span)
        if claim is not None:
            rule = f"time.{relation}"
            yield claim, ClaimTime(None, None, relation, other.id), Evidence(span.start, span.end, "time", rule)


def _find_preposition(
    scene: _Scene, trigger: Span, i: int, prepositions: Mapping[tuple[str, ...], Relation | None]
) -> tuple[Span, Relation] | None:
    """The preposition right before word `i`, which holds the trigger."""
    words = scene.words
    if words[i].start > 0 and scene.text[words[i].start : trigger.start] in _CONJUNCTIONS:
        return None
    for count in (3, 2, 1):
        if i < count:
            continue
        run = words[i - count : i]
        key = tuple(word.folded for word in run)
        known = next((k for k in (key, (_without_and(key[0]), *key[1:])) if k in prepositions), None)
        if known is None:
            continue
        relation = prepositions[known]
        if relation is None:
            return None
        if not _BREAK.search(scene.text, run[0].start, words[i].start):
            return Span(run[0].start, run[-1].end), relation
    return None


def _without_and(word: str) -> str:
    return word[1:] if len(word) > 2 and word[0] == "\u0648" else word


def _main_claim(scene: _Scene, other: Claim, preposition: Span) -> Claim | None:
    """The claim that the phrase belongs to: the nearest before it, else, where it opens the sentence, the next behind.

    None where a cue stands between them: the phrase then says when something was said.
    """
    rest = [c for c in scene.claims if c.id != other.id and c.trigger != other.trigger]
    earlier = [c for c in rest if c.trigger.end <= preposition.start]
    if earlier:
        holding = [c for c in earlier if c.end >= preposition.end]
        claim = (holding or earlier)[-1]
        between = Span(claim.trigger.start, preposition.end)
        near = holding or not _BREAK.search(scene.text, claim.trigger.end, preposition.start)
        return claim if near and not any(between.overlaps(cue) and cue != claim.trigger for cue in scene.cues) else None
    behind = [c for c in rest if c.trigger.start >= other.trigger.end and not other.covers(c.trigger)]
    if not behind or any(cue.end <= behind[0].trigger.start for cue in scene.cues):
        return None
    return behind[0]


@cache
def _load_relations(language: Language) -> Mapping[tuple[str, ...], Relation | None]:
    """The prepositions, folded; None for one that only looks like it ("through")."""
    table = load_table(language, "times").get("relations", {})
    out: dict[tuple[str, ...], Relation | None] = {}
    for relation in (*_RELATIONS, None):
        out.update((tuple(map(fold, word.split())), relation) for word in table.get(relation or "none", ()))
    return out


@cache
def _load_words(language: Language, name: str) -> frozenset[str]:
    return frozenset(map(fold, load_table(language, "times").get("dating", {}).get(name, ())))
