"""Fits how much it weighs that two articles name the same things beside a name (`dalil.actors.evidence`).

    python -m training.actors CASE

CASE is read from news_ar_ant (`dalil read`). Persons whom articles name in full are hidden but for the last part of
their name; whether a hidden one and a full name with that part are one person is then known, and a logistic
regression over what stands beside both gives the log-odds of each kind. The same for two hidden ones. Prints weights
in thousandths.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

import numpy as np

from dalil.actors.cells import Cell
from dalil.actors.distinct import telling_parts
from dalil.actors.evidence import BESIDE, MOST, count_beside
from dalil.actors.profiles import Profile, profile_reading
from dalil.case import open_case

Row = tuple[list[float], bool]


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of what stands beside a name.")
    parser.add_argument("case", type=Path)
    with open_case(parser.parse_args().case) as case:
        profiles = [p for d in case.documents() for p in profile_reading(case.reading(d.id)) if p.type == "person"]
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for profile in profiles:
        names = [name for row in profile.names.values() for name in row]
        if profile.full:
            for part in {parts[-1] for name in names if (parts := telling_parts(name))}:
                blocks[part].append(profile)
    for name, rows in (("full", list(_with_full(blocks))), ("alike", list(_with_alike(blocks)))):
        weights, rate, loss, plain = _fit(rows)
        told = ", ".join(f"{kind} {round(1000 * w)}" for kind, w in zip(("prior", *BESIDE), weights, strict=True))
        print(f"{name}: {len(rows)} pairs, {rate:.2f} the same; log loss {loss:.3f} (rate alone {plain:.3f}): {told}")


def _with_full(blocks: dict[str, list[Profile]]) -> Iterable[Row]:
    """Every hidden name with every full name of its last part, summed over all other articles."""
    for block in blocks.values():
        for hidden in block:
            cells: dict[str, Cell] = {}
            for profile in block:
                if profile.member[0] != hidden.member[0]:
                    cells.setdefault(profile.cell, Cell(profile.cell, profile.type, profile.full)).add(profile)
            one = Cell("hidden", hidden.type)
            one.add(hidden)
            for cell_id, cell in cells.items():
                yield _features(one, cell), cell_id == hidden.cell


def _with_alike(blocks: dict[str, list[Profile]]) -> Iterable[Row]:
    for block in blocks.values():
        for one, other in combinations(block[:200], 2):
            if one.member[0] != other.member[0]:
                cells = [Cell("", p.type) for p in (one, other)]
                for cell, profile in zip(cells, (one, other), strict=True):
                    cell.add(profile)
                yield _features(*cells), one.cell == other.cell


def _features(one: Cell, other: Cell) -> list[float]:
    beside = count_beside(one, other)
    return [1.0, *(float(min(len(beside[kind]), MOST[kind])) for kind in BESIDE)]


def _fit(rows: list[Row], ridge: float = 0.1) -> tuple[np.ndarray, float, float, float]:
    """Weights by Newton's method, the share of the same, and log losses with and without what stands beside."""
    values, same = np.array([row for row, _ in rows]), np.array([float(label) for _, label in rows])
    weights = np.zeros(values.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-values @ weights))
        gradient = values.T @ (same - p) - ridge * weights
        curvature = (values * (p * (1 - p))[:, None]).T @ values + ridge * np.eye(len(weights))
        weights += np.linalg.solve(curvature, gradient)
    p = 1 / (1 + np.exp(-values @ weights))
    rate = same.mean()
    return weights, rate, _loss(same, p), _loss(same, np.full(len(same), rate))


def _loss(same: np.ndarray, p: np.ndarray) -> float:
    return float(-(same * np.log(p + 1e-12) + (1 - same) * np.log(1 - p + 1e-12)).mean())


if __name__ == "__main__":
    main()
