"""The reader of the shipped network: windows of a document in, findings of each sentence out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from dalil.model import Document, Sentence
from dalil.reader.findings import Findings, FoundName
from dalil.reader.learned.decode import Decoded, Decoder, decode_names
from dalil.reader.learned.entries import find_entries
from dalil.reader.learned.heads import Head, Thresholds, find_heads
from dalil.reader.learned.pieces import Vocabulary
from dalil.reader.learned.schema import FEATURES, WIDTH
from dalil.reader.learned.tags import Scores
from dalil.reader.learned.windows import Window, make_windows
from dalil.reader.rules.names import find_names

WINDOWS = 64  # between two signs of life
_SHORTEST = 1e-9
ITEMS = 64  # items that are compared with all units together


class Network(Protocol):
    """Two passes: over units, and over pairs of an item and a unit. Arrays as in training/model.py."""

    def read_units(
        self, pieces: npt.NDArray[np.int64], owner: npt.NDArray[np.int64], features: Scores
    ) -> tuple[Scores, dict[str, Scores]]:
        """The unit states (rows, units, width), and the scores of each head (rows, units, labels)."""
        ...

    def read_items(
        self,
        states: Scores,
        row: npt.NDArray[np.int64],
        unit: npt.NDArray[np.int64],
        kind: npt.NDArray[np.int64],
        seen: npt.NDArray[np.bool_],
    ) -> dict[str, Scores]:
        """The scores of each head for each item (items, …): `roles`, `attached`, `fillers` for the units at most REACH
        away (2 * REACH + 1), `over` for all units."""
        ...


class LearnedReader:
    """A reader over one network. What it finds in a document depends on that document alone."""

    name = "learned"

    def __init__(
        self,
        network: Network,
        vocabulary: Vocabulary,
        special: Mapping[str, int],
        thresholds: Thresholds,
        version: str,
        *,
        centres: Mapping[str, Sequence[float]] | None = None,
    ) -> None:
        self.version = version
        self.network = network
        self.vocabulary = vocabulary
        self.special = special
        self.thresholds = thresholds
        self.centres = {k: np.array(v, dtype=np.float32) for k, v in (centres or {}).items()}  # by language

    def read(
        self, document: Document, sentences: Sequence[Sentence], go_on: Callable[[], None] | None = None
    ) -> tuple[Findings, ...]:
        names = find_names(document, sentences)
        decoded = []
        for count, window in enumerate(make_windows(document, sentences, names, self.vocabulary), 1):
            decoded.append(self._read_window(document.text, sentences, window))
            if go_on is not None and count % WINDOWS == 0:
                go_on()
        known = {(n.start, n.end): n.lexicon for found in names for n in found}
        return tuple(_by_sentence(document.text, sentences, decoded, known))

    def read_names(self, document: Document, sentences: Sequence[Sentence], scheme: str) -> list[FoundName]:
        """The names alone, by the head of `scheme`: "ours", or that of a corpus with other types (schema.SCHEMES)."""
        out: list[FoundName] = []
        for window in make_windows(document, sentences, find_names(document, sentences), self.vocabulary):
            out += decode_names(window, self.score_units(window)[1], scheme, nameless=self.thresholds.nameless)
        return out

    def read_vectors(self, document: Document, sentences: Sequence[Sentence]) -> Scores:
        """A vector of length 1 for each sentence (sentences, width), near to those of sentences that mean the like.

        The mean over the sentence's units, learned from multilingual-e5-small (Wang et al. 2024), less the mean of its
        language: one space for the three languages. A sentence without units has zeros.
        """
        sums: dict[int, Scores] = defaultdict(lambda: np.zeros(WIDTH, dtype=np.float32))
        for window in make_windows(document, sentences, find_names(document, sentences), self.vocabulary):
            for number, vector in zip(window.sentences, self.score_units(window)[1]["vectors"], strict=True):
                sums[number] += vector
        out = np.zeros((len(sentences), WIDTH), dtype=np.float32)
        for number, total in sums.items():
            mean = total / np.linalg.norm(total)
            moved = mean - self.centres.get(sentences[number].language, np.float32(0))
            out[number] = moved / max(float(np.linalg.norm(moved)), _SHORTEST)
        return out

    def score_units(self, window: Window) -> tuple[Scores, dict[str, Scores]]:
        """The states (1, units, width) and the scores of each head (units, labels)."""
        states, scores = self.network.read_units(*pack_window(window, self.special))
        return states, {name: values[0] for name, values in scores.items()}

    def _read_window(self, text: str, sentences: Sequence[Sentence], window: Window) -> Decoded:
        states, scores = self.score_units(window)
        heads = find_heads(window, scores, self.thresholds)
        decoder = Decoder(text, window, sentences, scores, thresholds=self.thresholds)
        return decoder.decode(heads, self._read_items(states, heads)) if heads else decoder.decode([], {})

    def _read_items(self, states: Scores, heads: Sequence[Head]) -> dict[str, Scores]:
        """The scores of all `heads`, computed for so many at a time."""
        seen = np.ones(states.shape[:2], dtype=np.bool_)
        parts = []
        for at in range(0, len(heads), ITEMS):
            some = heads[at : at + ITEMS]
            unit, kind = np.array([h.unit for h in some]), np.array([h.kind for h in some])
            parts.append(self.network.read_items(states, np.zeros(len(some), dtype=np.int64), unit, kind, seen))
        return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def pack_window(
    window: Window, special: Mapping[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], Scores]:
    """(pieces, owner, features), each a batch of one; `owner` is a piece's unit, -1 for the ends.

    One window at a time: nothing is padded, and what is beside a window cannot change what is read in it.
    """
    ids = [special["begin"], *(p for unit in window.pieces for p in unit), special["end"]]
    owners = [-1, *(u for u, unit in enumerate(window.pieces) for _ in unit), -1]
    features = np.zeros((1, len(window.units), len(FEATURES)), dtype=np.float32)
    for u, found in enumerate(window.features):
        features[0, u, list(found)] = 1.0
    return np.array([ids], dtype=np.int64), np.array([owners], dtype=np.int64), features


def _by_sentence(
    text: str, sentences: Sequence[Sentence], decoded: Sequence[Decoded], known: Mapping[tuple[int, int], str | None]
) -> Iterator[Findings]:
    """Each finding goes to the sentence that its trigger, cue or first letter stands in."""
    starts = [s.start for s in sentences]
    parts: dict[int, Decoded] = defaultdict(lambda: Decoded([], [], [], []))

    def place(position: int) -> int:
        return max(0, int(np.searchsorted(starts, position, side="right")) - 1)

    told = [(name, sentences[place(name.start)].language) for window in decoded for name in window.names]
    entries = find_entries(text, told, known)
    for name, _ in told:
        parts[place(name.start)].names.append(replace(name, lexicon=entries.get(name)))
    for window in decoded:
        moved = {}
        for i, trigger in enumerate(window.triggers):
            part = parts[place(trigger.start)]
            moved[i] = (part, len(part.triggers))
            part.triggers.append(trigger)
        for argument in window.arguments:
            part, index = moved[argument.trigger]
            part.arguments.append(replace(argument, trigger=index))
        for cue in window.cues:
            parts[place(cue.start)].cues.append(cue)
    for i, sentence in enumerate(sentences):
        part = parts[i]
        names: tuple[FoundName, ...] = tuple(part.names)
        yield Findings(sentence, names, tuple(part.triggers), tuple(part.arguments), tuple(part.cues))
