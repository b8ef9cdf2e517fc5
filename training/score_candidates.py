"""How often each rule of `dalil.actors.candidates` for names that are no person's is right, on names of organisations.

    python -m training.score_candidates

Two names are one where they are names of one entry (training/organizations). Prints, for each rule, right of all and
(right + 1) / (all + 2).
"""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from dalil.actors.candidates import explain_same_body
from dalil.actors.words import telling_words

_FOLDER = Path(__file__).parent


def main() -> None:
    """Print the table."""
    counts: Counter[tuple[str, bool]] = Counter()
    for (entry, one), (another, other) in _pair_bodies():
        rule = explain_same_body(one, other)
        if rule is not None:
            counts[rule, entry == another] += 1
    for rule in dict.fromkeys(rule for rule, _ in counts):
        right, total = counts[rule, True], counts[rule, True] + counts[rule, False]
        print(f"{rule:16} {right:6} of {total:6}  {(right + 1) / (total + 2):.3f}")


def _pair_bodies() -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Pairs of (entry, name) that share a word or may be each other's initials; each once."""
    names: set[tuple[str, str]] = set()
    for file in sorted((_FOLDER / "organizations").glob("*.toml")):
        for entry, row in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for language in ("ar", "fa", "en"):
                names |= {(entry, n) for n in (*row.get(language, ()), *row.get("short", {}).get(language, ()))}
    by_word: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for entry, name in sorted(names):
        words = telling_words(name)
        for word in {
            *words,
            "".join(w[0] for w in words),
            "".join(w[0] for w in words if w not in ("and", "in", "for")),
        }:
            by_word[word].append((entry, name))
    yield from sorted({pair for row in by_word.values() for pair in combinations(row, 2)})


if __name__ == "__main__":
    main()
