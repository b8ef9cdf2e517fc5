"""The errors dalil raises: one root, and a child only where a caller would catch it apart."""

from __future__ import annotations


class DalilError(Exception):
    """Root of all errors that dalil raises on purpose; `str(error)` is one line fit to show to a user."""


class UnreadableError(DalilError):
    """A file, or one document in it, that could not be read; `path` names it and `reason` says why in one line."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class CaseError(DalilError):
    """A case that cannot be opened, written or found, or an id that it does not hold."""
