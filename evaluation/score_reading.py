"""Scores reading on the project's gold and, where it is present, on the shared gold; holds the floors.

python -m evaluation.score_reading [--update] [--allow-lower] [--json] [--intervals]

A floor (floors.toml) is an F1 that was reached. `--update` raises the floors to what is reached now; only with
`--allow-lower` does it lower one. Exit 1 where a floor does not hold.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from dalil.documents import Given, open_documents
from dalil.engine.document import read_document
from dalil.form import decode_reading
from dalil.model import Reading, Unread
from evaluation.bootstrap import bootstrap_interval
from evaluation.scoring import Score, score_readings

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).with_name("floors.toml")
SHARED = ROOT.parent / "shared" / "claims"
SETS = ("examples", "seed", "dev", "dev_fa", "dev_en")


def main() -> int:
    """Score every set that is present; 0 where all floors hold."""
    options = _parse_arguments()
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    scores = {name: score_set(name) for name in SETS if name == "examples" or SHARED.exists()}
    if options.intervals:
        for name in scores:
            _print_intervals(name)
        return 0
    if options.json:
        print(json.dumps({s: {t: round(x.f1, 4) for t, x in r.items()} for s, r in scores.items()}))  # noqa: T201
    else:
        _print_scores(scores, floors)
    if options.update:
        _write_floors(floors, scores, allow_lower=options.allow_lower)
        return 0
    broken = find_broken_floors(floors, scores)
    for line in broken:
        print(line, file=sys.stderr)  # noqa: T201
    return 1 if broken else 0


def score_set(name: str) -> dict[str, Score]:
    """The scores of one of SETS, read through the same door as any file."""
    golds = load_golds(name)
    return score_readings(golds, read_again(name, golds))


def find_broken_floors(
    floors: dict[str, dict[str, float]], scores: dict[str, dict[str, Score]]
) -> list[str]:  # fmt: skip
    """One line for each floor that is not reached (a rounding of 0.0005 allowed); absent sets are passed over."""
    return [
        f"{name} {task}: {scores[name][task].f1:.3f} is below its floor {floor:.3f}"
        for name, tasks in floors.items()
        if name in scores
        for task, floor in tasks.items()
        if scores[name][task].f1 < floor - 0.0005
    ]


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Score reading and hold the floors.")
    parser.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    parser.add_argument("--allow-lower", action="store_true", help="with --update: lower a floor that is not reached")
    parser.add_argument("--json", action="store_true", help="print F1 figures as JSON")
    parser.add_argument("--intervals", action="store_true", help="print F1 with 95 %% intervals, by bootstrap")
    return parser.parse_args()


def _print_intervals(name: str) -> None:
    """F1 of each task with its interval over the documents of the set."""
    golds = load_golds(name)
    systems = {s.document.id: s for s in read_again(name, golds)}
    rows = [score_readings([gold], [systems[gold.document.id]]) for gold in golds]
    print(f"\n{name} ({len(golds)} documents)")  # noqa: T201
    for task in rows[0]:
        counts = [row[task] for row in rows]
        low, high = bootstrap_interval(counts, pool_f1, resamples=2000)
        print(f"  {task:18} {pool_f1(counts):.3f} ({low:.3f} – {high:.3f})")  # noqa: T201


def pool_f1(scores: Sequence[Score]) -> float:
    """F1 over documents together: harmonic mean of pooled precision and pooled recall."""
    precise, recalled = sum(s.precision * s.system for s in scores), sum(s.recall * s.gold for s in scores)
    precision = precise / max(1, sum(s.system for s in scores))
    recall = recalled / max(1, sum(s.gold for s in scores))
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def load_golds(name: str) -> list[Reading]:
    if name == "seed":
        return [decode_reading((SHARED / "seed.gold.json").read_bytes())]
    folder = Path(__file__).with_name("gold") if name == "examples" else SHARED / name
    return [decode_reading(file.read_bytes()) for file in sorted(folder.glob("*.gold.json"))]


def read_again(name: str, golds: list[Reading]) -> Iterator[Reading]:
    if name == "examples":
        for path in sorted((ROOT / "examples" / "articles").iterdir()):
            yield from _read_file(path)
    elif name == "seed":
        for reading in _read_file(SHARED / "seed.txt"):
            yield _with_id(reading, "seed")
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{name}.jsonl"
            rows = (
                {"id": d.id, "publisher": d.publisher, "published": d.published, "text": d.text}
                for d in (gold.document for gold in golds)
            )
            path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
            yield from _read_file(path)


def _read_file(path: Path) -> Iterator[Reading]:
    for parsed in open_documents(path, Given()):
        if isinstance(parsed, Unread):
            raise SystemExit(f"{parsed.path}: {parsed.reason}")
        yield read_document(parsed.document)


def _with_id(reading: Reading, id_: str) -> Reading:
    from dataclasses import replace  # noqa: PLC0415

    return replace(reading, document=replace(reading.document, id=id_))


def _print_scores(scores: dict[str, dict[str, Score]], floors: dict[str, dict[str, float]]) -> None:
    for name, tasks in scores.items():
        print(f"\n{name:20} precision  recall      F1   floor   gold  system")  # noqa: T201
        for task, score in tasks.items():
            floor = floors.get(name, {}).get(task)
            shown = f"{floor:.3f}" if floor is not None else "    -"
            figures = (
                f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:7.3f}   {shown} {score.gold:6} {score.system:7}"
            )
            print(f"  {task:18} {figures}")  # noqa: T201


def _write_floors(
    floors: dict[str, dict[str, float]], scores: dict[str, dict[str, Score]], *, allow_lower: bool
) -> None:
    lines = [
        "# F1 that reading reached, by set and task. Only `python -m evaluation.score_reading --update` writes it."
    ]
    for name in [*floors, *(s for s in scores if s not in floors)]:
        lines += ["", f"[{name}]"]
        known = floors.get(name, {})
        if name not in scores:
            lines += [f"{task} = {floor:.3f}" for task, floor in known.items()]
            continue
        for task, score in scores[name].items():
            reached = int(score.f1 * 1000) / 1000
            value = reached if allow_lower else max(reached, known.get(task, 0.0))
            lines.append(f"{task} = {value:.3f}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
