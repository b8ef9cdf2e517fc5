"""A mention as coreference compares it: its folded words, its key without articles, its head, gender and number.

A feature that cannot be told is None and agrees with everything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dalil.actors.agreement import Gender, Number, find_agreement
from dalil.actors.vocabulary import Vocabulary, drop_article, vocabulary
from dalil.language.words import Word, split_words
from dalil.model import Document, Language, Mention, Sentence

_CONTEXT_WORDS = 6


@dataclass(frozen=True, slots=True)
class Surface:
    """One mention with what its comparison needs. `before` are the words before it in its sentence, nearest last.

    `words` are folded, with the alif that "li-l-" swallows restored; `key` drops articles, dots and titles.
    """

    index: int
    mention: Mention
    language: Language
    sentence: int
    words: tuple[str, ...]
    key: tuple[str, ...]
    before: tuple[str, ...]
    definite: bool
    state: str | None
    gender: Gender | None
    number: Number | None

    @property
    def head(self) -> str:
        return self.key[0] if self.key else ""


def read_surfaces(
    document: Document, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Surface, ...]:
    """One surface a mention, in text order (an outer mention before the one inside it)."""
    ordered = sorted(mentions, key=lambda m: (m.start, -m.end, m.id))
    out: list[Surface] = []
    at = 0
    for mention in ordered:
        while at + 1 < len(sentences) and sentences[at].end <= mention.start:
            at += 1
        language = _language(document, sentences[at] if sentences else None, mention)
        begin = sentences[at].start if sentences and sentences[at].start <= mention.start else mention.start
        out.append(_read_surface(document.text, mention, language, index=len(out), sentence=at, begin=begin))
    return tuple(out)


def _language(document: Document, sentence: Sentence | None, mention: Mention) -> Language:
    letter = next((c for c in document.text[mention.start : mention.end] if c.isalpha()), "")
    if letter.isascii() or "\u00c0" <= letter <= "\u024f":
        return "en" if letter else document.language or "ar"
    told = sentence.language if sentence is not None else document.language
    return "fa" if told == "fa" or (told == "en" and document.language == "fa") else "ar"


def _read_surface(text: str, mention: Mention, language: Language, *, index: int, sentence: int, begin: int) -> Surface:
    table = vocabulary(language)
    words = _words_of(text, mention)
    before = tuple(w.folded for w in _last_words(text, begin, mention.start))
    key = _key_of(words, mention, language)
    definite = (
        language == "ar" and bool(words) and (words[0].startswith("\u0627\u0644") or words[0] in table.demonstratives)
    )
    if language != "ar":
        definite = bool(set(before[-1:]) & (table.demonstratives | {"the"})) or bool(
            set(words[:1]) & table.demonstratives
        )
    state = _state_of(key, mention, language)
    gender, number = find_agreement(text, mention, words=words, key=key, before=before, state=state, language=language)
    return Surface(index, mention, language, sentence, words, key, before, definite, state, gender, number)


def _words_of(text: str, mention: Mention) -> tuple[str, ...]:
    words = [w.folded for w in split_words(text, mention.start, mention.end)]
    if words and swallows_alif(text, mention):
        words[0] = "\u0627" + words[0]
    return tuple(words)


def swallows_alif(text: str, mention: Mention) -> bool:
    """Whether the mention begins with the lam of an article whose alif is not written (after li-)."""
    start = mention.start
    return text[start] == "\u0644" and start > 0 and text[start - 1] == "\u0644" and mention.form != "dropped"


def _last_words(text: str, begin: int, end: int) -> tuple[Word, ...]:
    return split_words(text, max(begin, end - 60), end)[-_CONTEXT_WORDS:]


def _key_of(words: tuple[str, ...], mention: Mention, language: Language) -> tuple[str, ...]:
    table = vocabulary(language)
    plain = [drop_article(w.replace(".", "").removesuffix("'s").removesuffix("\u2019s"), language) for w in words]
    rest = [w for w in plain if w not in ("the", "of")] if language == "en" else plain
    if rest and rest[0] in table.demonstratives and len(rest) > 1:
        rest = [drop_article(rest[1], language), *rest[2:]]
    if mention.type == "person" and mention.form == "name":
        while len(rest) > 1 and rest[0] in table.titles:
            rest = rest[1:]
    return tuple(rest or plain)


def _state_of(key: tuple[str, ...], mention: Mention, language: Language) -> str | None:
    if mention.type not in ("organization", "place") or mention.form not in ("name", "nominal"):
        return None
    table = vocabulary(language)
    whole = " ".join(key)
    if whole in table.states:
        return table.states[whole]
    if mention.type == "place":
        return None
    if mention.form == "nominal" and (adjective := _adjective(whole, table)):
        return adjective
    if whole in table.capitals:
        return table.capitals[whole]
    if len(key) > 1 and key[0] in table.governments:
        return _state_name(" ".join(key[1:]), table)
    if len(key) > 1 and language == "en" and key[-1] in table.governments:
        return _state_name(" ".join(key[:-1]), table)
    return None


def _state_name(words: str, table: Vocabulary) -> str | None:
    return table.states.get(words) or _adjective(words, table)


def _adjective(words: str, table: Vocabulary) -> str | None:
    plain = table.adjectives.get(words)
    if plain is None and words.endswith("\u0647"):
        plain = table.adjectives.get(words[:-1])
    return plain
