"""The shipped weights: one archive of two ONNX graphs, the vocabulary and the thresholds; loaded when first needed."""

from __future__ import annotations

import json
import zipfile
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dalil.reader.learned.heads import Thresholds
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.reader import LearnedReader
from dalil.reader.learned.tags import Scores

WEIGHTS = "weights.zip"
# Measured with onnxruntime 1.32: eight times as slow as the two operations that it replaces, a fourth of the whole.
_SLOW_FUSION = "SkipLayerNormFusion"


class OnnxNetwork:
    """Both graphs on the CPU. `threads` changes the time taken and nothing else."""

    def __init__(self, units: bytes, items: bytes, *, threads: int = 1) -> None:
        import onnxruntime  # noqa: PLC0415 - 0.2 s that only reading needs

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self._units, self._items = (
            onnxruntime.InferenceSession(
                graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=[_SLOW_FUSION]
            )
            for graph in (units, items)
        )

    def read_units(
        self, pieces: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], features: Scores
    ) -> tuple[Scores, dict[str, Scores]]:
        found = _run(self._units, {"pieces": pieces, "owner": owner, "features": features})
        return found.pop("states"), found

    def read_items(
        self,
        states: Scores,
        row: npt.NDArray[np.int64],
        unit: npt.NDArray[np.int64],
        kind: npt.NDArray[np.int64],
        seen: npt.NDArray[np.bool_],
    ) -> dict[str, Scores]:
        return _run(self._items, {"states": states, "row": row, "unit": unit, "kind": kind, "seen": seen})


def _run(session: Any, inputs: dict[str, Any]) -> dict[str, Scores]:
    outputs = [output.name for output in session.get_outputs()]
    return dict(zip(outputs, session.run(outputs, inputs), strict=True))


@cache
def load_reader(threads: int = 1) -> LearnedReader:
    """The reader of the shipped weights."""
    with resources.as_file(resources.files("dalil.reader.learned").joinpath(WEIGHTS)) as path:
        return read_archive(path, threads=threads)


def read_archive(path: Path, *, threads: int = 1) -> LearnedReader:
    """The reader of the weights in `path`."""
    with zipfile.ZipFile(path) as archive:
        meta = json.loads(archive.read("meta.json"))
        rows = [row.split("\t") for row in archive.read("pieces.txt").decode("utf-8").splitlines()]
        network = OnnxNetwork(archive.read("units.onnx"), archive.read("items.onnx"), threads=threads)
    vocabulary = Vocabulary([p for p, _ in rows], [float(s) for _, s in rows], unknown=meta["special"]["unknown"])
    thresholds = Thresholds(**meta["thresholds"])
    return LearnedReader(network, vocabulary, meta["special"], thresholds, meta["version"], centres=meta["centres"])
