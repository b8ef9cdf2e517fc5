"""Precision, recall and F1 of readings against gold, by task; the definitions are in docs/evaluation.md.

Documents pair by id. Figures are micro-averaged over all documents. Two spans match where they share at least half of
the longer one; a claim of the system stands for at most one gold claim.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dalil.model import Claim, Mention, Reading, Span

TASKS = (
    "names", "times", "boilerplate", "trigger", "predicate", "arguments", "strict",
    "attributed", "negative", "not_actual", "dated", "conflicts", "coreference", "coreference_names",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of one task; `precision` and `recall` are over the system's and the gold's."""

    precision: float
    recall: float
    gold: int
    system: int

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class _Tally:
    precise: float = 0.0
    recalled: float = 0.0
    gold: int = 0
    system: int = 0

    def add(self, hits: float, gold: int, system: int, *, recalled: float | None = None) -> None:
        self.precise += hits
        self.recalled += hits if recalled is None else recalled
        self.gold += gold
        self.system += system

    def score(self) -> Score:
        precision = self.precise / self.system if self.system else 0.0
        return Score(precision, self.recalled / self.gold if self.gold else 0.0, self.gold, self.system)


@dataclass(frozen=True)
class _Pairing:
    """One document: its gold and system, their mentions by id, and which actors of the two are the same."""

    gold: Reading
    system: Reading
    gold_mentions: Mapping[str, Mention]
    system_mentions: Mapping[str, Mention]
    pairs: Sequence[tuple[Mention, Mention]]
    actors: Mapping[str, str]


def score_readings(golds: Iterable[Reading], systems: Iterable[Reading]) -> dict[str, Score]:
    """A score for each of TASKS; raises ValueError where a gold document is missing or its text differs."""
    by_id = {reading.document.id: reading for reading in systems}
    tallies: dict[str, _Tally] = {task: _Tally() for task in TASKS}
    for gold in golds:
        system = by_id.get(gold.document.id)
        if system is None or system.document.text != gold.document.text:
            raise ValueError(f"{gold.document.id}: {'no such document' if system is None else 'another text'}")
        pairing = _pair(gold, system)
        _add_surface(tallies, gold, system)
        _add_coreference(tallies["coreference"], pairing, names_only=False)
        _add_coreference(tallies["coreference_names"], pairing, names_only=True)
        _add_claims(tallies, pairing)
    return {task: tally.score() for task, tally in tallies.items()}


def spans_match(first: Span, second: Span) -> bool:
    """Whether two spans share at least half of the longer one."""
    return _shared(first, second) * 2 >= max(first.end - first.start, second.end - second.start)


def _shared(first: Span, second: Span) -> int:
    return max(0, min(first.end, second.end) - max(first.start, second.start))


def _add_surface(tallies: Mapping[str, _Tally], gold: Reading, system: Reading) -> None:
    names = [{(m.start, m.end, m.type) for m in r.mentions if m.form == "name"} for r in (gold, system)]
    tallies["names"].add(len(names[0] & names[1]), len(names[0]), len(names[1]))
    left = list(system.times)
    hits = 0
    for time in gold.times:
        match = next((t for t in left if time.overlaps(t) and time.edtf == t.edtf), None)
        if match is not None:
            left.remove(match)
            hits += 1
    tallies["times"].add(hits, len(gold.times), len(system.times))
    characters = [
        {i for b in r.document.blocks if b.kind == "boilerplate" for i in range(b.start, b.end)} for r in (gold, system)
    ]
    tallies["boilerplate"].add(len(characters[0] & characters[1]), len(characters[0]), len(characters[1]))


