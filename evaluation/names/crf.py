"""What a conditional random field makes of ANERcorp: the peer of the network's names, on the same words and scores.

    python -m evaluation.names.crf [--shared ../shared]

Features are the usual ones (Tjong Kim Sang and De Meulder 2003; Benajiba et al. 2008): the folded word and its
neighbours, affixes of one to three letters, whether it holds a figure or a mark. No gazetteer. Trained on the CAMeL
training part, with MISC folded into nothing, as its published release has it.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import pycrfsuite

from dalil.language.fold import fold
from evaluation.names.score_names import SHARED, Score, Words, gold_spans, names_of, read_columns

THREE = frozenset(("PER", "LOC", "ORG"))


def word_features(words: Words) -> list[list[str]]:
    """The features of each word of a sentence."""
    folded = [fold(w) or w for w, _ in words]
    out = []
    for i, word in enumerate(folded):
        row = ["bias", f"w={word}"]
        row += [f"p{n}={word[:n]}" for n in (1, 2, 3)] + [f"s{n}={word[-n:]}" for n in (1, 2, 3)]
        row += ["figure"] * any(c.isdigit() for c in word) + ["mark"] * (not any(c.isalnum() for c in word))
        for offset in (-2, -1, 1, 2):
            at = i + offset
            row.append(f"w{offset}={folded[at] if 0 <= at < len(folded) else '-'}")
        out.append(row)
    return out


def main() -> None:
    """Train, and print the figures on the CAMeL test."""
    parser = argparse.ArgumentParser(description="Score a CRF on ANERcorp.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    folder = parser.parse_args().shared / "data" / "ner_ar_anercorp_camel"
    parts = [folder / "MasakhaNER2.0" / "transfer_corpus" / "ar" / f"{part}.txt" for part in ("train", "dev")]
    train = [s for part in parts for s in read_columns(part)]
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({"c1": 0.1, "c2": 0.01, "max_iterations": 120, "feature.minfreq": 1})
    for words in train:
        trainer.append(word_features(words), [tag for _, tag in words])
    with tempfile.TemporaryDirectory() as place:
        trainer.train(f"{place}/crf")
        tagger = pycrfsuite.Tagger()
        tagger.open(f"{place}/crf")
        total, seen = Score(), names_of(train)
        for words in read_columns(folder / "data" / "ANERCorp_CamelLab_test.txt"):
            gold = {s for s in gold_spans(words) if s[2] in THREE}
            tags = tagger.tag(word_features(words))
            found = {s for s in gold_spans([(w, t) for (w, _), t in zip(words, tags, strict=True)]) if s[2] in THREE}
            new = {s for s in gold if " ".join(fold(w) for w, _ in words[s[0] : s[1] + 1]) not in seen}
            total.hit, total.gold, total.found = (
                total.hit + len(gold & found),
                total.gold + len(gold),
                total.found + len(found),
            )
            total.unseen, total.unseen_hit = total.unseen + len(new), total.unseen_hit + len(new & found)
        print("CRF, three types", total.row())  # noqa: T201


if __name__ == "__main__":
    main()
