"""Killed at any moment, a case is sound and holds whole documents only, and the next run completes it.

Ten kills over a few articles; all two hundred over five hundred articles with

    DALIL_KILLS=200 python -m pytest tests/engine/test_kills.py --timeout 7200 -s
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dalil.case import open_case

from .gathered import describe_case, write_articles

KILLS = int(os.environ.get("DALIL_KILLS", "10"))
ARTICLES = 500 if KILLS > 10 else 30
PROGRAM = "from dalil.views.cli import main; main()"
Described = dict[str, tuple[bytes, bytes, int]]

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups here")


def start(articles: Path, path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, "read", str(articles), "--case", str(path), "--quiet"]
    return subprocess.Popen(command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def complete(articles: Path, path: Path) -> float:
    """Runs to the end; the seconds it took."""
    started = time.monotonic()
    process = start(articles, path)
    _, errors = process.communicate()
    assert process.returncode == 0, errors.decode()
    return time.monotonic() - started


def kill_after(seconds: float, articles: Path, path: Path) -> float | None:
    """None where the run was still going after `seconds` and was killed with all its processes; else what it took."""
    started = time.monotonic()
    process = start(articles, path)
    try:
        process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None
    return time.monotonic() - started


def check_sound(path: Path, reference: Described) -> int:
    """The number of documents, each of them as it is in the reference; a file not begun yet holds none."""
    if not path.exists():
        return 0
    open_case(path, create=True).close()  # what was cut off while it was made is a place for a case
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO passage_words (passage_words) VALUES ('integrity-check')")
    connection.close()
    described = describe_case(path)
    assert described == {document: reference[document] for document in described}
    return len(described)


@pytest.mark.timeout(7200 if KILLS > 10 else 300)
def test_kills_lose_nothing(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    count = write_articles(articles, ARTICLES)
    seconds = complete(articles, tmp_path / "reference.case")
    reference = describe_case(tmp_path / "reference.case")
    assert len(reference) == count
    choose = random.Random(2021)
    kills, cases, held = 0, 0, []
    while kills < KILLS:
        path = tmp_path / f"{cases}.case"
        cases += 1
        before = 0
        while kills < KILLS:
            ended = kill_after(choose.uniform(0, seconds), articles, path)
            if ended is not None:
                seconds = seconds if before else ended  # the machine is not always as busy as at the first run
                break
            kills += 1
            held.append(check_sound(path, reference))
            assert held[-1] >= before
            before = held[-1]
        complete(articles, path)
        assert check_sound(path, reference) == count
        path.unlink()
    print(f"{kills} kills in {cases} cases, {seconds:.1f} s undisturbed; documents held after each: {sorted(held)}")  # noqa: T201
