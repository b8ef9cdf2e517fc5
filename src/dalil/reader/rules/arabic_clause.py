"""What stands in which relation to an Arabic trigger: subject, object, genitive, attached pronoun, preposition.

A relation says where a phrase stands, not what it does: `roles` turns relations into roles by predicate. Only the
trigger's own clause is read, up to the next verb, trigger, complementiser or mark; what is not clear is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dalil.reader.rules.items import Item
from dalil.reader.rules.nominals import load_nominals
from dalil.reader.rules.related import Related, is_parenthesis, with_coordinated
from dalil.reader.rules.roles import WordClass

ALEF, TEH, YEH, SEEN, MEEM, NOON, WAW = "\u0627", "\u062a", "\u064a", "\u0633", "\u0645", "\u0646", "\u0648"
_TEH_MARBUTA = "\u0629"
_COMMAS = ("\u060c", ",")
_HUMAN = ("person", "organization", "group")
_CONTROLLING = (
    "\u0639\u0644\u064a",
    "\u0627\u0644\u064a",
    "\u0645\u0646",
    "\u0639\u0646",
    "\u0644",
)  # ala, ila, min, an, li
_AMMA = "\u0627\u0645\u0627"
_NISBA = ("\u064a", "\u064a\u0647")
_INTERVENING = 3  # prepositional phrases between a subject and its verb


def is_verb(text: str, items: Sequence[Item], k: int) -> bool:
    """Whether trigger item `k` is a finite verb, by its shape and what stands before it."""
    item = items[k]
    folded = item.folded
    surface = text[item.start : item.whole.end].split(" ", maxsplit=1)[0]
    if (
        (item.definite and item.shape != "verb")
        or item.prep is not None
        or surface.endswith(_TEH_MARBUTA)
        or folded.startswith(MEEM)
    ):
        return False
    if item.shape is not None:
        return item.shape == "verb"
    if load_nominals("ar").functions.get(folded.split(" ", maxsplit=1)[0]) == "prepositions":
        return False  # "in prison", "behind bars": a state told by a phrase
    if folded.startswith(YEH) or (folded[:2] in (SEEN + YEH, SEEN + TEH, SEEN + NOON) and len(folded) > 3):
        return True
    if folded.endswith(WAW + ALEF) or (
        folded.endswith(TEH) and not folded.endswith(ALEF + TEH) and item.suffix is None
    ):
        return True
    before = items[k - 1] if k else None
    if before is not None and before.kind in ("relative", "that", "auxiliary"):
        return not _is_masdar_shape(folded) or before.kind in ("relative", "that")
    if _is_masdar_shape(folded):
        return False
    opens = before is None or before.kind in ("mark", "conjunction", "pronoun") or item.conj
    if opens or (before is not None and before.kind == "phrase" and before.definite and before.prep is None):
        return True
    return folded.startswith(ALEF) and len(folded) > 3


def _is_masdar_shape(folded: str) -> bool:
    """The shapes if'al, ifti'al, infi'al, istif'al and taf'il; hollow verbs of the same beginning are told apart."""
    long_alef = len(folded) > 4 and folded.startswith(ALEF) and folded[-2] == ALEF
    if long_alef:
        hollow = (len(folded) == 5 and folded[2] == TEH) or (len(folded) == 6 and folded.startswith(ALEF + SEEN + TEH))
        return not hollow
    return len(folded) == 5 and folded.startswith(TEH) and folded[3] == YEH


def is_feminine_verb(item: Item) -> bool:
    """Whether the verb agrees with a feminine or a non-human plural."""
    folded = item.folded
    return folded.startswith((TEH, SEEN + TEH)) or folded.endswith(TEH)


def relate_verb(items: Sequence[Item], k: int) -> list[Related]:
    """Relations of the finite verb `k`: topic (a subject in front), subject, object, suffix, prepositions, clause.

    "dropped" stands for a subject that is not there.
    """
    verb = items[k]
    out: list[Related] = []
    before = _subject_before(items, k)
    if before is not None:
        out.extend(with_coordinated(items, "topic", before))
    bare, others = _split_after(items, k)
    if verb.suffix is not None and before is not None and items[k - 1].kind == "relative":
        out, before = with_coordinated(items, "object", before), None  # "which X did it": the pronoun takes it up
    elif verb.suffix is not None:
        out.append(_suffix(verb))
    if bare and before is None and not _is_object(items, k, bare[0], verb):
        out.extend(with_coordinated(items, "subject", bare[0]))
        bare = bare[1:]
    elif before is None:
        out.append(Related("dropped", verb, -1))
    if bare and verb.suffix is None:
        out.extend(with_coordinated(items, "object", bare[0]))
    for j in others:
        out.extend(with_coordinated(items, _relation(items[j]), j))
    return out


