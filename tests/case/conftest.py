"""A case of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dalil.case import Case, open_case

from .readings import make_data, make_readings


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """An empty case."""
    with open_case(tmp_path / "a.case", create=True) as case:
        yield case


@pytest.fixture
def filled(case: Case) -> Case:
    """The case of the three articles."""
    for reading in make_readings():
        assert case.add(reading, make_data(reading))
    return case
