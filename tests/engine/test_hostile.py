"""Hostile inputs are each read or refused with one line, within the limits; nothing is lost and nothing hangs.

`DALIL_HOSTILE=1000 pytest tests/engine/test_hostile.py` runs the whole thousand (some minutes).
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from dalil.documents import Given
from dalil.engine.read import Read, count_inputs, read_paths
from dalil.engine.sandbox import READER, Limits
from dalil.model import Unread
from tests.engine.hostile import Hostile, make_hostile

_WHOLE = int(os.environ.get("DALIL_HOSTILE", "0"))
# Of the dear attacks the default run has two: 0 (attributes) and 50 (deep nesting).
_SEEDS = range(_WHOLE or 60)
_BATCH = 25
_GRACE_SECONDS = 5.0


@pytest.mark.timeout(7200)
def test_hostile_inputs_are_read_or_refused(tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    slowest = (0.0, "")
    for start in range(0, len(_SEEDS), _BATCH):
        inputs = [make_hostile(seed) for seed in _SEEDS[start : start + _BATCH]]
        slowest = max(slowest, _check_batch(inputs, tmp_path, counts))
    assert counts["read"] + counts["unread"] == counts["expected"]
    assert counts["read"] > counts["expected"] * 0.2
    if _WHOLE:
        _report(counts, slowest)


def _check_batch(inputs: list[Hostile], folder: Path, counts: Counter[str]) -> tuple[float, str]:
    paths = [folder / hostile.name for hostile in inputs]
    for path, hostile in zip(paths, inputs, strict=True):
        path.write_bytes(hostile.data)
    assert [count_inputs([path]) for path in paths] == [hostile.results for hostile in inputs]
    seen: Counter[str] = Counter()
    slowest, before = (0.0, ""), time.monotonic()
    for result in read_paths(paths, Given(), limits=Limits(), reader=READER):
        took = time.monotonic() - before
        path_text = result.path if not isinstance(result, Read) else result.reading.document.path
        assert path_text is not None
        name = Path(path_text).name
        slowest = max(slowest, (took, name))
        assert took < Limits().seconds + _GRACE_SECONDS, name
        seen[name] += 1
        _check_result(result, counts)
        before = time.monotonic()
    assert seen == Counter({hostile.name: hostile.results for hostile in inputs})
    counts["expected"] += sum(hostile.results for hostile in inputs)
    counts["inputs"] += len(inputs)
    for path in paths:
        path.unlink()
    return slowest


def _check_result(result: object, counts: Counter[str]) -> None:
    if isinstance(result, Read):
        text = result.reading.document.text
        counts["read"] += 1
        assert text.strip()
        text.encode("utf-8")
        blocks = result.reading.document.blocks
        assert all(a.end <= b.start for a, b in itertools.pairwise(blocks))
    else:
        assert isinstance(result, Unread)
        counts["unread"] += 1
        counts[f"  {result.reason}"[:60]] += 1
        assert result.reason
        assert "\n" not in result.reason
        assert len(result.reason) <= 200


def _report(counts: Counter[str], slowest: tuple[float, str]) -> None:
    import resource

    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    lines = [f"{name}: {count}" for name, count in counts.most_common()]
    sys.stderr.write(
        "\n".join([*lines, f"slowest: {slowest[0]:.1f} s, {slowest[1]}", f"peak of a worker: {peak} MB", ""])
    )
