"""Scores the reading of times, in one run: the project's table, and where they are present, sets of others.

    python -m evaluation.times.score_times [--misses] [--json]

Duckling's Arabic examples (duckling.py), TIMEX3 in newspaper texts beside dateparser (timeml50.py), and `times` of the
shared gold with a 95 % bootstrap interval over documents. Exit 1 where the table is below its floor.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dalil.model import Language
from evaluation.bootstrap import bootstrap_interval
from evaluation.score_dating import count_tasks, date_again, load_golds, sum_counts
from evaluation.times.duckling import judge_examples
from evaluation.times.table import LANGUAGES, judge_table
from evaluation.times.timeml50 import (
    VIEWS,
    Annotated,
    adjudicate,
    read_annotated,
    score_dateparser,
    score_detection,
)

FLOOR = 0.98  # of the rows of each language's table
_DATA = Path(__file__).parents[3] / "shared" / "data"
_SETS = ("dev", "dev_fa", "dev_en", "seed")


def main() -> int:
    """Print the figures; 0 where the table holds its floor."""
    parser = argparse.ArgumentParser(description="Score the reading of times.")
    parser.add_argument("--misses", action="store_true", help="also print every row that is not right")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args()
    lines: list[str] = []
    figures: dict[str, Any] = {"table": {name: score_table(name, lines) for name in LANGUAGES}}
    figures |= score_others(lines)
    if options.json:
        print(json.dumps(figures, ensure_ascii=False))  # noqa: T201
    else:
        print_figures(figures)
    if options.misses:
        print("\n".join(lines))  # noqa: T201
    return 0 if all(row["right"] >= FLOOR * row["rows"] for row in figures["table"].values()) else 1


def score_table(language: Language, misses: list[str]) -> dict[str, Any]:
    """Rows and right rows of a language's table, over all and by kind; appends a line to `misses` for each other."""
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for judged in judge_table(language):
        rows[judged.row.kind] += 1
        right[judged.row.kind] += judged.right
        if not judged.right:
            row = judged.row
            misses.append(
                f"{language} {row.kind}: {row.text} | wanted {row.expression} = {row.edtf} | got {judged.found}"
            )
    kinds = {kind: [right[kind], rows[kind]] for kind in rows}
    return {"rows": rows.total(), "right": right.total(), "kinds": kinds}


def score_others(misses: list[str]) -> dict[str, Any]:
    """What lies in ../shared; empty where it is not there."""
    out: dict[str, Any] = {}
    duckling = _DATA / "temporal_ar_duckling_examples" / "Time_AR.tsv"
    if duckling.exists():
        examples = list(judge_examples(duckling))
        scored = [e for e in examples if e.reason is None]
        out["duckling"] = {
            "rows": len(scored),
            "right": sum(e.got == e.wanted for e in scored),
            "left_out": dict(Counter(e.reason for e in examples if e.reason)),
        }
        misses += [f"duckling {e.line}: wanted {e.wanted}, got {e.got}" for e in scored if e.got != e.wanted]
    files = sorted((_DATA / "temporal_ar_timeml50" / "Corpus_test").glob("*.tml"))
    if files:
        out["timeml50"] = score_timeml50([read_annotated(file) for file in files])
    golds = {name: load_golds(name) for name in _SETS}
    out |= {"gold": {name: score_gold(documents) for name, documents in golds.items() if documents}}
    return out


def score_timeml50(texts: Sequence[Annotated]) -> dict[str, Any]:
    """Detection as the corpus is annotated and as it was adjudicated, beside dateparser's."""
    out: dict[str, Any] = {}
    for state, annotated in (("as annotated", texts), ("adjudicated", [adjudicate(text) for text in texts])):
        for view in VIEWS:
            out[f"{view}, {state}"] = vars_of(score_detection(annotated, view))
            out[f"{view}, {state}, ties count"] = vars_of(score_detection(annotated, view, ties_count=True))
            other = score_dateparser(annotated, view)
            out[f"dateparser, {view}, {state}"] = vars_of(other) if other else "not installed"
    return out


def score_gold(golds: Sequence[Any]) -> dict[str, Any]:
    """F1 of `times` with its interval."""
    counts = count_tasks(golds, [date_again(gold, gold_times=False) for gold in golds])["times"]
    low, high = bootstrap_interval(counts, lambda drawn: sum_counts(drawn).f1)
    return {**vars_of(sum_counts(counts)), "low": round(low, 3), "high": round(high, 3)}


def vars_of(score: Any) -> dict[str, float]:
    return {name: round(getattr(score, name), 3) for name in ("precision", "recall", "f1", "gold", "system")}


def print_figures(figures: dict[str, Any]) -> None:
    for language, table in figures["table"].items():
        print(f"table {language}: {table['right']} of {table['rows']} right")  # noqa: T201
        kinds = ", ".join(f"{kind} {right}/{rows}" for kind, (right, rows) in sorted(table["kinds"].items()))
        print(f"  {kinds}")  # noqa: T201
    if "duckling" in figures:
        row = figures["duckling"]
        print(f"duckling: {row['right']} of {row['rows']} right; left out {row['left_out']}")  # noqa: T201
    for view, score in figures.get("timeml50", {}).items():
        print(f"timeml50, {view}: {score}")  # noqa: T201
    for name, score in figures["gold"].items():
        print(f"gold {name}: {score}")  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
