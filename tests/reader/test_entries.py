"""Which entry a name stands for: exact names alone, short names with evidence, shared names never."""

from __future__ import annotations

import pytest

from dalil.model import MentionType
from dalil.reader.findings import FoundName
from dalil.reader.learned.entries import find_entries


def entries(*names: str, kind: MentionType = "organization") -> list[str | None]:
    text = " met ".join(names)
    at, found = 0, []
    for name in names:
        at = text.index(name, at)
        found.append(FoundName(at, at + len(name), kind, "network"))
        at += len(name)
    ids = find_entries(text, [(name, "en") for name in found], {})
    return [ids.get(name) for name in found]


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["Organisation of Islamic Cooperation"], ["oic"]),
        (["Organisation of the Islamic Conference"], ["oic"]),
        (["organisation of islamic COOPERATION"], ["oic"]),
        (["Organisation of Islamic Cooperation Council"], [None]),
        (["Justice and Equality Movement", "GPC"], ["sudan-jem", None]),
        (["General People's Congress", "GPC"], ["yemen-gpc", "yemen-gpc"]),
        (["ISF"], [None]),
    ],
)
def test_names_and_their_entries(names: list[str], ids: list[str | None]) -> None:
    assert entries(*names) == ids


def test_a_place_is_no_organisation() -> None:
    assert entries("Organisation of Islamic Cooperation", kind="place") == [None]
