"""Compile the lexicon of organisations that the package carries, from the entries in training/organizations.

    python -m training.compile_organizations

Writes, under src/dalil/language/: `organizations.txt` (id, entry as JSON) and `ar|fa|en/organizations.txt` (folded
words of a name, id, how the entry has it, whether the reader was trained with it). A name that two entries have alike
is left out, or, where the reader was trained with it, kept as "shared": it tells the type and no id.
"""

from __future__ import annotations

import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dalil.language.lexicon import LANGUAGES
from dalil.language.organizations import Name, fold_name

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "training" / "organizations"
LANGUAGE = ROOT / "src" / "dalil" / "language"
HEADER = "# Compiled by compile_organizations.py from training/organizations. Licence: Apache-2.0."
OWN = (
    "kind", "country", "short", "parent", "founded", "dissolved", "successor", "wikidata", "opensanctions", "ref",
    "seen",
)  # fmt: skip
RANKS = ("full", "short", "earlier")
Table = dict[str, dict[str, Any]]


def main() -> None:
    entries = read_entries()
    for path, text in compile_tables(entries).items():
        (LANGUAGE / path).write_text(text, encoding="utf-8")


def read_entries(folder: Path = SOURCE) -> Table:
    """All entries by id, in the order of the ids; raises ValueError where two files have one id."""
    entries: Table = {}
    for path in sorted(folder.glob("*.toml")):
        found = tomllib.loads(path.read_text(encoding="utf-8"))
        if twice := entries.keys() & found.keys():
            raise ValueError(f"{path.name}: already in another file: {', '.join(sorted(twice))}")
        entries |= found
    return dict(sorted(entries.items()))


def compile_tables(entries: Table) -> dict[str, str]:
    """The text of each compiled file by its path under language/."""
    lines = [
        f"{key}\t{json.dumps(_entry(row), ensure_ascii=False, separators=(',', ':'))}" for key, row in entries.items()
    ]
    out = {"organizations.txt": "\n".join([HEADER, *lines]) + "\n"}
    for language in LANGUAGES:
        names = [
            f"{words}\t{n.id}\t{n.kind}\t{n.taught}" for words, n in sorted(compile_names(entries, language).items())
        ]
        out[f"{language}/organizations.txt"] = "\n".join([HEADER, *names]) + "\n"
    return out


def compile_names(entries: Table, language: str) -> dict[str, Name]:
    """What each folded name of `language` stands for: the entry that has it in full, then short, then earlier."""
    held: dict[str, dict[str, str]] = defaultdict(dict)
    taught: dict[str, Name] = {}
    for key, row in entries.items():
        for rank, name, strength in _names(row, language):
            for words in fold_name(name):
                if rank == held[words].setdefault(key, rank) and strength:
                    taught[words] = Name(key, rank, strength)
    out = {}
    for words, holders in held.items():
        best = min(holders.values(), key=RANKS.index)
        ids = [key for key, rank in holders.items() if rank == best]
        known = taught.get(words)
        if len(ids) == 1:
            out[words] = Name(ids[0], best, known.taught if known else "")
        elif known:
            out[words] = Name(known.id, "shared", known.taught)
    return out


def _names(row: Mapping[str, Any], language: str) -> Iterator[tuple[str, str, str]]:
    """(rank, name, strength): the strength is that which the reader was trained with, empty where it was not."""
    taught = row.get("taught", {}).get(language, 0)
    for i, name in enumerate(row[language]):
        yield "full", name, "strong" if i < taught else ""
    taught = row.get("taught_short", {}).get(language, 0)
    for i, name in enumerate(row.get("short", {}).get(language, ())):
        yield "short", name, "weak" if i < taught else ""
    for earlier in row.get("earlier", ()):
        for name in earlier.get(language, ()):
            yield "earlier", name, ""


def _entry(row: Mapping[str, Any]) -> dict[str, Any]:
    entry = {name: row[name] for name in OWN if row.get(name)}
    entry["names"] = {language: row[language] for language in LANGUAGES}
    if "earlier" in row:
        entry["earlier"] = [
            {"until": e["until"], "names": {x: e[x] for x in LANGUAGES if x in e}} for e in row["earlier"]
        ]
    return entry


if __name__ == "__main__":
    main()
