"""Names in sentences: a row of test_names.toml each, and what holds for every text."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalil.language.sentences import split_sentences
from dalil.model import Block, Document, Language
from dalil.reader.findings import FoundName
from dalil.reader.rules.names import find_names

_FILE = Path(__file__).with_name("test_names.toml")
CASES: list[dict[str, Any]] = tomllib.loads(_FILE.read_text(encoding="utf-8"))["case"]


def read(text: str, language: Language = "ar") -> list[FoundName]:
    """The names of one paragraph."""
    blocks = (Block(0, len(text), "paragraph", language),) if text.strip() else ()
    document = Document("test", text, "", blocks, language)
    return [name for found in find_names(document, split_sentences(document)) for name in found]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_finds_names(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("language", "ar"))
    assert [f"{name.of(case['text'])} | {name.type}" for name in found] == case["names"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_names_are_in_order_and_apart(case: dict[str, Any]) -> None:
    found = read(case["text"], case.get("language", "ar"))
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_one_thing_has_one_id_in_every_script() -> None:
    texts: tuple[tuple[str, Language], ...] = (
        ("\u0639\u0627\u062f\u062a \u0627\u0644\u0623\u0645\u0645 \u0627\u0644\u0645\u062a\u062d\u062f\u0629", "ar"),
        ("\u0633\u0627\u0632\u0645\u0627\u0646 \u0645\u0644\u0644 \u0645\u062a\u062d\u062f", "fa"),
        ("They joined the United Nations.", "en"),
    )
    assert {name.lexicon for text, language in texts for name in read(text, language)} == {"united-nations"}


def test_an_empty_document_has_no_names() -> None:
    assert find_names(Document("test", "", ""), ()) == ()


_WORDS = st.sampled_from([w for case in CASES for w in case["text"].split()])
_TEXTS = st.lists(_WORDS | st.text(max_size=5), max_size=25).map(" ".join)


@settings(max_examples=60, deadline=None)
@given(_TEXTS, st.sampled_from(["ar", "fa", "en"]))
def test_spans_lie_in_their_sentence_and_apart(text: str, language: Language) -> None:
    blocks = (Block(0, len(text), "paragraph", language),) if text.strip() else ()
    document = Document("test", text, "", blocks, language)
    sentences = split_sentences(document)
    found = find_names(document, sentences)
    assert found == find_names(document, sentences)
    assert len(found) == len(sentences)
    for sentence, names in zip(sentences, found, strict=True):
        assert all(sentence.covers(name) for name in names)
        assert all(a.end <= b.start for a, b in pairwise(names))
