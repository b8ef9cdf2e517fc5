"""The form on paper: a `Reading` to and from the JSON that `dalil read --format json` prints (docs/form.md).

One codec for the worker's pipe, for the terminal and for gold annotations, so that gold and system are one format.
"""

from __future__ import annotations

from typing import Any

import msgspec

from dalil.model import Reading


def encode_reading(reading: Reading) -> bytes:
    """One line of JSON, UTF-8, without the newline. Blocks stand beside the document, not inside it."""
    form: dict[str, Any] = msgspec.to_builtins(reading)
    blocks = form["document"].pop("blocks")
    return msgspec.json.encode({"document": form.pop("document"), "blocks": blocks, **form})


def decode_reading(line: bytes | str) -> Reading:
    """The inverse of `encode_reading`; fields that a hand-made annotation leaves out take their defaults.

    Raises msgspec.ValidationError (a ValueError) where the form does not hold.
    """
    form = msgspec.json.decode(line)
    document = {"sha256": "", **form["document"], "blocks": form.get("blocks", [])}
    claims = [{"origin": {"reader": "gold", "version": "", "rule": ""}, **claim} for claim in form.get("claims", [])]
    conflicts = [
        {"id": f"x{i}", "why_ar": "", "rule": "", **conflict} for i, conflict in enumerate(form.get("conflicts", []), 1)
    ]
    return msgspec.convert({**form, "document": document, "claims": claims, "conflicts": conflicts}, Reading)