def relate_noun(items: Sequence[Item], k: int) -> list[Related]:
    """Relations of a masdar, participle or noun `k`: genitive, suffix, object, prepositions, antecedent, before."""
    noun = items[k]
    out: list[Related] = []
    bare, others = _split_after(items, k)
    if noun.suffix is not None:
        out.append(_suffix(noun))
    if bare and bare[0] == k + 1 and not noun.definite and _is_adjective(items[bare[0]]):
        bare = bare[1:]
    adjacent = bare and bare[0] == k + 1 and not items[bare[0]].conj
    if adjacent and noun.suffix is None and not (noun.definite and items[bare[0]].form is None):
        out.extend(with_coordinated(items, "genitive", bare[0]))
        bare = bare[1:]
    if bare and (noun.suffix is not None or adjacent):
        out.extend(with_coordinated(items, "object", bare[0]))
    for j in others:
        out.extend(with_coordinated(items, _relation(items[j]), j))
    before = k - 1
    while before >= 0 and items[before].kind in ("adverb", "auxiliary"):
        before -= 1
    if (
        before >= 0
        and items[before].kind == "phrase"
        and not noun.conj
        and (items[before].prep is None or noun.definite)
    ):
        out.append(
            Related("antecedent" if items[before].definite == noun.definite else "before", items[before], before)
        )
    elif before > 0 and _is_comma(items[before]) and items[before - 1].kind == "phrase":
        out.append(Related("apposition", items[before - 1], before - 1))
    elif before >= 0 and (items[before].kind == "pronoun" or (items[before].kind == "that" and items[before].suffix)):
        out.append(Related("before", items[before], before))
    return out


def relate(text: str, items: Sequence[Item]) -> dict[int, tuple[WordClass, list[Related]]]:
    """The word class and the relations of every trigger, by its item's index.

    "shared" is the subject of an earlier verb where a verb has none, "control" that of the verb a masdar hangs on.
    """
    out: dict[int, tuple[WordClass, list[Related]]] = {}
    subjects: dict[int, list[Related]] = {}
    for k, item in enumerate(items):
        if item.kind not in ("trigger", "verb"):
            continue
        if item.kind == "trigger" and not is_verb(text, items, k):
            related = relate_noun(items, k)
            governor = next(reversed(subjects), None) if item.prep in _CONTROLLING else None
            if governor is not None and _governs(items, governor, k):
                related += [Related("control", r.item, r.at) for r in subjects[governor]]
            out[k] = ("noun", related)
            continue
        related = relate_verb(items, k)
        found = [r for r in related if r.relation in ("subject", "topic")]
        earlier = None if found or not subjects else next(reversed(subjects))
        if earlier is not None and _shares(items, earlier, k):
            related = [r for r in related if r.relation != "dropped"]
            found = [Related("shared", r.item, r.at) for r in subjects[earlier]]
            related += found
        subjects[k] = found
        if item.kind == "trigger":
            out[k] = ("verb", related)
    return out


def _governs(items: Sequence[Item], verb: int, noun: int) -> bool:
    """Whether a masdar may take the subject of an earlier verb: nothing ends the verb's clause in between."""
    return all(i.kind in ("phrase", "adverb") or is_parenthesis(i) for i in items[verb + 1 : noun])


def _shares(items: Sequence[Item], earlier: int, later: int) -> bool:
    """Whether a verb may share an earlier verb's subject: joined by "and", or behind "that" or a comma."""
    before = items[later - 1]
    joined = items[later].conj or before.kind in ("that", "auxiliary", "conjunction", "mark")
    stop = any(i.kind == "mark" and any(c in ".!?" for c in i.folded) for i in items[earlier + 1 : later])
    return joined and not stop


def _relation(item: Item) -> str:
    return "clause" if item.kind == "that" else f"prep:{item.prep}"


def _suffix(item: Item) -> Related:
    assert item.suffix is not None
    return Related("suffix", item, -1)


