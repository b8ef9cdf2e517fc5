"""Every rule has its reason in words."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from dalil.times import read_times
from dalil.times.reasons import explain, find_anchor

_CASES = tomllib.loads(Path(__file__).with_name("test_times.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("They met on Monday.", "the Monday not after 2015-07-21"),
        ("They will meet on Monday.", "the Monday after 2015-07-21"),
        ("They met on 3 May 2015.", "written out"),
        ("They met about 1990.", "written out; about"),
        ("They met after 3 May 2015.", "written out; after it"),
    ],
)
def test_reasons(text: str, reason: str) -> None:
    (time,) = read_times(text, "en", "2015-07-21").times
    assert explain(time, "2015-07-21").startswith(reason)


def test_without_a_day_of_publication_the_reason_says_so() -> None:
    (time,) = read_times("They met yesterday.", "en").times
    assert (time.edtf, find_anchor(time, None)) == ("", None)
    assert "not known" in explain(time, None)


@pytest.mark.parametrize("case", _CASES, ids=[case["what"] for case in _CASES])
def test_no_rule_is_without_words(case: dict[str, str]) -> None:
    for time in read_times(case["text"], case["language"], "2017-03-01").times:  # type: ignore[arg-type]
        words = explain(time, "2017-03-01")
        assert words != time.rule.partition(".")[2]
        assert "{" not in words
