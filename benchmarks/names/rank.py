"""The right Latin spelling of an Arabic name among 1,000 candidates, by a model that saw other names.

    python -m benchmarks.names.rank ../shared/data/names_en_ar_wikidata_nettrans/data [--model FOLDER]

Learns from wd_arabic_64 alone (some minutes; into FOLDER, where it is kept, if that is given) and draws 1,000 pairs of
wd_arabic_16. For each of their Arabic names it ranks the Latin names of all; equal scores go by the alphabet. The list
of known spellings that ships takes no part.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from dalil.names.groups import join_scores, read_model, score_with
from training.known_spellings import read_wikidata
from training.spelling import join, write_model

CANDIDATES = 1000


def main() -> None:
    parser = argparse.ArgumentParser(description="Rank spellings.")
    parser.add_argument("data", type=Path)
    parser.add_argument("--model", type=Path, help="where the model is, or is to be kept")
    parser.add_argument("--names", type=int, default=CANDIDATES, help="how many names to look for")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        table = (options.model or Path(folder)) / "groups.txt"
        if not table.exists():
            write_model(list(join(read_wikidata(options.data / "wd_arabic_64"))), table.parent)
        first, among = rank(table, options.data / "wd_arabic_16", options.names)
    print(f"{options.names} names among {CANDIDATES}: first {first:.3f}, among five {among:.3f}")


def rank(table: Path, pairs_file: Path, names: int) -> tuple[float, float]:
    """The shares of `names` whose Latin spelling comes first, and among the first five."""
    scores = join_scores(read_model(table.read_text(encoding="utf-8")))
    rows = [(arabic, latin) for arabic, latin, _ in join(read_wikidata(pairs_file))]
    pairs: Sequence[tuple[str, str]] = random.Random(1).sample(rows, CANDIDATES)
    latins = sorted({latin for _, latin in pairs})
    first = among = 0
    for arabic, _ in pairs[:names]:
        right = {latin for other, latin in pairs if other == arabic}
        ranked = [latin for _, latin in sorted((-score_with(scores, arabic, latin), latin) for latin in latins)]
        first += ranked[0] in right
        among += bool(right & set(ranked[:5]))
    return first / names, among / names


if __name__ == "__main__":
    main()
