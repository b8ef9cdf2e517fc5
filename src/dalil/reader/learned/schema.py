"""The labels of the network, in the order of its outputs; a change here needs new weights."""

from __future__ import annotations

from typing import get_args

from dalil.language.cues import KINDS
from dalil.model import PREDICATES, MentionType, Modality, Role

TYPES: tuple[str, ...] = get_args(MentionType)
NAME_TAGS: tuple[str, ...] = ("O", *(f"{part}-{kind}" for kind in TYPES for part in "BI"))
_FOUR = ("PERS", "LOC", "ORG", "MISC")
SCHEMES: dict[str, tuple[str, ...]] = {  # of names: ours, and those of corpora that call other things names
    "ours": NAME_TAGS,
    "aner": ("O", *(f"{part}-{kind}" for kind in _FOUR for part in "BI")),
}
TRIGGER_TAGS: tuple[str, ...] = ("O", "B", "I")
PREDICATE_TAGS: tuple[str, ...] = tuple(sorted(PREDICATES))
CUE = len(PREDICATE_TAGS)  # the kind of an item that is a cue; a trigger's kind is its predicate
ROLES: tuple[str, ...] = (*get_args(Role), "source")
ROLE_TAGS: tuple[str, ...] = ("O", *(f"{part}-{role}" for role in ROLES for part in "BI"))
ATTACHED_ROLES: tuple[str, ...] = ("none", *ROLES)  # of the pronoun attached to a word
DROPPED_ROLES: tuple[str, ...] = ("none", "agent", "patient", "source")  # of the subject that a verb leaves out
FILLERS: tuple[str, ...] = ("span", *TYPES)
MODALITIES: tuple[str, ...] = get_args(Modality)
WIDTH = 384  # of a sentence vector
REACH = 24  # units before and behind an item whose roles to it are read
LONGEST_CLITIC = 3  # letters before a word, or behind it, that may be attached

_CANDIDATES = ("general", "verb", "noun", "participle", "passive", "negative", "future")
FEATURES: tuple[str, ...] = (
    "none",
    *(f"name:{tag}" for tag in NAME_TAGS[1:]),
    *(f"predicate:{predicate}" for predicate in PREDICATE_TAGS),
    *(f"candidate:{kind}" for kind in _CANDIDATES),
    *(f"noun:{kind}" for kind in TYPES),
    *(f"cue:{kind}" for kind in KINDS),
    "title", "opens", "ar", "fa", "en",
)  # fmt: skip
