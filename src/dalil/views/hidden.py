"""Characters that a reader cannot see and that can make one text pass for another; no view lets them act.

Kept: the zero-width (non-)joiner between two letters of Arabic script, where Persian spelling needs it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Controls, bidi marks, embeddings and isolates, zero-width characters, soft hyphen, tags, annotations, lone surrogates.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
_SPACES = frozenset("\t\n\r\v\f\x85\u2028\u2029")
_JOINERS = frozenset("\u200c\u200d")
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


def split_hidden(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, in order: (plain text, False) or (one hidden character, True). Line breaks become a space."""
    start = 0
    for match in _HIDDEN.finditer(text):
        if _is_spelling(text, match.start()):
            continue
        if match.start() > start:
            yield text[start : match.start()], False
        yield (" ", False) if match[0] in _SPACES else (match[0], True)
        start = match.end()
    if start < len(text):
        yield text[start:], False


def escape_hidden(text: str) -> str:
    """`text` with each hidden character written out, as in \u2039U+202E\u203a; nothing in it can steer a terminal."""
    return "".join(f"\u2039{code_of(piece)}\u203a" if hidden else piece for piece, hidden in split_hidden(text))


def code_of(character: str) -> str:
    return f"U+{ord(character):04X}"


def name_of(character: str) -> str:
    """The character's Unicode name, or its code where it has none (controls)."""
    return unicodedata.name(character, code_of(character))


def _is_spelling(text: str, i: int) -> bool:
    if text[i] not in _JOINERS or i == 0 or i + 1 == len(text):
        return False
    return bool(_ARABIC.match(text, i - 1) and _ARABIC.match(text, i + 1))
