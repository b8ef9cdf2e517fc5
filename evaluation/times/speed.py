"""How fast times are read: words a second on one core, and seconds for a megabyte of hostile figures.

    python -m evaluation.times.speed

Words come from news_ar_ant where it is present, else from the project's table, over and over.
"""

from __future__ import annotations

import gzip
import json
import random
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from dalil.language.sentences import split_sentences
from dalil.times import find_times, make_document
from evaluation.times.table import read_table

_NEWS = Path(__file__).parents[3] / "shared" / "data" / "news_ar_ant" / "ant.jsonl.gz"
_ARTICLES, _MEGABYTE = 400, 1_000_000


def main() -> None:
    """Print the figures."""
    documents = [make_document(text, "ar", "2017-03-01") for text in _read_texts()]
    prepared = [(document, split_sentences(document)) for document in documents]
    words = sum(len(document.text.split()) for document in documents)
    start = time.perf_counter()
    found = sum(len(find_times(document, sentences)) for document, sentences in prepared)
    print(f"{words / (time.perf_counter() - start):,.0f} words/s ({words:,} words, {found:,} times)")  # noqa: T201
    for name, text in _make_hostile():
        document = make_document(text, "ar", "2017-03-01")
        start = time.perf_counter()
        count = len(find_times(document, split_sentences(document)))
        print(f"{time.perf_counter() - start:.2f} s  1 MB of {name}, {count:,} times in it")  # noqa: T201


def _read_texts() -> list[str]:
    if not _NEWS.exists():
        return [" ".join(row.text for row in read_table("ar"))] * 20
    with gzip.open(_NEWS, "rt", encoding="utf-8") as lines:
        return [json.loads(line).get("text") or "" for line in islice(lines, _ARTICLES)]


def _make_hostile() -> Iterator[tuple[str, str]]:
    draw = random.Random(1).choice  # noqa: S311
    for piece in ("1/", "12/", "\u0663/", "1.2.", "1999-", "3/4/2015 "):
        yield repr(piece), piece * (_MEGABYTE // len(piece))
    for alphabet in ("0123456789/", "0123456789/ "):
        yield f"random {alphabet!r}", "".join(draw(alphabet) for _ in range(_MEGABYTE))


if __name__ == "__main__":
    main()
