"""Makes language/<code>/triggers.toml: the linear model that keeps or drops the words which may carry an event.

    python -m training.train_triggers ar FOLDER… [--out FILE] [--threshold 0.38]

FOLDER holds annotations in the form of docs/form.md (*.gold.json) that may shape shipped weights. Logistic regression
(L2, scikit-learn) on the features of reader/rules/trigger_features.py, over gold names and cues and over those that the
reader finds itself. Deterministic: same annotations, same code, same file. Train again after a change to the lexicon,
to candidates.py or to trigger_features.py, and score before and after.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from dalil.form import decode_reading
from dalil.language.morphology import is_function_word
from dalil.language.sentences import split_sentences
from dalil.model import Claim, Language, Reading, Span
from dalil.reader.findings import FoundCue, FoundName
from dalil.reader.rules.candidates import Candidate, Line, find_candidates
from dalil.reader.rules.cues import find_cues
from dalil.reader.rules.names import find_names
from dalil.reader.rules.trigger_features import features
from evaluation.scoring import spans_match

FEWEST = 6  # occurrences of a feature; rarer ones are left out
INVERSE_STRENGTH = 0.1
SMALLEST = 0.04  # weight; smaller ones are left out of the file
HEAD = """\
# Which words carry an event here: weights of the features of a linear model, the probability from which a word is
# kept, and the predicates that a word has in use where that is not the lexicon's first (lemma/shape, a word behind).
# Source: training/train_triggers.py on the project's own annotated claims. Licence: Apache-2.0.
"""


@dataclass(frozen=True)
class Example:
    """A candidate of a sentence, its features, and the gold claim whose trigger it matches, if any."""

    line: Line
    candidate: Candidate
    features: tuple[str, ...]
    claim: Claim | None


def main() -> None:
    """Train on the folders given and write the table."""
    parser = argparse.ArgumentParser(description="Train the model of triggers.")
    parser.add_argument("language", choices=["ar", "en"])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--threshold", type=float, default=0.38)
    options = parser.parse_args()
    files = sorted(file for folder in options.folders for file in folder.glob("*.gold.json"))
    readings = [reading for file in files if (reading := decode_reading(file.read_bytes()))]
    readings = [reading for reading in readings if reading.document.language == options.language]
    own = [e for r in readings for e in make_examples(r, gold_names=True, gold_cues=True)]
    found = [e for r in readings for e in make_examples(r, gold_names=True, gold_cues=False)]
    found += [e for r in readings for e in make_examples(r, gold_names=False, gold_cues=False)]
    weights = fit_weights(own + found)
    senses = count_senses(own, options.language)
    default = Path(__file__).parents[1] / "src" / "dalil" / "language" / options.language / "triggers.toml"
    (options.out or default).write_text(format_table(weights, senses, options.threshold), encoding="utf-8")


def make_examples(reading: Reading, *, gold_names: bool, gold_cues: bool) -> Iterator[Example]:
    """Every candidate of every sentence, with names and cues as annotated or as the reader finds them."""
    document, sentences = reading.document, split_sentences(reading.document)
    names = [FoundName(m.start, m.end, m.type, "gold") for m in reading.mentions if m.form == "name"]
    found = [] if gold_names else find_names(document, sentences)
    cues = _gold_cues(reading.claims)
    for at, sentence in enumerate(sentences):
        inside = [n for n in names if sentence.covers(n)] if gold_names else list(found[at])
        told = (
            [c for c in cues if sentence.covers(c)] if gold_cues else find_cues(document.text, sentence, names=inside)
        )
        line = find_candidates(document.text, sentence, inside)
        for candidate in line.candidates.values():
            span = Span(candidate.start, candidate.end)
            claim = next((c for c in reading.claims if spans_match(span, c.trigger)), None)
            yield Example(line, candidate, tuple(dict.fromkeys(features(line, candidate, told))), claim)


def fit_weights(examples: Sequence[Example]) -> dict[str, float]:
    """The weight of each feature; `bias` carries the intercept."""
    often = Counter(feature for example in examples for feature in example.features)
    rows = [{f: 1.0 for f in example.features if often[f] >= FEWEST} for example in examples]
    vectorizer = DictVectorizer()
    model: Any = LogisticRegression(C=INVERSE_STRENGTH, max_iter=400)
    model.fit(vectorizer.fit_transform(rows), [example.claim is not None for example in examples])
    weights = dict(zip(vectorizer.feature_names_, model.coef_[0], strict=True))
    weights["bias"] = weights.get("bias", 0.0) + model.intercept_[0]
    return {feature: float(weight) for feature, weight in weights.items() if abs(weight) >= SMALLEST}


def count_senses(examples: Sequence[Example], language: Language) -> dict[str, str]:
    """The predicate of a lemma, and of a lemma before a function word, where use differs from the lexicon's first."""
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    followed: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    first: dict[str, str] = {}
    for example in examples:
        candidate, claim, words = example.candidate, example.claim, example.line.words
        if claim is None or candidate.phrase:
            continue
        key = f"{candidate.lemma}/{candidate.shape[0]}"
        first.setdefault(key, candidate.predicates[0])
        uses[key][claim.predicate] += 1
        for word in words[candidate.last + 1 : candidate.last + 3]:
            followed[key, word.folded][claim.predicate] += 1
    out: dict[str, str] = {}
    for key, counts in uses.items():
        predicate, n = counts.most_common(1)[0]
        if n >= 4 and n / counts.total() >= 0.6 and predicate != first[key]:
            out[key] = predicate
    for (key, word), counts in followed.items():
        predicate, n = counts.most_common(1)[0]
        sure = n >= 3 and n / counts.total() >= 0.75
        if sure and predicate != out.get(key, first[key]) and is_function_word(word, language):
            out[f"{key} {word}"] = predicate
    return out


def format_table(weights: dict[str, float], senses: dict[str, str], threshold: float) -> str:
    """The TOML that reader/rules/triggers.py and trigger_features.py read."""
    rows = [f"{f} {w:.2f}" for f, w in sorted(weights.items(), key=lambda row: (row[0] != "bias", row[0]))]
    uses = [f"{key} {predicate}" for key, predicate in sorted(senses.items())]
    return (
        f"{HEAD}threshold = {threshold}\n\nweights = '''\n"
        + "\n".join(rows)
        + "\n'''\n\nsenses = '''\n"
        + "\n".join(uses)
        + "\n'''\n"
    )


def _gold_cues(claims: Sequence[Claim]) -> list[FoundCue]:
    """The cues of all claims, each governing from the first of its claims to the last."""
    reach: dict[Span, Span] = {}
    for claim in claims:
        for link in claim.attribution:
            held = reach.get(link.cue, Span(claim.start, claim.end))
            reach[link.cue] = Span(min(held.start, claim.start), max(held.end, claim.end))
    return [FoundCue(cue.start, cue.end, "gold", reach[cue]) for cue in sorted(reach)]


if __name__ == "__main__":
    main()
