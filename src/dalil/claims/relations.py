"""How claims stand to each other in time where the text says so: "after the killing of …", "two days after that".

Invariant: the two claims are two, and a relation never crosses a cue: when something was said is not when it happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import get_args

from dalil.claims.scenes import Scene
from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import Word
from dalil.model import Claim, Language, Relation, Span, Timex

_RELATIONS: tuple[Relation, ...] = get_args(Relation)
_BREAK = re.compile(r"[.,\u060c\u061b;:!?\u061f…\"«»“”()\n]")
_CONJUNCTIONS = ("\u0648", "\u0641")  # waw, feh
_NAMED_WORDS = 4  # from "two days after" to the event: "from", an article, a light word, itself


def read_relation(time: Timex) -> Relation | None:
    """The relation in the rule of an expression that another event dates, such as ar.event-after."""
    name = time.rule.partition(".event-")[2]
    return next((relation for relation in _RELATIONS if relation == name), None)


def find_event(scene: Scene, claim: Claim, time: Timex) -> Claim | None:
    """The claim that dates `claim` through such an expression: the one named behind it, else the one told last before.

    "Two days after the fall of …" names it; "after that" does not.
    """
    named = _find_named(scene, time)
    if named is not None and named.id != claim.id:
        return named
    limit = min(claim.trigger.start, time.start)
    earlier = [c for c in scene.claims if c.trigger.start < limit and c.id != claim.id]
    return earlier[-1] if earlier else None


def _find_named(scene: Scene, time: Timex) -> Claim | None:
    """The claim of the first word behind the expression that is neither "from", an article nor light."""
    for word in scene.words[scene.index(time.end) :][:_NAMED_WORDS]:
        named = next((c for c in scene.claims if word.covers(c.trigger) or word.start == c.trigger.start), None)
        if named is not None:
            return None if _BREAK.search(scene.text, time.end, named.trigger.start) else named
        if not scene.is_among([word], "from") and not scene.is_among([word], "light"):
            return None
    return None


def relate_by_prepositions(scene: Scene) -> Iterator[tuple[Claim, Relation, Claim, Span]]:
    """ "X after the killing of Y": a claim, how it stands to the other, that other, and the preposition."""
    prepositions = _load_prepositions(scene.sentence.language)
    for other in scene.claims:
        found = _find_preposition(scene, other.trigger, prepositions)
        if found is None:
            continue
        span, relation = found
        claim = _main_claim(scene.near(other.trigger.start), other, span)
        if claim is not None:
            yield claim, relation, other, span


def _find_preposition(
    scene: Scene, trigger: Span, prepositions: Mapping[tuple[str, ...], Relation | None]
) -> tuple[Span, Relation] | None:
    """The preposition right before the word that holds the trigger; a light word may stand between."""
    words, i = scene.words, scene.index_of(trigger)
    if i < 1 or (words[i].start > 0 and scene.text[words[i].start : trigger.start] in _CONJUNCTIONS):
        return None
    found = _match_preposition(scene, words[:i], prepositions)
    if found is None and i > 1 and scene.is_among(words[i - 1 : i], "light"):
        found = _match_preposition(scene, words[: i - 1], prepositions)
    if found is None or found[1] is None or _BREAK.search(scene.text, found[0].start, words[i].start):
        return None
    return found[0], found[1]


def _match_preposition(
    scene: Scene, words: tuple[Word, ...], prepositions: Mapping[tuple[str, ...], Relation | None]
) -> tuple[Span, Relation | None] | None:
    """The longest preposition that `words` end with."""
    for count in (3, 2, 1):
        run = words[-count:]
        if len(run) < count:
            continue
        key = tuple(word.folded for word in run)
        known = next((k for k in (key, (_without_and(key[0]), *key[1:])) if k in prepositions), None)
        if known is not None:
            return Span(run[0].start, run[-1].end), prepositions[known]
    return None


def _without_and(word: str) -> str:
    return word[1:] if len(word) > 2 and word[0] == _CONJUNCTIONS[0] else word


def _main_claim(scene: Scene, other: Claim, preposition: Span) -> Claim | None:
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
def _load_prepositions(language: Language) -> Mapping[tuple[str, ...], Relation | None]:
    """The prepositions, folded; None for one that only looks like it ("through")."""
    table = load_table(language, "times").get("relations", {})
    out: dict[tuple[str, ...], Relation | None] = {}
    for relation in (*_RELATIONS, None):
        out.update((tuple(map(fold, word.split())), relation) for word in table.get(relation or "none", ()))
    return out
