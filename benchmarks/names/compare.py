"""How well two names of one person are told from names of two, beside other tools.

    python -m benchmarks.names.compare [--peer rapidfuzz] [--peer nomenklatura] [--peer rigour] [--misses]

Peers are installed in an environment of their own, and dalil is read from its source there:

    python -m venv ../peers && ../peers/bin/pip install rapidfuzz nomenklatura rigour
    PYTHONPATH=src ../peers/bin/python -m benchmarks.names.compare --peer rapidfuzz --peer nomenklatura --peer rigour

dalil says that two names are one at a probability of .5 or more; a peer is scored at the threshold that is best for it
on training/names/pairs.tsv, the pairs that dalil's weights were fitted on.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

PAIRS = Path(__file__).with_name("pairs.tsv")
TRAINING = Path(__file__).parents[2] / "training" / "names" / "pairs.tsv"
Scorer = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names of one person (`same`) or of two; `scripts` as "ar-latin", `category` of difficulty, `who` they are."""

    id: str
    one: str
    other: str
    same: bool
    scripts: str
    category: str
    who: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of `same`."""

    precision: float
    recall: float
    f1: float


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare names of persons.")
    parser.add_argument("--misses", action="store_true", help="list what dalil gets wrong, on the standard error")
    parser.add_argument("--peer", choices=sorted(PEERS), action="append", default=[])
    options = parser.parse_args()
    pairs, training = read_pairs(PAIRS), read_pairs(TRAINING)
    for name in ("dalil", *options.peer):
        scorer = _dalil() if name == "dalil" else PEERS[name]()
        threshold = 0.5
        if name != "dalil":
            threshold = best_threshold(training, [scorer(p.one, p.other) for p in training])
        begun = time.perf_counter()
        found = [scorer(p.one, p.other) for p in pairs]
        spent = (time.perf_counter() - begun) / len(pairs) * 1000
        print(f"{name} at {threshold:.2f}, {spent:.2f} ms a pair with all that is loaded on the way")
        for line in report(pairs, found, threshold):
            print(line)
        if options.misses and name == "dalil":
            for pair, probability in zip(pairs, found, strict=True):
                if (probability >= threshold) != pair.same:
                    row = (f"{probability:.2f}", pair.id, pair.one, pair.other, pair.category, pair.who)
                    print("\t".join(row), file=sys.stderr)


def read_pairs(path: Path) -> list[Pair]:
    """The rows of either file of pairs; those to fit with have no id."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [
        Pair(i[0] if i else "", one, other, same == "same", scripts, category, who)
        for *i, one, other, same, scripts, category, who in rows
    ]


def score(pairs: Sequence[Pair], found: Sequence[float], threshold: float) -> Score:
    """What is reached when every pair at `threshold` or above is said to be one."""
    said = [s >= threshold for s in found]
    hit = sum(p.same and s for p, s in zip(pairs, said, strict=True))
    precision, recall = hit / max(sum(said), 1), hit / max(sum(p.same for p in pairs), 1)
    return Score(precision, recall, 2 * precision * recall / max(precision + recall, 1e-9))


def best_threshold(pairs: Sequence[Pair], found: Sequence[float]) -> float:
    return max(sorted(set(found)), key=lambda at: score(pairs, found, at).f1)


def report(pairs: Sequence[Pair], found: Sequence[float], threshold: float) -> Iterator[str]:
    groups: dict[str, list[int]] = defaultdict(list)
    for i, pair in enumerate(pairs):
        groups["all"].append(i)
        groups[pair.scripts].append(i)
        if pair.category == "rare" and pair.scripts in ("ar-latin", "fa-latin"):
            groups["rare, across scripts"].append(i)
    for group, rows in groups.items():
        got = score([pairs[i] for i in rows], [found[i] for i in rows], threshold)
        yield f"  {group:<22} {len(rows):5}  F1 {got.f1:.3f}  precision {got.precision:.3f}  recall {got.recall:.3f}"


def _dalil() -> Scorer:
    from dalil.names.comparison import compare_names

    return lambda one, other: compare_names(one, other).same


def _rapidfuzz() -> Scorer:
    """Token sort ratio of names romanised by dalil, with the likeliest spelling of each word."""
    from functools import cache

    from rapidfuzz import fuzz

    from dalil.names.letters import script_of
    from dalil.names.spelling import spell_name

    @cache
    def romanize(name: str) -> str:
        return name.lower() if script_of(name) == "latin" else spell_name(name, limit=1)[0][0].lower()

    return lambda one, other: fuzz.token_sort_ratio(romanize(one), romanize(other)) / 100


def _nomenklatura() -> Scorer:
    """Its matcher of persons, logic-v2, given nothing but the names."""
    from followthemoney import model
    from nomenklatura.matching import LogicV2, ScoringConfig

    config = ScoringConfig.defaults()

    def compare(one: str, other: str) -> float:
        a, b = (  # each name an id of its own: what is known of an id is kept
            model.get_proxy({"id": f"{side} {name}", "schema": "Person", "properties": {"name": [name]}})
            for side, name in (("a", one), ("b", other))
        )
        return float(LogicV2.compare(a, b, config).score)

    return compare


def _rigour() -> Scorer:
    """Levenshtein similarity of the names as rigour normalises and romanises them."""
    from normality import ascii_text
    from rigour.names import normalize_name
    from rigour.text import levenshtein_similarity

    def plain(name: str) -> str:
        return normalize_name(ascii_text(name)) or ""

    return lambda one, other: float(levenshtein_similarity(plain(one), plain(other), max_edits=99, max_percent=1.0))


PEERS: dict[str, Callable[[], Scorer]] = {
    "rapidfuzz": _rapidfuzz, "nomenklatura": _nomenklatura, "rigour": _rigour,
}  # fmt: skip

if __name__ == "__main__":
    main()
