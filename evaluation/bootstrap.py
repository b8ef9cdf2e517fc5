"""How sure a figure is: percentile bootstrap intervals over documents (Efron 1979; Efron and Tibshirani 1993, ch. 13).

Documents are drawn, not claims, because the claims of one document stand and fall together.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

RESAMPLES = 10_000
SEED = 20260101

_T = TypeVar("_T")


def bootstrap_interval(
    documents: Sequence[_T],
    measure: Callable[[Sequence[_T]], float],
    *,
    level: float = 0.95,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> tuple[float, float]:
    """The interval that holds `level` of the measure's values over samples of as many documents, drawn with return.

    The same documents and seed give the same interval. Raises ValueError where there is no document or no resample.
    """
    if not documents or resamples < 1:
        raise ValueError("an interval needs a document and a resample")
    rng = random.Random(seed)  # noqa: S311
    values = sorted(measure(rng.choices(documents, k=len(documents))) for _ in range(resamples))
    outside = (1 - level) / 2
    low = int(outside * (resamples - 1))
    return values[low], values[resamples - 1 - low]
