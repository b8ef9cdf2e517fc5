"""Sequences of tags: probabilities from scores, the likeliest sequence, and the stretches in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

Scores = npt.NDArray[np.float32]
_IMPOSSIBLE = -1e9


def softmax(scores: Scores) -> Scores:
    """Over the last axis."""
    shifted = np.exp(scores - scores.max(-1, keepdims=True))
    return cast(Scores, shifted / shifted.sum(-1, keepdims=True))


def best_tags(probabilities: Scores, breaks: Sequence[int]) -> list[list[int]]:
    """Of each row (rows, units, tags), the likeliest sequence in which I only follows B or I of its kind (Viterbi).

    I never stands at one of `breaks`. Tags are O, then B and I of each kind in turn.
    """
    rows, count, size = probabilities.shape
    if not rows:
        return []
    scores = np.log(np.maximum(probabilities, 1e-9))
    every, inner = np.arange(rows), np.arange(2, size, 2)
    best = scores[:, 0].copy()
    best[:, inner] = _IMPOSSIBLE
    back = np.zeros((count, rows, size), dtype=np.int64)
    broken = set(breaks)
    for i in range(1, count):
        top = best.argmax(-1)
        now = best[every, top][:, None] + scores[:, i]
        back[i] = top[:, None]
        own, begun = best[:, inner], best[:, inner - 1]
        from_begin = begun >= own
        now[:, inner] = np.where(from_begin, begun, own) + scores[:, i, inner]
        back[i][:, inner] = np.where(from_begin, inner - 1, inner)
        if i in broken:
            now[:, inner] = _IMPOSSIBLE
        best = now
    tags = best.argmax(-1)
    out = [tags]
    for i in range(count - 1, 0, -1):
        tags = back[i][every, tags]
        out.append(tags)
    found: list[list[int]] = np.stack(out[::-1], axis=1).tolist()
    return found


def find_stretches(
    tags: Sequence[int], names: Sequence[str], probabilities: Scores
) -> Iterator[tuple[int, int, str, float]]:
    """(first, last, kind, mean probability) of each run of B and I."""
    at = 0
    while at < len(tags):
        if tags[at] == 0:
            at += 1
            continue
        first, kind = at, names[tags[at]][2:]
        at += 1
        while at < len(tags) and names[tags[at]] == f"I-{kind}":
            at += 1
        mean = float(np.mean([probabilities[i, tags[i]] for i in range(first, at)]))
        yield first, at - 1, kind, round(min(mean, 1.0), 4)