def _is_adjective(item: Item) -> bool:
    """Whether the one word behind an indefinite noun is a relative adjective and no genitive."""
    return (
        item.kind == "phrase"
        and item.type is None
        and item.words == 1
        and not item.definite
        and item.folded.endswith(_NISBA)
    )


def _is_comma(item: Item) -> bool:
    return item.kind == "mark" and item.folded.strip() in _COMMAS


def _split_after(items: Sequence[Item], k: int) -> tuple[list[int], list[int]]:
    """Indices of the bare phrases and of the governed items behind item `k` in its clause."""
    bare: list[int] = []
    others: list[int] = []
    for j in _after(items, k):
        item = items[j]
        if item.kind == "that" or item.prep is not None:
            others.append(j)
        elif item.kind == "trigger" or (not item.coordinated and not item.conj):
            bare.append(j)
    return bare, others


def _after(items: Sequence[Item], k: int) -> Iterator[int]:
    j = k + 1
    while j < len(items):
        item = items[j]
        if item.kind == "phrase":
            yield j
        elif (item.kind == "trigger" and not item.conj) or item.kind == "that":
            yield j
            return
        elif (close := _enclosed(items, j)) is not None:
            j = close
        elif item.kind not in ("adverb",) and not is_parenthesis(item):
            return
        j += 1


def _enclosed(items: Sequence[Item], j: int) -> int | None:
    """The comma that closes the relative clause which the comma `j` opens, where the clause around it goes on."""
    if not _is_comma(items[j]) or j + 1 >= len(items) or items[j + 1].kind != "relative":
        return None
    close = next((i for i in range(j + 2, len(items)) if _is_comma(items[i])), len(items))
    behind = items[close + 1] if close + 1 < len(items) else None
    goes_on = behind is not None and behind.kind == "phrase" and behind.prep is None and not behind.conj
    return close if goes_on else None


def _is_object(items: Sequence[Item], k: int, at: int, verb: Item) -> bool:
    """Whether the first bare phrase behind a verb without a subject before it must be its object."""
    item = items[at]
    if item.kind == "trigger" or item.accusative:
        return True
    if item.form == "name" and item.type in _HUMAN:
        return False
    if not is_feminine_verb(verb) and item.feminine and item.type != "group" and at == k + 1:
        return True
    return verb.conj and item.type not in _HUMAN and k > 1


def _subject_before(items: Sequence[Item], k: int) -> int | None:
    """The index of the subject before verb `k`: a pronoun, the antecedent of a relative clause, a phrase in front."""
    j = k - 1
    while j >= 0 and items[j].kind in ("auxiliary", "adverb") and not items[j].conj:
        j -= 1
    if j < 0:
        return None
    item = items[j]
    if item.kind == "auxiliary" and j > 0:  # "wa-qad fa'ala" begins a clause, "amma X fa-qad fa'ala" answers its topic
        topical = any(i.folded == _AMMA for i in items[:j]) and items[j - 1].kind == "phrase"
        return j - 1 if topical and items[j - 1].prep is None else None
    if item.kind == "that":
        return j if item.suffix is not None else None
    if item.kind == "pronoun":
        return j
    if item.kind == "relative":
        return _antecedent(items, j)
    if items[k].conj:
        return None
    if item.kind == "phrase" and not item.definite and item.form != "name" and j == k - 1:
        return j  # an indefinite noun before a verb: a relative clause without its pronoun
    return _topic(items, j) if item.kind == "phrase" else None


def _antecedent(items: Sequence[Item], j: int) -> int | None:
    j -= 1
    if j >= 0 and _is_comma(items[j]):
        j -= 1
    return j if j >= 0 and items[j].kind == "phrase" else None


def _topic(items: Sequence[Item], j: int) -> int | None:
    """The bare phrase in front that `j` is, or hangs on, if it opens its clause."""
    steps = 0
    while j >= 0 and items[j].kind in ("phrase", "adverb") and (items[j].prep is not None or items[j].kind == "adverb"):
        j -= 1
        steps += 1
        if steps > _INTERVENING:
            return None
    while j > 0 and items[j].coordinated:
        j -= 1
    if j < 0 or items[j].kind != "phrase" or items[j].prep is not None:
        return None
    before = items[j - 1] if j else None
    if before is None or before.kind in ("mark", "that", "conjunction", "auxiliary", "adverb") or items[j].conj:
        return j
    return j if before.kind == "phrase" and items[j].form == "name" and before.type == "person" else None
