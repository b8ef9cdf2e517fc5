"""The raw texts that may shape the weights (marked T in the data's README), as lines with their language."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from pathlib import Path

Line = tuple[str, str]  # language, text


def read_lines(shared: Path) -> Iterator[Line]:
    """Paragraphs and sentences of all the texts, in a fixed order."""
    data = shared / "data"
    yield from _radio(data / "news_ar_ant" / "ant.jsonl.gz")
    yield from _treebank("ar", data / "ud_arabic_pud" / "ar_pud-ud-test.conllu")
    for part in ("dev", "test"):
        yield from _treebank("fa", data / "ud_persian_perdt_devtest" / f"fa_perdt-ud-{part}.conllu")
    yield from _inference(data / "nli_fa_farstail" / "data")
    yield from _statements(data / "event_en_re3d")
    yield from _columns("ar", data / "ner_ar_anercorp_camel" / "MasakhaNER2.0" / "transfer_corpus" / "ar" / "train.txt")
    for part in ("wikigold", "WNUT17", "BTC"):
        for path in sorted((data / "ner_en_open_small" / "data" / part).rglob("*.conll*")):
            if path.is_file():
                yield from _columns("en", path)


def _radio(path: Path) -> Iterator[Line]:
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        for row in rows:
            article = json.loads(row)
            yield "ar", article["title"].strip()
            for line in article["text"].split("\n"):
                if line.strip():
                    yield "ar", line.strip()


def _treebank(language: str, path: Path) -> Iterator[Line]:
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("# text = "):
            yield language, row.removeprefix("# text = ")


def _inference(folder: Path) -> Iterator[Line]:
    seen = set()
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as rows:
            for row in csv.reader(rows, delimiter="\t"):
                for text in row[:2]:
                    if text not in seen and len(text.split()) > 5:
                        seen.add(text)
                        yield "fa", text


def _statements(folder: Path) -> Iterator[Line]:
    for path in sorted(folder.glob("*/documents.json")):
        for row in path.read_text(encoding="utf-8").splitlines():
            for line in json.loads(row)["text"].split("\n"):
                if line.strip():
                    yield "en", line.strip()


def _columns(language: str, path: Path) -> Iterator[Line]:
    words: list[str] = []
    for row in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if row.strip():
            words.append(row.split()[0])
        elif words:
            yield language, " ".join(words)
            words = []
