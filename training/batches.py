"""Examples as tensors, padded; rows of like length go together."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from dalil.reader.learned.schema import FEATURES, REACH
from training.examples import UNKNOWN, Example, Item


@dataclass
class Batch:
    """`pieces`, `owner` (rows, pieces); `features` (rows, units, features); `seen` (rows, units); labels by head."""

    pieces: Tensor
    owner: Tensor
    features: Tensor
    seen: Tensor
    labels: dict[str, Tensor]
    items: dict[str, Tensor]
    vectors: dict[int, Tensor]  # by row


@dataclass(frozen=True)
class Special:
    """Ids of the special pieces."""

    begin: int
    end: int
    pad: int
    unknown: int
    mask: int


def make_batch(examples: Sequence[Example], special: Special, chance: random.Random | None = None) -> Batch:
    """With `chance`, features and pieces are dropped at random, so that the network does not lean on them."""
    width = max(e.window.length for e in examples) + 2
    count = max(len(e.window.units) for e in examples)
    rows = len(examples)
    pieces = torch.full((rows, width), special.pad)
    owner = torch.full((rows, width), -2)
    features = torch.zeros(rows, count, len(FEATURES))
    seen = torch.zeros(rows, count, dtype=torch.bool)
    for r, example in enumerate(examples):
        pieces[r, 0], owner[r, 0] = special.begin, -1
        hidden = _hidden(chance)
        at = 1
        for u, ids in enumerate(example.window.pieces):
            masked = chance is not None and chance.random() < 0.08
            for piece in ids:
                pieces[r, at], owner[r, at] = special.mask if masked and chance and chance.random() < 0.8 else piece, u
                at += 1
            kept = [f for f in example.window.features[u] if f not in hidden and not (chance and chance.random() < 0.1)]
            features[r, u, kept] = 1.0
            seen[r, u] = True
        pieces[r, at], owner[r, at] = special.end, -1
    vectors = {r: e.vector.float() for r, e in enumerate(examples) if e.vector is not None}
    return Batch(pieces, owner, features, seen, _labels(examples, count), _items(examples, count), vectors)


_NAMES = frozenset(i for i, f in enumerate(FEATURES) if f.startswith("name:"))
_WORDS = frozenset(i for i, f in enumerate(FEATURES) if f.startswith(("predicate:", "candidate:", "cue:", "noun:")))
_NONE: frozenset[int] = frozenset()


def _hidden(chance: random.Random | None) -> frozenset[int]:
    if chance is None:
        return _NONE
    drawn = chance.random()
    return _NAMES if drawn < 0.15 else _WORDS if drawn < 0.3 else _NAMES | _WORDS if drawn < 0.4 else _NONE


def _labels(examples: Sequence[Example], count: int) -> dict[str, Tensor]:
    out: dict[str, Tensor] = {}
    schemes = sorted({name for e in examples for name in e.names})
    columns = {f"names.{s}": [e.names.get(s) for e in examples] for s in schemes}
    for head in ("triggers", "predicates", "cues", "before", "behind", "tags"):
        columns[head] = [getattr(e, head) or None for e in examples]
    for head, lists in columns.items():
        if any(lists):
            out[head] = torch.full((len(examples), count), UNKNOWN)
            for r, labels in enumerate(lists):
                if labels:
                    out[head][r, : len(labels)] = torch.tensor(labels)
    return out


def _items(examples: Sequence[Example], count: int) -> dict[str, Tensor]:
    found: list[tuple[int, Item]] = [(r, item) for r, e in enumerate(examples) for item in e.items]
    if not found:
        return {}
    total = len(found)
    out = {
        name: torch.tensor([getattr(item, name) for _, item in found])
        for name in ("unit", "kind", "dropped", "polarity", "modality")
    }
    out["row"] = torch.tensor([r for r, _ in found])
    for name in ("roles", "attached", "fillers"):
        out[name] = torch.full((total, 2 * REACH + 1), UNKNOWN)
    out["over"] = torch.full((total, count), UNKNOWN)
    for i, (r, item) in enumerate(found):
        first = max(0, item.unit - REACH)
        last = min(len(examples[r].window.units), item.unit + REACH + 1)
        shift = REACH - item.unit
        out["roles"][i, first + shift : last + shift] = torch.tensor(item.roles[first:last])
        out["attached"][i, first + shift : last + shift] = 0
        for name, told in (("attached", item.attached), ("fillers", item.fillers)):
            for unit, label in told.items():
                if first <= unit < last:
                    out[name][i, unit + shift] = label
        if item.cues is not None:
            blocks = examples[r].window.blocks
            for unit, cue in enumerate(examples[r].cues):
                if cue and blocks[unit] == blocks[item.unit]:  # the reader looks no farther
                    out["over"][i, unit] = int(unit in item.cues)
    return out


def order_batches(
    examples: Sequence[Example], special: Special, *, size: int, chance: random.Random | None
) -> Iterator[tuple[list[int], Batch]]:
    """Indices and batches of at most `size` pieces, padding counted; shuffled and noised with `chance`."""
    order = list(range(len(examples)))
    if chance:
        chance.shuffle(order)
    groups: list[list[int]] = []
    for start in range(0, len(order), 512):
        chunk = sorted(order[start : start + 512], key=lambda i: examples[i].window.length)
        group: list[int] = []
        for i in chunk:
            if group and (examples[i].window.length + 2) * (len(group) + 1) > size:
                groups.append(group)
                group = []
            group.append(i)
        if group:
            groups.append(group)
    if chance:
        chance.shuffle(groups)
    for group in groups:
        yield group, make_batch([examples[i] for i in group], special, chance)
