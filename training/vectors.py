"""What sentence vectors learn from: those of the encoder as it came, which was trained to compare sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.units import split_units
from training.batches import Special
from training.encoder import read_encoder
from training.examples import Example
from training.model import Backbone

SIZE = 6000  # pieces a step
PREFIX = "query: "  # multilingual-e5 wants it (Wang et al. 2024)


@torch.no_grad()
def add_vectors(examples: Sequence[Example], work: Path, vocabulary: Vocabulary, special: Special) -> None:
    """Gives each example the encoder's vector of its text: the mean of the last states, of length 1."""
    saved = json.loads((work / "vocabulary.json").read_text())
    read = read_encoder()
    ids = {piece: i for i, piece in enumerate(read.pieces)}
    teacher = Backbone.from_encoder(read, [ids[p] for p in saved["pieces"]]).eval()
    prefix = [p for unit in split_units(PREFIX, 0, len(PREFIX)) for p in vocabulary.encode(unit)]
    order = sorted(range(len(examples)), key=lambda i: examples[i].window.length)
    group: list[int] = []
    for i in [*order, -1]:
        if i < 0 or (examples[i].window.length + len(prefix) + 2) * (len(group) + 1) > SIZE:
            rows = [
                [special.begin, *prefix, *(p for unit in examples[k].window.pieces for p in unit), special.end]
                for k in group
            ]
            for k, vector in zip(group, _encode(teacher, rows, special), strict=True):
                examples[k].vector = vector.to(torch.float16)
            group = []
        group.append(i)


def _encode(teacher: Backbone, rows: Sequence[Sequence[int]], special: Special) -> Tensor:
    if not rows:
        return torch.zeros(0)
    pieces = torch.full((len(rows), max(map(len, rows))), special.pad)
    for r, row in enumerate(rows):
        pieces[r, : len(row)] = torch.tensor(row)
    seen = pieces != special.pad
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = teacher(pieces, seen)[-1].float()
    mean = (states * seen[..., None]).sum(1) / seen.sum(1, keepdim=True)
    return functional.normalize(mean, dim=-1)
