"""What the lexicons and the rules of names say of each unit, as features beside its letters."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.model import Document, Sentence
from dalil.reader.findings import FoundName
from dalil.reader.learned.schema import FEATURES
from dalil.reader.learned.units import Unit
from dalil.reader.rules.candidates import find_candidates
from dalil.reader.rules.cues import find_cues

_IDS = {name: i for i, name in enumerate(FEATURES)}


def find_features(
    document: Document, sentence: Sentence, units: Sequence[Unit], names: Sequence[FoundName]
) -> list[tuple[int, ...]]:
    """The features of each of the sentence's `units`; `names` are those that the rules find in it."""
    at = {unit.start: i for i, unit in enumerate(units)}
    out: list[list[int]] = [[_IDS[sentence.language]] for _ in units]
    if sentence.kind == "title":
        for found in out:
            found.append(_IDS["title"])
    for name in names:
        inside = [i for i, unit in enumerate(units) if unit.overlaps(name)]
        for k, i in enumerate(inside):
            out[i].append(_IDS[f"name:{'I' if k else 'B'}-{name.type}"])
    line = find_candidates(document.text, sentence, names)
    for candidate in line.candidates.values():
        place = at.get(line.words[candidate.at].start)
        if place is not None:
            out[place].extend(_IDS[f"predicate:{p}"] for p in candidate.predicates)
            out[place].append(_IDS[f"candidate:{candidate.shape}"])
            for flag in ("general", "passive", "negative", "future"):
                if getattr(candidate, flag):
                    out[place].append(_IDS[f"candidate:{flag}"])
    for cue in find_cues(document.text, sentence, names=names):
        for i, unit in enumerate(units):
            if unit.start <= cue.start < unit.end:
                out[i].append(_IDS["cue"])
    return [tuple(sorted(set(ids))) for ids in out]
