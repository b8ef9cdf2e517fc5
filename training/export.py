"""Turns a trained network into the file that ships: two ONNX graphs, eight-bit weights, vocabulary and thresholds.

python -m training.export MODEL.pt --version 1 [--work build/training] [--out FILE] [--float]
"""

from __future__ import annotations

import argparse
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from dalil.form import decode_reading
from dalil.reader.learned.reader import pack_window
from dalil.reader.learned.tags import softmax
from training.attention import fuse_attention
from training.batches import Batch, make_batch
from training.evaluate import TorchNetwork
from training.examples import claim_examples, sentence_windows
from training.model import Network
from training.train import build_network, load_vocabulary

UNIT_HEADS = ("triggers", "predicates", "cues", "before", "behind", "vectors")
ITEM_HEADS = ("roles", "attached", "fillers", "over", "polarity", "modality", "dropped")
ROOT = Path(__file__).parents[1]
PARITY = ROOT / "tests" / "reader" / "parity.json"
TRIPLES = ROOT / "evaluation" / "triples.json"
CLAIMS = ROOT / "training" / "claims"
OWN_EVERY = 10  # texts
OUTLYING = 4  # inputs of a feed-forward layer that are kept apart
_EPOCH = (2026, 1, 1, 0, 0, 0)  # of the files in the archive, so that the same weights make the same bytes


