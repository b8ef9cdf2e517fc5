"""How names are taken apart."""

from __future__ import annotations

from typing import Any

import pytest

from dalil.names.parts import parse_name
from tests.names.tables import NAMES


@pytest.mark.parametrize("row", NAMES["parts"], ids=lambda row: row["name"])
def test_a_name_is_taken_apart(row: dict[str, Any]) -> None:
    found = parse_name(row["name"])
    assert [f"{part.kind} {part.letters}" for part in found.parts] == row["parts"]
    assert list(found.titles) == row.get("titles", [])
