"""What holds for all tests: nothing of the machine's user is read."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def _no_entries_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    empty: Path = tmp_path_factory.getbasetemp() / "lexicon.toml"
    empty.touch()
    monkeypatch.setenv("DALIL_LEXICON", str(empty))
