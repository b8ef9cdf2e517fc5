"""Judging by command line, and judgements as a file."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dalil.case import open_case
from dalil.views.cli import main

from .samples import make_readings

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
def case_path(tmp_path: Path) -> Path:
    path = tmp_path / "a.case"
    with open_case(path, create=True) as case:
        for reading in make_readings():
            case.add(reading, reading.document.text.encode())
    return path


def list_actors(run: Run, path: Path) -> list[dict[str, object]]:
    actors: list[dict[str, object]] = json.loads(run("actors", "--case", path, "--json")[1])["actors"]
    return actors


def test_two_actors_are_judged_one_and_the_judgement_withdrawn(run: Run, case_path: Path) -> None:
    before = list_actors(run, case_path)
    one, other = (str(actor["id"]) for actor in before[:2])
    code, out, _ = run("judge", "--same", one, other, "--case", case_path, "--by", "Sara", "--why", "the same seal")
    assert code == 0
    assert "judged the same by" in out
    assert len(list_actors(run, case_path)) == len(before) - 1
    (judgement,) = json.loads(run("judgements", "list", "--case", case_path, "--json")[1])["judgements"]
    assert (judgement["verdict"], judgement["why"]) == ("positive", "the same seal")
    assert "withdrawn 2" in run("judgements", "withdraw", judgement["id"], "--case", case_path)[1]
    assert list_actors(run, case_path) == before
    assert "withdrawn" in run("judgements", "list", "--case", case_path)[1]


def test_two_actors_are_judged_different(run: Run, case_path: Path) -> None:
    one, other = (str(actor["id"]) for actor in list_actors(run, case_path)[:2])
    assert run("judge", "--different", one, other, "--case", case_path, "--by", "Sara")[0] == 0
    assert "are one: negative" in run("judgements", "list", "--case", case_path)[1]


def test_an_actor_is_given_an_id(run: Run, case_path: Path) -> None:
    one = list_actors(run, case_path)[0]["id"]
    code, out, _ = run("judge", "--id", one, "wikidata", "Q1", "--case", case_path, "--by", "Sara")
    assert code == 0
    assert "id: \u2068wikidata\u2069 \u2068Q1\u2069" in out


def test_judgements_go_to_another_case(run: Run, case_path: Path, tmp_path: Path) -> None:
    file, other = tmp_path / "judgements.json", tmp_path / "b.case"
    run("judge", "bridge-c1", "negative", "--case", case_path, "--by", "Sara", "--why", "misread")
    code, out, _ = run("judgements", "export", "--case", case_path, "--out", file)
    assert (code, out) == (0, f"wrote {file}: 1 judgement\n")
    assert run("judgements", "export", "--case", case_path)[1] == file.read_text(encoding="utf-8")
    open_case(other, create=True).close()
    code, out, err = run("judgements", "import", file, "--case", other)
    assert (code, err) == (0, "1 taken in, 0 withdrawn since, 0 there already\n")
    assert "misread" in out
    assert run("judgements", "import", file, "--case", other)[2] == "0 taken in, 0 withdrawn since, 1 there already\n"


@pytest.mark.parametrize("text", ["", "{}", '{"format": "dalil judgements", "version": 1, "judgements": [{}]}'])
def test_a_bad_file_is_one_line_that_names_it(run: Run, case_path: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.json"
    file.write_text(text)
    code, out, err = run("judgements", "import", file, "--case", case_path)
    assert (code, out) == (1, "")
    assert err.startswith(f"dalil: {file}: ")
    assert err.count("\n") == 1
    assert run("judgements", "list", "--case", case_path)[1] == ""


@pytest.mark.parametrize(
    "args",
    [
        ["judge"],
        ["judge", "bridge-c1"],
        ["judge", "--same", "A1"],
        ["judge", "--same", "A1", "A2", "--different", "A1", "A2"],
        ["judge", "bridge-c1", "positive", "--id", "A1", "wikidata", "Q1"],
        ["judgements", "import", "none-such"],
    ],
)
def test_wrong_use_is_one_line_and_exit_2(run: Run, case_path: Path, args: list[str]) -> None:
    more = ["--by", "Sara"] if args[0] == "judge" else []
    code, out, err = run(*args, *more, "--case", case_path)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


@pytest.mark.parametrize("option", ["--same", "--different"])
def test_an_unknown_actor_is_one_line_and_exit_1(run: Run, case_path: Path, option: str) -> None:
    code, _, err = run("judge", option, "A0", "A1", "--case", case_path, "--by", "Sara")
    assert (code, err) == (1, "dalil: A0: the case has no such actor\n")
