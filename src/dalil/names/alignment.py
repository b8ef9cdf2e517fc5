"""The parts of one name beside those of another, in order; kunyas, which stand anywhere, apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dalil.names.letters import Script, arabic_letters, latin_letters
from dalil.names.part_comparison import compare_parts
from dalil.names.parts import NamePart, PersonName
from dalil.names.sounds import classes

_MERGED = 0.5  # log-odds lost where one part answers two
_ROUGHLY = 2  # how many consonants one part may have more than two together


@dataclass(frozen=True, slots=True)
class Aligned:
    """Indices of parts `one` of the first name and `other` of the second; one is empty where nothing answers."""

    one: tuple[int, ...]
    other: tuple[int, ...]
    odds: float = 0.0
    rule: str = ""


def align(first: PersonName, second: PersonName) -> list[Aligned]:
    """The parts in order, each with what answers it; where both names have kunyas, those come first.

    One part may answer two ("Mohammad Reza", "Mohammadreza").
    """
    rows, columns = list(range(len(first.parts))), list(range(len(second.parts)))
    kunyas = [
        [i for i in places if name.parts[i].kind == "kunya"] for places, name in ((rows, first), (columns, second))
    ]
    out: list[Aligned] = []
    if all(kunyas):
        out = list(_match_kunyas(first, second, *kunyas))
        rows, columns = (
            [i for i in places if i not in apart] for places, apart in zip((rows, columns), kunyas, strict=True)
        )
    return out + _align_rest(first, second, rows, columns)


def _match_kunyas(first: PersonName, second: PersonName, one: list[int], other: list[int]) -> list[Aligned]:
    """The kunya of each that fits best, and the others left."""
    found = [(*_compare(first, second, (i,), (j,)), i, j) for i in one for j in other]
    odds, rule, i, j = max(found, key=lambda f: f[0])
    if odds <= 0:
        return [Aligned((i,), ()) for i in one] + [Aligned((), (j,)) for j in other]
    left = [Aligned((k,), ()) for k in one if k != i] + [Aligned((), (k,)) for k in other if k != j]
    return [Aligned((i,), (j,), odds, rule), *left]


def _align_rest(first: PersonName, second: PersonName, rows: Sequence[int], columns: Sequence[int]) -> list[Aligned]:
    best: dict[tuple[int, int], tuple[float, Aligned | None]] = {}
    for a in range(len(rows), -1, -1):
        for b in range(len(columns), -1, -1):
            options: list[tuple[float, Aligned | None]] = []
            if a < len(rows):
                options.append((best[a + 1, b][0], Aligned((rows[a],), ())))
            if b < len(columns):
                options.append((best[a, b + 1][0], Aligned((), (columns[b],))))
            for found in _steps(first, second, rows[a : a + 2], columns[b : b + 2]):
                options.append((best[a + len(found.one), b + len(found.other)][0] + found.odds, found))
            best[a, b] = max(options, key=lambda option: option[0]) if options else (0.0, None)
    out: list[Aligned] = []
    a = b = 0
    while (step := best[a, b][1]) is not None:
        out.append(step)
        a, b = a + len(step.one), b + len(step.other)
    return out


def _steps(first: PersonName, second: PersonName, one: Sequence[int], other: Sequence[int]) -> list[Aligned]:
    """The ways in which the next parts answer each other."""
    if not one or not other:
        return []
    tried = [(one[:1], other[:1]), (one[:1], other), (one, other[:1])]
    out = []
    for some, others in tried[: 1 + (len(other) > 1)] + tried[2:] * (len(one) > 1):
        if len(some) == len(others) or _may_join(first, second, some, others):
            odds, rule = _compare(first, second, some, others)
            if odds > 0:
                out.append(Aligned(tuple(some), tuple(others), odds, rule))
    return out


def _may_join(first: PersonName, second: PersonName, one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether one part is about as long as two together."""
    sizes = [sum(len(classes(name.parts[i].letters)) for i in side) for name, side in ((first, one), (second, other))]
    return abs(sizes[0] - sizes[1]) <= _ROUGHLY and min(sizes) > 1


def _compare(first: PersonName, second: PersonName, one: Sequence[int], other: Sequence[int]) -> tuple[float, str]:
    a, b = _merge([first.parts[i] for i in one], first.script), _merge([second.parts[j] for j in other], second.script)
    if (a.kind == "kunya") != (b.kind == "kunya"):
        a, b = _whole(a, first.script), _whole(b, second.script)
    odds, rule = compare_parts(a, b, first.script, second.script)
    return (odds - _MERGED, rule) if len(one) != len(other) else (odds, rule)


def _merge(parts: Sequence[NamePart], script: Script) -> NamePart:
    if len(parts) == 1:
        return parts[0]
    letters = "".join(_whole(p, script).letters if p.kind == "kunya" else p.letters for p in parts)
    return NamePart(parts[0].kind, " ".join(p.text for p in parts), letters, parts[0].article)


def _whole(part: NamePart, script: Script) -> NamePart:
    """A kunya with its "Abu" among its letters."""
    if part.kind != "kunya":
        return part
    return NamePart("given", part.text, (arabic_letters if script == "arabic" else latin_letters)(part.text))
