"""Whether a claim's score is a probability: how often claims of a score are there, with that predicate.

    python -m evaluation.calibration [SET …]

Prints a reliability table (ten bins of equal width) and the expected calibration error (Naeini et al. 2015): the mean,
over claims, of how far a bin's mean score lies from its share of right claims. A claim is right where its trigger and
predicate are the gold's.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from dalil.model import Reading
from evaluation.score_reading import load_golds, read_again
from evaluation.scoring import pair_claims

BINS = 10
Rated = list[tuple[float, bool]]


def rate_claims(golds: Sequence[Reading], systems: Sequence[Reading]) -> Rated:
    """The score of each claim of the program, and whether it is right."""
    out: Rated = []
    by_id = {s.document.id: s for s in systems}
    for gold in golds:
        found = by_id[gold.document.id].claims
        right = {ours.id for theirs, ours in pair_claims(gold.claims, found) if theirs.predicate == ours.predicate}
        out += [(c.score, c.id in right) for c in found]
    return out


def bin_claims(rated: Rated) -> list[tuple[float, float, int]]:
    """(mean score, share right, claims) of each bin that has any."""
    bins: list[Rated] = [[] for _ in range(BINS)]
    for score, right in rated:
        bins[min(int(score * BINS), BINS - 1)].append((score, right))
    return [(sum(s for s, _ in b) / len(b), sum(r for _, r in b) / len(b), len(b)) for b in bins if b]


def calibration_error(rated: Rated) -> float:
    """The expected calibration error, from 0 to 1."""
    return sum(abs(mean - right) * count for mean, right, count in bin_claims(rated)) / max(1, len(rated))


def main() -> None:
    """Print the table of each set."""
    parser = argparse.ArgumentParser(description="Check the calibration of claim scores.")
    parser.add_argument("sets", nargs="*", default=["dev", "dev_fa", "dev_en"])
    for name in parser.parse_args().sets:
        golds = load_golds(name)
        rated = rate_claims(golds, list(read_again(name, golds)))
        print(f"{name}: expected calibration error {calibration_error(rated):.3f} over {len(rated)} claims")  # noqa: T201
        for mean, right, count in bin_claims(rated):
            print(f"  {mean:.2f}  {right:.2f}  {count:4}  {'#' * round(right * 40)}")  # noqa: T201


if __name__ == "__main__":
    main()
