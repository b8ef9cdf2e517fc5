"""TimeML 1.2.1: a text with its TIMEX3 elements (Pustejovsky et al., ISO 24617-1), for tools that read that.

What is lost: `?`, the days of a set but the first, the calendar, and how a value came about; see docs/times.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from xml.sax.saxutils import escape, quoteattr

from dalil.model import Timex
from dalil.times import Duration, TimesOfText

_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI", "33": "Q1", "34": "Q2", "35": "Q3", "36": "Q4"}
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UNKNOWN = "XXXX-XX-XX"


def write_timeml(text: str, found: TimesOfText, published: str | None = None) -> str:
    """The document as XML: DCT where `published` is known, and TEXT with a TIMEX3 around each expression.

    Both ends of an interval are elements without text behind it. Characters that XML has no place for are left out.
    """
    created = (
        f"<DCT>{_element('t0', published, 'DATE', published, function='CREATION_TIME')}</DCT>\n" if published else ""
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n'
        + created
        + f"<TEXT>{''.join(_mark(text, found, published is not None))}</TEXT>\n</TimeML>\n"
    )


def _mark(text: str, found: TimesOfText, dated: bool) -> Iterator[str]:
    last = 0
    spans: list[Timex | Duration] = sorted((*found.times, *found.durations), key=lambda s: s.start)
    for count, span in enumerate(spans, 1):
        yield escape(_clean(text[last : span.start]))
        quoted = _clean(text[span.start : span.end])
        if isinstance(span, Duration):
            yield _mark_duration(f"t{count}", quoted, span)
        else:
            yield from _mark_time(f"t{count}", quoted, span, dated)
        last = span.end
    yield escape(_clean(text[last:]))


def _mark_duration(tid: str, quoted: str, span: Duration) -> str:
    if span.kind == "clock":
        return _element(tid, quoted, "TIME", f"{_UNKNOWN}{span.value}")
    if span.kind == "reference":
        return _element(tid, quoted, "DATE", span.value)
    if span.kind == "set":
        return _element(tid, quoted, "SET", span.value, quant="EVERY")
    return _element(tid, quoted, "DURATION", span.value)


def _mark_time(tid: str, quoted: str, timex: Timex, dated: bool) -> Iterator[str]:
    anchor = {"anchorTimeID": "t0"} if dated and timex.anchor == "published" else {}
    start, slash, end = timex.edtf.partition("/")
    week = _name_week(start, end) if slash else None
    if week or not slash or ".." in (start, end):
        value = week or write_value(end if start == ".." else start)
        mod = (
            {"..": "ON_OR_AFTER"}.get(end)
            or {"..": "ON_OR_BEFORE"}.get(start)
            or ("APPROX" if "~" in timex.edtf else "")
        )
        yield _element(tid, quoted, "DATE", value, **anchor, **({"mod": mod} if mod else {}))
        return
    yield _element(tid, quoted, "DURATION", "PX", beginPoint=f"{tid}a", endPoint=f"{tid}b", **anchor)
    yield _element(f"{tid}a", "", "DATE", write_value(start))
    yield _element(f"{tid}b", "", "DATE", write_value(end))


def write_value(edtf: str) -> str:
    """The TIMEX3 value of a plain EDTF date: 2015-SU, 2015-Q1, 198, 18, 2015-07-21; XXXX-XX-XX for what has none."""
    plain = edtf.rstrip("~?%").lstrip("{[").partition(",")[0].rstrip("}]")
    if match := re.fullmatch(r"(\d{4})-(2[1-4]|3[3-6])", plain):
        return f"{match[1]}-{_SEASONS[match[2]]}"
    if re.fullmatch(r"\d{2,3}X{1,2}", plain):
        return plain.rstrip("X")
    if plain.startswith("-"):
        return f"BC{-int(plain) + 1:04d}"
    return plain or _UNKNOWN


def _name_week(start: str, end: str) -> str | None:
    """The ISO week of an interval from Monday to Sunday."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
    except ValueError:
        return None
    if first.weekday() or last - first != timedelta(days=6):
        return None
    year, week, _ = first.isocalendar()
    return f"{year}-W{week:02d}"


def _element(tid: str, quoted: str | None, kind: str, value: str | None, *, function: str = "", **more: str) -> str:
    attributes = {"tid": tid, "type": kind, "value": value or _UNKNOWN, **more}
    if function:
        attributes["functionInDocument"] = function
    written = " ".join(f"{name}={quoteattr(text)}" for name, text in attributes.items())
    return f"<TIMEX3 {written}>{escape(quoted)}</TIMEX3>" if quoted else f"<TIMEX3 {written}/>"


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)
