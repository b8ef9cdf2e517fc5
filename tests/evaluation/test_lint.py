"""The project's own lint: what it must find, and that the tree is clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from evaluation import lint

ARABIC = chr(0x0633)


@pytest.mark.parametrize(
    ("name", "text", "finding"),
    [
        ("a.py", 'x = "\u202e"', "hidden character U+202E"),
        ("a.md", "a\u200bb", "hidden character U+200B"),
        ("a.py", f'x = ["{ARABIC}", "{ARABIC}"]', "two right-to-left literals"),
        ("a.md", "see /" + "home/someone", "absolute path"),
        ("src/dalil/language/ar/x.toml", 'words = ["a"]', "no licence"),
        ("a.py", f'x = "{ARABIC}"', None),
        ("a.md", "\u0645\u06cc\u200c\u0634\u0648\u062f", None),  # ZWNJ is Persian spelling
    ],
)
def test_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, text: str, finding: str | None) -> None:
    monkeypatch.setattr(lint, "ROOT", tmp_path)
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    found = list(lint.lint_file(path))
    assert len(found) == (finding is not None)
    assert all(finding is not None and finding in line for line in found)
