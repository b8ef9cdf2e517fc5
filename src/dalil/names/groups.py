"""How the letters of Arabic and Persian names are written in Latin ones, by a model of letter groups.

Method: the two spellings of a name are a sequence of groups, up to two Arabic letters with up to three Latin ones, each
drawn by itself (joint multigrams: Deligne and Bimbot 1995; Bisani and Ney 2008), learned from pairs of names by
expectation maximisation in training/spelling.py. `groups.txt` holds the log-probability of each group. Words begin
with "^" and end with "$", so that groups know the ends.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from dalil.names.letters import read_table

MOST_ARABIC, MOST_LATIN = 2, 3  # letters of a group
SHAPES = ((0, 1), (1, 0), (1, 1), (1, 2), (1, 3), (2, 1), (2, 2), (2, 3))  # letters of a group in both scripts
NO_WAY = -1e9  # the score of two words that no groups join


@dataclass(frozen=True, slots=True)
class Model:
    """Groups with (log P(latin | arabic), log P(arabic | latin)), and the choices that either side has."""

    groups: Mapping[tuple[str, str], tuple[float, float]]
    of_arabic: Mapping[str, Sequence[str]]
    of_latin: Mapping[str, Sequence[str]]


@cache
def load_model() -> Model:
    """The model that ships."""
    return read_model(read_table("groups.txt"))


def read_model(table: str) -> Model:
    """The model of a table: Arabic group, Latin group, log-probability of both together, by tabs."""
    joint: dict[tuple[str, str], float] = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            arabic, latin, log = line.split("\t")
            joint[arabic, latin] = math.exp(float(log))
    sums: list[dict[str, float]] = [defaultdict(float), defaultdict(float)]
    for group, p in joint.items():
        for side, letters in zip(sums, group, strict=True):
            side[letters] += p
    sums[0][""] = sums[1][""] = 1.0  # a letter that comes from nothing is as likely as it is
    groups = {(a, b): (math.log(p / sums[0][a]), math.log(p / sums[1][b])) for (a, b), p in joint.items()}
    of_arabic: dict[str, list[str]] = defaultdict(list)
    of_latin: dict[str, list[str]] = defaultdict(list)
    for arabic, latin in groups:
        of_arabic[arabic].append(latin)
        of_latin[latin].append(arabic)
    return Model(groups, of_arabic, of_latin)


@lru_cache(maxsize=1 << 17)
def score_spelling(arabic: str, latin: str) -> float:
    """log P(latin | arabic) + log P(arabic | latin) by the likeliest groups; `NO_WAY` where there are none.

    Both are letters alone, as `dalil.names.letters` gives them.
    """
    return score_with(_sums(), arabic, latin)


@cache
def _sums() -> Mapping[str, Mapping[str, float]]:
    return join_scores(load_model())


def join_scores(model: Model) -> Mapping[str, Mapping[str, float]]:
    """Arabic group → Latin group → the sum of both logs: what `score_with` wants."""
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for (arabic, latin), (one, other) in model.groups.items():
        out[arabic][latin] = one + other
    return dict(out)


def score_with(scores: Mapping[str, Mapping[str, float]], arabic: str, latin: str) -> float:
    """As `score_spelling`, by the groups of any model."""
    a, b = f"^{arabic}$", f"^{latin}$"
    width = len(b) + 1
    best = [[NO_WAY] * width for _ in range(len(a) + 1)]
    best[0][0] = 0.0
    inserted = scores.get("", {})
    for i, row in enumerate(best):
        of_one, of_two = scores.get(a[i : i + 1], {}), scores.get(a[i : i + 2], {})
        one, two = (best[min(i + size, len(a))] for size in (1, 2))
        for j in range(width):
            so_far = row[j]
            if so_far == NO_WAY:
                continue
            for size in range(min(MOST_LATIN, width - 1 - j) + 1):
                part = b[j : j + size]
                if size == 1 and part in inserted and so_far + inserted[part] > row[j + 1]:
                    row[j + 1] = so_far + inserted[part]
                if i < len(a) and part in of_one and so_far + of_one[part] > one[j + size]:
                    one[j + size] = so_far + of_one[part]
                if i + 1 < len(a) and size and part in of_two and so_far + of_two[part] > two[j + size]:
                    two[j + size] = so_far + of_two[part]
    return best[-1][-1]
