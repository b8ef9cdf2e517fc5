"""What tells of time and places nothing on the calendar: durations, sets ("every Friday"), clock times, "now".

Rules over the same letters as `expressions`, tried where no date was found; values are those of ISO 8601.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from dalil.times.matches import Context, Expression, read_number, read_unit

DurationKind = Literal["duration", "set", "clock", "reference"]
_DESIGNATORS = {
    "minute": ("PT", "M", 1), "hour": ("PT", "H", 1), "day": ("P", "D", 1), "week": ("P", "W", 1),
    "month": ("P", "M", 1),
    "quarter": ("P", "M", 3), "year": ("P", "Y", 1), "decade": ("P", "Y", 10), "century": ("P", "Y", 100),
}  # fmt: skip
# Parts of a unit, told by what they are called of an hour: 30 a half, 20 a third, 15 a quarter.
_FRACTIONS = {
    (30, "hour"): "PT30M", (20, "hour"): "PT20M", (15, "hour"): "PT15M", (30, "year"): "P6M", (15, "year"): "P3M",
    (30, "century"): "P50Y", (15, "century"): "P25Y", (30, "day"): "PT12H", (30, "decade"): "P5Y",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measure:
    """Tokens `start` to `end` and their value: P3D, PT30M, P1W (of a set: how often), T15:30, PRESENT_REF."""

    start: int
    end: int
    kind: DurationKind
    value: str


def find_measures(context: Context, found: Sequence[Expression]) -> list[Measure]:
    """The measures of a sentence in order, apart from each other and from the expressions `found`."""
    letters = context.tokens.letters
    out: list[Measure] = []
    for start, end in _find_gaps(found, len(letters)):
        i = start
        while i < end:
            best = max(_match_at(letters, i, end, context), key=lambda m: m.end, default=None)
            if best is not None:
                out.append(best)
            i = best.end if best else i + 1
    return out


def _find_gaps(found: Sequence[Expression], length: int) -> Iterator[tuple[int, int]]:
    last = 0
    for expression in sorted(found, key=lambda e: e.start):
        yield last, expression.start
        last = max(last, expression.end)
    yield last, length


def _match_at(letters: str, i: int, end: int, context: Context) -> list[Measure]:
    if letters[i] not in _FIRST:
        return []
    matches = ((pattern.match(letters, i, end), build) for pattern, build in _RULES)
    built = (build(match, context) for match, build in matches if match)
    return [measure for measure in built if measure is not None]


def _read_set(match: re.Match[str], context: Context) -> Measure:
    unit, count = read_unit(match, "U", context) if match["U"] else ("week", 1)
    if match["N"]:
        count = read_number(match, "N", context)
    if match["W"]:
        unit, count = "week", 1
    return Measure(match.start(), match.end(), "set", _write(unit, count or 1))


def _read_set_word(match: re.Match[str], context: Context) -> Measure:
    return Measure(match.start(), match.end(), "set", str(context.tokens[match.start()].value))


def _read_duration(match: re.Match[str], context: Context) -> Measure | None:
    unit, count = read_unit(match, "U", context)
    groups = match.groupdict()
    if groups.get("N"):
        count = read_number(match, "N", context)
    elif groups.get("part"):
        value = _FRACTIONS.get((read_number(match, "part", context), unit))
        return Measure(match.start(), match.end(), "duration", value) if value else None
    if not count and "~" not in match[0]:
        return None
    return Measure(match.start(), match.end(), "duration", _write(unit, count))


def _read_reference(match: re.Match[str], context: Context) -> Measure:
    """ "now", "recently", "soon": TIMEX3's PRESENT_REF, PAST_REF, FUTURE_REF; no day of the calendar."""
    return Measure(match.start(), match.end(), "reference", str(context.tokens[match.start()].value))


def _read_hours(match: re.Match[str], context: Context) -> Measure:
    """Hours, where their word is also that of the clock."""
    return Measure(match.start(), match.end(), "duration", _write("hour", read_number(match, "N", context)))


def _write(unit: str, count: int) -> str:
    """ISO 8601; X stands for a number that is not told."""
    begin, designator, factor = _DESIGNATORS[unit]
    return f"{begin}{count * factor or 'X'}{designator}"


def _read_clock(match: re.Match[str], context: Context) -> Measure | None:
    """The time of day as it is said, with the hours behind noon where a word says so."""
    tokens = context.tokens[match.start() : match.end()]
    hour = next((t for t in tokens if t.letter in "zNOT"), None)
    if hour is None or (match[0] == "NP" and tokens[1].folded not in context.vocabulary.meridiem):
        return None
    if hour.letter == "T":
        if ":" not in hour.folded and len(tokens) == 1:
            return None  # 5.45 may be any number
        numbers = [int(part) for part in re.split("[:.]", hour.folded)]
    else:
        assert isinstance(hour.value, int)
        numbers = [hour.value, 0]
    numbers[1] += sum(t.value for t in tokens if t.letter == "'" and isinstance(t.value, int))
    numbers[1] += sum(
        t.value for t in tokens[tokens.index(hour) + 1 :] if t.letter in "Nnv" and isinstance(t.value, int)
    )
    hours, minutes = divmod(numbers[0] * 60 + numbers[1], 60)
    if hours < 12 and any(t.folded in context.vocabulary.afternoon for t in tokens):
        hours += 12
    if not (0 <= hours <= 24 and numbers[0] <= 24 and numbers[1] < 60):
        return None
    return Measure(match.start(), match.end(), "clock", f"T{hours % 24:02d}:{minutes:02d}")


_UNIT = r"(?P<U>[hjkmxyrcp2])"
_PARTS = r"(?:&?'|&?[Nnv]h)?"
_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], Context], Measure | None]], ...] = tuple(
    (re.compile(pattern), build)
    for pattern, build in (
        (r"%(?P<N>[Nnv])?(?P<U>[hjkmxyrcp2])(?P<W>[W@])?", _read_set),
        (r"%(?P<N>[Nnv])?(?P<U>)(?P<W>[W@])", _read_set),
        (r"\$", _read_set_word),
        (r"[q+]{0,2}(?P<N>[NnvY])" + _UNIT, _read_duration),
        (r"[q+]{0,2}(?P<N>[NnvY])K", _read_hours),
        (r"[q+]{0,2}~" + _UNIT, _read_duration),
        (r"(?P<U>p)~", _read_duration),
        (r"[q+]{0,2}(?P<U>2)", _read_duration),
        (r"[q+]+" + _UNIT, _read_duration),
        (r"(?P<part>')" + _UNIT, _read_duration),
        ("5", _read_reference),
        (r"Kq?[zNOT]" + _PARTS + r"(?:i?P|i?eP)?", _read_clock),
        (r"T" + _PARTS + r"(?:i?P|i?eP)?", _read_clock),
        (r"NP", _read_clock),
        (r"z" + _PARTS + r"i?P", _read_clock),
        (r"'z" + r"(?:i?P)?", _read_clock),
        (r"'[NT]" + r"(?:i?P)?", _read_clock),
    )
)
_FIRST = frozenset("%$q+~NnvYp2'KTz5")
