"""Triggers: which words of a sentence carry an event, of which predicate, whether denied, and how certain.

A lexicon proposes the words; a linear model of their context (language/<code>/triggers.toml) keeps or drops them.
Invariant: triggers are in text order, never overlap and never lie inside a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import PREDICATES, Evidence, Language, Sentence
from dalil.reader.findings import FoundCue, FoundName, FoundTrigger
from dalil.reader.rules.candidates import Candidate, Line, find_candidates
from dalil.reader.rules.clauses import find_clause
from dalil.reader.rules.modality import find_modality
from dalil.reader.rules.polarity import find_denied, find_negation, is_denial
from dalil.reader.rules.trigger_features import score_candidate

# Measured on the annotated newspapers: trigger F1 stays within .002 from 0.1 to 0.25, and foundings, deaths and
# renamings that the context model doubts come back.
_SURE = 0.15
_VAGUE = ("other", "describe", "say", "change", "belong")


def find_triggers(
    text: str, sentence: Sentence, *, names: Sequence[FoundName], cues: Sequence[FoundCue]
) -> tuple[FoundTrigger, ...]:
    """The events of `sentence`, in order; `score` is the model's probability."""
    line = find_candidates(text, sentence, names)
    kept: list[Candidate] = []
    found: list[FoundTrigger] = []
    for _, candidate in sorted(line.candidates.items()):
        score = score_candidate(line, candidate, cues)
        keep = score >= _threshold(line, candidate) and not is_denial(line, candidate, cues)
        if keep and not (kept and kept[-1].end > candidate.start):
            kept.append(candidate)
            found.append(_trigger(line, candidate, cues, score))
    for at, evidence in find_denied(line, kept, cues):
        found[at] = replace(found[at], polarity="negative", evidence=(*found[at].evidence, evidence))
    return tuple(found)


def choose_predicate(line: Line, candidate: Candidate) -> str:
    """The lexicon's likeliest predicate, unless the word's use, or the words after it, say otherwise."""
    table = _senses(line.sentence.language)
    following = [word.folded for word in line.words[candidate.last + 1 : candidate.last + 4]]
    for key in (f"{candidate.lemma}/{candidate.shape[0]}", candidate.lemma):
        for word in following:
            if f"{key} {word}" in table:
                return table[f"{key} {word}"]
        if key in table and not candidate.phrase:
            return table[key]
    return candidate.predicates[0]


def _trigger(line: Line, candidate: Candidate, cues: Sequence[FoundCue], score: float) -> FoundTrigger:
    language = line.sentence.language
    rule = (
        f"{language}.{'phrase' if candidate.phrase else candidate.shape}.{'general' if candidate.general else 'listed'}"
    )
    predicate = choose_predicate(line, candidate)
    negation = find_negation(line, candidate)
    modality, told = find_modality(line, candidate)
    evidence = [Evidence(candidate.start, candidate.end, "trigger", rule)]
    evidence += [each for each in (negation, told) if each]
    return FoundTrigger(
        candidate.start, candidate.end, predicate, find_clause(line, candidate), rule,
        polarity="negative" if negation else "positive", modality=modality,
        score=round(max(score, 0.001), 3), evidence=tuple(evidence),
    )  # fmt: skip


def _threshold(line: Line, candidate: Candidate) -> float:
    """The score that keeps a candidate: a listed verb or phrase of one plain meaning needs less of its context."""
    needed = _learned_threshold(line.sentence.language)
    plain = line.sentence.language == "ar" and not candidate.general and (candidate.shape == "verb" or candidate.phrase)
    if plain and choose_predicate(line, candidate) not in _VAGUE:
        return min(needed, _SURE)
    return needed


@cache
def _learned_threshold(language: Language) -> float:
    return float(load_table(language, "triggers").get("threshold", 0.5))


@cache
def _senses(language: Language) -> Mapping[str, str]:
    """Predicate by "lemma/shape", or by that and a word that follows within three."""
    learned = str(load_table(language, "triggers").get("senses", ""))
    written = str(load_table(language, "predicates").get("senses", {}).get("rows", ""))
    out: dict[str, str] = {}
    for row in (*learned.splitlines(), *written.splitlines()):
        key, _, predicate = row.rpartition(" ")
        if predicate in PREDICATES:
            out[fold(key)] = predicate
    return out
