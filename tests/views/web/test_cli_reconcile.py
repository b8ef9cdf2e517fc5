"""`dalil reconcile` and `dalil serve` by command line."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from dalil.case import open_case
from dalil.views.cli import main

from .conftest import Served, make_case

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs the command line: exit code, stdout, stderr."""

    def _run(*args: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main([str(arg) for arg in args])
        out, err = capfd.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, out, err

    return _run


@pytest.fixture
def ask(run: Run, served: Served, tmp_path: Path) -> Run:
    """Runs `dalil reconcile` of a case of its own against the server."""
    path = make_case(tmp_path / "asking.case")
    return lambda *more: run("reconcile", "--case", path, "--endpoint", f"{served.url}/reconcile", *more)


def list_ids(path: Path) -> list[str]:
    with open_case(path) as case:
        return [actor.ids["urn:dalil:actors"] for actor in case.actors() if "urn:dalil:actors" in actor.ids]


def test_candidates_are_listed_and_nothing_is_kept(ask: Run, tmp_path: Path) -> None:
    code, out, err = ask("--type", "person")
    assert code == 0
    assert "  match" in out
    assert err.endswith("0 kept\n")
    assert list_ids(tmp_path / "asking.case") == []


def test_what_is_sure_is_kept_once_and_not_again_when_withdrawn(ask: Run, tmp_path: Path) -> None:
    path = tmp_path / "asking.case"
    code, out, _ = ask("--apply", "--by", "Noor", "--json")
    told = json.loads(out)
    assert (code, told["scheme"]) == (0, "urn:dalil:actors")
    kept = [row["kept"] for row in told["reconcile"] if row["kept"]]
    assert kept
    assert sorted(list_ids(path)) == sorted(kept)
    with open_case(path) as case:
        judgements = case.judgements()
        assert {(j.by, j.verdict, j.kind) for j in judgements} == {("Noor", "positive", "id")}
        assert all("score" in j.why for j in judgements)
    assert json.loads(ask("--apply", "--by", "Noor", "--json")[1])["reconcile"] == [
        row | {"kept": None} for row in told["reconcile"] if not row["kept"]
    ]
    with open_case(path) as case:
        case.withdraw(judgements[0].id)
    assert ask("--apply", "--by", "Noor")[2].endswith("0 kept\n")
    assert len(list_ids(path)) == len(kept) - 1


@pytest.mark.parametrize(("score", "some"), [("95", True), ("100.5", False)])
def test_a_score_is_accepted(ask: Run, tmp_path: Path, score: str, some: bool) -> None:
    assert ask("--accept", score, "--by", "Noor", "--type", "person")[0] == 0
    assert bool(list_ids(tmp_path / "asking.case")) == some


def test_wrong_use_is_one_line(ask: Run, run: Run, tmp_path: Path) -> None:
    assert ask("--apply")[0] == 2
    code, _, err = ask("--actor", "A0")
    assert (code, err) == (1, "dalil: A0: the case has no such actor\n")
    code, _, err = run("reconcile", "--case", tmp_path / "asking.case", "--endpoint", "ftp://x/")
    assert code == 1
    assert err.count("\n") == 1


def test_serving_ends_with_an_interrupt(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    path = make_case(tmp_path / "a.case")
    code = "import sys; from dalil.views.cli import main; main(sys.argv[1:])"
    command = [sys.executable, "-c", code, "serve", "--case", str(path), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        request.addfinalizer(process.kill)
        assert process.stderr
        line = process.stderr.readline().decode()
        url = re.search(r"http://127\.0\.0\.1:\d+/reconcile", line)
        assert url
        with urllib.request.urlopen(url[0], timeout=30) as response:
            assert json.load(response)["name"] == "dalil: a"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
        assert process.stderr.read() == b""
