"""What stands in which relation to an English trigger: subject before, object behind, passive, of, by, possessive."""

from __future__ import annotations

from collections.abc import Sequence

from dalil.reader.rules.items import Item
from dalil.reader.rules.related import Related, with_coordinated
from dalil.reader.rules.roles import WordClass

_BE = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their"})
_NOUN_ENDINGS = ("tion", "sion", "ment", "ance", "ence", "al", "ship", "ure", "er", "or", "ist")
_SKIPPED = 4  # prepositional phrases or adverbs between a subject and its verb


def relate(text: str, items: Sequence[Item]) -> dict[int, tuple[WordClass, list[Related]]]:
    """The word class and the relations of every trigger, by its item's index."""
    out: dict[int, tuple[WordClass, list[Related]]] = {}
    subjects: dict[int, list[Related]] = {}
    for k, item in enumerate(items):
        if item.kind != "trigger":
            continue
        if _is_noun(items, k):
            out[k] = ("noun", _relate_noun(items, k))
            continue
        found = _relate_verb(items, k)
        if not any(r.relation in ("subject", "passive") for r in found):
            earlier = next(reversed(subjects), None)
            if earlier is not None and item.conj:
                found += [Related("shared", r.item, r.at) for r in subjects[earlier]]
        subjects[k] = [r for r in found if r.relation in ("subject", "shared")] or subjects.get(
            next(reversed(subjects), -1), []
        )
        out[k] = ("verb", found)
    return out


def _is_noun(items: Sequence[Item], k: int) -> bool:
    item = items[k]
    before = items[k - 1] if k else None
    if before is not None and before.kind in ("auxiliary", "relative", "that", "pronoun"):
        return False
    after = items[k + 1] if k + 1 < len(items) else None
    if item.folded.endswith("ing") and after is not None and after.prep == "of":
        return True
    if item.folded.endswith(("ed", "ing")) or (before is not None and before.folded == "to"):
        return False
    return (item.prep is not None and item.prep != "to") or item.folded.endswith(_NOUN_ENDINGS) or _determined(items, k)


def _determined(items: Sequence[Item], k: int) -> bool:
    before = items[k - 1] if k else None
    return before is not None and before.kind == "phrase" and before.folded in _DETERMINERS


def _relate_verb(items: Sequence[Item], k: int) -> list[Related]:
    out: list[Related] = []
    passive = _is_passive(items, k)
    subject = _subject(items, k) if items[k].prep is None else None
    if subject is not None:
        out.extend(with_coordinated(items, "passive" if passive else "subject", subject))
    elif passive and k and items[k - 1].kind == "phrase":
        out.extend(with_coordinated(items, "passive", k - 1))
    out.extend(_after(items, k, "object"))
    return out


def _is_passive(items: Sequence[Item], k: int) -> bool:
    if (
        not items[k]
        .folded.split(" ")[0]
        .endswith(("ed", "en", "wn", "lt", "ght", "ne", "held", "led", "shot", "hit", "put"))
    ):
        return False
    j = k - 1
    while j >= 0 and items[j].kind in ("auxiliary", "adverb"):
        if items[j].folded in _BE:
            return True
        j -= 1
    after = items[k + 1] if k + 1 < len(items) else None
    return after is not None and after.prep == "by" and j == k - 1


def _subject(items: Sequence[Item], k: int) -> int | None:
    apposed = _before_apposition(items, k)
    if apposed is not None:
        return apposed
    j = k - 1
    skipped = 0
    while j >= 0 and skipped < _SKIPPED:
        item = items[j]
        if item.kind in ("auxiliary", "adverb", "relative") or (item.kind == "phrase" and item.prep is not None):
            skipped += item.kind == "phrase"
        elif item.kind == "phrase" and item.coordinated:
            pass
        elif item.kind in ("phrase", "pronoun"):
            return j
        elif _is_comma(item) and j and items[j - 1].kind == "phrase":
            skipped += 1
        else:
            return None
        j -= 1
    return None


def _before_apposition(items: Sequence[Item], k: int) -> int | None:
    """The name before an apposition between commas right before the verb ("Amal, the founder of the club, was …")."""
    j = k - 1
    while j >= 0 and items[j].kind in ("auxiliary", "adverb"):
        j -= 1
    if j < 0 or not _is_comma(items[j]):
        return None
    opens = next((i for i in range(j - 1, 0, -1) if _is_comma(items[i])), None)
    if opens is None or items[opens - 1].kind != "phrase" or items[opens - 1].form != "name":
        return None
    return opens - 1 if items[opens - 1].prep is None else None


def _is_comma(item: Item) -> bool:
    return item.kind == "mark" and item.folded.strip() == ","


def _after(items: Sequence[Item], k: int, bare: str) -> list[Related]:
    out: list[Related] = []
    first = True
    j = k + 1
    while j < len(items) and items[j].kind in ("phrase", "adverb", "trigger", "that"):
        item = items[j]
        if item.kind == "trigger":
            if item.prep is not None:
                out.append(Related(f"prep:{item.prep}", item, j))
            break
        if item.kind == "that":
            out.append(Related("clause", item, j))
            break
        if item.kind == "phrase" and not item.coordinated:
            if item.prep is not None:
                out.extend(with_coordinated(items, f"prep:{item.prep}", j))
            elif first:
                out.extend(with_coordinated(items, bare, j))
                first = False
        j += 1
    return out


def _relate_noun(items: Sequence[Item], k: int) -> list[Related]:
    out = _after(items, k, "genitive") if k + 1 < len(items) and items[k + 1].prep is not None else []
    if k and items[k - 1].kind in ("phrase", "pronoun") and not items[k].prep:
        out.append(Related("before", items[k - 1], k - 1))
    return out
