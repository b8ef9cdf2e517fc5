"""The command line over a case: every command, its JSON, its exit codes, and nothing bare or hidden on a terminal."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dalil.case import open_case
from dalil.form import decode_reading
from dalil.model import Unread
from dalil.views.cli import COMMANDS, main

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


@pytest.fixture(scope="module")
def case_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("case") / "a.case"
    with open_case(path, create=True) as case:
        for reading in make_readings():
            case.add(reading, reading.document.text.encode())
        case.add_unread(Unread("b\x1b.pdf", "PDF is not read yet"))
        case.actors()
    return path


LISTS = ("documents", "claims", "timeline", "network", "conflicts", "actors")


@pytest.mark.parametrize("name", LISTS)
def test_json_is_one_object_with_a_list_under_the_commands_name(run: Run, case_path: Path, name: str) -> None:
    code, out, _ = run(name, "--case", case_path, "--json")
    assert code == 0
    assert isinstance(json.loads(out)[name], list)
    assert len(out.splitlines()) == 1


@pytest.mark.parametrize("name", ["claims", "timeline", "network"])
def test_no_claim_is_printed_bare(run: Run, case_path: Path, name: str) -> None:
    _, out, _ = run(name, "--case", case_path)
    count = out.count("positive, ") + out.count("negative, ")
    assert count >= 3
    assert out.count("according to") == count
    _, out, _ = run(name, "--case", case_path, "--json")
    for item in json.loads(out)[name]:
        claims = item.get("claims") or [item.get("claim", item)]
        assert all(c["polarity"] and c["modality"] and c["according_to"] for c in claims)


@pytest.mark.parametrize("name", [*LISTS, "search", "why"])
def test_nothing_hidden_reaches_the_terminal(run: Run, case_path: Path, name: str) -> None:
    more = {"search": ["monday"], "why": ["hostile-c1"]}.get(name, [])
    code, out, err = run(name, *more, "--case", case_path)
    assert code == 0
    for character in "\x1b\u202e\u200b\x07":
        assert character not in out + err
    assert out.count("\u2068") == out.count("\u2069")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        ([], ["bridge-c1", "bridge-c2", "bridge-c3", "hostile-c1"]),
        (["--document", "hostile"], ["hostile-c1"]),
        (["--predicate", "aid"], ["bridge-c2"]),
        (["--limit", "2"], ["bridge-c1", "bridge-c2"]),
        (["--publisher", "nobody"], []),
    ],
)
def test_claims_are_filtered(run: Run, case_path: Path, options: list[str], ids: list[str]) -> None:
    _, out, _ = run("claims", "--case", case_path, "--json", *options)
    assert [claim["id"] for claim in json.loads(out)["claims"]] == ids


def test_a_weight_counts_only_what_is_told_as_done(run: Run, case_path: Path) -> None:
    _, out, _ = run("network", "--case", case_path, "--json")
    weights = {(e["predicate"], e["polarity"], e["modality"]): e["weight"] for e in json.loads(out)["network"]}
    assert weights == {
        ("sanction", "positive", "actual"): 1,
        ("meet", "positive", "actual"): 1,
        ("aid", "negative", "actual"): 0,
        ("dissolve", "positive", "attempted"): 0,
    }


def test_why_shows_the_words_and_the_rule(run: Run, case_path: Path) -> None:
    code, out, _ = run("why", "bridge-c2", "--case", case_path, "--json")
    (found,) = json.loads(out)["why"]
    assert code == 0
    assert found["claim"]["evidence"][0]["rule"] == "trigger.verb"
    assert found["claim"]["evidence"][0]["text"] == found["claim"]["trigger"]["text"]
    assert found["document"]["id"] == "bridge"
    assert "trigger.verb" in run("why", "bridge-c2", "--case", case_path)[1]


def test_an_unknown_claim_is_one_line_and_exit_1(run: Run, case_path: Path) -> None:
    code, out, err = run("why", "none-such", "--case", case_path)
    assert (code, out) == (1, "")
    assert err.startswith("dalil: ")
    assert err.count("\n") == 1


def test_a_judgement_is_kept(run: Run, tmp_path: Path) -> None:
    with open_case(tmp_path / "j.case", create=True) as case:
        for reading in make_readings():
            case.add(reading, b"")
    args = ("bridge-c1", "negative", "--case", tmp_path / "j.case", "--by", "Sara", "--why", "misread")
    code, out, _ = run("judge", *args)
    assert code == 0
    assert "judged negative" in out
    assert "judged negative" in run("claims", "--case", tmp_path / "j.case")[1]


def test_the_dossier_is_written(run: Run, case_path: Path, tmp_path: Path) -> None:
    code, out, _ = run("report", "--case", case_path, "--out", tmp_path / "d.html")
    assert (code, out.split()[0]) == (0, "wrote")
    assert (tmp_path / "d.html").stat().st_size > 10_000
    code, _, err = run("report", "--case", case_path, "--out", tmp_path / "none" / "d.html")
    assert code == 1
    assert err.count("\n") == 1


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("Bridge closed\n\nThe army attacked the town on 3 March 2021.\n", encoding="utf-8")
    (folder / "b.pdf").write_bytes(b"%PDF-1.7\n")
    return folder


def test_reading_prints_the_form_one_document_a_line(run: Run, articles: Path) -> None:
    code, out, err = run("read", articles, "--format", "json", "--published", "2021-03-05", "--publisher", "P")
    (reading,) = map(decode_reading, out.splitlines())
    assert code == 0
    assert (reading.document.published, reading.document.publisher) == ("2021-03-05", "P")
    assert "b.pdf" in err


def test_reading_prints_no_claim_bare(run: Run, articles: Path) -> None:
    code, out, _ = run("read", articles, "--publisher", "P", "--language", "en")
    assert code == 0
    assert out.count("according to \u2068P\u2069") == out.count("positive, actual") > 0


def test_what_is_not_read_is_told_even_when_quiet_and_is_an_error_when_strict(run: Run, articles: Path) -> None:
    code, out, err = run("read", articles, "--quiet")
    assert (code, out) == (0, "")
    assert err.startswith("not read: ")
    assert run("read", articles, "--quiet", "--strict")[0] == 1


def test_reading_into_a_case_twice_changes_nothing(run: Run, articles: Path, tmp_path: Path) -> None:
    case = tmp_path / "r.case"
    _, out, err = run("read", articles, "--case", case)
    assert len(out.splitlines()) == 1
    assert "1 read, 1 not read" in err
    listing = run("claims", "--case", case, "--json")[1]
    assert "0 read, 1 already there, 1 not read" in run("read", articles, "--case", case)[2]
    assert run("claims", "--case", case, "--json")[1] == listing
    assert "b.pdf" in run("documents", "--case", case)[2]


@pytest.mark.parametrize(
    "args",
    [
        ["claims"],
        ["claims", "--case", "none-such"],
        ["nothing"],
        ["read"],
        ["read", "none-such"],
        ["read", ".", "--published", "2013-02-30"],
        ["read", ".", "--published", "20130201"],
        ["read", ".", "--language", "de"],
        ["completion", "tcsh"],
    ],
)
def test_wrong_use_is_one_line_and_exit_2(run: Run, args: list[str]) -> None:
    code, out, err = run(*args)
    assert (code, out) == (2, "")
    assert err.startswith("dalil: ")
    assert err.count("\n") == 1


def test_a_file_that_is_no_case_is_one_line_and_exit_1(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.case").write_text("no case")
    code, _, err = run("claims", "--case", tmp_path / "x.case")
    assert code == 1
    assert err.count("\n") == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_completes_commands(run: Run, shell: str) -> None:
    assert "_DALIL_COMPLETE" in run("completion", shell)[1]


def test_every_command_has_help(run: Run) -> None:
    listing = run("--help")[1]
    for name in COMMANDS:
        assert name in listing
        assert run(name, "--help")[0] == 0


def _spawn(*args: object, **options: Any) -> subprocess.Popen[bytes]:
    code = "import sys; from dalil.views.cli import main; main(sys.argv[1:])"
    pipe = subprocess.PIPE
    return subprocess.Popen([sys.executable, "-c", code, *map(str, args)], stdout=pipe, stderr=pipe, **options)


def test_output_is_utf_8_whatever_the_locale(case_path: Path) -> None:
    env = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}
    out, err = _spawn("claims", "--case", case_path, env=env).communicate(timeout=30)
    assert not err
    assert "\u0627" in out.decode("utf-8")


def test_an_interrupt_is_one_line_and_exit_130() -> None:
    wait = "cli.dalil.get_command = lambda *_: click.Command('wait', callback=input)"  # for a line that never comes
    code = f"import click; from dalil.views import cli; {wait}; cli.main(['wait'])"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        assert process.stderr
        assert process.stderr.read().decode().strip() == "dalil: interrupted"
        assert process.wait(timeout=30) == 130


def test_a_folder_without_files_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    code, out, err = run("read", tmp_path)
    assert (code, out) == (0, "")
    assert err == "nothing to read: there is no file in what was named\n"


def test_a_dossier_that_cannot_be_written_names_the_file_asked_for(run: Run, case_path: Path, tmp_path: Path) -> None:
    out_path = tmp_path / "none" / "dossier.html"
    code, _, err = run("report", "--case", case_path, "--out", out_path)
    assert code == 1
    assert err == f"dalil: {out_path}: No such file or directory\n"


def test_a_reader_that_leaves_is_no_error_message(case_path: Path) -> None:
    with _spawn("claims", "--case", case_path, "--json") as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode in (0, 1)


@pytest.mark.parametrize(("option", "seconds"), [("--version", 0.2), ("--help", 0.4)])
def test_starts_quickly(option: str, seconds: float) -> None:
    best = 9.0
    for _ in range(5):
        start = time.perf_counter()
        _spawn(option).communicate(timeout=30)
        best = min(best, time.perf_counter() - start)
    assert best < seconds


def test_dates_of_a_text_are_printed_with_their_reasons(run: Run) -> None:
    code, out, _ = run("dates", "وصل الوفد أمس", "--published", "2015-07-21")
    assert code == 0
    assert "2015-07-20" in out
    assert "told from 2015-07-21" in out


def test_dates_in_json_carry_all_fields(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.write_text("They met for three days, two days ago.", encoding="utf-8")
    code, out, _ = run("dates", str(file), "--published", "2015-07-21", "--json")
    assert code == 0
    (time,) = json.loads(out)["times"]
    assert time == {
        "start": 25,
        "end": 37,
        "text": "two days ago",
        "edtf": "2015-07-19",
        "earliest": "2015-07-19",
        "latest": "2015-07-19",
        "calendar": "gregorian",
        "rule": "en.ago",
        "anchor": "2015-07-21",
        "why": "counted back from 2015-07-21",
    }
    assert json.loads(out)["durations"] == [
        {"start": 13, "end": 23, "text": "three days", "kind": "duration", "value": "P3D"}
    ]


def test_dates_as_timeml(run: Run) -> None:
    code, out, _ = run("dates", "They met in 2003.", "--timeml")
    assert code == 0
    assert '<TIMEX3 tid="t1" type="DATE" value="2003">in 2003</TIMEX3>' in out


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["dates", "missing.txt"], 2, "there is no file"),
        (["dates", "missing.pdf"], 2, "there is no file"),
        (["dates", "text", "--published", "21/07/2015"], 2, "YYYY-MM-DD"),
        (["dates", "text", "--json", "--timeml"], 2, "exclude"),
    ],
)
def test_wrong_use_of_dates_is_one_line(run: Run, args: list[str], code: int, said: str) -> None:
    got, out, err = run(*args)
    assert (got, out) == (code, "")
    assert said in err
    assert len(err.strip().splitlines()) == 1


def test_the_timeline_says_what_nothing_orders(run: Run, case_path: Path) -> None:
    _, out, _ = run("timeline", "--case", case_path, "--json")
    told = json.loads(out)
    _, listed, _ = run("claims", "--case", case_path, "--json")
    everything = {claim["id"] for claim in json.loads(listed)["claims"]}
    unordered = {claim["id"] for claim in told["unordered"]}
    assert unordered
    assert unordered | {entry["claim"]["id"] for entry in told["timeline"]} == everything
    _, lines, _ = run("timeline", "--case", case_path)
    assert f"neither a date nor a word says when: {len(unordered)}" in lines


def test_a_text_without_dates_says_so(run: Run) -> None:
    assert run("dates", "")[:2] == (0, "no dates\n")
    code, out, _ = run("dates", "", "--json")
    assert (code, json.loads(out)) == (0, {"times": [], "durations": []})
