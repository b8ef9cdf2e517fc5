"""Trains the network on claims, names and treebanks together.

    python -m training.train --shared ../shared --work build/training [--name MODEL] [--epochs 20] [--seed 1]

Reads `vocabulary.json` and, where it is there, `pretrained.pt` of training.pretrain; writes `MODEL.pt`.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dalil.form import decode_reading
from dalil.reader.learned.pieces import Vocabulary
from training.batches import Batch, Special, order_batches
from training.encoder import read_encoder
from training.examples import UNKNOWN, Example, claim_examples, is_held_out
from training.model import Backbone, Linear, Network
from training.names import SCHEMES, name_examples, own_examples
from training.treebanks import treebank_examples
from training.vectors import add_vectors

SIZE = 3000  # pieces a step
RATE, HEAD_RATE = 1.5e-4, 1e-3
WEIGHTS = {"roles": 1.0, "predicates": 1.0, "triggers": 3.0, "cues": 2.0, "vectors": 0.5, "over": 3.0, "modality": 1.5}
SHARES = {  # of each corpus an epoch of names
    "aner": 0.65, "aner_swapped": 0.3, "fane": 0.3, "fane_swapped": 0.2, "own": 1.0, "english": 0.08, "treebank": 0.3,
}  # fmt: skip
APART = 0.5  # of the texts of an epoch are read block by block
VECTORS = ("aner", "fane", "treebank")  # corpora that sentence vectors are learned on, beside claims


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--name", default="model")
    parser.add_argument("--epochs", type=int, default=20)
    parser.add_argument("--others", type=float, default=0.35, help="names and treebanks seen an epoch, as a share")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--encoder", default="pretrained.pt")
    parser.add_argument("--start", type=Path, help="a trained network to go on from")
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--rounded", type=int, default=0, help="epochs at the end that compute in eight bits")
    parser.add_argument("--averaged", type=int, default=4, help="epochs at the end whose weights are averaged")
    parser.add_argument("--all", action="store_true", help="hold nothing out")
    parser.add_argument("--share", type=float, default=1.0, help="of the texts with claims, for a curve; nested")
    parser.add_argument(
        "--claims", type=Path, nargs="*", default=[], help="folders of gold beside ../shared/claims/train"
    )
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    vocabulary, special = load_vocabulary(options.work)
    data = load_data(options, vocabulary, special)
    network = build_network(options.work, options.encoder, len(vocabulary))
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True), strict=False)
    train(network, data, special, options)
    torch.save(network.state_dict(), options.work / f"{options.name}.pt")


def load_vocabulary(work: Path) -> tuple[Vocabulary, Special]:
    saved = json.loads((work / "vocabulary.json").read_text())
    special = Special(**{k: saved[k] for k in ("begin", "end", "pad", "unknown", "mask")})
    return Vocabulary(saved["pieces"], saved["scores"], unknown=saved["unknown"]), special


def build_network(work: Path, encoder: str, pieces: int) -> Network:
    backbone = Backbone(pieces)
    if (work / encoder).exists():
        backbone.load_state_dict(torch.load(work / encoder, weights_only=True))
    else:
        saved = json.loads((work / "vocabulary.json").read_text())
        read = read_encoder()
        ids = {piece: i for i, piece in enumerate(read.pieces)}
        backbone = Backbone.from_encoder(read, [ids[p] for p in saved["pieces"]])
    return Network(backbone, {k: len(v) for k, v in sorted(SCHEMES.items())})


def load_data(options: argparse.Namespace, vocabulary: Vocabulary, special: Special) -> dict[str, list[Example]]:
    """Examples by corpus; `claims`, the same `apart` (block by block) and `held` are texts, the rest sentences."""
    files = sorted((options.shared / "claims" / "train").glob("*.gold.json"))
    for folder in options.claims:
        files += sorted(folder.glob("*.gold.json"))
    out: dict[str, list[Example]] = {"claims": [], "apart": [], "held": [], "own": list(own_examples(vocabulary))}
    for file in files:
        reading = decode_reading(file.read_bytes())
        if not options.all and is_held_out(file):
            out["held"] += claim_examples(reading, vocabulary)
        elif random.Random(file.name).random() < options.share:
            out["claims"] += claim_examples(reading, vocabulary)
            out["apart"] += claim_examples(reading, vocabulary, apart=True)
    cached = options.work / "corpora.pickle"
    if not cached.exists():
        corpora = name_examples(options.shared, vocabulary)
        corpora["treebank"] = treebank_examples(options.shared, vocabulary)
        add_vectors([e for name in VECTORS for e in corpora[name]], options.work, vocabulary, special)
        cached.write_bytes(pickle.dumps(corpora))
    add_vectors([*out["claims"], *out["own"]], options.work, vocabulary, special)
    return out | pickle.loads(cached.read_bytes())


def train(network: Network, data: dict[str, list[Example]], special: Special, options: argparse.Namespace) -> None:
    own = [p for name, p in network.named_parameters() if not name.startswith("backbone.")]
    words = [network.backbone.words.weight]
    rest = [p for name, p in network.named_parameters() if name.startswith("backbone.") and p is not words[0]]
    optimizer = torch.optim.AdamW(
        [
            {"params": own, "lr": options.rate * HEAD_RATE / RATE},
            {"params": rest, "lr": options.rate},
            {"params": words, "lr": options.rate / 3},
        ],
        weight_decay=0.01,
        fused=True,
    )
    chance = random.Random(options.seed)
    plans = [plan(data, special, options.others, chance) for _ in range(options.epochs)]
    total = sum(map(len, plans))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min((s + 1) / (0.06 * total), max(0.0, (total - s) / (0.94 * total)))
    )
    average: dict[str, Tensor] = {}
    checkpoint = options.work / f"{options.name}.part.pt"
    first = 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        first, average = saved["epochs"], saved["average"]
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
    started = time.time()
    for epoch, steps in enumerate(plans):
        if epoch < first:
            continue
        network.train()
        Linear.eight_bits = epoch >= options.epochs - options.rounded
        torch.manual_seed(options.seed + 1000 * (epoch + 1))
        chance = random.Random(options.seed + 1000 * (epoch + 1))
        sums: dict[str, list[float]] = {}
        for examples in steps:
            batch = next(order_batches(examples, special, size=10**9, chance=chance))[1]
            losses = batch_losses(network, batch)
            loss = sum(WEIGHTS.get(k, 1.0) * v for k, v in losses.items())
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            for name, value in losses.items():
                sums.setdefault(name, []).append(float(value.detach()))
        shown = " ".join(f"{k} {sum(v) / len(v):.3f}" for k, v in sums.items())
        print(
            f"epoch {epoch + 1} of {options.epochs}, {len(steps)} steps, {time.time() - started:.0f} s: {shown}",
            flush=True,
        )
        if epoch >= options.epochs - options.averaged:
            for name, tensor in network.state_dict().items():
                average[name] = average.get(name, 0) + tensor.detach().clone() / options.averaged
        state = {
            "epochs": epoch + 1,
            "network": network.state_dict(),
            "optimizer": optimizer.state_dict(),
            "schedule": schedule.state_dict(),
            "average": average,
        }
        torch.save(state, checkpoint.with_suffix(".new"))
        checkpoint.with_suffix(".new").replace(checkpoint)
    Linear.eight_bits = False
    network.load_state_dict(average)
    checkpoint.unlink(missing_ok=True)
    if data["held"]:
        print("held out:", held_out(network, data["held"], special), flush=True)


def plan(data: dict[str, list[Example]], special: Special, others: float, chance: random.Random) -> list[list[Example]]:
    """The batches of one epoch, in random order: all texts with claims, each in windows of one block or of several by
    chance, and a share of the other corpora."""
    steps: list[list[Example]] = []
    apart = {text: chance.random() < APART for text in sorted({e.text for e in data["claims"]})}
    for name in ("claims", *SHARES):
        if name == "claims":
            examples = [e for e in (*data["claims"], *data["apart"]) if apart[e.text] == e.apart]
        else:
            examples = chance.sample(data[name], int(len(data[name]) * SHARES[name] * others))
        for group in group_by_length(examples, chance):
            steps.append([examples[i] for i in group])
    chance.shuffle(steps)
    return steps


def group_by_length(examples: Sequence[Example], chance: random.Random) -> Iterator[list[int]]:
    order = list(range(len(examples)))
    chance.shuffle(order)
    for start in range(0, len(order), 256):
        chunk = sorted(order[start : start + 256], key=lambda i: examples[i].window.length)
        group: list[int] = []
        for i in chunk:
            if group and (examples[i].window.length + 2) * (len(group) + 1) > SIZE:
                yield group
                group = []
            group.append(i)
        if group:
            yield group


def batch_losses(network: Network, batch: Batch) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = network.units(batch.pieces, batch.owner, batch.features)
        scores = network.unit_heads(states)
        pairs = {}
        if batch.items:
            items = batch.items
            pairs = network.item_heads(states, items["row"], items["unit"], items["kind"], batch.seen)
    losses = {
        head: _cross(scores[head], labels, 0.05 if head == "predicates" else 0.0)
        for head, labels in batch.labels.items()
        if (labels != UNKNOWN).any()
    }
    if batch.vectors:
        rows, wanted = list(batch.vectors), torch.stack(list(batch.vectors.values()))
        share = batch.seen[rows].float()[..., None]
        means = (scores["vectors"][rows].float() * share).sum(1) / share.sum(1)
        losses["vectors"] = (1 - functional.cosine_similarity(means, wanted)).mean()
    if not pairs:
        return losses
    total = len(batch.items["row"])
    roles = functional.cross_entropy(
        pairs["roles"].float().flatten(0, 1), batch.items["roles"].flatten(), ignore_index=UNKNOWN, reduction="sum"
    )
    losses["roles"] = roles / total / 4
    attached = functional.cross_entropy(
        pairs["attached"].float().flatten(0, 1),
        batch.items["attached"].flatten(),
        ignore_index=UNKNOWN,
        reduction="sum",
    )
    losses["attached"] = attached / total
    for head in ("fillers", "over", "polarity", "modality", "dropped"):
        if (batch.items[head] != UNKNOWN).any():
            losses[head] = _cross(pairs[head], batch.items[head], 0.0)
    return losses


def _cross(scores: Tensor, labels: Tensor, smoothing: float) -> Tensor:
    return functional.cross_entropy(
        scores.float().flatten(0, -2), labels.flatten(), ignore_index=UNKNOWN, label_smoothing=smoothing
    )


@torch.no_grad()
def held_out(network: Network, examples: Sequence[Example], special: Special) -> dict[str, float]:
    """Accuracy of each head on texts held out, and F1 of triggers; with gold triggers and cues."""
    network.eval()
    right: dict[str, list[int]] = {}
    hit = found = gold = 0
    for _, batch in order_batches(examples, special, size=SIZE, chance=None):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = network.units(batch.pieces, batch.owner, batch.features)
            scores = network.unit_heads(states)
            if batch.items:
                i = batch.items
                scores |= network.item_heads(states, i["row"], i["unit"], i["kind"], batch.seen)
        labels = batch.labels | batch.items
        for head in scores.keys() & labels.keys():
            known = labels[head] > (
                0 if head in ("roles", "attached", "names.ours", "dropped", "before", "behind") else UNKNOWN
            )
            guess = scores[head].argmax(-1)
            right.setdefault(head, []).extend((guess == labels[head])[known].int().tolist())
        guess, truth = scores["triggers"].argmax(-1) == 1, batch.labels["triggers"] == 1
        guess &= batch.seen
        hit += int((guess & truth).sum())
        found += int(guess.sum())
        gold += int(truth.sum())
    out = {head: round(sum(v) / max(1, len(v)), 3) for head, v in sorted(right.items())}
    return out | {"trigger F1": round(2 * hit / (found + gold), 3)}


if __name__ == "__main__":
    main()
