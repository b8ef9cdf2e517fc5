"""Which actors of a case a name may stand for, ranked by how likely it is: what another list is matched against.

Only actors that share a key with the name are compared. Persons' names are compared by `dalil.names`, other names by
their words. A score is 100 times a probability: that of `compare_names`, and of other rules how often each is right on
labelled names (training/score_candidates.py). Invariant: the order of the actors changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from dalil.actors.words import telling_words
from dalil.language.fold import fold
from dalil.language.words import split_words
from dalil.model import CaseActor, Language, MentionType
from dalil.names.blocking import block_keys, close_keys
from dalil.names.comparison import compare_names
from dalil.names.parts import parse_name
from dalil.reader.rules.gazetteer import load_gazetteer

# Of the pairs that a rule joins, those that are one: (right + 1) / (all + 2), as training/score_candidates.py prints.
SCORES = {
    "same words": 0.968,
    "same word": 0.852,
    "initials": 0.676,
    "a word less": 0.805,
    "words less": 0.370,
}
_SURE, _RIVAL = 95.0, 50.0
_LEAST = 0.05  # the probability from which a person is a candidate
_IN_LEXICON = ("lexicon", "country")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor that a name may stand for; `score` is 100 times the probability, `why` one line."""

    actor: CaseActor
    score: float
    why: str


class ActorIndex:
    """The actors of a case by what their names share with others."""

    def __init__(self, actors: Iterable[CaseActor]) -> None:
        self.actors: Mapping[str, CaseActor] = {actor.id: actor for actor in actors}
        self._by_key: dict[str, set[str]] = defaultdict(set)
        self._by_id: dict[tuple[str, str], set[str]] = defaultdict(set)
        for actor in self.actors.values():
            for scheme, value in actor.ids.items():
                self._by_id[scheme, value].add(actor.id)
            for name in names_of(actor):
                for key in _published_keys(name) if actor.type == "person" else _keys(name):
                    self._by_key[key].add(actor.id)

    def with_id(self, scheme: str, value: str) -> list[CaseActor]:
        """The actors that have this id, by their own ids."""
        return [self.actors[one] for one in sorted(self._by_id.get((scheme, value), ()))]

    def sharing(self, name: str) -> list[CaseActor]:
        """The actors that `name` is worth comparing with, by their ids."""
        keys = {*_asked_keys(name), *_keys(name)}
        return [self.actors[one] for one in sorted(set().union(*(self._by_key.get(key, set()) for key in keys)))]


def find_candidates(
    index: ActorIndex, name: str, *, types: Collection[MentionType] = (), limit: int = 10
) -> tuple[Candidate, ...]:
    """The actors that `name` may stand for, the likeliest first; only of `types`, where some are given."""
    best: dict[str, Candidate] = {}
    for actor, score, why in (*_by_lexicon(index, name), *_by_name(index, name)):
        if types and actor.type not in types:
            continue
        if actor.id not in best or score > best[actor.id].score:
            best[actor.id] = Candidate(actor, score, why)
    ranked = sorted(best.values(), key=lambda c: (-c.score, -c.actor.documents, -c.actor.mentions, c.actor.id))
    return tuple(ranked[:limit])


def is_match(candidates: Sequence[Candidate]) -> bool:
    """Whether the first of all candidates is certain and no other is likely."""
    return bool(candidates) and candidates[0].score >= _SURE and all(c.score < _RIVAL for c in candidates[1:])


def names_of(actor: CaseActor) -> tuple[str, ...]:
    """Each name of an actor once, the one that it is shown under first."""
    return tuple(dict.fromkeys((actor.name, *(name for row in actor.names.values() for name in row))))


def explain_same_body(one: str, other: str) -> str | None:
    """The rule by which two names may be one body's, place's or work's."""
    first, second = telling_words(one), telling_words(other)
    if fold(one) == fold(other) or first == second != ():
        return "same words" if len(first) > 1 else "same word"
    if not first or not second:
        return None
    short, full = sorted((first, second), key=len)
    if len(short) == 1 and short[0] in _initials(full):
        return "initials"
    if len(short) == len(full) or not _is_within(short, full):
        return None
    return "a word less" if len(full) - len(short) == 1 else "words less"


def _by_name(index: ActorIndex, name: str) -> Iterator[tuple[CaseActor, float, str]]:
    for actor in index.sharing(name):
        for known in names_of(actor):
            if actor.type != "person":
                rule = explain_same_body(name, known)
                if rule is not None:
                    yield actor, round(100 * SCORES[rule], 1), f"{rule}: {known}"
                continue
            found = compare_names(name, known)
            fits = ", ".join(f"{part.one} ~ {part.other}" for part in found.why if part.one and part.other)
            if fits and found.same >= _LEAST:
                yield actor, round(100 * found.same, 1), f"{fits}: {known}"


def _by_lexicon(index: ActorIndex, name: str) -> Iterator[tuple[CaseActor, float, str]]:
    """The actors that were read as the entry that `name` names, where it names one alone."""
    words = tuple(word.folded for word in split_words(name))
    entries = {found for language in get_args(Language) if (found := _find_entry(language, words)) is not None}
    if len(entries) == 1:
        (entry,) = entries
        for scheme in _IN_LEXICON:
            for actor in index.with_id(scheme, entry):
                if actor.type != "person" or len(words) > 1:  # a surname alone is nobody's
                    yield actor, 100.0, f"same {scheme} id: {entry}"


def _find_entry(language: Language, words: Sequence[str]) -> str | None:
    entry = load_gazetteer(language).match(words[0], words[1:]) if words else None
    return entry.id if entry is not None and not entry.weak and len(entry.words) == len(words) else None


def _published_keys(name: str) -> Iterator[str]:
    """The keys of a person's name: of the whole, and of each part, which may be asked for alone."""
    yield from (f"sound {key}" for key in close_keys(name))
    yield from (f"part {key}" for part in parse_name(name).parts for key in block_keys(part.text))


def _asked_keys(name: str) -> Iterator[str]:
    """The keys under which persons of this name are found; one part alone finds whoever has such a part."""
    whole = close_keys(name)
    yield from (f"sound {key}" for key in whole)
    yield from (f"part {key}" for key in (block_keys(name) if not whole else ()))


def _keys(name: str) -> Iterator[str]:
    """What two names that are no person's have in common, at least one of, where a rule joins them."""
    words = telling_words(name)
    yield f"name {fold(name)}"
    yield from (f"word {word}" for word in {*words, *_initials(words)})


def _initials(words: Sequence[str]) -> frozenset[str]:
    """What a name of three words or more may be shortened to."""
    if len(words) < 3:
        return frozenset()
    return frozenset(("".join(w[0] for w in words), "".join(w[0] for w in words if w not in ("and", "in", "for"))))


def _is_within(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether the words of `short` stand in `full` in the same order."""
    rest = iter(full)
    return all(word in rest for word in short)