class Units(nn.Module):
    def __init__(self, network: Network, names: tuple[str, ...]) -> None:
        super().__init__()
        self.network, self.schemes = network, names

    def forward(self, pieces: Tensor, owner: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        states = self.network.units(pieces, owner, features)
        heads = self.network.unit_heads(states)
        return (states, *(heads[h] for h in UNIT_HEADS), *(heads[f"names.{s}"] for s in self.schemes))


class Rows(nn.Module):
    """An embedding in eight bits, with a scale of its own for each row."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        step = weight.abs().amax(1, keepdim=True).clamp(min=1e-9) / 127
        self.register_buffer("step", step)
        self.register_buffer("rows", (weight / step).round().to(torch.int8))
        self.embedding_dim = embedding.embedding_dim

    def forward(self, pieces: Tensor) -> Tensor:
        return self.rows[pieces].float() * self.step[pieces]


class Split(nn.Module):
    """A linear layer whose few outlying inputs are left in 32 bits, so that the steps of the rest stay small.

    One input of a feed-forward layer reaches ten times what any other does; in eight bits it would set the step of all
    (Dettmers et al. 2022).
    """

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        kept = largest.topk(OUTLYING).indices
        self.register_buffer("kept", kept)
        self.register_buffer("rest", torch.ones(linear.in_features).index_fill(0, kept, 0.0))
        self.register_buffer("columns", linear.weight.detach()[:, kept].T.contiguous())
        self.linear = linear

    def forward(self, states: Tensor) -> Tensor:
        return self.linear(states * self.rest) + states.index_select(-1, self.kept) @ self.columns


@torch.no_grad()
def split_outlying(network: Network, batches: Iterable[Batch]) -> None:
    """Splits the feed-forward layers of `network` by what goes through them on `batches`."""
    layers = {
        f"{stack}.{i}.{part}": (layer, part)
        for stack in ("backbone", "pair")
        for i, layer in enumerate(network.backbone.layers if stack == "backbone" else network.pair_layers)
        for part in ("inner", "outer")
    }
    largest: dict[str, Tensor] = {}

    def watch(name: str) -> Callable[[nn.Module, tuple[Tensor], Tensor], None]:
        def note(_module: nn.Module, inputs: tuple[Tensor], _output: Tensor) -> None:
            found = inputs[0].abs().flatten(0, -2).amax(0)
            largest[name] = torch.maximum(largest.get(name, found), found)

        return note

    hooks = [getattr(layer, part).register_forward_hook(watch(name)) for name, (layer, part) in layers.items()]
    for batch in batches:
        states = network.units(batch.pieces, batch.owner, batch.features)
        if batch.items:
            items = batch.items
            network.item_heads(states, items["row"], items["unit"], items["kind"], batch.seen)
    for hook in hooks:
        hook.remove()
    for name, (layer, part) in layers.items():
        setattr(layer, part, Split(getattr(layer, part), largest[name]))


def own_batches(work: Path) -> Iterator[Batch]:
    """Some of the project's own annotated texts."""
    vocabulary, special = load_vocabulary(work)
    for file in sorted(CLAIMS.glob("own_*.jsonl")):
        for row in file.read_text(encoding="utf-8").splitlines()[::OWN_EVERY]:
            gold = {"conflicts": []} | {k: v for k, v in json.loads(row).items() if k not in ("sha256", "text")}
            gold["document"] |= {"text": json.loads(row)["text"]}
            for example in claim_examples(decode_reading(json.dumps(gold)), vocabulary):
                yield make_batch([example], special)


class Items(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, states: Tensor, row: Tensor, unit: Tensor, kind: Tensor, seen: Tensor) -> tuple[Tensor, ...]:
        heads = self.network.item_heads(states, row, unit, kind, seen)
        return tuple(heads[h] for h in ITEM_HEADS)


def main() -> None:
    parser = argparse.ArgumentParser(description="Export the network.")
    parser.add_argument("model", type=Path)
    parser.add_argument("--version", required=True)
    parser.add_argument("--work", type=Path, default=Path("build/training"))
    parser.add_argument("--out", type=Path, default=Path("src/dalil/reader/learned/weights.zip"))
    parser.add_argument("--float", action="store_true", help="32-bit weights, to compare with")
    parser.add_argument("--schemes", nargs="*", default=["ours", "aner"])
    options = parser.parse_args()
    vocabulary, special = load_vocabulary(options.work)
    network = build_network(options.work, "pretrained.pt", len(vocabulary))
    network.load_state_dict(torch.load(options.model, weights_only=True))
    network.eval()
    reference = parity(TorchNetwork(network), options.work)
    with tempfile.TemporaryDirectory() as folder:
        units, items = export_graphs(
            network, Path(folder), tuple(options.schemes), own_batches(options.work), whole=options.float
        )
        saved = json.loads((options.work / "vocabulary.json").read_text())
        meta = {"version": options.version, "special": vars(special), "thresholds": {}, "centres": {}}
        pieces = "".join(f"{p}\t{s}\n" for p, s in zip(saved["pieces"], saved["scores"], strict=True))
        write_archive(
            options.out,
            {
                "meta.json": json.dumps(meta).encode(),
                "pieces.txt": pieces.encode(),
                "units.onnx": units,
                "items.onnx": items,
            },
        )
    print(options.out, options.out.stat().st_size)
    PARITY.write_text(json.dumps(reference, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def parity(network: TorchNetwork, work: Path) -> list[dict[str, object]]:
    """What PyTorch makes of some sentences of the project's own: the test of the exported graphs compares with it."""
    vocabulary, special = load_vocabulary(work)
    out: list[dict[str, object]] = []
    for triple in json.loads(TRIPLES.read_text(encoding="utf-8"))[::6]:
        for language in ("ar", "fa", "en"):
            text = triple[language]["text"]
            [window] = sentence_windows(text, language, vocabulary)
            _, scores = network.read_units(*pack_window(window, vars(special)))
            triggers = [round(float(p), 4) for p in softmax(scores["triggers"][0])[:, 1]]
            predicates = [int(i) for i in scores["predicates"][0].argmax(-1)]
            out.append({"language": language, "text": text, "triggers": triggers, "predicates": predicates})
    return out


def export_graphs(
    network: Network, folder: Path, schemes: tuple[str, ...], batches: Iterable[Batch], *, whole: bool
) -> tuple[bytes, bytes]:
    """The bytes of both graphs."""
    if not whole:
        split_outlying(network, batches)
        network.backbone.words = Rows(network.backbone.words)
    batch, pieces, units, items = (
        torch.export.Dim(n, min=1, max=m)
        for n, m in (("batch", 4096), ("pieces", 512), ("units", 512), ("items", 8192))
    )
    owner = torch.tensor([[-1, 0, 0, 1, 2, 2, 2, 3, 4, 5, 6, -1]] * 3)
    features = torch.zeros(3, 7, network.features.in_features)
    _export(
        Units(network, schemes),
        folder / "units.onnx",
        (torch.randint(4, 900, (3, 12)), owner, features),
        {"pieces": {0: batch, 1: pieces}, "owner": {0: batch, 1: pieces}, "features": {0: batch, 1: units}},
        ["states", *UNIT_HEADS, *(f"names.{s}" for s in schemes)],
    )
    states = torch.randn(3, 7, network.backbone.words.embedding_dim)
    row, unit, kind = (torch.tensor(x) for x in ([0, 0, 1, 2, 2], [0, 3, 2, 5, 6], [1, 2, 3, 42, 5]))
    one = {0: items}
    _export(
        Items(network),
        folder / "items.onnx",
        (states, row, unit, kind, torch.ones(3, 7, dtype=torch.bool)),
        {"states": {0: batch, 1: units}, "row": one, "unit": one, "kind": one, "seen": {0: batch, 1: units}},
        list(ITEM_HEADS),
    )
    out = []
    for name, layers in (("units", network.backbone.layers), ("items", network.pair_layers)):
        path = folder / f"{name}.onnx"
        if not whole:
            small = folder / f"{name}.int8.onnx"
            quantize_dynamic(
                path,
                small,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm"],
                per_channel=True,
                nodes_to_exclude=_outlying(path),
            )
            path = small
        model = onnx.load(str(path))
        if not whole:
            fuse_attention(model, layers[0].heads, padded=name == "items")
        out.append(strip(model))
    return out[0], out[1]


def _outlying(path: Path) -> list[str]:
    """The multiplications of what `Split` keeps apart."""
    graph = onnx.load(str(path)).graph
    narrow = {i.name for i in graph.initializer if len(i.dims) == 2 and i.dims[0] == OUTLYING}
    return [node.name for node in graph.node if node.op_type == "MatMul" and narrow.intersection(node.input)]


def strip(model: onnx.ModelProto) -> bytes:
    """The graph without what the exporter notes of the places in our source that each node came from."""
    del model.metadata_props[:]
    parts = [model.graph, *model.graph.node, *model.graph.initializer]
    for part in (*parts, *model.graph.input, *model.graph.output, *model.graph.value_info, *model.functions):
        del part.metadata_props[:]
        part.doc_string = ""
    onnx.checker.check_model(model)
    return model.SerializeToString(deterministic=True)


def _export(
    module: nn.Module,
    path: Path,
    arguments: tuple[Tensor, ...],
    shapes: dict[str, dict[int, object]],
    outputs: list[str],
) -> None:
    torch.onnx.export(
        module.eval(),
        arguments,
        str(path),
        dynamo=True,
        dynamic_shapes=shapes,
        output_names=outputs,
        external_data=False,
        optimize=True,
    )
    onnx.checker.check_model(str(path))


def write_archive(path: Path, files: dict[str, bytes]) -> None:
    """A zip whose bytes depend on its contents alone; graphs are stored, text is packed."""
    temporary = path.with_suffix(".part")
    with zipfile.ZipFile(temporary, "w") as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".onnx") else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    temporary.replace(path)


if __name__ == "__main__":
    main()
