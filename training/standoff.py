"""Annotations without their texts, and how they meet again.

    python -m training.standoff pack FOLDER… --shared ../shared --out training/claims/NAME.jsonl
    python -m training.standoff join training/claims --shared ../shared --out build/training/claims

A row names a text by corpus and id, with the SHA-256 of what it was when annotated; `join` writes one gold file a row
and passes over, with a line, a text that is not there or is another. Texts of the project's own keep their text.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

_OWN = "dalil"
_RE3D = {
    "dfat": "Australian Department of Foreign Affairs", "centcom": "CENTCOM", "uk": "UK Government",
    "delegation": "Delegation of the European Union to Syria", "wikipedia": "Wikipedia",
}  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description="Pack or join stand-off annotations.")
    parser.add_argument("what", choices=["pack", "join"])
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    if options.what == "pack":
        rows = [pack(p, options.shared) for folder in options.folders for p in sorted(folder.glob("*.gold.json"))]
        options.out.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
        return
    options.out.mkdir(parents=True, exist_ok=True)
    for folder in options.folders:
        for gold in join_all(folder, options.shared):
            name = re.sub(r"[^\w-]", "_", gold["document"]["id"])
            (options.out / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False), encoding="utf-8")


def pack(path: Path, shared: Path) -> dict[str, Any]:
    """The annotation in `path` without its text, unless the text is the project's own."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    document = gold["document"]
    text = document.pop("text")
    row = {
        "document": document,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        **{k: v for k, v in gold.items() if k != "document"},
    }
    if document["publisher"] == _OWN:
        return row | {"text": text}
    document.pop("title", None)
    for actor in row["actors"]:
        actor.pop("name", None), actor.pop("names", None), actor.pop("ids", None)
    for conflict in row["conflicts"]:
        conflict.pop("why", None)
    ids = path.with_name(path.name.replace(".gold.json", ".ids"))
    if ids.exists():
        row["sentences"] = ids.read_text(encoding="utf-8").split("\n")[:-1]
    if find_text(row, shared) != text:
        raise SystemExit(f"{path}: its text is not in the data")
    return row


def join_all(folder: Path, shared: Path) -> Iterator[dict[str, Any]]:
    """The gold of every row whose text is there."""
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = row.pop("text", None) or find_text(row, shared)
            if text is None or hashlib.sha256(text.encode()).hexdigest() != row.pop("sha256"):
                print(f"{path}: no text for {row['document']['id']}", file=sys.stderr)
                continue
            row.pop("sentences", None)
            for actor in row["actors"]:
                actor.setdefault("name", actor["id"]), actor.setdefault("names", {}), actor.setdefault("ids", {})
            for conflict in row["conflicts"]:
                conflict.setdefault("why", "")
            row["document"] = {"title": None} | row["document"] | {"text": text}
            yield row


def find_text(row: Mapping[str, Any], shared: Path) -> str | None:
    """The text that the row is about, put together from the raw data as the annotators had it; None if not there."""
    name = row["document"]["id"]
    if row.get("sentences"):
        known = _sentences(shared)
        return "\n".join(known.get(s, "") for s in row["sentences"]) + "\n"
    if name.startswith("JA-"):
        return _articles(shared).get(name)
    _, source, prefix = name.split("-")
    return _statements(shared).get((_RE3D[source], prefix))


@cache
def _articles(shared: Path) -> dict[str, str]:
    out = {}
    with gzip.open(shared / "data" / "news_ar_ant" / "ant.jsonl.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            a = json.loads(row)
            paragraphs = [line.strip() for line in a["text"].split("\n") if line.strip()]
            out[a["id"]] = a["title"].strip() + "\n\n" + "\n\n".join(paragraphs) + "\n"
    return out


@cache
def _sentences(shared: Path) -> dict[str, str]:
    out, number = {}, ""
    for part in ("dev", "test"):
        path = shared / "data" / "ud_persian_perdt_devtest" / f"fa_perdt-ud-{part}.conllu"
        for row in path.read_text(encoding="utf-8").splitlines():
            if row.startswith("# sent_id"):
                number = row.split("=")[1].strip()
            elif row.startswith("# text ="):
                out[f"{part} {number}"] = row.split("=", 1)[1].strip()
    return out


_MOST_WORDS = 230


@cache
def _statements(shared: Path) -> dict[tuple[str, str], str]:
    out = {}
    for folder in _RE3D.values():
        path = shared / "data" / "event_en_re3d" / folder / "documents.json"
        for row in path.read_text(encoding="utf-8").splitlines():
            d = json.loads(row)
            kept: list[str] = []
            for line in filter(None, (x.strip() for x in d["text"].split("\n"))):
                if sum(len(x.split()) for x in [*kept, line]) > _MOST_WORDS:
                    break
                kept.append(line)
            out[folder, d["_id"][:8].lower()] = d["title"].strip() + "\n\n" + "\n\n".join(kept) + "\n"
    return out


if __name__ == "__main__":
    main()
