"""Intervals over documents: where they lie, that a seed repeats them, and what they refuse."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

import pytest

from evaluation.bootstrap import bootstrap_interval

COIN = [0.0, 1.0] * 50


def measure(drawn: Sequence[float]) -> float:
    return mean(drawn)


def test_the_interval_of_a_mean_is_that_of_the_normal_approximation() -> None:
    low, high = bootstrap_interval(COIN, measure, resamples=2_000)
    assert low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.015)
    assert high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.015)


def test_a_seed_repeats_it_and_a_lower_level_narrows_it() -> None:
    first = bootstrap_interval(COIN, measure, resamples=500)
    assert bootstrap_interval(COIN, measure, resamples=500) == first
    assert bootstrap_interval(COIN, measure, resamples=500, seed=1) != first
    low, high = bootstrap_interval(COIN, measure, resamples=500, level=0.5)
    assert first[0] < low < high < first[1]


def test_one_document_has_no_width() -> None:
    assert bootstrap_interval([0.25], measure, resamples=10) == (0.25, 0.25)


def test_without_documents_or_resamples_there_is_none() -> None:
    with pytest.raises(ValueError, match="needs a document"):
        bootstrap_interval([], measure)
    with pytest.raises(ValueError, match="resample"):
        bootstrap_interval([1.0], measure, resamples=0)
