"""The parts of a person's name, and whether two names are one across spellings and scripts, by their consonants.

Method: a name in Arabic letters allows, letter by letter, a set of Latin spellings (romanization.toml); vowels are
free, doubled letters count once. Two names agree only where every part agrees, in order: never on a surname alone, and
never with another kunya or given name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.words import split_words

_WEAK = frozenset("\u0627\u0648\u064aaeiouwy'\u2019-")
_ARTICLE = "\u0627\u0644"
_SERVANT = re.compile(r"^(?:abd(?:[aeuo]l)?)[\s-]*(?:[ae](?:l|r|s|sh|n|z|d|t)[\s-])?")
_VOWELS = "[aeiouy'\u2019-]*"
_KINDS = {"K": "qkxcg", "J": "j", "T": "tdsz", "B": "bp", "F": "f", "L": "l", "M": "m", "N": "n", "R": "r"}
_DIGRAPHS = (
    ("tch", "j"),
    ("sch", "j"),
    ("kh", "k"),
    ("gh", "k"),
    ("sh", "j"),
    ("ch", "j"),
    ("zh", "j"),
    ("dj", "j"),
    ("ph", "f"),
)
_SEVERAL = {"g": ("K", "J"), "c": ("K", "T"), "v": ("", "F", "B")}
_ARABIC_KINDS = {
    "K": "\u0642\u0643\u063a\u062e\u06af",
    "J": "\u062c\u0686\u0634\u0698",
    "T": "\u062a\u0637\u062f\u0636\u0630\u0638\u062b\u0633\u0635\u0632",
    "B": "\u0628\u067e",
    "F": "\u0641",
    "L": "\u0644",
    "M": "\u0645",
    "N": "\u0646",
    "R": "\u0631",
}
_KIND_OF = {letter: kind for table in (_KINDS, _ARABIC_KINDS) for kind, letters in table.items() for letter in letters}
_MOST_KEYS = 12
_GOD = frozenset(("\u0627\u0644\u0644\u0647", "allah", "ullah"))  # makes one part with the word before it
# The vowels a Latin spelling may end in, by the last letter in Arabic: a nisba's yeh is always told.
_ENDINGS = {"\u064a": "[aeiy]+", "\u0627": "[aeiy'\u2019]*h?", "\u0648": "[aeouw]+", "\u0647": "[aei]*[ht]?"}
_PLAIN_ENDING = "[e'\u2019]?"


@dataclass(frozen=True, slots=True)
class NameParts:
    """A name taken apart: folded `parts` without articles, particles and titles; `script` is "latin" or "arabic"."""

    parts: tuple[str, ...]
    script: str

    @property
    def is_full(self) -> bool:
        """Whether it holds a given and a family name (a kunya with its byname counts)."""
        return len(self.parts) > 1


def skeleton(word: str) -> str:
    """The consonants of a folded word, doubled ones once."""
    out: list[str] = []
    for letter in word:
        if letter not in _WEAK and (not out or out[-1] != letter):
            out.append(letter)
    return "".join(out)


@lru_cache(maxsize=65536)
def split_name(name: str) -> NameParts:
    """The parts of `name` in any script; a servant's name ("Abd al-…") and a kunya ("Abu …") are one part each."""
    script = "latin" if any("a" <= c <= "z" for c in fold(name)) else "arabic"
    language = "en" if script == "latin" else "ar"
    skipped, joined = _particles(language)
    words = [w for word in split_words(name) for w in _plain_words(word.folded, script)]
    parts: list[str] = []
    held = ""
    for word in words:
        if word in skipped and (parts or held):
            continue
        if word in _GOD and parts and not held:
            parts[-1] = _once(parts[-1] + _without_article(word, script))
            continue
        if word in joined:
            held += word
            continue
        parts.append(_part(held + _without_article(word, script), script))
        held = ""
    if held:
        parts.append(_part(held, script))
    return NameParts(tuple(p for p in parts if p), script)


def explain_same_name(one: NameParts, other: NameParts) -> str | None:
    """Why two full names are one ("part ~ part, …"), or None where they are not told to be."""
    if not (one.is_full and other.is_full) or len(one.parts) != len(other.parts):
        return None
    if not all(_same_part(a, b, one.script, other.script) for a, b in zip(one.parts, other.parts, strict=True)):
        return None
    return ", ".join(f"{a} ~ {b}" for a, b in zip(one.parts, other.parts, strict=True))


