"""One actor of a case out of the actors of many documents, in any order, with the words of why.

Joined: the same lexicon or Wikidata id; the same full name; the same full name across scripts by its consonants. Never
a surname alone, never two different ids. A person's judgement outweighs every rule and names its pair by case actors'
ids or by "DOCUMENT/ACTOR". Invariant: the order of the input changes nothing. Work is by key: actors that share no key
are never compared, and within a key only different spellings are.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from dalil.actors.names import NameParts, blocking_keys, explain_same_name, split_name
from dalil.actors.vocabulary import drop_article, vocabulary
from dalil.language.fold import fold
from dalil.language.words import split_words
from dalil.model import Actor, CaseActor, Judgement, Language

_SINGLE_PART = frozenset(("organization", "place"))
_UNIQUE_IDS = ("wikidata", "opensanctions", "lexicon", "country")
Key = tuple[str, ...]
Member = tuple[str, str]


def resolve_case(
    actors: Iterable[tuple[str, Actor]],
    *,
    judgements: Sequence[Judgement] = (),
    mentions: Mapping[Member, int] | None = None,
) -> tuple[CaseActor, ...]:
    """The actors of a case, from (document id, actor) pairs; most told first, then by name and id.

    What has no name in its document (a pronoun that no rule ties to anybody) is no actor of the case.

    `mentions` counts the mentions of a (document id, actor id), where they are to be shown.
    """
    nodes = {(document, actor.id): actor for document, actor in actors if actor.names}
    members = sorted(nodes)
    groups = _Groups(members, nodes)
    keys = {member: tuple(_keys(member, nodes[member])) for member in members}
    _apply_judgements(groups, keys, judgements)
    _join_by_key(groups, keys)
    _join_by_sound(groups, members, nodes)
    built = _tell_apart([_build(rows, nodes, keys, groups, mentions or {}) for rows in groups.rows()])
    return tuple(sorted(built, key=lambda a: (-a.documents, -a.mentions, a.name, a.id)))


def actor_key_id(key: Key) -> str:
    """The id that a case actor with this canonical key has: "A" and twelve hexadecimal digits."""
    return "A" + hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:12]


@dataclass
class _Group:
    """Actors joined so far, with their ids by scheme and the sides of pairs that must stay apart."""

    members: list[Member]
    ids: dict[str, str]
    sides: set[tuple[int, int]] = field(default_factory=set)
    why: list[str] = field(default_factory=list)


class _Groups:
    """A union-find that refuses to join two different ids or what a person told apart."""

    def __init__(self, members: Sequence[Member], nodes: Mapping[Member, Actor]) -> None:
        self._parent = {m: m for m in members}
        self._group = {m: _Group([m], {k: v for k, v in nodes[m].ids.items() if k in _UNIQUE_IDS}) for m in members}

    def root(self, member: Member) -> Member:
        while self._parent[member] != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def set_apart(self, ones: Iterable[Member], others: Iterable[Member], pair: int) -> None:
        """Let no member of `ones` ever join one of `others`."""
        for side, row in enumerate((ones, others)):
            for member in row:
                self._group[self.root(member)].sides.add((pair, side))

    def join(self, one: Member, other: Member, why: str, *, certain: bool = False) -> None:
        first, second = self.root(one), self.root(other)
        if first == second:
            return
        a, b = self._group[first], self._group[second]
        if any((pair, 1 - side) in b.sides for pair, side in a.sides):
            return
        if not certain and any(b.ids.get(scheme, value) != value for scheme, value in a.ids.items()):
            return
        if len(a.members) < len(b.members):
            first, second, a, b = second, first, b, a
        self._parent[second] = first
        a.members += b.members
        a.ids = {**b.ids, **a.ids}
        a.sides |= b.sides
        a.why += [w for w in b.why if w not in a.why]
        if why not in a.why:
            a.why.append(why)
        del self._group[second]

    def rows(self) -> Iterator[tuple[list[Member], list[str]]]:
        for root in sorted(self._group):
            group = self._group[root]
            yield sorted(group.members), sorted(group.why)


def _keys(member: Member, actor: Actor) -> Iterator[Key]:
    """What an actor can be joined by, the surest first; the last is its own alone."""
    for scheme in _UNIQUE_IDS:
        if scheme in actor.ids:
            yield ("1", scheme, actor.type, actor.ids[scheme])
    for name in sorted({actor.name, *(n for row in actor.names.values() for n in row)} if actor.names else ()):
        key = _name_key(actor, name)
        if key is not None:
            yield ("2", "name", actor.type, key)
    yield ("3", "alone", *member)


def _name_key(actor: Actor, name: str) -> str | None:
    language: Language = "en" if any("a" <= c <= "z" for c in fold(name)) else "ar"
    if actor.type == "person":
        parts = split_name(name)
        return " ".join(parts.parts) if parts.is_full else None
    words = [drop_article(w.folded.replace(".", ""), language) for w in split_words(name)]
    words = [w for w in words if w not in ("the", "of")] if language == "en" else words
    common = vocabulary("en").common if language == "en" else vocabulary("ar").common | vocabulary("fa").common
    if not words or all(w in common for w in words):
        return None
    return " ".join(words) if len(words) > 1 or actor.type in _SINGLE_PART else None


def _join_by_key(groups: _Groups, keys: Mapping[Member, tuple[Key, ...]]) -> None:
    holders: dict[Key, list[Member]] = defaultdict(list)
    for member in sorted(keys):
        for key in keys[member]:
            holders[key].append(member)
    for key in sorted(holders):
        first, *rest = holders[key]
        why = f"same {key[1]} id: {key[3]}" if key[0] == "1" else f"same name: {key[-1]}"
        for member in rest:
            groups.join(first, member, why)


def _join_by_sound(groups: _Groups, members: Sequence[Member], nodes: Mapping[Member, Actor]) -> None:
    """Full names of persons across scripts and Latin spellings: only names that share a consonant key are compared."""
    holder: dict[NameParts, Member] = {}
    blocks: dict[str, list[NameParts]] = defaultdict(list)
    for member in members:
        actor = nodes[member]
        if actor.type != "person":
            continue
        for name in sorted({n for row in actor.names.values() for n in row}):
            parts = split_name(name)
            if parts.is_full and parts not in holder:
                holder[parts] = member
                for key in blocking_keys(parts):
                    blocks[key].append(parts)
    for key in sorted(blocks):
        arabic = [p for p in blocks[key] if p.script == "arabic"]
        latin = [p for p in blocks[key] if p.script == "latin"]
        pairs = [(a, b) for a in arabic for b in latin] + list(pairwise(latin))
        for a, b in sorted(pairs, key=lambda pair: (pair[0].parts, pair[1].parts)):
            why = explain_same_name(a, b)
            if why is not None:
                groups.join(holder[a], holder[b], f"same full name by its consonants: {why}")


def _apply_judgements(groups: _Groups, keys: Mapping[Member, tuple[Key, ...]], judgements: Sequence[Judgement]) -> None:
    by_id: dict[str, list[Member]] = defaultdict(list)
    for member in sorted(keys):
        by_id["/".join(member)].append(member)
        for key in keys[member]:
            by_id[actor_key_id(key)].append(member)
    latest: dict[tuple[str, ...], Judgement] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.kind == "actors" and len(judgement.subject) == 2 and judgement.withdrawn_at is None:
            latest[tuple(sorted(judgement.subject))] = judgement
    for pair, (subject, judgement) in enumerate(sorted(latest.items())):
        ones, others = (by_id.get(side, []) for side in subject)
        if judgement.verdict == "negative":
            _set_apart(groups, ones, others, pair)
    for subject, judgement in sorted(latest.items()):
        ones, others = (by_id.get(side, []) for side in subject)
        if judgement.verdict == "positive":
            for member in [*ones[1:], *others] if ones else []:
                groups.join(ones[0], member, f"judged the same by {judgement.by}", certain=True)


def _set_apart(groups: _Groups, ones: Sequence[Member], others: Sequence[Member], pair: int) -> None:
    """Who is in both, through one key and one name of it, belongs to the narrower side."""
    shared = set(ones) & set(others)
    if len(ones) > len(others):
        ones = [m for m in ones if m not in shared]
    else:
        others = [m for m in others if m not in shared]
    groups.set_apart(ones, others, pair)


def _tell_apart(built: Sequence[CaseActor]) -> list[CaseActor]:
    """Actors of one key that a person parted: the one with most members keeps the id, the others get their own."""
    taken: set[str] = set()
    out: list[CaseActor] = []
    for actor in sorted(built, key=lambda a: (a.id, -len(a.members), a.members)):
        id_ = actor.id if actor.id not in taken else actor_key_id((actor.id, *actor.members[0]))
        taken.add(id_)
        out.append(replace(actor, id=id_))
    return out


def _build(
    rows: tuple[list[Member], list[str]],
    nodes: Mapping[Member, Actor],
    keys: Mapping[Member, tuple[Key, ...]],
    groups: _Groups,
    mentions: Mapping[Member, int],
) -> CaseActor:
    members, why = rows
    actors = [nodes[m] for m in members]
    names: dict[str, Counter[str]] = defaultdict(Counter)
    for actor in actors:
        for language, row in actor.names.items():
            names[language].update(row)
    full = Counter(actor.name for actor in actors)
    canonical = min((k for m in members for k in keys[m]), key=_order)
    ids: dict[str, str] = {}
    for actor in actors:
        ids = {**actor.ids, **ids}
    return CaseActor(
        id=actor_key_id(canonical),
        type=actors[0].type,
        name=min(full, key=lambda name: (-full[name], -len(name), name)),
        names={
            language: tuple(sorted(row, key=lambda n: (-row[n], -len(n), n))) for language, row in sorted(names.items())
        },
        ids=dict(sorted(ids.items())),
        members=tuple(members),
        why=tuple(why),
        mentions=sum(mentions.get(m, 0) for m in members),
        documents=len({document for document, _ in members}),
    )


def _order(key: Key) -> tuple[str, int, Key]:
    """Ids before names before an actor alone; among names the longest."""
    return key[0], -len(key[-1]), key
