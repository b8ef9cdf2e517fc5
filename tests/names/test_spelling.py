"""Names in the other script."""

from __future__ import annotations

from typing import Any, get_args

import pytest

from dalil.names.letters import script_of
from dalil.names.spelling import Style, spell, spell_arabic, spell_name
from tests.names.tables import NAMES


@pytest.mark.parametrize("row", NAMES["spelled"], ids=lambda row: f"{row['name']} {row['style']}")
def test_a_name_comes_out_as_people_write_it(row: dict[str, Any]) -> None:
    found = [name for name, _ in spell_name(row["name"], style=row["style"] or None, limit=4)]
    assert set(row["among"]) <= set(found)
    assert found[0] in row["among"] or len(row["among"]) == 1


def test_shares_fall_and_are_shares() -> None:
    for found in (spell_name("Zubaydan", limit=5), spell_name("\u0632\u0628\u064a\u062f\u0627\u0646", limit=5)):
        shares = [share for _, share in found]
        assert shares == sorted(shares, reverse=True)
        assert 0 < sum(shares) <= 1 + 1e-9
    assert {script_of(name) for name, _ in spell_arabic("Zubaydan")} == {"arabic"}
    assert spell_name("1999") == []


def test_each_style_has_its_letters() -> None:
    first = {style: spell("\u0634\u0642\u0634\u0628", style=style)[0][0][:2] for style in get_args(Style)}
    assert first["turkish"][0] == "\u015f"
    assert first["french"] == "ch"
    assert first["english"] == first["persian"] == "sh"
