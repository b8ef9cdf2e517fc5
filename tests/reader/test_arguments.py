"""Arguments of triggers: a table of sentences, and what holds for every text."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.lexicon import LANGUAGES, load_table
from dalil.model import PREDICATES, Language, Role, Sentence
from dalil.reader.findings import FoundTrigger
from dalil.reader.rules.arguments import find_arguments
from tests.reader.samples import names_of, sentence_of, triggers_of

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
WORDS = [word for case in CASES for word in case["text"].split()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["id"]))
def test_arguments(case: dict[str, Any]) -> None:
    text, triggers = case["text"], triggers_of(case)
    found = find_arguments(text, sentence_of(case), names=names_of(case), triggers=triggers)
    shown = [f"{triggers[a.trigger].of(text)} | {a.role} | {a.of(text)} | {a.form or '-'}" for a in found]
    assert shown == case["arguments"]


@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=20),
    st.sampled_from(LANGUAGES),
    st.sampled_from(sorted(PREDICATES)),
    st.data(),
)
def test_every_argument_lies_in_the_sentence(
    words: list[str], language: Language, predicate: str, data: st.DataObject
) -> None:
    text = " ".join(words)
    at = data.draw(st.integers(0, len(words) - 1))
    start = len(" ".join(words[:at])) + (at > 0)
    sentence = Sentence(0, len(text), language, "paragraph")
    trigger = FoundTrigger(start, start + len(words[at]), predicate, sentence, "test")
    found = find_arguments(text, sentence, names=(), triggers=[trigger])
    assert found == find_arguments(text, sentence, names=(), triggers=[trigger])
    for argument in found:
        assert 0 <= argument.start < argument.end <= len(text)
        assert (argument.type is None) == (argument.form is None)
        assert argument.role in Role.__args__  # type: ignore[attr-defined]
    spans = [(a.start, a.end) for a in found]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize("language", LANGUAGES)
def test_role_tables_hold_known_words_only(language: Language) -> None:
    roles = {*Role.__args__, "-"}  # type: ignore[attr-defined]
    for predicate, entry in load_table(language, "roles").items():
        if predicate == "prepositions":
            continue
        assert predicate in PREDICATES | {"default"}
        assert set(entry) <= {"verb", "noun"}
        for row in entry.values():
            for item in row.split():
                relation, role = item.split(":")
                assert role in roles, item
                assert set(relation.partition("/")[2]) <= set("PHWUTS"), item
