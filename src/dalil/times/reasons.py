"""Why a time has its value, in one English sentence: "the Monday not after 2015-07-21"."""

from __future__ import annotations

import calendar
from datetime import date
from functools import cache
from typing import Any

from dalil.language.lexicon import load_table
from dalil.model import Timex


def explain(timex: Timex, published: str | None) -> str:
    """How `timex` came to its value; `published` is the document's day of publication."""
    rule, said = timex.rule.partition(".")[2], []
    while rule not in _reasons() and (suffix := _find_suffix(rule)):
        rule = rule.removesuffix(suffix)
        said.append(_reasons()["suffixes"][suffix])
    anchor = find_anchor(timex, published)
    notes = _reasons()["notes"]
    if not timex.edtf and rule in ("ago", "stretch", "ahead"):
        return str(notes["uncounted"])
    if timex.anchor == "published" and (published is None or not timex.edtf):
        return str(notes["unanchored"])
    reason = str(_reasons().get(rule, rule)).format(anchor=anchor or "publication", weekday=_name_weekday(timex))
    if timex.calendar == "hijri" and timex.edtf:
        said.append(notes["hijri"])
    return "; ".join([reason, *said])


def find_anchor(timex: Timex, published: str | None) -> str | None:
    """The day or date that the value hangs on; None where it stands for itself."""
    return published if timex.anchor == "published" else timex.anchor


def _find_suffix(rule: str) -> str | None:
    return next((suffix for suffix in _reasons()["suffixes"] if rule.endswith(suffix)), None)


def _name_weekday(timex: Timex) -> str:
    try:
        return calendar.day_name[date.fromisoformat(timex.edtf).weekday()]
    except ValueError:
        return "weekday"


@cache
def _reasons() -> dict[str, Any]:
    return dict(load_table("en", "reasons"))
