"""What a service answers about the actors of a case, and which of it is sure enough to keep."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from dalil.model import CaseActor, Judgement
from dalil.views.web.client import Found, Service, find_candidates

_MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class Matches:
    """The candidates for an actor under any of the names that were asked, the best first."""

    actor: CaseActor
    names: tuple[str, ...]
    candidates: tuple[Found, ...]


def match_actors(
    service: Service, actors: Sequence[CaseActor], *, type_id: str | None = None, limit: int = 5
) -> tuple[Matches, ...]:
    """Asks about each actor under its name and the commonest in each language; `type_id` is a type of the service."""
    asked = [_names(actor) for actor in actors]
    flat = [name for names in asked for name in names]
    answers = find_candidates(service, flat, type_id=type_id, limit=limit)
    out = []
    for actor, names in zip(actors, asked, strict=True):
        found = [candidate for _ in names for candidate in next(answers)]
        out.append(Matches(actor, names, _merge(found)[:limit]))
    return tuple(out)


def choose_match(matches: Matches, *, least: float | None = None) -> Found | None:
    """The candidate that is sure: the only one that the service calls a match, or the only one that scores `least`."""
    if least is None:
        sure = [c for c in matches.candidates if c.match]
    else:
        sure = [c for c in matches.candidates if c.score >= least]
    return sure[0] if len(sure) == 1 else None


def is_taken_back(actor: CaseActor, scheme: str, value: str, judgements: Iterable[Judgement]) -> bool:
    """Whether a person denied or withdrew that this is the actor's id; no later run says it again."""
    members = {"/".join(member) for member in actor.members}
    return any(
        judgement.kind == "id"
        and judgement.subject[1:] == (scheme, value)
        and (judgement.verdict != "positive" or judgement.withdrawn_at is not None)
        and bool(members & {actor.id, judgement.subject[0], *(one for row in judgement.members for one in row)})
        for judgement in judgements
    )


def _names(actor: CaseActor) -> tuple[str, ...]:
    return tuple(dict.fromkeys((actor.name, *(row[0] for row in actor.names.values() if row))))[:_MOST_NAMES]


def _merge(found: Iterable[Found]) -> tuple[Found, ...]:
    best: dict[str, Found] = {}
    for one in found:
        there = best.get(one.id, one)
        best[one.id] = replace(max(there, one, key=lambda c: c.score), match=there.match or one.match)
    return tuple(sorted(best.values(), key=lambda c: (-c.score, c.id)))
