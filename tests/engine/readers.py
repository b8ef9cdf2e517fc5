"""Readers for a worker under test: each does to a document what its words ask for."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from dalil.model import Block, Document, Reading


def obey(document: Document, go_on: Callable[[], None] = lambda: None) -> Reading:
    """Reads nothing; on the way it hangs, dies, eats memory, raises, prints, shouts or lies, as the text says."""
    word = document.text.split()[-1]
    if word == "dawdle":
        for _ in range(4):
            time.sleep(0.4)
            go_on()
    elif word == "hang":
        time.sleep(60)
    elif word == "die":
        os.abort()
    elif word == "leave":
        os._exit(3)
    elif word == "eat":
        bytearray(8 << 30)
    elif word == "raise":
        raise ValueError("two\nlines")
    elif word == "print":
        print("words on the pipe", flush=True)  # noqa: T201
        sys.stdout.flush()
    elif word == "shout":
        return Reading(replace(document, title="x" * 3_000_000))
    elif word == "lie":
        return Reading(replace(document, sha256="0" * 64))
    elif word == "stray":
        return Reading(replace(document, blocks=(Block(0, len(document.text) + 1),)))
    elif word == "write":
        Path(f"{document.path}.written").write_text("x")
    return Reading(document)
