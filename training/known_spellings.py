"""Counts how people write Arabic and Persian names in Latin letters, for `dalil.names.known`.

    python -m training.known_spellings [--data FOLDER] [--out src/dalil/names/known.txt.gz]

Sources and licences: arabic-name-romanizer 0.2 (MIT; its data are Wikidata, CC0, and DziriNames, MIT), wd_arabic_64 of
NETransliteration-COLING2018 (Wikidata, CC0), ar2en-train of google/transliteration (Wikipedia, Apache-2.0).
"""

from __future__ import annotations

import argparse
import gzip
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from dalil.names.known import PRESSES
from dalil.names.letters import arabic_letters, latin_letters

MOST = 24  # spellings of a word
LEAST = 0.004  # of the count of a word
HEADER = (
    "# Compiled by training/known_spellings.py: a folded word in Arabic script; its Latin spellings with their counts\n"
    "# and how many of those are of French (f) or Persian (p) use; the word as commonly written where that differs.\n"
    "# Sources and licences: Wikidata (CC0), DziriNames (MIT), arabic-name-romanizer (MIT), ar2en of\n"
    "# google/transliteration (Wikipedia titles, Apache-2.0).\n"
)
FRENCH = frozenset(("DZ", "MA", "TN", "MR", "DJ", "KM"))
PERSIAN = frozenset(("IR", "AF"))


class Spelling(NamedTuple):
    """One row of a source: `press` is that of `PRESSES` whose habit the bearer's country has, or empty."""

    arabic: str
    latin: str
    press: str
    persons: int


def main() -> None:
    root = Path(__file__).parents[1]
    parser = argparse.ArgumentParser(description="Count the spellings of names.")
    parser.add_argument("--data", type=Path, default=root.parent / "shared" / "data")
    parser.add_argument("--out", type=Path, default=root / "src/dalil/names/known.txt.gz")
    options = parser.parse_args()
    spellings = list(read_all(options.data))
    text = HEADER + "".join(rows(spellings))
    options.out.write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def read_all(data: Path) -> Iterator[Spelling]:
    """All rows that have letters on both sides."""
    read = (
        *read_romanizer(),
        *read_wikidata(data / "names_en_ar_wikidata_nettrans/data/wd_arabic_64"),
        *read_wikipedia(data / "names_ar_en_google/ar2en-train.txt"),
    )
    return (row for row in read if len(arabic_letters(row.arabic)) > 1 and len(latin_letters(row.latin)) > 1)


def read_romanizer() -> Iterator[Spelling]:
    file = resources.files("arabic_name_romanizer").joinpath("resources/names.sqlite3")
    with resources.as_file(file) as path:
        base = sqlite3.connect(path)
        for word, latin, country, count in base.execute("select arabic_key, latin, country, count from units"):
            press = "f" if country in FRENCH else "p" if country in PERSIAN else ""
            yield Spelling(word, latin, press, count)
        base.close()


def read_wikidata(path: Path) -> Iterator[Spelling]:
    for line in path.read_text(encoding="utf-8").splitlines():
        latin, letters, count = line.split("\t")
        yield Spelling(letters.replace(" ", ""), latin, "", int(count))


def read_wikipedia(path: Path) -> Iterator[Spelling]:
    for line in path.read_text(encoding="utf-8").splitlines():
        arabic, latin = line.split("\t")
        yield Spelling(arabic, latin, "", 1)


def rows(spellings: Iterable[Spelling]) -> Iterator[str]:
    """Sorted by Arabic letters; each word as its own readers write it, with hamza where most do."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for row in spellings:
        letters = arabic_letters(row.arabic)
        found = counts[letters][latin_letters(row.latin)]
        found[""] += row.persons
        if row.press:
            found[row.press] += row.persons
        written[letters][row.arabic] += 0 if row.arabic == letters else row.persons
    for letters, of_word in sorted(counts.items()):
        total = sum(c[""] for c in of_word.values())
        best = sorted(of_word.items(), key=lambda item: (-item[1][""], item[0]))[:MOST]
        kept = [(latin, c) for latin, c in best if c[""] >= LEAST * total]
        word = max(sorted(written[letters]), key=lambda w: written[letters][w])
        entries = " ".join(f"{latin}{_encode(c)}" for latin, c in kept)
        yield f"{letters}\t{entries}" + (f"\t{word}" if written[letters][word] else "") + "\n"


def _encode(count: Mapping[str, int]) -> str:
    """ "12f3": twelve, three of them French; a single one is left out."""
    presses = "".join(f"{press}{count[press]}" for press in PRESSES if count.get(press))
    return (str(count[""]) if count[""] > 1 or presses else "") + presses


if __name__ == "__main__":
    main()
