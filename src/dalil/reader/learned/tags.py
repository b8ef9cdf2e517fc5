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


def best_tags(probabilities: Scores, breaks: npt.NDArray[np.bool_]) -> list[list[int]]:
    """Of each row (rows, units, tags), the likeliest sequence in which I only follows B or I of its kind (Viterbi).

    I never stands at one of `breaks` (rows, units). Tags are O, then B and I of each kind in turn.
    """
    out: list[list[int]] = probabilities.argmax(-1).tolist()
    if not out:
        return out
    broken = breaks.copy()
    broken[:, 0] = True
    wrong = [i for i, tags in enumerate(out) if not _is_sound(tags, broken[i])]  # the others are the likeliest as is
    if wrong:
        for i, tags in zip(wrong, _search(probabilities[wrong], broken[wrong]), strict=True):
            out[i] = tags
    return out


def _is_sound(tags: Sequence[int], broken: npt.NDArray[np.bool_]) -> bool:
    """Whether every I continues its kind."""
    return all(tags[i - 1] in (tag, tag - 1) and not broken[i] for i, tag in enumerate(tags) if tag and tag % 2 == 0)


def _search(probabilities: Scores, broken: npt.NDArray[np.bool_]) -> list[list[int]]:
    rows, count, size = probabilities.shape
    scores = np.log(np.maximum(probabilities, 1e-9))
    every, inner = np.arange(rows), np.arange(2, size, 2)
    scores[:, :, inner] += np.where(broken, _IMPOSSIBLE, 0.0).astype(scores.dtype)[:, :, None]
    best = scores[:, 0]
    back = np.zeros((count, rows, size), dtype=np.int64)
    for i in range(1, count):
        top = best.argmax(-1)
        now = best[every, top][:, None] + scores[:, i]
        back[i] = top[:, None]
        own, begun = best[:, inner], best[:, inner - 1]
        from_begin = begun >= own
        now[:, inner] = np.where(from_begin, begun, own) + scores[:, i, inner]
        back[i][:, inner] = np.where(from_begin, inner - 1, inner)
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
