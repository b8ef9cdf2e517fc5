"""How many pairs of names of one person share a key, how many keys a name has, and how long comparing takes.

    python -m benchmarks.names.block

Block-mates are 5,000 pairs of names of benchmarks/names/pairs.tsv that share a key, drawn by chance. They are compared
twice: with nothing kept from before, and with only their parts kept.
"""

from __future__ import annotations

import random
import time
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain, combinations

from benchmarks.names.compare import PAIRS, TRAINING, Pair, read_pairs
from dalil.names.blocking import block_keys
from dalil.names.comparison import compare_names

DRAWN = 5000


def main() -> None:
    for path in (TRAINING, PAIRS):
        pairs = read_pairs(path)
        names = list_names(pairs)
        same = [bool(block_keys(p.one) & block_keys(p.other)) for p in pairs if p.same]
        keys = sum(len(block_keys(name)) for name in names) / len(names)
        print(
            f"{path.parent.parent.name}: {sum(same) / len(same):.4f} of {len(same)} share a key, {keys:.2f} keys a name"
        )
    mates = draw_mates(list_names(read_pairs(PAIRS)))
    compare_names("a b", "\u0627 \u0628")  # the tables are read
    for kept in ("nothing", "parts"):
        compare_names.cache_clear()
        begun = time.perf_counter()
        for one, other in mates:
            compare_names(one, other)
        print(f"{kept} kept: {(time.perf_counter() - begun) / len(mates) * 1000:.3f} ms a pair")


def list_names(pairs: Sequence[Pair]) -> list[str]:
    return sorted(set(chain.from_iterable((p.one, p.other) for p in pairs)))


def draw_mates(names: Sequence[str]) -> list[tuple[str, str]]:
    blocks: dict[str, list[str]] = defaultdict(list)
    for name in names:
        for key in block_keys(name):
            blocks[key].append(name)
    mates = sorted(set(chain.from_iterable(combinations(block, 2) for block in blocks.values())))
    return random.Random(1).sample(mates, DRAWN)


if __name__ == "__main__":
    main()
