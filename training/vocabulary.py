"""Cuts the encoder's 250,002 pieces to those that Arabic, Persian and English news need."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

import numpy as np

from dalil.reader.learned.pieces import SPACE, Vocabulary
from dalil.reader.learned.units import split_units
from training.encoder import Encoder

_ARABIC = re.compile(r"[\u0600-\u06ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
MASK = "<mask>"
FEWEST = 2  # occurrences in the corpus from which a Latin piece is kept whatever its score


def cut_vocabulary(encoder: Encoder, lines: Iterable[str], size: int) -> list[int]:
    """The ids kept, in ascending order: specials, every Arabic-script piece, figures and marks, Latin pieces that the
    corpus uses, then the likeliest other Latin pieces up to `size` in all."""
    whole = Vocabulary(encoder.pieces, encoder.scores.tolist(), unknown=encoder.unknown)
    used: Counter[int] = Counter()
    for line in lines:
        for unit in split_units(line, 0, len(line)):
            used.update(whole.encode(unit))
    kept = {encoder.begin, encoder.end, encoder.pad, encoder.unknown, encoder.pieces.index(MASK)}
    latin = []
    for i, piece in enumerate(encoder.pieces):
        body = piece.replace(SPACE, "")
        if _ARABIC.search(body) or not body or all(unicodedata.category(c)[0] in "NPS" for c in body):
            if not _ARABIC.search(body) and not _plain(body):
                continue
            kept.add(i)
        elif all(_LATIN.fullmatch(c) or unicodedata.category(c)[0] == "P" for c in body):
            latin.append(i)
    kept.update(i for i in latin if used[i] >= FEWEST or len(encoder.pieces[i].replace(SPACE, "")) == 1)
    by_score = sorted((i for i in latin if i not in kept), key=lambda i: -float(encoder.scores[i]))
    kept.update(by_score[: max(0, size - len(kept))])
    return sorted(kept)


def _plain(body: str) -> bool:
    """Figures and marks of the three languages, not those of other scripts."""
    return all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2100 for c in body)


def cut_scores(encoder: Encoder, kept: list[int]) -> list[float]:
    """The scores of the kept pieces; specials get the lowest so that no text is segmented into them."""
    scores = encoder.scores[kept].astype(np.float64)
    lowest = float(scores.min())
    specials = {encoder.begin, encoder.end, encoder.pad, encoder.unknown, encoder.pieces.index(MASK)}
    return [lowest if i in specials else round(float(s), 3) for i, s in zip(kept, scores, strict=True)]
