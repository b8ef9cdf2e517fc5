"""Which entry of the lexicon each name of a document stands for, after the network has found the names.

A name has an entry where its words, folded, are one of the entry's names and of no other entry. A short name needs its
entry named in full somewhere in the document. A user's own entry comes before those of the lexicon.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dalil.language.organizations import load_names
from dalil.language.own import own_entries
from dalil.language.words import split_words
from dalil.model import Language
from dalil.reader.findings import FoundName
from dalil.reader.rules.gazetteer import load_gazetteer

Place = tuple[int, int]


def find_entries(
    text: str, names: Sequence[tuple[FoundName, Language]], known: Mapping[Place, str | None]
) -> dict[FoundName, str]:
    """The id of each of `names`, which come with the language of their sentence; none where no entry has the name.

    `known` are the ids that the rules of names gave to places of the text.
    """
    certain: dict[FoundName, str] = {}
    short: dict[FoundName, str] = {}
    for name, language in names:
        words = tuple(word.folded for word in split_words(text, name.start, name.end))
        if not words:
            continue
        own = own_entries().by_words[language].get(" ".join(words))
        if own is not None and own.type == name.type:
            certain[name] = own.id
            continue
        kind, entry = _find_organization(words, language) if name.type == "organization" else ("", "")
        if kind == "shared":
            continue
        listed = known.get((name.start, name.end)) or _find_listed(words, name, language)
        if listed is not None:
            certain[name] = listed
        elif kind == "short":
            short[name] = entry
        elif kind:
            certain[name] = entry
    named = set(certain.values())
    return certain | {name: entry for name, entry in short.items() if entry in named}


def _find_listed(words: tuple[str, ...], name: FoundName, language: Language) -> str | None:
    """The entry of the gazetteer that has exactly the name's words."""
    entry = load_gazetteer(language).match(words[0], words[1:])
    return entry.id if entry is not None and len(entry.words) == len(words) and entry.type == name.type else None


def _find_organization(words: Iterable[str], language: Language) -> tuple[str, str]:
    """How the lexicon of organisations has the words, and under which id; empty where it has them not."""
    folded = " ".join(words)
    found = load_names("en" if folded.isascii() else language).get(folded)
    return ("", "") if found is None else (found.kind, found.id)
