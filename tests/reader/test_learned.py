"""The learned reader: its units, pieces and windows, what it makes of scores, and the shipped weights end to end."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.engine.document import read_document
from dalil.form import encode_reading
from dalil.language.sentences import split_sentences
from dalil.model import Block, Document, Language
from dalil.reader.learned.network import load_reader
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.tags import best_tags, softmax
from dalil.reader.learned.units import split_units
from dalil.reader.learned.windows import LONGEST, make_windows
from dalil.reader.rules.names import find_names

PARITY = json.loads(Path(__file__).with_name("parity.json").read_text(encoding="utf-8"))
TRIPLES = Path(__file__).parents[2] / "evaluation" / "triples.json"
TEXT = (
    "أعلنت وزارة الداخلية في 12 مارس 2015 أن الشرطة اعتقلت سالم الدوسري في مدينة جدة، ونفى محاميه أنه شارك في الهجوم.\n"
    "وأضاف المحامي أن المحكمة لم تصدر حكمها بعد."
)


def make_document(text: str, language: Language = "ar") -> Document:
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line), "paragraph", language))
        at += len(line) + 1
    return Document("d", text, "", tuple(blocks), language)


@given(st.text(max_size=200))
def test_units_are_in_order_apart_and_hold_every_letter(text: str) -> None:
    units = split_units(text, 0, len(text))
    covered = {i for unit in units for i in range(unit.start, unit.end)}
    assert all(a.end <= b.start for a, b in pairwise(units))
    assert all(unit.surface == text[unit.start : unit.end] for unit in units)
    assert all(i in covered for i, c in enumerate(text) if c.isascii() and c.isalnum())


def test_a_unit_is_cut_into_its_likeliest_pieces() -> None:
    pieces = ["?", "▁ab", "▁a", "b", "c", "bc", "▁"]
    vocabulary = Vocabulary(pieces, [-9.0, -3.0, -2.0, -2.5, -2.0, -1.0, -4.0], unknown=0)
    [unit] = split_units("abc", 0, 3)
    assert [pieces[i] for i in vocabulary.encode(unit)] == ["▁a", "bc"]
    [other] = split_units("abx", 0, 3)
    assert [pieces[i] for i in vocabulary.encode(other)] == ["▁ab", "?"]


def test_tags_never_begin_inside() -> None:
    rng = np.random.default_rng(0)
    for _ in range(50):
        probabilities = softmax(rng.normal(size=(3, 12, 7)).astype(np.float32) * 3)
        breaks = np.zeros((3, 12), dtype=bool)
        breaks[:, 5] = True
        for tags in best_tags(probabilities, breaks):
            for i, tag in enumerate(tags):
                if tag and tag % 2 == 0:
                    assert i not in (0, 5)
                    assert tags[i - 1] in (tag, tag - 1)


def test_likeliest_tags_that_are_sound_are_kept_as_they_are() -> None:
    probabilities = np.array([[[0.1, 0.8, 0.1], [0.2, 0.1, 0.7]], [[0.4, 0.2, 0.4], [0.1, 0.2, 0.7]]], dtype=np.float32)
    breaks = np.zeros((2, 2), dtype=bool)
    assert best_tags(probabilities, breaks)[0] == [1, 2]
    assert best_tags(probabilities, breaks)[1] == [1, 2]  # 0.2 * 0.7 is more than 0.4 * 0.2
    breaks[:, 1] = True
    assert best_tags(probabilities, breaks) == [[1, 0], [0, 1]]


def test_windows_fit_and_hold_every_unit_once() -> None:
    reader = load_reader()
    document = make_document(TEXT + "\n" + "قال الوزير إن الحكومة ترفض الاتفاق " * 100)
    sentences = split_sentences(document)
    windows = list(make_windows(document, sentences, find_names(document, sentences), reader.vocabulary))
    assert all(w.length <= LONGEST for w in windows)
    starts = [unit.start for w in windows for unit in w.units]
    assert starts == sorted(set(starts))
    assert starts == [u.start for s in sentences for u in split_units(document.text, s.start, s.end)]
    names = find_names(document, sentences)
    apart = list(make_windows(document, sentences, names, reader.vocabulary, apart=True))
    assert all(len(set(w.blocks)) == 1 for w in apart)
    assert [unit.start for w in apart for unit in w.units] == starts


def test_the_same_claims_on_one_thread_or_two_and_alone_or_behind_others() -> None:
    document = make_document(TEXT)
    sentences = split_sentences(document)
    first = load_reader(1).read(document, sentences)
    other = make_document("رفضت الحكومة الاتفاق مع البنك.")
    load_reader(2).read(other, split_sentences(other))
    assert load_reader(2).read(document, sentences) == first


def test_a_reading_names_its_reader_and_rests_on_the_text() -> None:
    reading = read_document(make_document(TEXT))
    assert reading.claims
    assert {c.origin.reader for c in reading.claims} == {"learned"}
    assert all(0 < c.score <= 1 and round(c.score, 4) == c.score for c in reading.claims)
    detained = next(c for c in reading.claims if c.predicate == "detain")
    assert detained.trigger.of(TEXT) == "اعتقلت"
    assert [a.cue.of(TEXT) for a in detained.attribution] == ["أعلنت"]
    assert encode_reading(reading) == encode_reading(read_document(make_document(TEXT)))


def test_what_is_denied_is_negative() -> None:
    text = "ونفى مسؤول إسرائيلي ضلوع إسرائيل في الانفجار."
    denied = [c for c in read_document(make_document(text)).claims if c.trigger.of(text) == "ضلوع"]
    assert [c.polarity for c in denied] == ["negative"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "!!! ... ---",
        "\u200f\u200f",
        "a" * 5000,
        "\u0648" * 300,
        "\u0661\u0662\u0663 456",
        "\U0001f642 \U0001f642",
    ],
)
def test_odd_texts_are_read(text: str) -> None:
    reading = read_document(make_document(text))
    assert all(0 <= c.start < c.end <= len(text) for c in reading.claims)


def test_sentence_vectors_bring_translations_together() -> None:
    """Of sentences of the project's own in three languages, each lies nearest to its translation."""
    triples = json.loads(TRIPLES.read_text(encoding="utf-8"))
    reader = load_reader()
    vectors = {}
    for language in ("ar", "fa", "en"):
        rows = []
        for triple in triples:
            document = make_document(triple[language]["text"], language)
            rows.append(reader.read_vectors(document, split_sentences(document))[0])
        vectors[language] = np.stack(rows)
        assert np.allclose(np.linalg.norm(vectors[language], axis=-1), 1, atol=1e-4)
    for one, other in (("ar", "en"), ("ar", "fa"), ("fa", "en")):
        nearest = (vectors[one] @ vectors[other].T).argmax(-1)
        assert (nearest == np.arange(len(triples))).mean() >= 0.8


@pytest.mark.parametrize("row", PARITY, ids=lambda row: row["text"][:20])
def test_eight_bits_give_what_the_trained_network_gave(row: dict[str, object]) -> None:
    """`parity.json` holds PyTorch's own scores, in 32 bits, of sentences of the project's (training/export.py)."""
    reader = load_reader()
    document = make_document(str(row["text"]), row["language"])  # type: ignore[arg-type]
    sentences = split_sentences(document)
    [window] = make_windows(document, sentences, find_names(document, sentences), reader.vocabulary)
    _, scores = reader.score_units(window)
    found = softmax(scores["triggers"])[:, 1]
    wanted = np.array(row["triggers"], dtype=np.float32)
    assert np.abs(found - wanted).mean() < 0.02
    sure = wanted > 0.8
    assert (scores["predicates"].argmax(-1)[sure] == np.array(row["predicates"])[sure]).mean() >= 0.8
