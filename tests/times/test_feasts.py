"""Feasts on their days; the dates are of public record."""

from __future__ import annotations

from datetime import date

import pytest

from dalil.language.lexicon import load_table
from dalil.model import Language
from dalil.times import feasts


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        ("eid-al-adha", 1436, date(2015, 9, 23)),
        ("eid-al-fitr", 1434, date(2013, 8, 8)),
        ("ashura", 1435, date(2013, 11, 13)),
        ("nowruz", 1400, date(2021, 3, 21)),
        ("christmas", 2020, date(2020, 12, 25)),
        ("easter", 2013, date(2013, 3, 31)),
        ("easter", 2016, date(2016, 3, 27)),
        ("easter", 2000, date(2000, 4, 23)),
        ("good-friday", 2024, date(2024, 3, 29)),
    ],
)
def test_feasts_lie_on_their_day(feast: str, year: int, day: date) -> None:
    assert feasts.find_feast(feast, year) == day


def test_easter_is_a_sunday_of_spring() -> None:
    days = [feasts.find_easter(year) for year in range(1600, 2200)]
    assert all(day.weekday() == 6 for day in days)
    assert min((d.month, d.day) for d in days) == (3, 22)
    assert max((d.month, d.day) for d in days) == (4, 25)


@pytest.mark.parametrize("language", ["ar", "fa", "en"])
def test_every_named_feast_is_known(language: Language) -> None:
    named = load_table(language, "times")["feasts"]
    assert named
    for feast in named:
        assert feasts.find_calendar(feast) in ("gregorian", "hijri", "solar-hijri")
