"""Sentences: what ends them, and what holds for every document."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.sentences import split_sentences
from dalil.model import Block, BlockKind, Document

_TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
_KINDS: tuple[BlockKind, ...] = ("title", "heading", "paragraph", "boilerplate")
_LINES = st.lists(st.tuples(st.text() | st.text(st.sampled_from("قا .!?؟…»\"')aA3\n")), st.sampled_from(_KINDS)))


@pytest.mark.parametrize("case", _TABLE, ids=[case["what"] for case in _TABLE])
def test_sentences_are_quoted(case: dict[str, Any]) -> None:
    text = case["text"]
    document = Document("d", text, "", (Block(0, len(text), "paragraph", case["language"]),))
    assert [s.of(text) for s in split_sentences(document)] == case["sentences"]


def make_document(lines: list[tuple[str, BlockKind]]) -> Document:
    text, blocks = "", []
    for line, kind in lines:
        if line.strip():
            blocks.append(Block(len(text), len(text) + len(line), kind))
        text += line + "\n"
    return Document("d", text, "", tuple(blocks), language="fa")


@given(_LINES)
def test_sentences_lie_apart_inside_their_blocks(lines: list[tuple[str, BlockKind]]) -> None:
    document = make_document(lines)
    sentences = split_sentences(document)
    assert all(one.end <= other.start for one, other in pairwise(sentences))
    for sentence in sentences:
        block = next(b for b in document.blocks if b.covers(sentence))
        assert (sentence.kind, sentence.language) == (block.kind, "fa")
        assert block.kind != "boilerplate"
        assert sentence.of(document.text).strip() == sentence.of(document.text) != ""


@given(_LINES)
def test_nothing_but_space_is_left_out(lines: list[tuple[str, BlockKind]]) -> None:
    document = make_document(lines)
    inside = {i for s in split_sentences(document) for i in range(s.start, s.end)}
    for block in document.blocks:
        if block.kind != "boilerplate":
            assert all(i in inside or document.text[i].isspace() for i in range(block.start, block.end))


def test_the_language_of_the_block_comes_first_then_the_documents_then_arabic() -> None:
    blocks = (Block(0, 3, "title", "en"), Block(4, 7, "paragraph"))
    document = Document("d", "abc\nabc", "", blocks, language="fa")
    assert [s.language for s in split_sentences(document)] == ["en", "fa"]
    assert [s.language for s in split_sentences(Document("d", "abc\nabc", "", blocks[1:]))] == ["ar"]
