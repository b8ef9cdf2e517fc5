"""Learns which Latin letters stand for which Arabic ones, from pairs of names.

    python -m training.spelling [--pairs WD_FILE] --out src/dalil/names

Without --pairs it learns from all that training/known_spellings.py reads; a WD_FILE is one of
names_en_ar_wikidata_nettrans (CC0): a Latin name, its Arabic letters apart by blanks, and how often it was seen.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from dalil.names.groups import SHAPES
from dalil.names.letters import arabic_letters, latin_letters
from training.known_spellings import Spelling, read_all, read_wikidata

ROUNDS = 4
FIRST = 4  # one pair in so many in the first round
DISCOUNT = 0.5  # taken from the count of each group of more than two letters
LEAST = 0.05  # counts
NEGLIGIBLE = 1e-4  # of a pair
HEADER = (
    "# Compiled by training/spelling.py: Arabic group, Latin group, log-probability of both together.\n"
    "# Sources and licences: Wikidata (CC0), DziriNames (MIT), arabic-name-romanizer (MIT), ar2en (Apache-2.0).\n"
)
COUNTS = (
    "# Compiled by training/spelling.py: how many names have these three letters; ^ begins and $ ends a name.\n"
    "# Sources and licences: Wikidata (CC0), DziriNames (MIT), arabic-name-romanizer (MIT), ar2en (Apache-2.0).\n"
)
Group = tuple[str, str]
Pair = tuple[str, str, float]


def main() -> None:
    root = Path(__file__).parents[1]
    parser = argparse.ArgumentParser(description="Learn the model of spellings.")
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data")
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write_model(list(join(read_wikidata(options.pairs) if options.pairs else read_all(options.data))), options.out)


def join(spellings: Iterable[Spelling]) -> Iterator[Pair]:
    """(Arabic letters, Latin letters, weight) of each pair that has both; one and the log of its count."""
    counts: Counter[Group] = Counter()
    for row in spellings:
        counts[arabic_letters(row.arabic), latin_letters(row.latin)] += row.persons
    for (arabic, latin), count in sorted(counts.items()):
        if arabic and latin and len(arabic) < 3 * len(latin) and len(latin) < 3 * len(arabic):
            yield arabic, latin, 1 + math.log(count)


def write_model(pairs: Sequence[Pair], folder: Path) -> None:
    """Learns from `pairs` and writes the three tables of the model into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "groups.txt").write_text(HEADER + "".join(rows(learn(pairs))), encoding="utf-8")
    for script, words in (("arabic", {p[0] for p in pairs}), ("latin", {p[1] for p in pairs})):
        counts = count_letters(sorted(words))
        text = COUNTS + "".join(f"{letters}\t{count}\n" for letters, count in sorted(counts.items()))
        (folder / f"{script}_letters.txt").write_text(text, encoding="utf-8")


def count_letters(words: Iterable[str]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for word in words:
        marked = f"^^{word}$"
        counts.update(marked[i : i + 3] for i in range(len(marked) - 2))
    return counts


def learn(pairs: Sequence[Pair]) -> dict[Group, float]:
    """The joint probabilities of groups, by expectation maximisation."""
    model: dict[Group, float] = {}
    for i in range(ROUNDS):
        counts: dict[Group, float] = defaultdict(float)
        for arabic, latin, weight in pairs[:: FIRST if i == 0 else 1]:
            for group, share in expect(f"^{arabic}$", f"^{latin}$", model):
                counts[group] += weight * share
        kept = {g: c - (DISCOUNT if len(g[0]) + len(g[1]) > 2 else 0.0) for g, c in counts.items()}
        total = sum(c for c in kept.values() if c > LEAST)
        model = {g: c / total for g, c in sorted(kept.items()) if c > LEAST}
    return model


def expect(arabic: str, latin: str, model: Mapping[Group, float]) -> Iterator[tuple[Group, float]]:
    """How often each group is expected in a pair (forward and backward sums); nothing where the model has no way."""
    forward = {(0, 0): 1.0}
    steps: list[tuple[tuple[int, int], tuple[int, int], Group, float]] = []
    for i in range(len(arabic) + 1):
        for j in range(len(latin) + 1):
            if (i, j) not in forward:
                continue
            for a, b in SHAPES:
                if i + a <= len(arabic) and j + b <= len(latin):
                    group = arabic[i : i + a], latin[j : j + b]
                    p = model.get(group, 0.0) if model else _first_guess(group)
                    if p:
                        forward[i + a, j + b] = forward.get((i + a, j + b), 0.0) + forward[i, j] * p
                        steps.append(((i, j), (i + a, j + b), group, p))
    end = len(arabic), len(latin)
    if end not in forward:
        return
    backward = {end: 1.0}
    for start, stop, _, p in reversed(steps):
        if stop in backward:
            backward[start] = backward.get(start, 0.0) + p * backward[stop]
    for start, stop, group, p in steps:
        share = forward[start] * p * backward.get(stop, 0.0) / forward[end]
        if share > NEGLIGIBLE:
            yield group, share


def _first_guess(group: Group) -> float:
    """Before anything is learned: one letter for one."""
    odd = abs(len(group[0]) - 1) + abs(len(group[1]) - 1)
    return 0.05**odd / 1000 * (1.0 if all(group) else 0.3)


def rows(model: Mapping[Group, float]) -> Iterator[str]:
    for (arabic, latin), p in model.items():
        yield f"{arabic}\t{latin}\t{math.log(p):.3f}\n"


if __name__ == "__main__":
    main()
