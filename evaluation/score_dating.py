"""Scores the dating of claims alone: the gold's claims are given, the program says when each of them happened.

    python -m evaluation.score_dating [SET …]

SET is one of SETS; without any, all that are present. The gold's claims keep everything but their times; the times are
the program's own (`own times`) or the gold's (`gold times`); dating runs as in a reading. `times` and `dated` are those
of docs/evaluation.md. The interval is that of F1 at 95 %, by bootstrap over documents (bootstrap.py).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dalil.claims.dating import date_claims
from dalil.form import decode_reading
from dalil.language.sentences import split_sentences
from dalil.model import Claim, ClaimTime, Reading, Span
from dalil.reader.findings import Findings, FoundCue
from dalil.reader.learned.network import load_reader
from dalil.times import find_times
from evaluation.bootstrap import bootstrap_interval
from evaluation.scoring import Score, score_readings

SHARED = Path(__file__).parents[2] / "shared" / "claims"
SETS = ("dev", "dev_fa", "dev_en", "seed", "train", "examples")
TASKS = ("times", "dated")


@dataclass(frozen=True, slots=True)
class Counts:
    """Of one document and task: how many are right, how many the gold has, how many the program."""

    hits: float
    gold: int
    system: int


def main() -> None:
    """Print a table for each set."""
    parser = argparse.ArgumentParser(description="Score the dating of given claims.")
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}")
    asked = parser.parse_args().sets
    if unknown := [name for name in asked if name not in SETS]:
        parser.error(f"no such set: {', '.join(unknown)}")
    for name in asked or SETS:
        golds = load_golds(name)
        if golds:
            print_set(name, golds)


def load_golds(name: str) -> list[Reading]:
    """The gold documents of a set in order of their names; none where the set is not present."""
    folder = Path(__file__).with_name("gold") if name == "examples" else SHARED / name
    files = [SHARED / "seed.gold.json"] if name == "seed" else sorted(folder.glob("*.gold.json"))
    return [decode_reading(file.read_bytes()) for file in files if file.exists()]


def date_again(gold: Reading, *, gold_times: bool) -> Reading:
    """The gold's reading with its claims dated by the program, over the gold's times or the program's own."""
    document = gold.document
    sentences = split_sentences(document)
    found = load_reader(2).read(document, sentences)
    findings = [_with_cues(each, gold.claims) for each in found]
    times = gold.times if gold_times else find_times(document, sentences)
    claims = [replace(claim, time=ClaimTime(), evidence=()) for claim in gold.claims]
    times, dated = date_claims(document, findings, claims, times)
    return replace(gold, times=times, claims=dated)


def _with_cues(found: Findings, claims: Iterable[Claim]) -> Findings:
    """The findings with the gold's cues; the reader's own stay where the gold has neither a cue nor a trigger."""
    gold = {a.cue for claim in claims for a in claim.attribution if found.sentence.covers(a.cue)}
    taken: list[Span] = [*gold, *(claim.trigger for claim in claims)]
    own = [cue for cue in found.cues if not any(cue.overlaps(span) for span in taken)]
    cues = [*own, *(FoundCue(cue.start, cue.end, "gold") for cue in gold)]
    return replace(found, cues=tuple(sorted(cues)))


def count_tasks(golds: Sequence[Reading], systems: Sequence[Reading]) -> dict[str, list[Counts]]:
    """The counts of each document, by task."""
    out: dict[str, list[Counts]] = {task: [] for task in TASKS}
    for gold, system in zip(golds, systems, strict=True):
        scores = score_readings([gold], [system])
        for task, counts in out.items():
            score = scores[task]
            counts.append(Counts(score.recall * score.gold, score.gold, score.system))
    return out


def sum_counts(documents: Iterable[Counts]) -> Score:
    """The score over all documents together (micro-averaged)."""
    hits, gold, system = 0.0, 0, 0
    for counts in documents:
        hits, gold, system = hits + counts.hits, gold + counts.gold, system + counts.system
    return Score(hits / system if system else 0.0, hits / gold if gold else 0.0, gold, system)


def print_set(name: str, golds: Sequence[Reading]) -> None:
    """The figures of one set, with the program's times and with the gold's."""
    print(f"\n{name} ({len(golds)} documents)   precision  recall      F1   95 % interval   gold  system")  # noqa: T201
    for line in format_lines(golds):
        print(line)  # noqa: T201


def format_lines(golds: Sequence[Reading]) -> Iterator[str]:
    """A line for each task."""
    for gold_times in (False, True):
        systems = [date_again(gold, gold_times=gold_times) for gold in golds]
        for task, counts in count_tasks(golds, systems).items():
            if gold_times and task == "times":
                continue
            score = sum_counts(counts)
            low, high = bootstrap_interval(counts, lambda drawn: sum_counts(drawn).f1)
            label = f"{task}, {'gold' if gold_times else 'own'} times"
            yield (
                f"  {label:24} {score.precision:9.3f} {score.recall:7.3f} {score.f1:7.3f}   "
                f"{low:.3f} – {high:.3f} {score.gold:6} {score.system:7}"
            )


if __name__ == "__main__":
    main()
