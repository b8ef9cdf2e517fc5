"""What stands in which relation to a Persian trigger: subject first, object before ra, prepositions before the verb."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.language.fold import fold
from dalil.reader.rules.items import Item
from dalil.reader.rules.nominals import load_nominals
from dalil.reader.rules.related import Related, with_coordinated
from dalil.reader.rules.roles import WordClass

_STOPS = (".", ":", "\u061b", "!", "\u061f")
_VERB_ENDINGS = ("\u062f", "\u0646\u062f", "\u062a", "\u0647")  # -d, -nd, -t and the participle's -e
_ACTORS = ("person", "organization", "group", "place", "work", "event")


def relate(text: str, items: Sequence[Item]) -> dict[int, tuple[WordClass, list[Related]]]:
    """The word class and the relations of every trigger, by its item's index."""
    out: dict[int, tuple[WordClass, list[Related]]] = {}
    for k, item in enumerate(items):
        if item.kind == "trigger":
            verb = _is_verb(items, k)
            out[k] = ("verb", _relate_verb(text, items, k)) if verb else ("noun", _relate_noun(items, k))
    return out


def _is_verb(items: Sequence[Item], k: int) -> bool:
    """A light verb of two words, or a word that closes its clause."""
    item = items[k]
    after = items[k + 1] if k + 1 < len(items) else None
    closes = (
        after is None
        or after.kind == "verb"
        or after.kind in ("mark", "conjunction", "that", "auxiliary")
        or after.conj
    )
    return (item.prep is None and (item.words > 1 or closes) and item.folded.endswith(_VERB_ENDINGS)) or (
        item.prep is None and closes
    )


def _relate_verb(text: str, items: Sequence[Item], k: int) -> list[Related]:
    start = _clause_start(items, k)
    out: list[Related] = []
    bare: list[int] = []
    for j in range(start, k):
        item = items[j]
        if item.kind == "pronoun" or (item.kind == "phrase" and item.prep is None):
            marked = j + 1 < k and items[j + 1].kind == "object"
            if marked:
                out.extend(with_coordinated(items, "object", j))
            elif not item.coordinated and not item.conj:
                bare.append(j)
        elif item.kind == "phrase" and not item.coordinated:
            out.extend(with_coordinated(items, f"prep:{item.prep}", j))
    passive = _is_passive(text, items, k)
    if bare:
        out = with_coordinated(items, "passive" if passive else "subject", bare[0]) + out
        if len(bare) > 1 and bare[-1] == k - 1 and not any(r.relation == "object" for r in out):
            out.extend(with_coordinated(items, "object", bare[-1]))
    else:
        out.append(Related("dropped", items[k], -1))
    return out


def _is_passive(text: str, items: Sequence[Item], k: int) -> bool:
    """Whether the light verb, inside the trigger or right behind it, is "become"."""
    after = items[k + 1] if k + 1 < len(items) else None
    words = [fold(word) for word in items[k].of(text).split()] + ([after.folded] if after is not None else [])
    return any(load_nominals("fa").functions.get(word) == "passives" for word in words)


def _clause_start(items: Sequence[Item], k: int) -> int:
    for j in range(k - 1, -1, -1):
        item = items[j]
        if item.kind in ("that", "conjunction") or (item.kind == "mark" and any(c in item.folded for c in _STOPS)):
            return j + 1
        if item.kind == "verb" or (item.kind == "trigger" and _is_verb(items, j)):
            return j + 1
    return 0


def _relate_noun(items: Sequence[Item], k: int) -> list[Related]:
    out: list[Related] = []
    j = k + 1
    if j < len(items) and items[j].kind in ("phrase", "pronoun") and items[j].prep is None and not items[j].conj:
        out.extend(with_coordinated(items, "genitive", j))
        j += 1
    while j < len(items) and items[j].kind == "phrase":
        if items[j].prep is not None and not items[j].coordinated:
            out.extend(with_coordinated(items, f"prep:{items[j].prep}", j))
        j += 1
    if k and items[k - 1].kind == "phrase" and items[k - 1].type in _ACTORS:
        out.append(Related("before", items[k - 1], k - 1))
    return out