def blocking_keys(name: NameParts) -> frozenset[str]:
    """Coarse consonant classes of all parts; two names that `explain_same_name` joins share at least one key."""
    rows = [_part_keys(part) for part in name.parts]
    keys = (".".join(combination) for combination in product(*rows))
    return frozenset(key for key, _ in zip(keys, range(_MOST_KEYS), strict=False))


@cache
def _particles(language: str) -> tuple[frozenset[str], frozenset[str]]:
    table = load_table(language, "romanization").get("names", {})
    return tuple(frozenset(fold(w) for w in table.get(k, "").split()) for k in ("skipped", "joined"))  # type: ignore[return-value]


def _plain_words(word: str, script: str) -> Iterator[str]:
    plain = word.replace(".", "").replace("'", "").replace("\u2019", "")
    yield from plain.split("-") if script == "latin" else (plain,)


def _without_article(word: str, script: str) -> str:
    if script == "arabic" and word.startswith(_ARTICLE) and len(word) > 3:
        return word[2:]
    return word


def _part(part: str, script: str) -> str:
    """A servant's name without the article inside it."""
    if script == "latin":
        return "abd" + part[_SERVANT.match(part).end() :] if part.startswith("abd") else part  # type: ignore[union-attr]
    servant = "\u0639\u0628\u062f"
    if part.startswith(servant + _ARTICLE) and len(part) > 6:
        return servant + part[5:]
    return part


@lru_cache(maxsize=65536)
def _same_part(one: str, other: str, script: str, other_script: str) -> bool:
    if script == other_script:
        return one == other or (script == "latin" and one[0] == other[0] and _sounds(one) == _sounds(other))
    arabic, latin = (one, other) if script == "arabic" else (other, one)
    plain = re.sub(r"(.)\1+", r"\1", latin)
    return any(pattern.fullmatch(plain) is not None for pattern in _patterns(arabic))


def _sounds(latin: str) -> str:
    for letters, sound in (
        ("kh", "x"),
        ("gh", "G"),
        ("sh", "S"),
        ("ch", "S"),
        ("ph", "f"),
        ("th", "T"),
        ("ou", "u"),
        ("q", "k"),
    ):
        latin = latin.replace(letters, sound)
    return skeleton(latin)


@lru_cache(maxsize=16384)
def _patterns(arabic: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_pattern(arabic, language)) for language in ("ar", "fa"))


def _pattern(arabic: str, language: str) -> str:
    """The Latin spellings of a folded word; rows are short and vowels one class, so a match is quick."""
    letters: dict[str, str] = _letters(language)
    out = [_VOWELS]
    plain = _once(arabic)
    body, last = (plain[:-1], plain[-1]) if plain[-1] in _ENDINGS and len(plain) > 1 else (plain, "")
    for letter in body:
        spellings = sorted(letters.get(letter, "").split(), key=len, reverse=True)
        if spellings:
            out.append(f"(?:{'|'.join(spellings)}){'?' if letter in _WEAK else ''}{_VOWELS}")
    out[-1] = out[-1].removesuffix(_VOWELS) or _VOWELS
    return "".join(out) + _ENDINGS.get(last, _PLAIN_ENDING)


@cache
def _letters(language: str) -> dict[str, str]:
    rows: dict[str, str] = load_table(language, "romanization").get("letters", {})
    return {fold(letter): spellings for letter, spellings in rows.items()}


@lru_cache(maxsize=65536)
def _part_keys(part: str) -> tuple[str, ...]:
    for letters, sound in _DIGRAPHS:
        part = part.replace(letters, sound)
    rows = [_SEVERAL.get(letter) or ((_KIND_OF[letter],) if letter in _KIND_OF else ()) for letter in part]
    choices = [row for row in rows if row]
    found = {_once("".join(choice)) for choice, _ in zip(product(*choices), range(_MOST_KEYS), strict=False)}
    return tuple(sorted(found))


def _once(key: str) -> str:
    return re.sub(r"(.)\1+", r"\1", key)
