"""Told claims made to measure, without a text."""

from __future__ import annotations

from collections.abc import Mapping

from dalil.model import Claim, ClaimTime, Modality, Origin, Party, Polarity, Relation, Span, ToldClaim


def make_told(
    id: str,
    *,
    predicate: str = "support",
    roles: Mapping[str, tuple[str, ...]] | None = None,
    polarity: Polarity = "positive",
    modality: Modality = "actual",
    edtf: str | None = None,
    bounds: tuple[str | None, str | None] = (None, None),
    relation: Relation | None = None,
    of: str | None = None,
    document: str = "d",
) -> ToldClaim:
    """A claim whose parties are actors named by their ids; an empty id is a plain span."""
    parties = [
        Party(role, 0, 1, actor or "words", actor or None, actor or None, "person" if actor else None)
        for role, actors in (roles or {}).items()
        for actor in actors
    ]
    claim = Claim(
        0,
        1,
        id,
        Span(0, 1),
        predicate,
        Origin("rules", "1", "r"),
        polarity=polarity,
        modality=modality,
        time=ClaimTime(edtf, relation=relation, of=of),
    )
    return ToldClaim(
        claim, document, "P", None, None, "en", "q", Span(0, 1), "t", tuple(parties), (), edtf, bounds[0], bounds[1]
    )
