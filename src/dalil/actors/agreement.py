"""Gender and number of mentions, as far as endings, titles and verbs beside a name tell them."""

from __future__ import annotations

from typing import Literal

from dalil.actors.vocabulary import drop_article, vocabulary
from dalil.language.morphology import verb_agreement
from dalil.language.words import split_words
from dalil.model import Language, Mention

Gender = Literal["m", "f"]
Number = Literal["s", "p"]


def find_agreement(
    text: str,
    mention: Mention,
    *,
    words: tuple[str, ...],
    key: tuple[str, ...],
    before: tuple[str, ...],
    state: str | None,
    language: Language,
) -> tuple[Gender | None, Number | None]:
    """Gender and number of a mention by its form, its ending and the words `before` it; None where they cannot be told.

    `words` and `key` are those of its surface, `state` the state it stands for. Bodies and places count as singular.
    """
    if mention.form == "pronoun":
        return _pronoun_features(words, language)
    if mention.form == "dropped":
        return _known_verb(text, mention, language) or _verb_features(words, language)
    if mention.type == "group":
        return (None, None if language == "ar" and text[mention.end - 1] == "\u0629" else "p")
    if mention.type == "person":
        return _person_gender(text, mention, words, before, language), "s"
    if language != "ar":
        return None, None if mention.type == "organization" else "s"
    return _body_gender(text, mention, words, key, state), "s"


def _pronoun_features(words: tuple[str, ...], language: Language) -> tuple[Gender | None, Number | None]:
    kind = vocabulary(language).pronouns.get(words[-1] if words else "", "")
    if kind == "masculine":
        return "m", "s"
    if kind == "feminine":
        return "f", "s"
    if kind in ("neuter", "singular", "first"):
        return None, "s"
    return (None, "p") if kind in ("plural", "first_plural") else (None, None)


def _known_verb(text: str, mention: Mention, language: Language) -> tuple[Gender | None, Number | None] | None:
    """What the lexicon of verbs says of the last word of a dropped subject's verb; None where it does not know it."""
    words = split_words(text, mention.start, mention.end)
    known = verb_agreement(words[-1]) if words and language == "ar" else None
    if known is None or known.person != 3:
        return None
    return known.gender, "p" if known.number == "d" else known.number


def _verb_features(words: tuple[str, ...], language: Language) -> tuple[Gender | None, Number | None]:
    verb = words[-1] if words else ""
    if language == "fa":
        return None, "p" if verb.endswith("\u0646\u062f") and not verb.endswith("\u0645\u0627\u0646\u062f") else "s"
    if language != "ar" or not verb:
        return None, None
    if verb.endswith(("\u0648\u0627", "\u0648\u0646")):
        return None, "p"
    if verb.startswith("\u062a") and not verb.endswith("\u062a"):
        return (None, None) if verb.startswith(("\u062a\u0645", "\u062a\u0648")) else ("f", "s")
    if verb.startswith("\u064a"):
        return "m", "s"
    return ("f", "s") if verb.endswith("\u062a") and len(verb) > 3 else ("m", "s")


def _person_gender(
    text: str, mention: Mention, words: tuple[str, ...], before: tuple[str, ...], language: Language
) -> Gender | None:
    table = vocabulary(language)
    first = words[0] if words else ""
    if first in table.feminine_names:
        return "f"
    if language != "ar":
        return None
    surface = _first_word(text, mention)
    if mention.form == "nominal":
        return "f" if surface.endswith("\u0629") else "m"
    if surface.endswith("\u0629") and first not in table.masculine_names and not first.startswith("\u0627\u0644"):
        return "f" if len(words) > 1 else None
    feminine = any(w.endswith("\u0647") and drop_article(w, "ar") in table.roles for w in before[-4:])
    verb = bool(before) and before[-1].endswith("\u062a") and len(before[-1]) > 3
    return "f" if feminine or verb else "m"


def _body_gender(
    text: str, mention: Mention, words: tuple[str, ...], key: tuple[str, ...], state: str | None
) -> Gender | None:
    table = vocabulary("ar")
    if state is not None and (len(key) == 1 or key[0] not in table.governments):
        return "m" if state in table.masculine_states else "f"
    surface = _first_word(text, mention)
    if surface.endswith(("\u0629", "\u0627\u062a", "\u0627\u0621", "\u0649")) or (
        words and key[0] in table.plural_heads
    ):
        return "f"
    if mention.type == "place" and len(words) == 1 and not words[0].startswith("\u0627\u0644"):
        return "f"
    return "m" if words and (key[0] in table.classes or words[0].startswith("\u0627\u0644")) else None


def _first_word(text: str, mention: Mention) -> str:
    """The first word unfolded, so that the feminine ending is still told from heh."""
    return next(iter(mention.of(text).split(maxsplit=1)), "")
