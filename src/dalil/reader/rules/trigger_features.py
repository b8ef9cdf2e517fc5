"""What a candidate's context says for or against an event reading, as named features of a linear model.

The weights are numbers in language/<code>/triggers.toml, learned from annotated claims; a feature without a weight
counts nothing. Invariant: features depend on the sentence alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.morphology import is_function_word
from dalil.model import Language
from dalil.reader.findings import FoundCue
from dalil.reader.rules.candidates import Candidate, Line

_NEAR = 6


def score_candidate(line: Line, candidate: Candidate, cues: Sequence[FoundCue]) -> float:
    """The probability that `candidate` carries an event here."""
    weights = load_weights(line.sentence.language)
    total = sum(weights.get(feature, 0.0) for feature in features(line, candidate, cues))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_weights(language: Language) -> Mapping[str, float]:
    """Weight by feature; words in features are folded."""
    out: dict[str, float] = {}
    for row in str(load_table(language, "triggers").get("weights", "")).splitlines():
        name, _, number = row.rpartition(" ")
        if name:
            out[fold(name)] = float(number)
    return out


def features(line: Line, candidate: Candidate, cues: Sequence[FoundCue]) -> Iterator[str]:
    """The names of all features that hold, all in folded (lower-case) letters."""
    at, last = candidate.at, candidate.last
    yield "bias"
    yield f"lemma={candidate.lemma}/{candidate.shape[0]}"
    yield f"form={line.words[at].folded}" if not candidate.phrase else "phrase"
    own = list(_own(candidate))
    yield from own
    before, after = _word(line, at - 1), _word(line, last + 1)
    gap_before = _mark(line.gap(at))
    gap_after = _mark(line.gap(last + 1)) if last + 1 < len(line.words) else "end"
    around = [f"before={before}{gap_before}", f"after={after}{gap_after}"]
    around.append(f"name={_distance(line, last, 1)}")
    around.append(f"named={_distance(line, at, -1)}")
    cue = _cue(line, candidate, cues)
    if cue:
        around.append(cue)
    yield from around
    for each in (*around, f"prep={candidate.preposition}", f"article={int(candidate.article)}"):
        yield f"{candidate.shape}&{each}"
    yield f"{candidate.signature}&before={before}"
    yield f"{candidate.signature}&after={after}"
    yield f"second={_word(line, at - 2)}"
    yield f"third={_word(line, last + 2)}"
    yield f"kind={line.sentence.kind}&{candidate.shape}"
    if at == 0:
        yield f"first&{candidate.shape}"


def _own(candidate: Candidate) -> Iterator[str]:
    yield f"signature={candidate.signature}"
    yield f"general={int(candidate.general)}&{candidate.shape}"
    yield f"predicate={candidate.predicates[0]}"
    yield f"predicate={candidate.predicates[0]}&{candidate.shape}"
    yield f"prep={candidate.preposition}"
    for name in ("article", "suffixed", "future", "passive", "conjunction"):
        if getattr(candidate, name):
            yield name
            yield f"{name}&{candidate.signature}"
    if candidate.shape != "verb":
        yield f"number={candidate.number}&article={int(candidate.article)}"


def _word(line: Line, i: int) -> str:
    if not 0 <= i < len(line.words):
        return "none"
    folded = line.words[i].folded
    return folded if is_function_word(folded, line.sentence.language) and not line.names[i] else _class(line, i)


def _class(line: Line, i: int) -> str:
    if line.names[i]:
        return "name"
    candidate = line.candidates.get(i)
    if candidate:
        return candidate.shape + ("+" if candidate.article else "")
    folded = line.words[i].folded
    if folded[0].isdigit():
        return "number"
    if line.sentence.language != "ar":
        return "word"
    if folded.startswith(_article()):
        return "definite"
    return "prepositional" if folded[:1] in _prepositions() else "word"


@cache
def _article() -> str:
    return fold(str(load_table("ar", "affixes")["article"]))


@cache
def _prepositions() -> frozenset[str]:
    return frozenset(fold(str(load_table("ar", "affixes")["prepositions"])).split())


def _mark(gap: str) -> str:
    """The punctuation in a gap, reduced to what matters."""
    for character in gap:
        if not character.isspace():
            return "|"
    return ""


def _distance(line: Line, i: int, step: int) -> str:
    """How far the next name lies, without crossing a clause's comma: near, middle, far or none."""
    for n in range(1, _NEAR + 1):
        k = i + n * step
        if not 0 <= k < len(line.words):
            return "none"
        if line.names[k]:
            return "1" if n == 1 else "2" if n == 2 else "3" if n <= 4 else "5"
    return "none"


def _cue(line: Line, candidate: Candidate, cues: Sequence[FoundCue]) -> str:
    for cue in cues:
        if cue.overlaps(candidate):
            return "cue"
    for cue in cues:
        if 0 <= candidate.start - cue.end < 12:
            return "aftercue"
    return "told" if any(cue.content and cue.content.covers(candidate) for cue in cues) else ""
