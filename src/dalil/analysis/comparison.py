"""Claims of one document made comparable: parties as actors, times as days, sources, and bodies that changed names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dalil.language.fold import fold
from dalil.model import Actor, Claim, Mention, Reading, Role, Span, Timex
from dalil.times.edtf import bound_edtf

_CORE: tuple[Role, ...] = ("agent", "patient", "recipient", "counterpart", "origin", "destination", "place", "result")


@dataclass(frozen=True, slots=True)
class Comparable:
    """One actual claim. `parties` are its actors by role; `spans` the folded words of fillers that are no actor's name.

    `anchor` says when, where only another claim does: the relation and the event it leads to in the end. `title` is
    set for a claim of a title or heading; `edtf` is its date, or ""; `sources` are the actors (or "?") it is attributed
    to.
    """

    claim: Claim
    parties: Mapping[str, frozenset[str]]
    spans: Mapping[str, tuple[frozenset[str], ...]]
    sources: tuple[str, ...]
    edtf: str
    earliest: str | None
    latest: str | None
    anchor: tuple[str, str] | None
    title: bool
    trigger: str

    def among(self, role: str) -> frozenset[str]:
        return self.parties.get(role, frozenset())

    @property
    def everyone(self) -> frozenset[str]:
        return frozenset[str]().union(*self.parties.values())


@dataclass(frozen=True, slots=True)
class Comparison:
    """The actual claims of a reading in text order, with what their comparison looks up.

    `bodies` leads from an actor to the first actor of one body under all its names; `named` are actors with a name.
    """

    reading: Reading
    claims: tuple[Comparable, ...]
    actors: Mapping[str, Actor]
    mentions: Mapping[str, Mention]
    bodies: Mapping[str, str]
    named: frozenset[str]

    def body(self, actor: str) -> str:
        return self.bodies.get(actor, actor)

    def name(self, actor: str) -> str:
        return self.actors[actor].name if actor in self.actors else actor

    def sources(self, claim: Comparable) -> str | None:
        """Who says so, outermost first, or None for the document itself."""
        names = [self.name(s) for s in claim.sources if s != "?"]
        return ", ".join(dict.fromkeys(names)) or None


def compare_claims(reading: Reading) -> Comparison:
    """Only claims of polarity positive or negative that are told as actual, or denied, take part."""
    mentions = {m.id: m for m in reading.mentions}
    claims = {c.id: c for c in reading.claims}
    titles = [b for b in reading.document.blocks if b.kind in ("title", "heading")]
    made: list[Comparable] = []
    for claim in sorted(reading.claims, key=lambda c: (c.trigger.start, c.id)):
        if claim.modality != "actual":
            continue
        parties, spans = _fillers(reading.document.text, claim, mentions)
        edtf, bounds = _date(claim, reading.times)
        made.append(
            Comparable(
                claim=claim,
                parties=parties,
                spans=spans,
                sources=tuple(_source(link.source, mentions) for link in claim.attribution),
                edtf=edtf,
                earliest=bounds[0],
                latest=bounds[1],
                anchor=_anchor(claim, claims, mentions),
                title=any(b.start <= claim.trigger.start < b.end for b in titles),
                trigger=fold(claim.trigger.of(reading.document.text)),
            )
        )
    named = frozenset(m.actor for m in reading.mentions if m.form == "name" and m.actor is not None)
    actors = {a.id: a for a in reading.actors}
    return Comparison(reading, tuple(made), actors, mentions, _bodies(made, actors), named)


def _date(claim: Claim, times: Sequence[Timex]) -> tuple[str, tuple[str | None, str | None]]:
    """The claim's own date with its bounds; without one, that of the only date in its clause; "" where not just one.

    What is told as about or perhaps bounds nothing.
    """
    own = [t for t in times if t.id == claim.time.mention]
    if claim.time.edtf and not own:
        return claim.time.edtf, bound_edtf(claim.time.edtf)
    inside = own or [t for t in times if t.edtf and claim.start <= t.start < claim.end]
    if len(inside) != 1 or (not own and claim.time.relation is not None) or not inside[0].edtf:
        return "", (None, None)
    vague = inside[0].edtf.endswith(("~", "?"))
    return inside[0].edtf, (None, None) if vague else (inside[0].earliest, inside[0].latest)


def _fillers(
    text: str, claim: Claim, mentions: Mapping[str, Mention]
) -> tuple[dict[str, frozenset[str]], dict[str, tuple[frozenset[str], ...]]]:
    parties: dict[str, frozenset[str]] = {}
    spans: dict[str, tuple[frozenset[str], ...]] = {}
    for role in _CORE + tuple(r for r in claim.args if r not in _CORE):
        row = claim.args.get(role, ())
        told = [mentions[f] for f in row if isinstance(f, str) and f in mentions]
        actors = frozenset(m.actor for m in told if m.actor is not None)
        if actors:
            parties[role] = actors
        plain = tuple(frozenset(fold(f.of(text)).split()) for f in row if isinstance(f, Span))
        if plain:
            spans[role] = plain
    return parties, spans


def _source(source: str | None, mentions: Mapping[str, Mention]) -> str:
    mention = mentions.get(source or "")
    return mention.actor or "?" if mention is not None else "?"


def _anchor(claim: Claim, claims: Mapping[str, Claim], mentions: Mapping[str, Mention]) -> tuple[str, str] | None:
    """The relation and the event that date a claim, followed through claims "at that time"; a loop leads nowhere."""
    seen = {claim.id}
    relation = claim.time.relation
    of = claims.get(claim.time.of or "")
    while relation is not None and of is not None and of.id not in seen:
        seen.add(of.id)
        if relation != "during" or of.time.relation is None:
            return relation, _event(of, mentions)
        relation, of = of.time.relation, claims.get(of.time.of or "")
    return None


def _event(claim: Claim, mentions: Mapping[str, Mention]) -> str:
    """One event told twice is one: a death by its dead; any other event is its claim."""
    if claim.predicate == "kill":
        dead = sorted(
            mentions[f].actor or "" for f in claim.args.get("patient", ()) if isinstance(f, str) and f in mentions
        )
        if dead:
            return "kill " + " ".join(dead)
    return claim.id


def _bodies(claims: list[Comparable], actors: Mapping[str, Actor]) -> dict[str, str]:
    """What was renamed is one body under its old and new names."""
    parent: dict[str, str] = {}

    def root(actor: str) -> str:
        while parent.get(actor, actor) != actor:
            actor = parent[actor]
        return actor

    for old, new in _renamed(claims, actors):
        first, second = sorted((root(old), root(new)), key=lambda a: (len(a), a))
        parent[second] = first
    return {actor: root(actor) for actor in parent}


def _renamed(claims: list[Comparable], actors: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    for c in claims:
        if c.claim.predicate != "rename" or c.claim.polarity != "positive":
            continue
        for new in c.among("result"):
            for old in old_names(c, actors):
                yield old, new


def old_names(rename: Comparable, actors: Mapping[str, Actor]) -> frozenset[str]:
    """Who is renamed: the patient, or an agent that is no person (a body that changes its own name)."""
    if rename.among("patient"):
        return rename.among("patient") - rename.among("result")
    own = (a for a in rename.among("agent") if a in actors and actors[a].type == "organization")
    return frozenset(own) - rename.among("result")
