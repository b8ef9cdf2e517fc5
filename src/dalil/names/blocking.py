"""Coarse keys of names: two names of one person share one, whatever their scripts, so that few pairs need comparing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from dalil.names.known import arabic_counts
from dalil.names.letters import ARTICLE, Script
from dalil.names.parts import NamePart, parse_name
from dalil.names.sounds import classes

_CLASSES = 3  # of a part, the first ones
_PARTS = 3  # more make no key for each two of them
_SERVANT = re.compile("^(?:abd[aeou]?l?[aeou]?(?=\\w{3})|\u0639\u0628\u062f(?:\u0627\u0644)?(?=\\w{2}))")
_NO_CONSONANT = "-"


@lru_cache(maxsize=1 << 17)
def block_keys(name: str) -> frozenset[str]:
    """Keys of consonant classes; empty only where `name` has no letters.

    Two parts of a name make three keys: the classes of the one with the first and with the last class of the other, and
    the reverse with the first. The first part goes with each, and each with the last one; of long names, only with the
    nearest. A kunya has a key of its own, and so has a name of one part.
    """
    parsed = parse_name(name)
    sounds = [_sound(part, parsed.script) for part in parsed.parts]
    kunyas = {i for i, part in enumerate(parsed.parts) if part.kind == "kunya"}
    keys = {f"abu {sounds[i][:_CLASSES]}" for i in kunyas}
    if len(sounds) == 1 and not kunyas:
        keys.add(sounds[0][:_CLASSES])
    for i, j in _pairs([i for i in range(len(sounds)) if i not in kunyas]):
        one, other = sounds[i], sounds[j]
        keys |= {
            f"{one[:_CLASSES]} {other[0]}",
            f"{one[:_CLASSES]} -{other[-1]}",
            f"{one[0]} {other[:_CLASSES]}-",
        }
    return frozenset(keys)


def _pairs(places: Sequence[int]) -> set[tuple[int, int]]:
    if len(places) < 2:
        return set()
    first, last = places[0], places[-1]
    if len(places) <= _PARTS:
        return {(first, place) for place in places[1:]} | {(place, last) for place in places[:-1]}
    return {(first, places[1]), (first, places[2]), (first, last), (places[-2], last)}


def _sound(part: NamePart, script: Script) -> str:
    """The classes of a part, of a Latin one as its likeliest Arabic word is written; never empty."""
    return classes(_letters(part, script)) or _NO_CONSONANT


@lru_cache(maxsize=1 << 17)
def close_keys(name: str) -> frozenset[str]:
    """Fewer and finer keys than `block_keys`, for comparing a hundred thousand names with each other.

    The letters of the first part with the classes of the last, whole or less one class, and the reverse; of three parts
    and more the same with the second; and the classes of all parts in one, however they are divided. Empty for one
    part.
    """
    parsed = parse_name(name)
    parts = [(_letters(p, parsed.script), _sound(p, parsed.script)) for p in parsed.parts if p.kind != "initial"]
    if len(parts) < 2:
        return frozenset()
    (first, first_sound), (last, last_sound) = parts[0], parts[-1]
    keys = {f"{first}|{last_sound}", f"{first_sound}|{last}", f"={first_sound}{last_sound}"}
    keys.add("=" + "".join(sound for _, sound in parts))
    keys |= {f"{first}|{sound}" for sound in _less_one(last_sound)}
    keys |= {f"{sound}|{last}" for sound in _less_one(first_sound)}
    if len(parts) > 2:
        second, second_sound = parts[1]
        keys |= {
            f"{first}|{second_sound}",
            f"{first_sound}|{second}",
            f"{second}|{last_sound}",
            f"{second_sound}|{last}",
        }
    return frozenset(keys)


def _less_one(sound: str) -> set[str]:
    return {sound[:i] + sound[i + 1 :] for i in range(len(sound))} if len(sound) > 2 else set()


def _letters(part: NamePart, script: Script) -> str:
    """The letters of a part, of a Latin one those of its likeliest Arabic word where that is known."""
    counts = arabic_counts(part.letters) if script == "latin" else {}
    letters = max(sorted(counts), key=lambda word: counts[word]) if counts else part.letters
    letters = letters.removeprefix(ARTICLE) if counts and len(letters) > len(ARTICLE) + 2 else letters
    return _SERVANT.sub("", letters) or letters
