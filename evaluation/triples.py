"""One claim in three languages: thirty sentence triples of the project's own (triples.json), read apart and compared.

    python -m evaluation.triples [--misses]

Predicate, agent and patient agree where the readings of all three languages give the one that the triple tells (an
agent or patient that it leaves out, where none is given). A pair of languages agrees likewise.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from itertools import combinations
from pathlib import Path
from typing import Any

from dalil.engine.document import read_document
from dalil.model import Block, Document, Language, Reading, Span
from evaluation.scoring import spans_match

TRIPLES = Path(__file__).with_name("triples.json")
LANGUAGES: tuple[Language, ...] = ("ar", "fa", "en")
ELEMENTS = ("predicate", "agent", "patient")


def read_sentence(text: str, language: Language) -> Reading:
    """The reading of one sentence that stands alone."""
    return read_document(Document("", text, "", (Block(0, len(text), "paragraph", language),), language))


def compare(reading: Reading, told: Mapping[str, str | None], predicate: str) -> dict[str, bool]:
    """Which elements of the claim at the told trigger are right; all wrong where there is none."""
    text = reading.document.text
    trigger = _span(text, told["trigger"])
    assert trigger is not None
    claim = next((c for c in reading.claims if spans_match(c.trigger, trigger)), None)
    if claim is None:
        return dict.fromkeys(ELEMENTS, False)
    mentions = {m.id: m for m in reading.mentions}
    out = {"predicate": claim.predicate == predicate}
    for role in ("agent", "patient"):
        gold = _span(text, told[role])
        found = [mentions[f] if isinstance(f, str) else f for f in claim.args.get(role, ())]
        out[role] = not found if gold is None else any(spans_match(f, gold) for f in found)
    return out


def _span(text: str, quote: str | None) -> Span | None:
    return None if quote is None else Span(text.index(quote), text.index(quote) + len(quote))


def main() -> None:
    """Print the agreement of all three, and of each pair."""
    parser = argparse.ArgumentParser(description="Compare the readings of one claim in three languages.")
    parser.add_argument("--misses", action="store_true")
    options = parser.parse_args()
    triples: list[dict[str, Any]] = json.loads(TRIPLES.read_text(encoding="utf-8"))
    right = [
        {lang: compare(read_sentence(t[lang]["text"], lang), t[lang], t["predicate"]) for lang in LANGUAGES}
        for t in triples
    ]
    whole = len(triples) * len(ELEMENTS)
    agree = sum(all(r[lang][e] for lang in LANGUAGES) for r in right for e in ELEMENTS)
    print(f"all three agree: {agree} of {whole} ({agree / whole:.3f})")  # noqa: T201
    for a, b in combinations(LANGUAGES, 2):
        both = sum(r[a][e] and r[b][e] for r in right for e in ELEMENTS)
        print(f"{a} and {b}: {both / whole:.3f}")  # noqa: T201
    for lang in LANGUAGES:
        print(lang, {e: f"{sum(r[lang][e] for r in right)} of {len(triples)}" for e in ELEMENTS})  # noqa: T201
    if options.misses:
        for t, r in zip(triples, right, strict=True):
            for lang in LANGUAGES:
                wrong = [e for e in ELEMENTS if not r[lang][e]]
                if wrong:
                    print(t["id"], lang, t["predicate"], wrong, t[lang]["text"])  # noqa: T201


if __name__ == "__main__":
    main()