def _pair(gold: Reading, system: Reading) -> _Pairing:
    """One-to-one pairs of mentions that match: the longest overlap first, then the same form; then actors by shares."""
    golds = [m for m in gold.mentions if m.actor]
    systems = [m for m in system.mentions if m.actor]
    candidates = sorted(
        (
            (_shared(g, s) / max(g.end - g.start, s.end - s.start), g.form == s.form, -i, -j)
            for i, g in enumerate(golds)
            for j, s in enumerate(systems)
            if spans_match(g, s)
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_system: set[int] = set()
    pairs: list[tuple[Mention, Mention]] = []
    for *_, i, j in candidates:
        if i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            pairs.append((golds[-i], systems[-j]))
    shared = Counter((s.actor, g.actor) for g, s in pairs if s.actor and g.actor)
    actors: dict[str, str] = {}
    for (theirs, ours), _ in shared.most_common():
        if theirs and ours and theirs not in actors and ours not in actors.values():
            actors[theirs] = ours
    return _Pairing(
        gold, system, {m.id: m for m in gold.mentions}, {m.id: m for m in system.mentions}, pairs, actors
    )  # fmt: skip


def _add_coreference(tally: _Tally, pairing: _Pairing, *, names_only: bool) -> None:
    """B-cubed (Bagga and Baldwin 1998) over paired mentions; an unpaired one scores 0 on its side."""

    def kept(reading: Reading) -> int:
        return sum(1 for m in reading.mentions if m.actor and (not names_only or m.form == "name"))

    pairs = [(g, s) for g, s in pairing.pairs if not names_only or g.form == "name"]
    by_gold: dict[str | None, set[int]] = defaultdict(set)
    by_system: dict[str | None, set[int]] = defaultdict(set)
    for k, (g, s) in enumerate(pairs):
        by_gold[g.actor].add(k)
        by_system[s.actor].add(k)
    precise = sum(len(by_gold[g.actor] & by_system[s.actor]) / len(by_system[s.actor]) for g, s in pairs)
    recalled = sum(len(by_gold[g.actor] & by_system[s.actor]) / len(by_gold[g.actor]) for g, s in pairs)
    of_system = max(len(pairs), kept(pairing.system)) if names_only else kept(pairing.system)
    tally.add(precise, kept(pairing.gold), of_system, recalled=recalled)


def _add_claims(tallies: Mapping[str, _Tally], pairing: _Pairing) -> None:
    golds, systems = pairing.gold.claims, pairing.system.claims
    pairs = pair_claims(golds, systems)
    hits: Counter[str] = Counter({"trigger": len(pairs)})
    for g, s in pairs:
        hits.update(_compare_claims(pairing, g, s))
    tallies["arguments"].add(
        hits["arguments"], sum(map(_argument_count, golds)), sum(map(_argument_count, systems))
    )  # fmt: skip
    for task in ("trigger", "predicate", "strict"):
        tallies[task].add(hits[task], len(golds), len(systems))
    tallies["attributed"].add(hits["attributed"], *(sum(bool(c.attribution) for c in x) for x in (golds, systems)))
    tallies["negative"].add(hits["negative"], *(sum(c.polarity == "negative" for c in x) for x in (golds, systems)))
    tallies["not_actual"].add(hits["not_actual"], *(sum(c.modality != "actual" for c in x) for x in (golds, systems)))
    tallies["dated"].add(hits["dated"], *(sum(bool(c.time.edtf) for c in x) for x in (golds, systems)))
    to_system = {g.id: s.id for g, s in pairs}
    theirs = [frozenset(x.claims) for x in pairing.system.conflicts]
    found = sum(frozenset(to_system.get(c, "") for c in x.claims) in theirs for x in pairing.gold.conflicts)
    tallies["conflicts"].add(found, len(pairing.gold.conflicts), len(theirs))


def pair_claims(golds: Sequence[Claim], systems: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """One-to-one pairs whose triggers match: the same predicate first, then the longer overlap."""
    candidates = sorted(
        (
            (s.predicate == g.predicate, _shared(g.trigger, s.trigger), -i, -j)
            for i, g in enumerate(golds)
            for j, s in enumerate(systems)
            if spans_match(g.trigger, s.trigger)
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used_system: set[int] = set()
    pairs: list[tuple[Claim, Claim]] = []
    for *_, i, j in candidates:
        if i not in used_gold and j not in used_system:
            used_gold.add(i)
            used_system.add(j)
            pairs.append((golds[-i], systems[-j]))
    return pairs


def _compare_claims(pairing: _Pairing, gold: Claim, system: Claim) -> Counter[str]:
    """What of a pair is right; `strict` is predicate, agents, patients, polarity, modality and attribution."""
    hits: dict[str, int] = {}
    core = True
    for role in sorted({*gold.args, *system.args}):
        ours, theirs = gold.args.get(role, ()), system.args.get(role, ())
        hits[role] = _pair_arguments(pairing, ours, theirs)
        if role in ("agent", "patient"):
            core = core and hits[role] == len(ours) == len(theirs)
    chain = _same_chain(pairing, gold, system)
    same = gold.predicate == system.predicate
    polarity, modality = gold.polarity == system.polarity, gold.modality == system.modality
    return Counter(
        arguments=sum(hits.values()),
        predicate=int(same),
        strict=int(same and core and polarity and modality and chain),
        attributed=int(chain and bool(gold.attribution)),
        negative=int(gold.polarity == "negative" and polarity),
        not_actual=int(gold.modality != "actual" and modality),
        dated=int(bool(gold.time.edtf) and gold.time.edtf == system.time.edtf),
    )


def _argument_count(claim: Claim) -> int:
    return sum(map(len, claim.args.values()))


def _pair_arguments(pairing: _Pairing, ours: Iterable[str | Span], theirs: Iterable[str | Span]) -> int:
    left = list(theirs)
    hits = 0
    for filler in ours:
        match = next((other for other in left if _same_argument(pairing, filler, other)), None)
        if match is not None:
            left.remove(match)
            hits += 1
    return hits


def _same_argument(pairing: _Pairing, ours: str | Span, theirs: str | Span) -> bool:
    first = pairing.gold_mentions[ours] if isinstance(ours, str) else ours
    second = pairing.system_mentions[theirs] if isinstance(theirs, str) else theirs
    if isinstance(first, Mention) and isinstance(second, Mention) and first.actor and second.actor:  # noqa: SIM102
        if pairing.actors.get(second.actor) == first.actor:
            return True
    return spans_match(first, second)


def _same_chain(pairing: _Pairing, gold: Claim, system: Claim) -> bool:
    """The same sources, outermost first, and cues that overlap."""
    if len(gold.attribution) != len(system.attribution):
        return False
    for ours, theirs in zip(gold.attribution, system.attribution, strict=True):
        if (ours.source is None) != (theirs.source is None) or not ours.cue.overlaps(theirs.cue):
            return False
        if ours.source and theirs.source and not _same_argument(pairing, ours.source, theirs.source):
            return False
    return True
