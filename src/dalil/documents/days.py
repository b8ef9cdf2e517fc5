"""Days as metadata writes them: ISO 8601, RFC 2822, figures (day first) and English month names → YYYY-MM-DD."""

from __future__ import annotations

import datetime
import re

from dalil.language.fold import fold

_MONTHS = dict(jan=1, feb=2, mar=3, apr=4, may=5, jun=6, jul=7, aug=8, sep=9, oct=10, nov=11, dec=12)  # noqa: C408
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)|(\d{4})(\d{2})(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_NAMED = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[\s\-.,]+([a-z]{3,9})[\s\-.,]+(\d{4})(?!\d)")
_NAME_FIRST = re.compile(r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")


def read_day(text: str) -> str | None:
    """The day that `text` gives, as written (no time zone is applied), or None where it gives none."""
    folded = fold(text).strip()
    if match := _ISO.match(folded):
        year, month, day = (int(g) for g in match.groups() if g is not None)
        return _check(year, month, day)
    if match := _DAY_FIRST.search(folded):
        day, month, year = map(int, match.groups())
        return _check(year, month, day)
    if match := _NAMED.search(folded):
        return _check(int(match[3]), _MONTHS.get(match[2][:3], 0), int(match[1]))
    if match := _NAME_FIRST.search(folded):
        return _check(int(match[3]), _MONTHS.get(match[1][:3], 0), int(match[2]))
    return None


def _check(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
