"""The language of a block."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.language.detect import detect_language

_ROWS = tomllib.loads(Path(__file__).with_name("detect.toml").read_text(encoding="utf-8"))["rows"]


@pytest.mark.parametrize(("language", "text"), _ROWS)
def test_languages(language: str, text: str) -> None:
    assert (detect_language(text) or "") == language


@given(st.text())
def test_anything_is_a_language_or_none(text: str) -> None:
    assert detect_language(text) in ("ar", "fa", "en", None)
