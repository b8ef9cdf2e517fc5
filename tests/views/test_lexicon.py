"""`dalil lexicon`, and reading with what it wrote."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dalil.case import open_case
from dalil.views.cli import main

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


def add(run: Run, file: Path, name: str, *more: str, entry: str = "oak-league", kind: str = "organization") -> int:
    return run("lexicon", "add", name, "--id", entry, "--type", kind, *more, "--lexicon", file)[0]


def listed(run: Run, file: Path) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in json.loads(run("lexicon", "list", "--json", "--lexicon", file)[1])["lexicon"]}


def test_entries_are_added_listed_and_removed(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "settings" / "mine.toml"
    name = "\u0631\u0627\u0628\u0637\u0629 \u0627\u0644\u0633\u0646\u062f\u064a\u0627\u0646"
    assert add(run, file, name, "--name-en", "Oak League") == 0
    assert add(run, file, "Oak Alliance", "--name-en", "Oak League") == 0
    assert add(run, file, "Elm", entry="elm", kind="place") == 0
    rows = listed(run, file)
    assert list(rows) == ["elm", "oak-league"]
    assert rows["oak-league"]["en"] == ["Oak League", "Oak Alliance"]
    assert rows["oak-league"]["ar"] == rows["oak-league"]["fa"] == [name]
    assert run("lexicon", "remove", "elm", "--lexicon", file)[0] == 0
    assert list(listed(run, file)) == ["oak-league"]
    assert [path.name for path in file.parent.iterdir()] == ["mine.toml"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        (["add", "Oak League", "--id", "elm", "--type", "organization"], "is a name of elm and of oak-league"),
        (["add", "Oak", "--id", "oak-league", "--type", "place"], "oak-league is there with the type organization"),
        (["add", "Oak", "--id", "No Id", "--type", "place"], "'No Id' is no id"),
        (["remove", "ash"], "no entry of yours has the id 'ash'"),
    ],
)
def test_what_cannot_be_is_one_line_and_changes_nothing(run: Run, tmp_path: Path, more: list[str], reason: str) -> None:
    file = tmp_path / "mine.toml"
    add(run, file, "Oak League")
    before = file.read_bytes()
    code, out, err = run("lexicon", *more, "--lexicon", file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert reason in err
    assert file.read_bytes() == before


@pytest.mark.parametrize("content", [None, b"[", b"\xff"])
def test_a_named_file_that_is_no_lexicon_stops_the_reading(run: Run, tmp_path: Path, content: bytes | None) -> None:
    article, file = tmp_path / "a.txt", tmp_path / "mine.toml"
    article.write_text("The Oak League said on Monday that it had met the minister in Beirut.")
    if content is not None:
        file.write_bytes(content)
    code, out, err = run("read", article, "--lexicon", file)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "mine.toml: " in err


def test_a_name_of_ones_own_has_its_id_and_the_claims_say_so(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    article, file = tmp_path / "a.txt", tmp_path / "mine.toml"
    article.write_text("The Oak League said on Monday that it had met the minister in Beirut.")
    plain = json.loads(run("read", article, "--format", "json")[1])
    add(run, file, "Oak League")
    named = json.loads(run("read", article, "--format", "json", "--lexicon", file)[1])
    monkeypatch.setenv("DALIL_LEXICON", str(file))
    assert json.loads(run("read", article, "--format", "json")[1]) == named
    assert "oak-league" not in {m.get("lexicon") for m in plain["mentions"]}
    assert "oak-league" in {m.get("lexicon") for m in named["mentions"]}
    versions = [{c["origin"]["version"] for c in reading["claims"]} for reading in (plain, named)]
    assert all("+" not in v for v in versions[0])
    assert versions[1]
    assert all("+" in v for v in versions[1])


def test_a_case_has_entries_of_its_own(run: Run, tmp_path: Path) -> None:
    article, path = tmp_path / "a.txt", tmp_path / "a.case"
    article.write_text("The Oak League said on Monday that it had met the minister in Beirut.")
    open_case(path, create=True).close()
    assert run("lexicon", "add", "Oak League", "--id", "oak", "--type", "organization", "--case", path)[0] == 0
    assert [row["id"] for row in json.loads(run("lexicon", "list", "--json", "--case", path)[1])["lexicon"]] == ["oak"]
    assert run("read", article, "--case", path, "--quiet")[0] == 0
    with open_case(path) as case:
        assert "oak" in {actor.ids.get("lexicon") for actor in case.actors()}
    mine = tmp_path / "mine.toml"
    add(run, mine, "Oak League")
    code, _, err = run("read", article, "--case", path, "--lexicon", mine)
    assert (code, err.count("\n")) == (2, 1)
    assert run("lexicon", "remove", "oak", "--case", path)[0] == 0
    assert json.loads(run("lexicon", "list", "--json", "--case", path)[1])["lexicon"] == []
