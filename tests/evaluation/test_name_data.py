"""The labelled pairs of names are well formed."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def rows(path: Path) -> list[list[str]]:
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]


def is_latin(name: str) -> bool:
    return any("LATIN" in unicodedata.name(c, "") for c in name)


@pytest.mark.parametrize(("path", "first", "least"), [("benchmarks/names", 1, 1500), ("training/names", 0, 700)])
def test_pairs_of_names_have_their_columns_and_are_half_and_half(path: str, first: int, least: int) -> None:
    pairs = [row[first:] for row in rows(ROOT / path / "pairs.tsv")]
    assert len(pairs) >= least
    assert {len(row) for row in pairs} == {6}
    assert len({tuple(sorted(row[:2])) for row in pairs}) == len(pairs)
    for scripts in {row[3] for row in pairs}:
        labels = Counter(row[2] for row in pairs if row[3] == scripts)
        assert abs(labels["same"] - labels["different"]) <= 1
        sides = scripts.split("-")
        assert all(is_latin(row[i]) == (sides[i] == "latin") for row in pairs if row[3] == scripts for i in (0, 1))


def test_no_pair_to_fit_with_is_in_the_benchmark() -> None:
    bench = {name for row in rows(ROOT / "benchmarks" / "names" / "pairs.tsv") for name in row[1:3]}
    assert not bench & {name for row in rows(ROOT / "training" / "names" / "pairs.tsv") for name in row[:2]}
