"""When the things claimed happened, and when they were said: each claim's own time, or how it stands to another claim.

Invariant: only an expression of a claim's own sentence dates it, and none that dates the saying alone; when something
was said, printed and happened are never filled from each other. Where no rule is safe, a claim stays without time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from dalil.claims.owners import find_owners, find_saying
from dalil.claims.relations import find_event, read_relation, relate_by_prepositions
from dalil.claims.scenes import Scene, set_scenes
from dalil.model import Claim, ClaimTime, Document, Evidence, Span, Timex
from dalil.reader.findings import Findings

_SAID = "time.said"

_Dated = tuple[Claim, ClaimTime, Evidence]


def date_claims(
    document: Document, findings: Sequence[Findings], claims: Sequence[Claim], times: Sequence[Timex]
) -> tuple[tuple[Timex, ...], tuple[Claim, ...]]:
    """The times, and the claims in their order with `time`, the times of attributions and the evidence for them."""
    found: dict[str, tuple[ClaimTime, list[Evidence]]] = {}
    said: dict[Span, Timex] = {}
    before: Claim | None = None
    for scene in set_scenes(document.text, findings, claims, times):
        for claim, time, evidence in (*_date_by_expressions(scene, before, said), *_relate(scene)):
            known, rules = found.get(claim.id, (ClaimTime(), []))
            merged = _merge(known, time)
            if merged != known:
                found[claim.id] = (merged, [*rules, evidence])
        before = scene.claims[-1] if scene.claims else before
    return tuple(times), tuple(_date_saying(_date_claim(claim, found), said) for claim in claims)


def _merge(known: ClaimTime, time: ClaimTime) -> ClaimTime:
    """What is known, filled up: a value comes with its mention, a relation with the claim it leads to."""
    if not known.edtf and time.edtf:
        known = replace(known, edtf=time.edtf, mention=time.mention)
    if not known.relation and time.relation:
        known = replace(known, relation=time.relation, of=time.of)
    return known


def _date_claim(claim: Claim, found: Mapping[str, tuple[ClaimTime, Sequence[Evidence]]]) -> Claim:
    if claim.id not in found:
        return claim
    time, evidence = found[claim.id]
    return replace(claim, time=time, evidence=(*claim.evidence, *evidence))


def _date_saying(claim: Claim, said: Mapping[Span, Timex]) -> Claim:
    """The claim with the time of each of its cues that has one: also where speech runs on in the next sentence."""
    dated = [said[link.cue] for link in claim.attribution if link.cue in said]
    if not dated:
        return claim
    links = (replace(a, time=said[a.cue].id) if a.cue in said else a for a in claim.attribution)
    evidence = (Evidence(time.start, time.end, "said", _SAID) for time in dated)
    return replace(claim, attribution=tuple(links), evidence=(*claim.evidence, *evidence))


def _date_by_expressions(scene: Scene, before: Claim | None, said: dict[Span, Timex]) -> Iterator[_Dated]:
    """What the sentence's expressions date; a cue that one dates is added to `said`, the first of several kept."""
    for time in scene.times:
        around = scene.near(time.start)
        owners = find_owners(around, time)
        if time.edtf and (cue := find_saying(around, time, [claim for claim, _ in owners])):
            said.setdefault(cue, time)
        relation = read_relation(time)
        for claim, rule in owners:
            evidence = Evidence(time.start, time.end, "time", rule)
            if time.edtf:
                yield claim, ClaimTime(time.edtf, time.id), evidence
            elif relation:
                other = find_event(around, claim, time) or before
                if other is not None and other.id != claim.id:
                    yield claim, ClaimTime(None, None, relation, other.id), evidence


def _relate(scene: Scene) -> Iterator[_Dated]:
    for claim, relation, other, span in relate_by_prepositions(scene):
        evidence = Evidence(span.start, span.end, "time", f"time.{relation}")
        yield claim, ClaimTime(None, None, relation, other.id), evidence
