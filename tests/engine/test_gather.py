"""What is read is in the case when it is told, every input has one outcome, and a second run reads nothing again."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from dalil.case import Case, open_case
from dalil.documents import Given
from dalil.engine.gather import gather
from dalil.engine.read import Known, Read
from dalil.model import Unread

from .gathered import READER, describe_case, write_articles

GIVEN = Given(publisher="Al-Sahel")


@pytest.fixture(autouse=True)
def reader_can_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def run(case: Case, *paths: Path) -> tuple[Counter[str], Sequence[Read | Known | Unread]]:
    outcomes = tuple(gather(paths, GIVEN, case, reader=READER))
    return Counter(type(outcome).__name__ for outcome in outcomes), outcomes


def test_every_input_has_one_outcome(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    count = write_articles(folder, 12)
    folder.joinpath("page.pdf").write_bytes(b"%PDF-1.7 ...")
    with open_case(tmp_path / "a.case", create=True) as case:
        counts, _ = run(case, folder)
        assert counts == {"Read": count, "Unread": 1}
        assert len(case.documents()) == count
        assert [unread.path for unread in case.unread()] == [str(folder / "page.pdf")]
    before = describe_case(tmp_path / "a.case")
    with open_case(tmp_path / "a.case") as case:
        counts, _ = run(case, folder)
        assert counts == {"Known": count, "Unread": 1}
        assert len(case.unread()) == 1
    assert describe_case(tmp_path / "a.case") == before


def test_an_outcome_is_told_after_the_case_holds_it(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 4)
    with open_case(tmp_path / "a.case", create=True) as case, open_case(tmp_path / "a.case") as other:
        for number, outcome in enumerate(gather([tmp_path / "articles"], GIVEN, case, reader=READER), 1):
            assert isinstance(outcome, Read)
            assert len(other.documents()) == number
            assert other.reading(outcome.reading.document.id) == outcome.reading


def test_actors_are_joined_at_the_end(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 8)
    with open_case(tmp_path / "a.case", create=True) as case:
        run(case, tmp_path / "articles")
    with open_case(tmp_path / "a.case") as case:
        actors = case.actors()
        assert max(actor.documents for actor in actors) > 1
        assert sum(len(a.members) for a in actors) == sum(len(case.reading(e.id).actors) for e in case.documents())


def test_one_id_for_two_articles_refuses_the_second(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    texts = ["The mayor met the workers.", "The workers met nobody."]
    path.write_text("\n".join(json.dumps({"id": "1", "text": text}) for text in texts), encoding="utf-8")
    with open_case(tmp_path / "a.case", create=True) as case:
        counts, outcomes = run(case, path)
        assert counts == {"Read": 1, "Unread": 1}
        assert isinstance(outcomes[1], Unread)
        assert outcomes[1].reason == "1: the case holds another document with this id"
        assert outcomes[1].item == 2
        assert case.unread() == (outcomes[1],)
        assert [e.id for e in case.documents()] == ["1"]


def test_the_same_article_in_two_files_is_known_the_second_time(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        tmp_path.joinpath(name).write_text("The mayor met the workers.", encoding="utf-8")
    with open_case(tmp_path / "a.case", create=True) as case:
        counts, _ = run(case, tmp_path / "a.txt", tmp_path / "b.txt")
        assert counts == {"Read": 1, "Known": 1}


def test_what_is_mended_is_not_listed_any_more(tmp_path: Path) -> None:
    page, lines = tmp_path / "a.txt", tmp_path / "b.jsonl"
    page.write_bytes(b"")
    lines.write_text('{"text": "The mayor met the workers."}\n{"text": 7}\n{"te', encoding="utf-8")
    with open_case(tmp_path / "a.case", create=True) as case:
        counts, _ = run(case, page, lines)
        assert counts == {"Read": 1, "Unread": 3}
        assert [(u.path, u.item) for u in case.unread()] == [(str(page), None), (str(lines), 2), (str(lines), 3)]
        page.write_text("The workers met nobody.", encoding="utf-8")
        lines.write_text('{"text": "The mayor met the workers."}\n{"text": "A bridge was closed."}\n{"te', "utf-8")
        counts, _ = run(case, page, lines)
        assert counts == {"Read": 2, "Known": 1, "Unread": 1}
        assert [(u.path, u.item) for u in case.unread()] == [(str(lines), 3)]


def test_the_case_itself_is_no_article(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 4)
    path = tmp_path / "articles" / "a.case"
    with open_case(path, create=True) as case:
        counts, _ = run(case, tmp_path / "articles")
        assert counts == {"Read": 4}
        counts, _ = run(case, tmp_path / "articles", tmp_path / "articles" / "a.case")
        assert counts == {"Known": 4}
        assert case.unread() == ()


def test_the_same_path_twice_is_read_once(tmp_path: Path) -> None:
    path = tmp_path / "page.pdf"
    path.write_bytes(b"%PDF-1.7 ...")
    with open_case(tmp_path / "a.case", create=True) as case:
        counts, _ = run(case, path, path)
        assert counts == {"Unread": 2}
        assert len(case.unread()) == 1


def test_a_run_that_is_left_goes_on(tmp_path: Path) -> None:
    write_articles(tmp_path / "articles", 6)
    with open_case(tmp_path / "a.case", create=True) as case:
        for _, outcome in zip(range(3), gather([tmp_path / "articles"], GIVEN, case, reader=READER), strict=False):
            assert isinstance(outcome, Read)
        assert 3 <= len(case.documents()) <= 4
        counts, _ = run(case, tmp_path / "articles")
        assert counts["Known"] >= 3
        assert counts["Known"] + counts["Read"] == 6
