"""The table of names that the tests of this folder go by."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

NAMES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
