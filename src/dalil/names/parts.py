"""The parts of a person's name in Arabic, Persian or Latin script: given name, father's, kunya, family name.

Invariant: every part is made of words of the name, in their order; titles, articles and links ("son of") are in none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dalil.language.fold import fold
from dalil.names.letters import ARTICLE, Script, latin_letters, script_of
from dalil.names.titles import Word, drop_titles
from dalil.names.words import letters_of, load_words

PartKind = Literal["given", "father", "kunya", "laqab", "nisba", "family", "initial"]
_BLANKS = re.compile(r"[\s\u00a0_/\"'\u2019\u2018\u02bc\u02bf\u02be`()\u00ab\u00bb\u201c\u201d]+")
_APOSTROPHES = re.compile(r"(?<=\w)['\u2019\u2018\u02bc\u02bf\u02be`](?=\w)")
_EZAFE = re.compile(r"(?<=\w\w\w)-y?[ei](?=\s|$)")  # Persian "Ruhollah-e Khomeini"
_GLUED = {  # a kunya in one word
    "arabic": re.compile("(?:\u0627\u0628\u0648|\u0628\u0644(?=\u0642\u0627\u0633))(?=\\w{3})"),
    "latin": re.compile(r"(?:ab(?:u|ou|o)(?:l(?=[bcdfghjkmnpqrstvwxyz]))?(?=\w{4})|bel(?=(?:k|q|gu?|gh)a[cs]))"),
}
_NISBA = {"arabic": "\u064a", "latin": "iy"}  # the last letters of an adjective of origin
_OF_FAITH = (
    "\u0627\u0644\u062f\u064a\u0646",
    "\u0627\u0644\u062f\u0648\u0644\u0647",
    "aldin",
    "eddine",
    "alddin",
    "aldawla",
)
_DIGITS = str.maketrans("015", "ols")
_SHORTEST = 2  # letters that an article leaves


@dataclass(frozen=True, slots=True)
class NamePart:
    """`text` as written; `letters` folded, without the article that `article` tells of; `kind` by place and neighbours.

    A kunya ("Abu Bakr", whose letters are those of "Bakr"), a servant's name ("Abd al-Rahman") and a compound ("Nur
    al-Din", whose `stem` is "Nur") are one part each. The first part is the given name unless it is a kunya, the last
    one the family name, or a nisba where it has an article and ends in the vowel of one; what lies between is the
    father's, or a laqab where it is a compound with "al-Din" or a word of that table.
    """

    kind: PartKind
    text: str
    letters: str
    article: bool = False
    stem: str = ""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; `titles` are the words that are no part of it."""

    script: Script
    parts: tuple[NamePart, ...]
    titles: tuple[str, ...] = ()


@lru_cache(maxsize=1 << 16)
def parse_name(name: str) -> PersonName:
    """The parts of `name`; a Latin "Family, Given" is turned round, and a name of titles alone keeps them as parts."""
    script = script_of(name)
    family, comma, given = name.partition(",")
    words = list(_split(f"{given} {family}" if script == "latin" and comma and given.strip() else name, script))
    named = drop_titles(words, script)
    parts = _name_kinds(list(_join(named or words, script)), script)
    titles = tuple(word[0] for word in words if word not in named) if named else ()
    return PersonName(script, parts, titles)


def _split(name: str, script: Script) -> Iterator[Word]:
    plain = _APOSTROPHES.sub("", _EZAFE.sub("", name) if script == "latin" else name)
    for piece in _BLANKS.split(plain):
        for text in piece.split("-") if script == "latin" else _split_joined(piece):
            folded = latin_letters(_without_digits(text)) if script == "latin" else letters_of(text)
            if folded:
                yield text, folded


def _without_digits(text: str) -> str:
    """A Latin word with the digits that scanners see in letters put back."""
    return text if text.isalpha() else text.translate(_DIGITS)


def _split_joined(piece: str) -> list[str]:
    """A word with ZWNJ is one, unless it begins with a title ("Haji" and a name)."""
    head, joined, rest = piece.partition("\u200c")
    return [head, rest] if joined and len(rest) > 2 and fold(head) in load_words("joined_titles", "arabic") else [piece]


@dataclass(slots=True)
class _Open:
    """A part that is being put together."""

    text: str
    letters: str
    kunya: bool = False
    father: bool = False
    family: bool = False
    article: bool = False
    stem: str = ""


def _join(words: Sequence[Word], script: Script) -> Iterator[_Open]:
    links, fathers, mothers, servants = (load_words(n, script) for n in ("links", "fathers", "mothers", "servants"))
    kunyas = fathers | mothers
    heads = load_words("compound_heads", script)
    articles, families, compounds = (load_words(name, script) for name in ("articles", "families", "compounds"))
    joined = load_words("joined", script)
    done: list[_Open] = []
    held = _Open("", "")  # what makes one part with the word to come
    for i, (text, folded) in enumerate(words):
        last = i + 1 == len(words)
        inside = bool(held.text)
        if folded in links and not last and (done or script == "arabic") and not inside:
            held.father = True
        elif folded in families and not last and not inside and script == "arabic":
            held.family = True
        elif folded in articles and not last and script == "latin":
            held.article = True
            held.letters += "al" if inside and held.letters.startswith("abd") else ""
        elif (folded in kunyas or folded in servants) and not last:
            held.text = f"{held.text} {text}".strip()
            held.kunya = held.kunya or folded in kunyas
            held.letters += folded if folded in servants or folded in mothers else ""
        elif (folded in compounds or (held.article and folded in joined)) and done and not inside and not held.father:
            before = done[-1]
            before.stem = "" if before.kunya or before.letters in heads else before.letters
            before.text = f"{before.text} {text}"
            before.letters += ("al" if held.article else "") + folded
            held = _Open("", "")
        else:
            servant = bool(held.letters) and not held.kunya
            glued = None if held.kunya or servant else _GLUED[script].match(folded)
            held.kunya = held.kunya or glued is not None
            whole = folded[glued.end() :] if glued else folded
            bare, article = _cut_article(whole, script)
            held.letters += whole if servant else bare
            held.text = f"{held.text} {text}".strip()
            held.article = held.article or (article and not servant)
            done.append(held)
            held = _Open("", "")
    yield from done


def _cut_article(folded: str, script: Script) -> tuple[str, bool]:
    if script == "arabic" and folded.startswith(ARTICLE) and len(folded) > len(ARTICLE) + _SHORTEST:
        return folded[len(ARTICLE) :], True
    return folded, False


def _name_kinds(parts: Sequence[_Open], script: Script) -> tuple[NamePart, ...]:
    out: list[NamePart] = []
    for i, part in enumerate(parts):
        given = any(p.kind in ("given", "initial") for p in out)
        kind = _kind(part, first=i == 0, last=i + 1 == len(parts), given=given, script=script)
        out.append(NamePart(kind, part.text, part.letters, part.article, part.stem))
    return tuple(out)


def _kind(part: _Open, *, first: bool, last: bool, given: bool, script: Script) -> PartKind:
    if part.kunya:
        return "kunya"
    if len(part.letters) == 1:
        return "initial"
    if (
        not first
        and not part.father
        and ((part.article and part.letters in load_words("laqabs", script)) or _is_laqab(part.letters))
    ):
        return "laqab"
    if part.family or (last and not first and not part.father):
        nisba = part.article and not part.family and part.letters[-1] in _NISBA[script]
        return "nisba" if nisba else "family"
    return "father" if given or part.father else "given"


def _is_laqab(letters: str) -> bool:
    return letters.endswith(_OF_FAITH)
