"""Words are found in any spelling and behind any particle, every hit shows its words, and any text is a query."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dalil.case import Case, open_case
from dalil.case.search import find_words, parse_query, spell_forms
from dalil.model import Block, Document, Reading

from .readings import make_readings

ROWS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["row"]
LETTERS = st.text(st.characters(codec="utf-8"), max_size=60)


def add_text(case: Case, text: str) -> None:
    blocks = (Block(0, len(text), "paragraph", "ar"),) if text else ()
    case.add(Reading(Document(f"d{len(case.documents())}", text, "", blocks)), text.encode())


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["query"])
def test_words_are_found(case: Case, row: dict[str, Any]) -> None:
    add_text(case, row["text"])
    found = [span.of(row["text"]) for hit in case.search(row["query"]) for span in hit.highlights]
    assert found == row["found"]


def test_a_hit_is_a_sentence_with_its_place(filled: Case) -> None:
    reading = make_readings()[0]
    actor = reading.actors[2].name
    hits = filled.search(actor)
    assert [hit.document_id for hit in hits] == ["one", "two"] or [hit.document_id for hit in hits] == ["two", "one"]
    for hit in hits:
        document = filled.reading(hit.document_id).document
        assert hit.text == hit.of(document.text)
        assert (hit.title, hit.publisher) == (document.title, document.publisher)
        assert " ".join(span.of(document.text) for span in hit.highlights) == actor


def test_boilerplate_is_found_last(case: Case) -> None:
    text = "Bridge, bridge: more about the bridge\nThe bridge was closed in the autumn of that year, people say."
    end = text.index("\n")
    blocks = (Block(0, end, "boilerplate", "en"), Block(end + 1, len(text), "paragraph", "en"))
    case.add(Reading(Document("d", text, "", blocks)), b"")
    assert [hit.start for hit in case.search("bridge")] == [end + 1, 0]


def test_the_limit_holds(filled: Case) -> None:
    everything = filled.search(make_readings()[0].actors[1].name)
    assert len(everything) == 2
    assert filled.search(make_readings()[0].actors[1].name, limit=1) == everything[:1]
    assert filled.search("bridge", limit=0) == ()


@settings(deadline=None, max_examples=50)  # a disk takes its time
@given(query=LETTERS)
def test_any_text_is_a_query(query: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "any.case"
    with open_case(path, create=True) as case:
        if not case.documents():
            add_text(case, "A bridge, a road.")
        for asked in (query, f'"{query}"', f"{query} bridge"):
            for hit in case.search(asked):
                assert hit.highlights


@given(text=LETTERS)
def test_words_lead_back_to_the_text(text: str) -> None:
    for word in find_words(text):
        assert 0 <= word.start < word.end <= len(text)
        assert word.folded in {again.folded for again in find_words(word.of(text))}


@given(text=LETTERS)
def test_a_query_holds_the_words_of_its_text(text: str) -> None:
    words = {word for phrase in parse_query(text) for word in phrase}
    assert words <= {word.folded for word in find_words(text)}
    assert all(word in spell_forms(word) for word in words)


def test_an_index_of_other_words_is_made_anew(filled: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = filled.search("bridge")
    monkeypatch.setattr("dalil.case.search.INDEX_VERSION", "next")
    assert filled.search("bridge") == before
    with open_case(filled.path) as case:
        assert case.search("bridge") == before
