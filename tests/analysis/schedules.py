"""Documents about a hidden schedule: true statements of many grains, and false ones that are known to contradict them.

What a statement means is written here a second time, and what contradicts is settled by plain Bellman-Ford: nothing of
the network under test is used. A planted statement counts only where it can be told from the true ones: as the only one
among events that hang together it contradicts what is true; beside others it does so twice over, on grounds that no
other needs, so that to take out the planted ones is the only smallest way to make the rest consistent.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from dalil.model import Modality, Polarity, Relation, ToldClaim

from .told import make_told

Key = tuple[str, str]
Label = tuple[Key, str]  # who says it, and whether by its date, relation or day of publication
Limit = tuple[int, int, int]  # a, b, most: a - b is at most so much; point 0 is the calendar's
Limits = Mapping[Label, Sequence[Limit]]
Dated = tuple[str, tuple[Limit, ...]]  # an EDTF value and what it means

U = 10_000  # parts of a day
_FIRST, _LAST = date(1990, 1, 1).toordinal(), date(2014, 12, 31).toordinal()
_RELATIONS: tuple[Relation, ...] = ("before", "after", "during", "since", "until")
_PLANNED: tuple[Modality, ...] = ("intended", "possible", "conditional")


@dataclass(frozen=True, slots=True)
class Happening:
    """What is true of one event: its days from `first` to `last`; what `lasts` is a state."""

    number: int
    first: int
    last: int
    lasts: bool

    @property
    def ends(self) -> tuple[int, int]:
        return 2 * self.number + 1, 2 * self.number + 2


@dataclass(slots=True)
class Planted:
    """One document: its claims, those of one event, the false ones, and what every statement means."""

    draw: random.Random
    published: int
    dated: float  # the share of claims with a date
    claims: list[ToldClaim] = field(default_factory=list)
    groups: dict[int, list[Key]] = field(default_factory=dict)
    told: dict[int, list[Key]] = field(default_factory=dict)
    false: list[Key] = field(default_factory=list)
    limits: dict[Label, tuple[Limit, ...]] = field(default_factory=dict)
    days: dict[int, tuple[str, str]] = field(default_factory=dict)  # what is true

    @property
    def events(self) -> int:
        return len(self.days)


def plant_document(seed: int, *, events: int, plants: int) -> Planted:
    """A document of so many events, or a few more, with so many false statements; the same for the same seed."""
    draw = random.Random(seed)
    out = Planted(draw, _LAST + draw.randint(0, 40), draw.choice((0.1, 0.3, 0.6)))
    while out.events < events or len(out.false) < plants:
        size = min(draw.choice((1, 2, 4, 8, 16, 24)), max(3, events - out.events))
        thread = [_happen(out.events + i, draw) for i in range(size)]
        out.days |= {happening.number: (_day(happening.first), _day(happening.last)) for happening in thread}
        for _ in range(draw.randint(2 * size, 4 * size)):
            _tell(out, draw.choice(thread), thread)
        _plant(out, thread, min(draw.choice((0, 1, 1, 2, 3)), plants - len(out.false)))
    draw.shuffle(out.claims)
    return out


def is_consistent(limits: Iterable[Limit]) -> bool:
    """Whether all limits, and start <= end of every event, can hold (Bellman and Ford, from every point at once)."""
    rows = list(limits)
    points = {point for a, b, _ in rows for point in (a, b)}
    points |= {point + (1 if point % 2 else -1) for point in points if point}
    rows += [(point, point + 1, 0) for point in points if point % 2]
    at = dict.fromkeys(points, 0)
    for _ in range(len(points) + 1):
        changed = False
        for a, b, most in rows:
            if at[b] + most < at[a]:
                at[a] = at[b] + most
                changed = True
        if not changed:
            return True
    return False


def is_true(relation: Relation, c: Happening, of: Happening) -> bool:
    """Whether `c` stood so to `of`; what comes before or after is a day apart here, to be sure."""
    match relation:
        case "before":
            return (c.first if c.lasts else c.last) < of.first
        case "after":
            return c.first > (of.first if of.lasts else of.last)
        case "during" if c.lasts:
            return c.first <= of.last and of.first <= c.last
        case "during":
            return of.first <= c.first and c.last <= of.last
        case "since":
            return of.first <= c.first and (c.first <= of.last or not c.lasts)
        case "until":
            return c.last <= of.last and (of.first <= c.last or not c.lasts)


def _mean(relation: Relation, c: Happening, of: Happening) -> tuple[Limit, ...]:
    (start, end), (of_start, of_end) = c.ends, of.ends
    match relation:
        case "before":
            return ((start if c.lasts else end, of_start, -1),)
        case "after":
            return ((of_start if of.lasts else of_end, start, -1),)
        case "during" if c.lasts:
            return (start, of_end, 0), (of_start, end, 0)
        case "during":
            return (of_start, start, 0), (end, of_end, 0)
        case "since":
            return ((of_start, start, 0), *(((start, of_end, 0),) if c.lasts else ()))
        case "until":
            return ((end, of_end, 0), *(((of_start, end, 0),) if c.lasts else ()))


def _happen(number: int, draw: random.Random) -> Happening:
    lasts = draw.random() < 0.25
    first = draw.randint(_FIRST, _LAST)
    days = draw.randint(0, 1_500) if lasts else draw.choice((0, 0, 0, draw.randint(1, 60)))
    return Happening(number, first, first + days if lasts else min(first + days, _LAST), lasts)


def _tell(out: Planted, about: Happening, thread: Sequence[Happening]) -> None:
    """A claim with a true date, a true relation, both or neither; one in six says nothing that orders."""
    draw = out.draw
    if draw.random() < 1 / 6:
        _tell_idly(out, about)
        return
    of = draw.choice(thread)
    true = [r for r in _RELATIONS if of != about and of.number in out.told and is_true(r, about, of)]
    relation = draw.choice(true) if true and draw.random() < 0.8 else None
    dated = _date(about, draw, reaches=relation in ("since", "until")) if draw.random() < out.dated else None
    _write(out, about, dated, relation, of)


def _tell_idly(out: Planted, about: Happening) -> None:
    """Denied, planned, possible, or perhaps of a date, and of any day."""
    draw = out.draw
    day = _day(draw.randint(_FIRST, _LAST))
    denied = draw.random() < 0.4
    if draw.random() < 0.3:
        _write(out, about, (day[:4] + "?", ()), None, about)
    else:
        modality = "actual" if denied else draw.choice(_PLANNED)
        _make(out, about, day, polarity="negative" if denied else "positive", modality=modality)


def _date(about: Happening, draw: random.Random, *, reaches: bool) -> Dated:
    """A true value of some grain; what only `reaches` into its date has one day of it there."""
    start, end = about.ends
    kind = draw.random()
    if kind < 0.15:
        value, lo, hi = _grain(about.first, about.first, draw)
        begun = ((start, 0, hi * U + U - 1),) if about.lasts and lo < hi else ()
        return f"{value}/..", ((0, start, -lo * U), *begun)
    if kind < 0.3:
        value, _, hi = _grain(about.last, about.last, draw)
        return f"../{value}", ((end, 0, hi * U + U - 1),)
    if reaches:
        day = draw.randint(about.first, min(about.last, _LAST))
        value, lo, hi = _grain(day, day, draw)
        return value, ((start, 0, hi * U + U - 1), (0, end, -lo * U))
    value, lo, hi = _grain(about.first, about.last, draw)
    if kind > 0.9 and "/" not in value and "X" not in value:
        margin = hi - lo + 1
        return value + "~", ((0, start, -(lo - margin) * U), (end, 0, (hi + margin) * U + U - 1))
    return value, ((0, start, -lo * U), (end, 0, hi * U + U - 1))


def _grain(first: int, last: int, draw: random.Random) -> tuple[str, int, int]:
    """A value that holds both days, and its own first and last day."""
    begin, finish = date.fromordinal(first), date.fromordinal(last)
    values = [(_day(first) if first == last else f"{_day(first)}/{_day(last)}", first, last)]
    if begin.year == finish.year:
        year = date(begin.year, 1, 1).toordinal(), date(begin.year, 12, 31).toordinal()
        values.append((f"{begin.year}", *year))
        if begin.month == finish.month:
            after = date(begin.year + begin.month // 12, begin.month % 12 + 1, 1).toordinal()
            values.append((f"{begin.year}-{begin.month:02d}", begin.replace(day=1).toordinal(), after - 1))
    if begin.year // 10 == finish.year // 10:
        decade = begin.year // 10
        last_day = date(10 * decade + 9, 12, 31).toordinal()
        values.append((f"{decade}X", date(10 * decade, 1, 1).toordinal(), last_day))
    return draw.choice(values)


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _write(out: Planted, about: Happening, dated: Dated | None, relation: Relation | None, of: Happening) -> Key:
    """A claim told as having happened, with what its statements mean."""
    leads_to = out.draw.choice(out.told[of.number])[1] if relation else None
    key = _make(out, about, dated[0] if dated else None, relation=relation, of=leads_to)
    out.told.setdefault(about.number, []).append(key)
    if dated:
        out.limits[key, "date"] = dated[1]
    if relation:
        out.limits[key, "relation"] = _mean(relation, about, of)
    edtf, meant = dated or ("", ())
    latest = out.published * U + U - 1
    beyond = "/" in edtf and any(b == 0 and most > latest for _, b, most in meant)
    goes_on = about.lasts or relation == "since" or edtf.endswith("/..") or beyond
    out.limits[key, "published"] = ((about.ends[0 if goes_on else 1], 0, latest),)
    return key


def _make(
    out: Planted,
    about: Happening,
    edtf: str | None,
    *,
    polarity: Polarity = "positive",
    modality: Modality = "actual",
    relation: Relation | None = None,
    of: str | None = None,
) -> Key:
    told = make_told(
        f"c{len(out.claims)}",
        predicate="lead" if about.lasts else "attack",
        polarity=polarity,
        modality=modality,
        edtf=edtf,
        relation=relation,
        of=of,
    )
    out.claims.append(replace(told, published=_day(out.published)))
    key = (told.document_id, told.claim.id)
    out.groups.setdefault(about.number, []).append(key)
    return key


def _plant(out: Planted, thread: Sequence[Happening], count: int) -> None:
    """Up to `count` false statements about the thread, each decidable as the module says; others are taken back."""
    points = {point for happening in thread for point in happening.ends}
    true = [label for label, limits in out.limits.items() if any({a, b} & points for a, b, _ in limits)]
    planted = 0
    for _ in range(12 * count):
        label = _lie(out, thread)
        left = list(true)
        for _ in range(1 if count == 1 else 2):
            found = _refute(out.limits, left, label)
            if found is None:
                break
            left = [t for t in left if t not in found]
        else:
            out.false.append(label[0])
            true = left
            planted += 1
            if planted == count:
                return
            continue
        _take_back(out, label[0])


def _lie(out: Planted, thread: Sequence[Happening]) -> Label:
    """A claim with one statement, which is false."""
    draw = out.draw
    about, of = draw.choice(thread), draw.choice(thread)
    false = [r for r in _RELATIONS if of != about and of.number in out.told and not is_true(r, about, of)]
    if false and draw.random() < 0.6:
        return _write(out, about, None, draw.choice(false), of), "relation"
    days = draw.choice((-1, 1)) * draw.randint(40, 3_000)
    moved = replace(about, first=about.first + days, last=about.last + days)
    if moved.last > _LAST:
        moved = replace(moved, first=moved.first - 4_000, last=moved.last - 4_000)
    return _write(out, about, _date(moved, draw, reaches=False), None, of), "date"


def _refute(limits: Limits, true: Sequence[Label], label: Label) -> set[Label] | None:
    """A smallest part of what is true that `label` contradicts, or None where it contradicts nothing."""

    def hold(labels: Iterable[Label]) -> bool:
        return is_consistent(limit for name in labels for limit in limits[name])

    grounds = [*true, label]
    if hold(grounds):
        return None
    step = len(grounds)
    while step:
        for i in range(len(grounds) - 1 - step, -1, -step):
            fewer = grounds[:i] + grounds[i + step :]
            if not hold(fewer):
                grounds = fewer
        step //= 2
    return set(grounds) - {label}


def _take_back(out: Planted, key: Key) -> None:
    told = out.claims.pop()
    assert (told.document_id, told.claim.id) == key
    for of_event in (out.groups, out.told):
        for number, keys in tuple(of_event.items()):
            if key in keys:
                keys.remove(key)
                if not keys:
                    del of_event[number]
    for kind in ("date", "relation", "published"):
        out.limits.pop((key, kind), None)
