"""How people are known to write names: Arabic and Persian words with their Latin spellings, counted.

`known.txt.gz` is compiled by training/known_spellings.py from Wikidata, Wikipedia and DziriNames; its head names them.
The counts are of persons. Words are letters alone, as `dalil.names.letters` gives them.
"""

from __future__ import annotations

import gzip
import math
import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources

PRESSES = ("f", "p")  # French and Persian use
Counts = Mapping[str, int]
_ENTRY = re.compile(r"([a-z]+)(\d*)(?:f(\d+))?(?:p(\d+))?")
_NONE: Counts = {}


@cache
def _rows() -> dict[str, tuple[str, str]]:
    """Arabic letters → the word as commonly written, and its entries, not yet read."""
    packed = resources.files("dalil.names").joinpath("known.txt.gz").read_bytes()
    out = {}
    for line in gzip.decompress(packed).decode().splitlines():
        if not line.startswith("#"):
            letters, entries, *word = line.split("\t")
            out[letters] = word[0] if word else letters, entries
    return out


@cache
def _inverse() -> Mapping[str, dict[str, int]]:
    out: dict[str, dict[str, int]] = defaultdict(dict)
    for letters, (_, entries) in _rows().items():
        for latin, count, *_ in _ENTRY.findall(entries):
            out[latin][letters] = int(count or 1)
    return dict(out)


@lru_cache(maxsize=1 << 15)
def latin_counts(arabic: str, press: str = "") -> Counts:
    """The Latin spellings of an Arabic word with their counts, of one press or of all; empty where none is known."""
    if arabic not in _rows():
        return _NONE
    of_press = ("", *PRESSES).index(press) + 1
    return {match[1]: int(match[of_press + 1] or (0 if press else 1)) for match in _ENTRY.finditer(_rows()[arabic][1])}


def arabic_counts(latin: str) -> Counts:
    """The Arabic words that a Latin spelling stands for, with their counts; empty where none is known."""
    return _inverse().get(latin, _NONE)


@lru_cache(maxsize=1 << 16)
def seen(letters: str, *, latin: bool) -> int:
    """How often a word was counted as a name."""
    return sum((arabic_counts if latin else latin_counts)(letters).values())


@lru_cache(maxsize=1 << 17)
def overlap(one: str, other: str, *, latin: bool) -> float:
    """How far two words of one script stand for the same words of the other, 0 to 1 (Bhattacharyya's coefficient)."""
    first, second = ((arabic_counts if latin else latin_counts)(word) for word in (one, other))
    if not first or not second:
        return 0.0
    common = sum(math.sqrt(count * second[word]) for word, count in first.items() if word in second)
    return common / math.sqrt(sum(first.values()) * sum(second.values()))


def written(arabic: str) -> str:
    """An Arabic word as it is commonly written, with its hamzas; the letters themselves where it is not known."""
    row = _rows().get(arabic)
    return row[0] if row else arabic
