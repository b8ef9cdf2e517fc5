from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.analysis.quantities import find_quantity

TABLE = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", TABLE["case"], ids=lambda case: case["text"])
def test_quantities_in_words(case: dict[str, Any]) -> None:
    found = find_quantity(case["text"])
    assert found is not None
    assert (found.low, found.high, found.unit) == (case["low"], case["high"], case["unit"])


@pytest.mark.parametrize("case", TABLE["none"], ids=lambda case: case["text"])
def test_no_quantity(case: dict[str, Any]) -> None:
    assert find_quantity(case["text"]) is None


@given(st.text(max_size=60))
def test_any_text_is_read(text: str) -> None:
    found = find_quantity(text)
    assert found is None or found.low <= found.high
