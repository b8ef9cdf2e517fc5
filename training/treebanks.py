"""Treebanks as examples: parts of speech, and what is attached before and behind a word."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dalil.model import Language
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.schema import LONGEST_CLITIC
from training.examples import UNKNOWN, Example, sentence_windows

TAGS = (
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
)
_BEFORE = {"CCONJ", "ADP", "SCONJ", "PART", "AUX"}
Word = tuple[str, list[tuple[str, str]]]  # the word as written, its parts with their tags


def treebank_examples(shared: Path, vocabulary: Vocabulary) -> list[Example]:
    """The sentences of both treebanks that may be trained on."""
    data = shared / "data"
    out = list(_read("ar", data / "ud_arabic_pud" / "ar_pud-ud-test.conllu", vocabulary))
    for part in ("dev", "test"):
        out += _read("fa", data / "ud_persian_perdt_devtest" / f"fa_perdt-ud-{part}.conllu", vocabulary)
    return out


def _read(language: Language, path: Path, vocabulary: Vocabulary) -> Iterator[Example]:
    text, words = "", []
    covered = 0
    for row in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if row.startswith("# text = "):
            text, words, covered = row.removeprefix("# text = "), [], 0
        elif row and row[0].isdigit():
            number, form, _, tag = row.split("\t")[:4]
            if "-" in number:
                words.append((form, []))
                covered = int(number.partition("-")[2])
            elif "." not in number:
                if int(number) <= covered:
                    words[-1][1].append((form, tag))
                else:
                    words.append((form, [(form, tag)]))
        elif not row and words:
            yield from _examples(language, text, words, vocabulary)
            words = []


def _examples(language: Language, text: str, words: list[Word], vocabulary: Vocabulary) -> Iterator[Example]:
    at, found = 0, {}
    for form, parts in words:
        start = text.find(form, at)
        if start < 0:
            return
        found[start] = (form, parts)
        at = start + len(form)
    for window in sentence_windows(text, language, vocabulary):
        example = Example(window)
        count = len(window.units)
        example.tags, example.before, example.behind = [UNKNOWN] * count, [UNKNOWN] * count, [UNKNOWN] * count
        for i, unit in enumerate(window.units):
            if unit.start in found:
                form, parts = found[unit.start]
                before = 0
                while before < len(parts) - 1 and parts[before][1] in _BEFORE and len(parts[before][0]) == 1:
                    before += 1
                behind = len(parts[-1][0]) if len(parts) > 1 and parts[-1][1] == "PRON" else 0
                main = next((tag for word, tag in parts[before:] if tag != "PRON" or len(parts) == 1), parts[-1][1])
                example.tags[i] = TAGS.index(main)
                if unit.word and language == "ar":
                    example.before[i] = before
                    if behind <= LONGEST_CLITIC and form.endswith(parts[-1][0] if behind else ""):
                        example.behind[i] = behind
        yield example
