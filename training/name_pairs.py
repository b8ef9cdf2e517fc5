"""Fits the weights of dalil.names.comparison on labelled pairs of names.

    python -m training.name_pairs training/names/pairs.tsv

Prints the table `WEIGHTS` to put into the module. Logistic regression with a quadratic penalty, by Newton's method.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np

from dalil.names.alignment import align
from dalil.names.comparison import FEATURES, describe, observe
from dalil.names.parts import parse_name

PENALTY = 0.3
ROUNDS = 40


def main() -> None:
    parser = argparse.ArgumentParser(description="Fit the weights of name comparison.")
    parser.add_argument("pairs", type=Path)
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.pairs.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    values = np.array([_values(row[0], row[1]) for row in rows])
    labels = np.array([row[2] == "same" for row in rows], dtype=float)
    weights = fit(values, labels)
    weights[0] -= best_threshold(values @ weights, labels)
    right = ((values @ weights > 0) == (labels > 0)).mean()
    print(f"{len(rows)} pairs, {right:.3f} right")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{weight:7.2f}  {name}")
    half = len(weights) // 2
    print("WEIGHTS = (")
    for part in (weights[:half], weights[half:]):
        print("    " + " ".join(f"{w:.2f}," for w in part))
    print(")  # fmt: skip")


def _values(one: str, other: str) -> tuple[float, ...]:
    first, second = parse_name(one), parse_name(other)
    return describe(observe(first, second, align(first, second)))


def best_threshold(odds: np.ndarray, labels: np.ndarray) -> float:
    """The log-odds that part the pairs best; of several, the middle."""
    tried = np.arange(-1.0, 1.0, 0.05)
    right = np.array([((odds > at) == (labels > 0)).mean() for at in tried])
    return float(np.median(tried[right == right.max()]))


def fit(values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    weights = np.zeros(values.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-(values @ weights)))
        slope = values.T @ (labels - p) - PENALTY * weights
        curve = (values * (p * (1 - p))[:, None]).T @ values + PENALTY * np.eye(len(weights))
        weights = weights + np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
