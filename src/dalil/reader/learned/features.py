"""What the lexicons and the rules of names say of each unit, as features beside its letters."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from dalil.language.cues import find_cue_words
from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Document, Language, Sentence
from dalil.reader.findings import FoundName
from dalil.reader.learned.schema import FEATURES
from dalil.reader.learned.units import Unit
from dalil.reader.rules.candidates import find_candidates

_IDS = {name: i for i, name in enumerate(FEATURES)}
_FLAGS = ("general", "passive", "negative", "future")
_ATTACHED = re.compile("[\u0648\u0641]?(?:\u0644\u0644|[\u0628\u0644\u0643]?(?:\u0627\u0644)?)")  # and; by, to; the
_SHORTEST = 3  # letters that are left


def find_features(
    document: Document, sentence: Sentence, units: Sequence[Unit], names: Sequence[FoundName], *, opens: bool
) -> list[tuple[int, ...]]:
    """The features of each of the sentence's `units`.

    `names` are those that the rules find in it; `opens` tells whether it begins a block.
    """
    language = sentence.language
    out: list[set[int]] = [{_IDS[language]} for _ in units]
    if sentence.kind == "title":
        for found in out:
            found.add(_IDS["title"])
    if opens and units:
        out[0].add(_IDS["opens"])
    at = 0
    for name in sorted(names):
        while at < len(units) and units[at].end <= name.start:
            at += 1
        for i in range(at, len(units)):
            if units[i].start >= name.end:
                break
            out[i].add(_IDS[f"name:{'I' if i > at else 'B'}-{name.type}"])
    places = [i for i, unit in enumerate(units) if unit.word]
    words = [units[i] for i in places]
    for candidate in find_candidates(document.text, sentence, names, words).values():
        found = out[places[candidate.at]]
        found.update(_IDS[f"predicate:{p}"] for p in candidate.predicates)
        found.add(_IDS[f"candidate:{candidate.shape}"])
        found.update(_IDS[f"candidate:{flag}"] for flag in _FLAGS if getattr(candidate, flag))
    for word, cue in find_cue_words(words, language):
        out[places[word]].add(_IDS[f"cue:{cue}"])
    for place, unit in zip(places, words, strict=True):
        kind = _noun_type(unit.folded, language)
        if kind:
            out[place].add(kind)
    return [tuple(sorted(ids)) for ids in out]


@lru_cache(maxsize=20_000)
def _noun_type(folded: str, language: Language) -> int:
    """The feature of what a noun stands for ("minister": a person); 0 where the lexicon does not know it."""
    heads = _heads(language)
    if folded in heads or language != "ar":
        return heads.get(folded, 0)
    bare = _ATTACHED.sub("", folded, count=1)
    return heads.get(bare, 0) if len(bare) >= _SHORTEST else 0


@cache
def _heads(language: Language) -> Mapping[str, int]:
    rows = load_table(language, "nominals")["heads"].items()
    return {word: _IDS[f"noun:{kind}"] for kind, words in rows for word in fold(words).split()}
