"""The likeliest spellings of a word by the model of letter groups: a beam over the letters that are read."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeVar

from dalil.names.groups import NO_WAY
from dalil.names.letters import read_table

Step = tuple[str, str, float]  # what is written usually, and in a style, with its log-probability
_Key = TypeVar("_Key", str, tuple[str, str])
_BEAM = 40
_DISCOUNT = 0.75
_TASTE = 0.6  # the weight of how likely a name is against how likely its letters are


def search(
    word: str,
    longest: int,
    choices: Callable[[str], Iterable[Step]],
    letters: Callable[[str, str], float],
    limit: int,
) -> list[tuple[str, float]]:
    """The likeliest outputs of `word`, which begins with "^" and ends with "$", with their shares.

    `choices` gives the steps of up to `longest` letters that are read; of several groupings of one output the
    likeliest counts.
    """
    beams: list[dict[tuple[str, str], float]] = [{} for _ in range(len(word) + 1)]
    beams[0]["", ""] = 0.0
    for i in range(len(word)):
        for (plain, out), score in best(beams[i], _BEAM):
            for size in range(1, min(longest, len(word) - i) + 1):
                for usual, told, step in choices(word[i : i + size]):
                    so_far, text = score + step, plain
                    for letter in usual:
                        so_far += _TASTE * letters(text, letter) if letter != "^" else 0.0
                        text += letter
                    key = (text, out + told)
                    if so_far > beams[i + size].get(key, NO_WAY):
                        beams[i + size][key] = so_far
    found: dict[str, float] = {}
    for (_, out), score in best(beams[-1], _BEAM):
        found.setdefault(out.strip("^$"), score)
    top = max(found.values(), default=0.0)
    total = sum(math.exp(score - top) for score in found.values())
    return [(out, math.exp(score - top) / total) for out, score in best(found, limit) if out]


def best(row: Mapping[_Key, float], count: int) -> list[tuple[_Key, float]]:
    """The `count` highest of a table, highest first; of equals the first in order."""
    return sorted(row.items(), key=lambda item: (-item[1], item[0]))[:count]


@cache
def load_letters(script: str) -> Callable[[str, str], float]:
    """log P(letter | the two before it) among names in a script: trigrams, interpolated with absolute discounting."""
    counts: dict[str, float] = defaultdict(float)
    followers: dict[str, int] = defaultdict(int)
    for line in read_table(f"{script}_letters.txt").splitlines():
        if not line.startswith("#"):
            letters, told = line.split("\t")
            for size in (1, 2, 3):
                counts[letters[-size:]] += float(told)
    totals: dict[str, float] = defaultdict(float)
    for letters, count in counts.items():
        followers[letters[:-1]] += 1
        totals[letters[:-1]] += count

    @lru_cache(maxsize=1 << 16)
    def probability(before: str, letter: str) -> float:
        lower = probability(before[1:], letter) if before else 1 / 60
        total = totals.get(before, 0.0)
        if not total:
            return lower
        kept = max(counts.get(before + letter, 0.0) - _DISCOUNT, 0.0)
        return (kept + _DISCOUNT * followers[before] * lower) / total

    return lambda before, letter: math.log(probability(before[-2:], letter))
