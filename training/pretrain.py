"""Continues the encoder's pretraining on news: whole words masked and guessed (Devlin et al. 2019; Gururangan 2020).

    python -m training.pretrain --shared ../shared --out build/training [--steps 1200]

Writes `vocabulary.json` and `pretrained.pt` under `--out`; takes up again at the last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.units import split_units
from training.corpora import read_lines
from training.encoder import read_encoder
from training.model import Backbone
from training.vocabulary import MASK, cut_scores, cut_vocabulary

SIZE = 36_000
LENGTH = 128
PIECES_A_STEP = 6144
MASKED = 0.15
RATE = 2e-4
SEED = 20261125


class Guesser(nn.Module):
    """The head that guesses masked pieces; its output weights are the embeddings'."""

    def __init__(self, width: int, pieces: int) -> None:
        super().__init__()
        self.dense = nn.Linear(width, width)
        self.normalized = nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(pieces))

    def forward(self, states: Tensor, words: Tensor) -> Tensor:
        return self.normalized(functional.gelu(self.dense(states))) @ words.T + self.bias


def main() -> None:
    parser = argparse.ArgumentParser(description="Continue pretraining on news.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, default=Path("build/training"))
    parser.add_argument("--steps", type=int, default=1200)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    lines = [text for _, text in read_lines(options.shared)]
    encoder = read_encoder()
    kept = cut_vocabulary(encoder, lines, SIZE)
    scores = cut_scores(encoder, kept)
    pieces = [encoder.pieces[i] for i in kept]
    unknown = kept.index(encoder.unknown)
    special = {
        "unknown": unknown,
        "begin": kept.index(encoder.begin),
        "end": kept.index(encoder.end),
        "pad": kept.index(encoder.pad),
        "mask": pieces.index(MASK),
    }
    (options.out / "vocabulary.json").write_text(
        json.dumps({"pieces": pieces, "scores": scores, **special}, ensure_ascii=False)
    )
    vocabulary = Vocabulary(pieces, scores, unknown=unknown)
    words = [[vocabulary.encode(u) for u in split_units(t, 0, len(t))] for t in lines]
    backbone = Backbone.from_encoder(encoder, kept)
    guesser = Guesser(encoder.width, len(kept))
    parameters = [*backbone.parameters(), *guesser.parameters()]
    total = options.steps
    optimizer = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 100, max(0.02, 1 - s / total)))
    checkpoint = options.out / "pretraining.pt"
    step = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        backbone.load_state_dict(saved["backbone"])
        guesser.load_state_dict(saved["guesser"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        step = saved["step"]
    started, seen, running = time.time(), 0, 0.0
    at = 0
    epoch = 0
    while at < total:
        for inputs, mask, targets in batches(words, special, random.Random(SEED + epoch)):
            at += 1
            if at > total:
                break
            if at <= step:
                continue
            with torch.autocast("cpu", dtype=torch.bfloat16):
                states = backbone(inputs, mask)[-1]
                guessed = guesser(states[targets >= 0], backbone.words.weight)
            loss = functional.cross_entropy(guessed.float(), targets[targets >= 0])
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(parameters, 1.0)
            optimizer.step()
            schedule.step()
            seen += int(mask.sum())
            running += float(loss.detach())
            if at % 50 == 0:
                print(
                    f"step {at} of {total} loss {running / 50:.3f} {seen / (time.time() - started):.0f} pieces/s",
                    flush=True,
                )
                running = 0.0
            if at % 100 == 0:
                torch.save(
                    {
                        "backbone": backbone.state_dict(),
                        "guesser": guesser.state_dict(),
                        "optimizer": optimizer.state_dict(),
                        "schedule": schedule.state_dict(),
                        "step": at,
                    },
                    checkpoint,
                )
                torch.save(backbone.state_dict(), options.out / "pretrained.pt")
        epoch += 1
    torch.save(backbone.state_dict(), options.out / "pretrained.pt")


def batches(
    words: list[list[tuple[int, ...]]], special: dict[str, int], chance: random.Random
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """(pieces, seen, targets): rows of like length, shuffled; targets are -1 where nothing is masked."""
    rows = []
    for line in words:
        row: list[tuple[int, ...]] = []
        length = 0
        for word in line:
            if length + len(word) > LENGTH - 2:
                rows.append(row)
                row, length = [], 0
            row.append(word)
            length += len(word)
        if length > 6:
            rows.append(row)
    chance.shuffle(rows)
    size = lambda row: sum(map(len, row)) + 2  # noqa: E731
    for start in range(0, len(rows), 4096):
        chunk = sorted(rows[start : start + 4096], key=size)
        groups: list[list[list[tuple[int, ...]]]] = [[]]
        for row in chunk:
            if groups[-1] and size(row) * (len(groups[-1]) + 1) > PIECES_A_STEP:
                groups.append([])
            groups[-1].append(row)
        chance.shuffle(groups)
        for group in groups:
            yield _mask(group, special, chance)


def _mask(
    group: list[list[tuple[int, ...]]], special: dict[str, int], chance: random.Random
) -> tuple[Tensor, Tensor, Tensor]:
    """15 % of the words: eight in ten hidden by the mask, one in ten changed, one in ten left (all guessed)."""
    length = max(sum(map(len, row)) for row in group) + 2
    inputs = torch.full((len(group), length), special["pad"])
    targets = torch.full((len(group), length), -1)
    size = 36_000
    for i, row in enumerate(group):
        inputs[i, 0] = special["begin"]
        at = 1
        for word in row:
            masked = chance.random() < MASKED
            for piece in word:
                inputs[i, at] = piece
                if masked:
                    targets[i, at] = piece
                    kind = chance.random()
                    if kind < 0.9:
                        inputs[i, at] = special["mask"] if kind < 0.8 else chance.randrange(4, size)
                at += 1
        inputs[i, at] = special["end"]
    return inputs, inputs != special["pad"], targets


if __name__ == "__main__":
    main()
