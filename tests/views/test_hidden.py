"""Hidden characters: written out, never let through, and spelling left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dalil.views.hidden import escape_hidden, split_hidden
from dalil.views.lines import isolate

MEEM, HEH = "\u0645", "\u0647"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain", "plain"),
        ("a\u202eb", "a\u2039U+202E\u203ab"),
        ("\x1b[31mred", "\u2039U+001B\u203a[31mred"),
        ("\x9b31m", "\u2039U+009B\u203a31m"),
        ("two\nlines\tof it", "two lines of it"),
        ("zero\u200bwidth", "zero\u2039U+200B\u203awidth"),
        (f"{MEEM}\u200c{HEH}", f"{MEEM}\u200c{HEH}"),
        (f"{MEEM}\u200c", f"{MEEM}\u2039U+200C\u203a"),
        ("a\u200cb", "a\u2039U+200C\u203ab"),
        ("\U000e0041", "\u2039U+E0041\u203a"),
        ("\ud800", "\u2039U+D800\u203a"),
    ],
)
def test_hidden_characters_are_written_out(text: str, escaped: str) -> None:
    assert escape_hidden(text) == escaped


@given(st.text())
def test_pieces_lose_nothing(text: str) -> None:
    joined = "".join(piece for piece, _ in split_hidden(text))
    assert len(joined) == len(text)


@given(st.text())
def test_a_text_cannot_leave_its_isolate_or_steer_the_terminal(text: str) -> None:
    inside = isolate(text)[1:-1]
    assert not any(c in inside for c in "\u2066\u2067\u2068\u2069\u202a\u202b\u202c\u202d\u202e\x1b\x07\x9b\n\r")
