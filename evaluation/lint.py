"""Lint that no linter has: hidden characters, two right-to-left literals on a line, machine paths, table headers.

    python -m evaluation.lint

Prints one line a finding, exit 1 where there is any. Only files that git tracks, or would track, are read.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = {".py", ".toml", ".md", ".js", ".css", ".j2", ".html", ".txt", ".json", ".jsonl", ".yml", ""}
# ZWNJ (U+200C) is Persian spelling and stays; the others can make a reviewer read what is not there (CVE-2021-42574).
HIDDEN = re.compile("[\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
STRING = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
LICENCE = re.compile(r"Apache-2\.0|CC0|CC BY|Unicode License|\bMIT\b|BSD-3")
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:root|home|Users)/[a-z]")


def main() -> int:
    """Lint every file of the project."""
    findings = [line for path in _list_files() for line in lint_file(path)]
    for line in findings:
        print(line, file=sys.stderr)  # noqa: T201
    return 1 if findings else 0


def lint_file(path: Path) -> Iterator[str]:
    """One line, `path:number: what`, for each finding in a text file."""
    name = path.relative_to(ROOT).as_posix()
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, 1):
        if hidden := HIDDEN.search(line):
            yield f"{name}:{number}: hidden character U+{ord(hidden[0]):04X}; write it as an escape"
        if path.suffix == ".py" and sum(bool(RIGHT_TO_LEFT.search(s)) for s in STRING.findall(line)) > 1:
            yield f"{name}:{number}: two right-to-left literals on one line"
        if MACHINE_PATH.search(line):
            yield f"{name}:{number}: an absolute path of a machine"
    if re.fullmatch(r"src/dalil/language/\w+/\w+\.toml", name):
        header = "\n".join(line for line in lines[:12] if line.startswith("#"))
        if not LICENCE.search(header):
            yield f"{name}:1: no licence at the head of the table"


def _list_files() -> list[Path]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout  # noqa: S603
    files = (ROOT / name for name in out.split("\0") if name and not name.endswith(".lock"))
    return [f for f in files if f.suffix in TEXT and "vendor" not in f.parts and f.is_file()]


if __name__ == "__main__":
    sys.exit(main())
