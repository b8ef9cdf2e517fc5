"""Actors resolved document by document are those resolved at once, and what is undone leaves no trace."""

from __future__ import annotations

import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dalil.case import Case, open_case
from dalil.model import CaseActor, Reading

from ..actors.profiled import make_reading

_ROWS = tomllib.loads((Path(__file__).parents[1] / "actors/test_resolve.toml").read_text(encoding="utf-8"))["actor"]
_DOCUMENTS = sorted({row["document"] for row in _ROWS})
READINGS = {d: make_reading(d, [row for row in _ROWS if row["document"] == d]) for d in _DOCUMENTS}
MEMBERS = [f"{d}/{a.id}" for d, reading in READINGS.items() for a in reading.actors]
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def add(case: Case, reading: Reading) -> None:
    case.add(reading, reading.document.id.encode())


def fill(folder: str, documents: Sequence[str], *, each: bool) -> Case:
    case = open_case(Path(folder) / "a.case", create=True)
    for document in documents:
        add(case, READINGS[document])
        if each:
            case.actors()
    return case


def at_once(documents: Sequence[str]) -> tuple[CaseActor, ...]:
    with tempfile.TemporaryDirectory() as folder, fill(folder, documents, each=False) as case:
        return case.actors()


@few
@given(st.permutations(_DOCUMENTS), st.integers(1, len(_DOCUMENTS)))
def test_one_by_one_in_any_order_as_at_once(order: list[str], count: int) -> None:
    with tempfile.TemporaryDirectory() as folder, fill(folder, order[:count], each=True) as case:
        assert case.actors() == at_once(sorted(order[:count]))


judgement = st.tuples(
    st.sampled_from(("positive", "negative", "unsure")),
    st.lists(st.sampled_from(MEMBERS), min_size=2, max_size=2, unique=True),
)


@few
@given(st.lists(judgement, min_size=1, max_size=4), st.booleans())
def test_undoing_judgements_brings_back_what_was_before(judgements: list[tuple[str, list[str]]], asked: bool) -> None:
    with tempfile.TemporaryDirectory() as folder, fill(folder, _DOCUMENTS, each=False) as case:
        before = case.actors()
        made = []
        states = [before]
        for verdict, subject in judgements:
            made.append(case.judge("actors", subject, verdict, by="Noor"))  # type: ignore[arg-type]
            if asked:
                states.append(case.actors())
        for judgement in reversed(made):
            if asked:
                assert case.actors() == states.pop()
            case.withdraw(judgement.id)
        assert case.actors() == before


def test_a_document_read_again_takes_its_old_names_out() -> None:
    with tempfile.TemporaryDirectory() as folder, fill(folder, _DOCUMENTS, each=True) as case:
        before = case.actors()
        case.replace(make_reading("d1", [{"id": "a1", "ar": ["زياد الرحباني"]}]), b"d1 again")
        names = {name for actor in case.actors() for row in actor.names.values() for name in row}
        assert "زياد الرحباني" in names
        case.replace(READINGS["d1"], b"d1")
        assert case.actors() == before
