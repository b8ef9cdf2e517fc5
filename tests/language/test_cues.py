"""The lexicon of cues: forms of verbs, phrases of several words, denials."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.cues import find_cue_words, is_denial, load_cues
from dalil.language.fold import fold
from dalil.language.words import split_words
from dalil.model import Language

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["text"]))
def test_what_a_word_may_be(case: dict[str, Any]) -> None:
    words = split_words(case["text"])
    found = [f"{words[at].of(case['text'])} {kind}" for at, kind in find_cue_words(words, case["language"])]
    assert all(cue in found for cue in case["cues"])
    assert bool(found) == bool(case["cues"])


def test_a_denial_may_have_a_conjunction_before_it() -> None:
    assert is_denial(fold("ونفى"), "ar")
    assert is_denial("denied", "en")
    assert not is_denial(fold("قال"), "ar")


@given(st.text(max_size=60), st.sampled_from(["ar", "fa", "en"]))
def test_places_are_words_of_the_text(text: str, language: Language) -> None:
    words = split_words(text)
    assert all(0 <= at < len(words) for at, _ in find_cue_words(words, language))


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_forms_are_folded(language: Language) -> None:
    for first, rows in load_cues(language).items():
        assert all(phrase[0] == first and all(fold(w) == w for w in phrase) for phrase, _ in rows)
