"""Names against published corpora: ANERcorp (the CAMeL test) and ARMAN (Persian), spans exact, micro-averaged.

    python -m evaluation.names.score_names [--shared ../shared] [--weights FILE]

A name counts where its words and its type are the corpus's. Their schemes are not ours: there a state is a place even
where it acts, and peoples, works and events are MISC or nothing; how ours map is in `OURS`. `aner` is the head that
was trained on the other scheme. A name is unseen where the corpus's training part does not have its folded words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dalil.language.fold import fold
from dalil.language.sentences import split_sentences
from dalil.model import Block, Document, Language
from dalil.reader.findings import FoundName
from dalil.reader.learned.network import load_reader, read_archive
from dalil.reader.learned.reader import LearnedReader
from dalil.reader.rules.gazetteer import load_states
from dalil.reader.rules.names import find_names

SHARED = Path(__file__).parents[3] / "shared"
OURS = {"person": "PER", "place": "LOC", "organization": "ORG", "event": "MISC", "work": "MISC", "group": "MISC"}
_THEIRS = {"PERS": "PER"}
Words = list[tuple[str, str]]
Found = set[tuple[int, int, str]]


@dataclass
class Score:
    """Hits, and how many the corpus and the program have; of names unseen in training, the recall."""

    hit: int = 0
    gold: int = 0
    found: int = 0
    unseen_hit: int = 0
    unseen: int = 0

    @property
    def f1(self) -> float:
        return 2 * self.hit / (self.gold + self.found) if self.gold + self.found else 0.0

    def row(self) -> str:
        precision, recall = self.hit / max(1, self.found), self.hit / max(1, self.gold)
        unseen = self.unseen_hit / max(1, self.unseen)
        return (
            f"P {precision:.3f} R {recall:.3f} F1 {self.f1:.3f}; unseen: {self.unseen} of {self.gold}, R {unseen:.3f}"
        )


def read_columns(path: Path) -> Iterator[Words]:
    """Sentences of one word and its tag a line."""
    words: Words = []
    for row in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        fields = row.split()
        if len(fields) == 2:
            words.append((fields[0], fields[1]))
        elif words:
            yield words
            words = []


def gold_spans(words: Words) -> Found:
    """(first word, last word, type) of each name."""
    out: Found = set()
    start = -1
    for i, (_, tag) in enumerate([*words, ("", "O")]):
        if start >= 0 and (not tag.startswith("I-") or tag[2:] != words[start][1][2:]):
            kind = words[start][1][2:]
            out.add((start, i - 1, _THEIRS.get(kind, kind)))
            start = -1
        if tag != "O" and start < 0:
            start = i
    return out


def find_spans(reader: LearnedReader | None, words: Words, language: Language, scheme: str) -> Found:
    """The program's names of one sentence, as words."""
    text = " ".join(w for w, _ in words)
    document = Document("", text, "", (Block(0, len(text), "paragraph", language),), language)
    sentences = split_sentences(document)
    if reader is None:
        names: Sequence[FoundName] = [n for found in find_names(document, sentences) for n in found]
    else:
        names = reader.read_names(document, sentences, scheme)
    states = load_states(language)
    starts, at = [], 0
    for word, _ in words:
        starts.append((at, at + len(word)))
        at += len(word) + 1
    out: Found = set()
    for name in names:
        inside = [i for i, (a, b) in enumerate(starts) if a < name.end and name.start < b]
        state = states.get(name.lexicon or "") is not None
        kind = _THEIRS.get(name.type, name.type) if scheme != "ours" else "LOC" if state else OURS[name.type]
        out.add((inside[0], inside[-1], kind))
    return out


def score(
    reader: LearnedReader | None,
    sentences: Sequence[Words],
    language: Language,
    scheme: str,
    *,
    types: frozenset[str],
    seen: frozenset[str],
) -> Score:
    """Over all sentences, of names of `types` alone."""
    total = Score()
    for words in sentences:
        gold = {s for s in gold_spans(words) if s[2] in types}
        found = {s for s in find_spans(reader, words, language, scheme) if s[2] in types}
        new = {s for s in gold if " ".join(fold(w) for w, _ in words[s[0] : s[1] + 1]) not in seen}
        total.hit += len(gold & found)
        total.gold += len(gold)
        total.found += len(found)
        total.unseen += len(new)
        total.unseen_hit += len(new & found)
    return total


def names_of(sentences: Sequence[Words]) -> frozenset[str]:
    """The folded names of a corpus."""
    return frozenset(" ".join(fold(w) for w, _ in s[a : b + 1]) for s in sentences for a, b, _ in gold_spans(s))


def main() -> None:
    """Print the figures of both corpora."""
    parser = argparse.ArgumentParser(description="Score names on published corpora.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--weights", type=Path)
    options = parser.parse_args()
    reader = read_archive(options.weights, threads=2) if options.weights else load_reader(2)
    data = options.shared / "data"
    aner = data / "ner_ar_anercorp_camel"
    test = list(read_columns(aner / "data" / "ANERCorp_CamelLab_test.txt"))
    train = [
        s
        for part in ("train", "dev")
        for s in read_columns(aner / "MasakhaNER2.0" / "transfer_corpus" / "ar" / f"{part}.txt")
    ]
    four, three = frozenset(("PER", "LOC", "ORG", "MISC")), frozenset(("PER", "LOC", "ORG"))
    seen = names_of(train)
    for label, r, scheme in (("rules", None, "ours"), ("ours", reader, "ours"), ("aner", reader, "aner")):
        for name, types in (("four types", four), ("three types", three)):
            row = score(r, test, "ar", scheme, types=types, seen=seen).row()
            print(f"ANERcorp {name:12} {label:6}", row, flush=True)  # noqa: T201
    folder = data / "ner_fa_arman" / "MasakhaNER2.0" / "transfer_corpus" / "fa"
    persian = list(read_columns(folder / "test.txt"))
    for label, r in (("rules", None), ("ours", reader)):
        row = score(r, persian, "fa", "ours", types=three, seen=frozenset()).row()
        print(f"ARMAN three types       {label:6}", row, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
