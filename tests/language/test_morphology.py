"""Analysis of Arabic words: a table of words, and what holds for every word."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.morphology import (
    Agreement,
    Analysis,
    analyse_word,
    is_function_word,
    noun_agreement,
    verb_agreement,
)
from dalil.language.words import split_words

CASES = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["case"]
LETTERS = st.text(alphabet=[chr(c) for c in (*range(0x0621, 0x063B), *range(0x0641, 0x0653))], min_size=1, max_size=12)


def show(text: str, analysis: Analysis) -> str:
    pronoun = analysis.pronoun.of(text) if analysis.pronoun else "-"
    agreement = f"{analysis.agreement.gender or '-'} {analysis.agreement.number or '-'}"
    entry = analysis.entry
    return f"{analysis.bare.of(text)} | {entry.kind} | {entry.lemma} | {entry.predicates[0]} | {pronoun} | {agreement}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["word"]))
def test_words(case: dict[str, Any]) -> None:
    [word] = split_words(case["word"])
    analyses = analyse_word(word, "ar", text=case["word"])
    if case["shown"]:
        shown = {show(case["word"], a): a for a in analyses}
        assert case["shown"] in shown
        assert shown[case["shown"]].passive is case.get("passive", False)
    else:
        assert analyses == ()


@given(LETTERS | st.sampled_from([case["word"] for case in CASES]))
def test_bare_words_and_pronouns_lie_inside_the_word(text: str) -> None:
    for word in split_words(text):
        for analysis in analyse_word(word, "ar", text=text):
            assert word.start <= analysis.bare.start < analysis.bare.end <= word.end
            if analysis.pronoun:
                assert analysis.pronoun.start == analysis.bare.end
                assert analysis.pronoun.end == word.end


def test_only_arabic_is_inflected() -> None:
    [word] = split_words("attacked")
    assert analyse_word(word, "en", text="attacked") == ()


def test_agreement() -> None:
    feminine, plural = Agreement(3, "f", "s"), Agreement(3, "m", "p")
    assert not feminine.fits(Agreement(0, "m", "s"))
    assert feminine.fits(Agreement(0, None, "s"))
    assert plural.fits(Agreement(0, "m", "p"))
    text = CASES[6]["word"]
    assert verb_agreement(split_words(text)[0]) == Agreement(3, "m", "p")
    assert verb_agreement(split_words(CASES[-1]["word"])[0]) is None
    assert noun_agreement(split_words(CASES[-2]["word"])[0]).gender == "f"


def test_function_words_are_known() -> None:
    assert is_function_word(split_words(CASES[-1]["word"])[0].folded)
    assert is_function_word("the", "en")
    assert not is_function_word("attack", "en")
