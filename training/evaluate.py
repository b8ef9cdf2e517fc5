"""Scores a trained network through the whole program, before it is exported.

python -m training.evaluate MODEL.pt [--work build/training] [--sets dev dev_fa dev_en seed] [--threshold NAME=VALUE …]
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

import dalil.engine.document
import evaluation.score_reading
from dalil.reader.learned.heads import Thresholds
from dalil.reader.learned.reader import LearnedReader
from dalil.reader.learned.tags import Scores
from training.model import Network
from training.train import build_network, load_vocabulary


class TorchNetwork:
    """A network of PyTorch behind the reader's door."""

    def __init__(self, network: Network) -> None:
        self._network = network.eval()

    @torch.no_grad()
    def read_units(self, pieces, owner, features):
        states = self._network.units(torch.from_numpy(pieces), torch.from_numpy(owner), torch.from_numpy(features))
        heads = self._network.unit_heads(states)
        return states.numpy(), {k: v.float().numpy() for k, v in heads.items()}

    @torch.no_grad()
    def read_items(self, states, row, unit, kind, seen) -> dict[str, Scores]:
        args = (torch.from_numpy(np.asarray(x)) for x in (states, row, unit, kind, seen))
        return {k: v.float().numpy() for k, v in self._network.item_heads(*args).items()}


def load_reader(path: Path, work: Path, thresholds: Thresholds) -> LearnedReader:
    vocabulary, special = load_vocabulary(work)
    network = build_network(work, "pretrained.pt", len(vocabulary))
    network.load_state_dict(torch.load(path, weights_only=True))
    return LearnedReader(TorchNetwork(network), vocabulary, vars(special), thresholds, "trial")


def main() -> None:
    parser = argparse.ArgumentParser(description="Score a trained network.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--sets", nargs="*", default=["dev", "dev_fa", "dev_en", "seed"])
    parser.add_argument("--threshold", action="append", default=[])
    options = parser.parse_args()
    thresholds = replace(Thresholds(), **{k: float(v) for k, _, v in (t.partition("=") for t in options.threshold)})
    reader = load_reader(options.model, options.work, thresholds)
    dalil.engine.document.load_reader = lambda: reader  # type: ignore[assignment]
    tasks = (
        "names",
        "trigger",
        "predicate",
        "arguments",
        "strict",
        "attributed",
        "negative",
        "not_actual",
        "dated",
        "coreference",
    )
    print(f"{'':8}" + "".join(f"{t[:10]:>11}" for t in tasks))
    for name in options.sets:
        scores = evaluation.score_reading.score_set(name)
        print(f"{name:8}" + "".join(f"{scores[t].f1:11.3f}" for t in tasks), flush=True)


if __name__ == "__main__":
    main()
