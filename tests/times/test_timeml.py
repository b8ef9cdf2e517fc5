"""TIMEX3 around each expression, well formed whatever the text, and the text whole inside it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.times import read_times
from dalil.times.timeml import write_timeml, write_value


def read_elements(text: str, published: str | None = "2015-07-21") -> tuple[str, list[tuple[str, str, str]]]:
    root = ET.fromstring(write_timeml(text, read_times(text, "en", published), published))
    body = root.find("TEXT")
    assert body is not None
    elements = [(e.text or "", e.get("type") or "", e.get("value") or "") for e in body.iter("TIMEX3")]
    return "".join(body.itertext()), elements


def test_elements_carry_type_and_value() -> None:
    text = "Yesterday they met for three days; since 2003 every Friday at 15:30, in the summer of 2014, last week, now."
    whole, elements = read_elements(text)
    assert whole == text
    assert elements == [
        ("Yesterday", "DATE", "2015-07-20"),
        ("three days", "DURATION", "P3D"),
        ("since 2003", "DATE", "2003"),
        ("every Friday", "SET", "P1W"),
        ("15:30", "TIME", "XXXX-XX-XXT15:30"),
        ("in the summer of 2014", "DATE", "2014-SU"),
        ("last week", "DATE", "2015-W29"),
        ("now", "DATE", "PRESENT_REF"),
    ]


def test_an_interval_has_its_two_ends() -> None:
    _, elements = read_elements("He led it from 2003 to 2005.")
    assert elements == [("from 2003 to 2005", "DURATION", "PX"), ("", "DATE", "2003"), ("", "DATE", "2005")]


@pytest.mark.parametrize(
    ("edtf", "value"),
    [
        ("2015-33", "2015-Q1"),
        ("198X", "198"),
        ("18XX", "18"),
        ("-3249", "BC3250"),
        ("1990~", "1990"),
        ("", "XXXX-XX-XX"),
    ],
)
def test_values(edtf: str, value: str) -> None:
    assert write_value(edtf) == value


@given(st.text(max_size=80))
def test_any_text_is_well_formed(text: str) -> None:
    plain = f"{text}\non 3 May 2015 & <b>"
    assert ("on 3 May 2015", "DATE", "2015-05-03") in read_elements(plain)[1]
