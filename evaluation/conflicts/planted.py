"""The twelve planted texts, read like any file, and which planted conflicts were found.

python -m evaluation.conflicts.planted
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dalil.documents import Given, open_documents
from dalil.engine.document import read_document
from dalil.model import Claim, Conflict, Reading, Span, Unread

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Planted:
    """One text: its reading, whether its conflict was `found`, and the `others` that were listed beside it."""

    file: str
    kind: str
    reading: Reading
    found: bool
    others: tuple[Conflict, ...]


def read_planted() -> Iterator[Planted]:
    """Every planted text of planted.toml in its order; a conflict of the right pair counts under any kind."""
    table = tomllib.loads((FOLDER / "planted.toml").read_text(encoding="utf-8"))
    for row in table["text"]:
        reading = _read(FOLDER / row["file"])
        text = reading.document.text
        first = Span(text.index(row["first"]), text.index(row["first"]) + len(row["first"]))
        second = Span(text.rindex(row["second"]), text.rindex(row["second"]) + len(row["second"]))
        claims = {c.id: c for c in reading.claims}
        hits = {c.id for c in reading.conflicts if _is_pair(claims, c, first, second)}
        others = tuple(c for c in reading.conflicts if c.id not in hits)
        yield Planted(row["file"], row["kind"], reading, bool(hits), others)


def _read(path: Path) -> Reading:
    parsed = next(iter(open_documents(path, Given())))
    if isinstance(parsed, Unread):
        raise TypeError(f"{parsed.path}: {parsed.reason}")
    return read_document(parsed.document)


def _is_pair(claims: dict[str, Claim], conflict: Conflict, first: Span, second: Span) -> bool:
    one, other = (claims[c].trigger for c in conflict.claims)
    return (one.overlaps(first) and other.overlaps(second)) or (one.overlaps(second) and other.overlaps(first))


def main() -> None:
    """Print a line a text, and the sums."""
    rows = list(read_planted())
    for row in rows:
        sys.stdout.write(f"{'found ' if row.found else 'MISSED'} {row.file} ({row.kind})\n")
        for conflict in row.others:
            sys.stdout.write(f"       other: {conflict.kind}: {conflict.why}\n")
    found, others = sum(row.found for row in rows), sum(len(row.others) for row in rows)
    sys.stdout.write(f"{found} of {len(rows)} found, {others} others\n")


if __name__ == "__main__":
    main()
