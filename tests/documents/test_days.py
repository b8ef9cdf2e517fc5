"""Days as metadata writes them."""

from __future__ import annotations

import pytest

from dalil.documents.days import read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2015-07-21", "2015-07-21"),
        ("2015-07-21T23:59:00+03:00", "2015-07-21"),
        ("2015/7/1", "2015-07-01"),
        ("20150721", "2015-07-21"),
        ("Tue, 21 Jul 2015 10:00:00 GMT", "2015-07-21"),
        ("July 21, 2015", "2015-07-21"),
        ("21st of March", None),
        ("3/2/2015", "2015-02-03"),
        ("\u0662\u0660\u0661\u0665-\u0660\u0667-\u0662\u0661", "2015-07-21"),
        ("2015-13-01", None),
        ("2015-07", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    assert read_day(text) == day
