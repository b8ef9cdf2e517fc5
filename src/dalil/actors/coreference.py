"""Who is who in one document: every mention gets an actor, joined by rules that name themselves or standing alone.

Invariants: the mentions come back in the order they came, with the same ids and spans; actors are numbered a1, a2, … by
their first mention in the text; a rule that has two candidates abstains.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dalil.actors.aliases import join_names
from dalil.actors.links import Links
from dalil.actors.nominals import join_nominals
from dalil.actors.pronouns import join_pronouns
from dalil.actors.surfaces import Surface, read_surfaces, swallows_alif
from dalil.language.organizations import find_organization
from dalil.model import Actor, Claim, Document, Language, Mention, Sentence


def resolve_mentions(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention], claims: Sequence[Claim]
) -> tuple[tuple[Mention, ...], tuple[Actor, ...]]:
    """`mentions` in their order with `actor` and `resolved` set, and their actors, first mentioned first."""
    surfaces = read_surfaces(document, sentences, mentions)
    links = Links(len(surfaces))
    join_names(document.text, surfaces, links)
    join_nominals(document.text, surfaces, links)
    join_pronouns(surfaces, links, claims)
    members: dict[int, list[Surface]] = defaultdict(list)
    for s in surfaces:
        members[links.root(s.index)].append(s)
    ids = {root: f"a{i}" for i, root in enumerate(sorted(members), 1)}
    resolved = {
        s.mention.id: replace(s.mention, actor=ids[links.root(s.index)], resolved=links.rules[s.index])
        for s in surfaces
    }
    actors = tuple(_build_actor(document.text, ids[root], members[root]) for root in sorted(members))
    return tuple(resolved[m.id] for m in mentions), actors


def _build_actor(text: str, actor_id: str, members: Sequence[Surface]) -> Actor:
    named = [s for s in members if s.mention.form == "name"]
    told = named or [s for s in members if s.mention.form == "nominal"] or list(members)
    known = [s for s in told if s.mention.lexicon is not None] or told
    best = max(known, key=lambda s: (len(s.words), len(s.mention.of(text)), -s.index))
    ids: dict[str, str] = {}
    lexicon = Counter(s.mention.lexicon for s in members if s.mention.lexicon is not None)
    if lexicon:
        ids["lexicon"] = min(lexicon, key=lambda entry: (-lexicon[entry], entry))
        ids |= _outer_ids(ids["lexicon"])
    state = next((s.state for s in members if s.state is not None), None)
    if state is not None:
        ids["country"] = state
    return Actor(actor_id, told[0].mention.type, _told_name(text, best), _names_by_language(text, named), ids)


def _outer_ids(entry: str) -> dict[str, str]:
    """What other registers call the organisation of an entry; empty where the lexicon does not say."""
    found = find_organization(entry)
    ids = {} if found is None else {"wikidata": found.wikidata, "opensanctions": found.opensanctions}
    return {scheme: value for scheme, value in ids.items() if value is not None}


def _told_name(text: str, s: Surface) -> str:
    quote = " ".join(s.mention.of(text).split())
    return "\u0627" + quote if swallows_alif(text, s.mention) else quote


def _names_by_language(text: str, named: Iterable[Surface]) -> dict[str, tuple[str, ...]]:
    counts: dict[Language, Counter[str]] = defaultdict(Counter)
    for s in named:
        counts[s.language][_told_name(text, s)] += 1
    return {language: tuple(name for name, _ in counter.most_common()) for language, counter in counts.items()}
