"""A sentence as a row of items: noun phrases, triggers, function words, punctuation; a shallow parse, no tree.

Invariant: items are in text order, and every word of the sentence belongs to one item at most.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dalil.language.morphology import analyse_word
from dalil.model import Language, MentionType, Sentence, Span
from dalil.reader.findings import FoundName
from dalil.reader.rules.items import QUOTES, Item, ItemKind, Shape, join_appositions
from dalil.reader.rules.nominals import Nominals, load_nominals
from dalil.reader.rules.tokens import Token, split_tokens

_FUNCTIONS: dict[str, ItemKind] = {
    "that": "that", "relatives": "relative", "conjunctions": "conjunction", "auxiliaries": "auxiliary",
    "verbs": "verb", "passives": "verb", "adverbs": "adverb", "pronouns": "pronoun", "object_marker": "object",
}  # fmt: skip
_MARKS = re.compile(r"[,\u060c;\u061b:()\[\]\-–—.…!?\u061f" + QUOTES + r"]")
_AND = ("\u0648", "\u0627\u0648", "\u064a\u0627", "and", "or")  # wa, aw, ya
_LONGEST_PHRASE = 7
_VERB_KINDS = ("past", "present", "imperative")
_SHORT_VERB = 3  # letters; of shorter pasts too many are nouns as well
_POSSESSIVES = ("'s", "\u2019s", "s'", "s\u2019")
_POSSESSIVE_PRONOUNS = frozenset({"his", "her", "its", "their", "our", "my"})
_TEH_MARBUTA, _TANWIN = "\u0629", "\u064b"
_FEMININE_VERB, _PLURAL_VERB = "\u062a", "\u0648\u0627"
_SOUND_FEMININE = "\u0627\u062a"
_NISBA = ("\u064a", "\u064a\u0647", "\u064a\u064a\u0646", "\u064a\u0648\u0646", "\u064a\u0627\u062a")
_PROCLITICS = ("\u0628", "\u0644", "\u0643")
_YEH, _SEEN = "\u064a", "\u0633"
_MIN = "\u0645\u0646"


def read_items(
    text: str,
    sentence: Sentence,
    *,
    names: Sequence[FoundName],
    triggers: Sequence[Span] = (),
    verbs: frozenset[str] = frozenset(),
) -> tuple[Item, ...]:
    """The items of `sentence`; `verbs` are folded forms known to be verbs (cues of speech, say) though no triggers."""
    tokens = split_tokens(text, sentence, language=sentence.language, names=names, triggers=triggers)
    return _Chunker(text, sentence.language, tokens, names, verbs).items()


class _Chunker:
    """Walks over the tokens once; `_at` is the next one."""

    def __init__(
        self, text: str, language: Language, tokens: Sequence[Token], names: Sequence[FoundName], verbs: frozenset[str]
    ) -> None:
        self._text, self._language, self._tokens, self._names, self._verbs = text, language, tokens, names, verbs
        self._table: Nominals = load_nominals(language)
        self._at = 0

    def items(self) -> tuple[Item, ...]:
        out: list[Item] = []
        prep: str | None = None
        conj = False
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            marks = _MARKS.findall(token.gap)
            if marks:
                before = self._tokens[self._at - 1].word.end if self._at else token.word.start - len(token.gap)
                out.append(self._mark(before, token.word.start, "".join(marks)))
            if _joins(token):
                conj = True
                self._at += 1
                continue
            item = self._next(token)
            item = replace(item, prep=item.prep or prep, conj=item.conj or conj)
            prep, conj = None, False
            if item.kind == "adverb" and item.folded == "":  # a preposition, which waits for what it governs
                prep, conj = token.folded, item.conj
                if token.suffix is None:
                    continue
                item = replace(self._pronoun(token, token.suffix), prep=token.folded, conj=conj)
                prep = None
            if item.kind == "phrase":
                item = replace(item, coordinated=self._is_coordinated(out, item))
            out.append(item)
        return tuple(join_appositions(out))

    def _mark(self, start: int, end: int, folded: str) -> Item:
        return Item(start, max(end, start + 1), "mark", folded, Span(start, max(end, start + 1)))

    def _pronoun(self, token: Token, suffix: Span) -> Item:
        return Item(
            suffix.start, suffix.end, "phrase", suffix.of(self._text), Span(token.start, suffix.end), form="pronoun",
            feminine=suffix.of(self._text) in ("\u0647\u0627",), definite=True,
        )  # fmt: skip

    def _next(self, token: Token) -> Item:
        self._at += 1
        whole = Span(token.start, token.word.end)
        if token.trigger is not None:
            last = token
            while self._at < len(self._tokens) and self._tokens[self._at].trigger == token.trigger:
                last = self._tokens[self._at]
                self._at += 1
            return Item(
                token.start, last.end, "trigger", token.folded, Span(token.start, last.word.end), token.prep,
                token.conj, last.suffix, token.trigger, definite=token.definite, feminine=self._feminine(token),
                accusative=self._accusative(token), shape=self._shape(token),
            )  # fmt: skip
        if token.name is None:
            kind = self._table.functions.get(token.folded)
            if kind == "prepositions" or (len(token.folded) == 1 and (token.suffix or token.folded in _PROCLITICS)):
                return Item(token.start, token.end, "adverb", "", whole, conj=token.conj)
            if kind in _FUNCTIONS:
                return Item(
                    token.start, token.end, _FUNCTIONS[kind], token.folded, whole, token.prep, token.conj, token.suffix,
                    form="pronoun" if kind == "pronouns" else None,
                    feminine=kind == "pronouns" and token.folded in ("\u0647\u064a", "she", "her"),
                )  # fmt: skip
            if self._language == "en" and token.folded.endswith("ly") and token.folded not in self._table.heads:
                return Item(token.start, token.end, "adverb", token.folded, whole)
            if self._is_verb(token):
                return Item(
                    token.start, token.end, "verb", token.folded, whole, None, token.conj, token.suffix,
                    feminine=token.folded.startswith(_FEMININE_VERB) or token.folded.endswith(_FEMININE_VERB),
                )  # fmt: skip
        self._at -= 1
        return self._phrase(token)

    def _shape(self, token: Token) -> Shape | None:
        kinds = {
            each.entry.kind in _VERB_KINDS
            for each in analyse_word(token.word, self._language, text=self._text)
            if abs(each.bare.start - token.start) <= 1
        }
        return None if len(kinds) != 1 else "verb" if kinds == {True} else "noun"

    def _is_listed_verb(self, token: Token) -> bool:
        found = analyse_word(token.word, self._language, text=self._text)
        listed = [each.entry.kind in _VERB_KINDS for each in found if not each.entry.general]
        if listed:
            return all(listed) and len(token.folded) > _SHORT_VERB
        return bool(found) and all(each.entry.kind == "present" for each in found) and token.folded.startswith(_YEH)

    def _is_verb(self, token: Token) -> bool:
        folded = token.folded
        if folded in self._verbs:
            return True
        if self._language != "ar" or token.definite or token.prep:
            return False
        surface = token.of(self._text)
        if self._table.head_type(token.bare) or token.bare in self._table.carriers:
            return False
        return (
            self._is_listed_verb(token)
            or (len(folded) >= 4 and (folded.startswith(_YEH) or folded[:2] in (_SEEN + _YEH, _SEEN + _FEMININE_VERB)))
            or (len(surface) >= 4 and surface.endswith(_FEMININE_VERB) and not surface.endswith(_SOUND_FEMININE))
            or surface.endswith(_PLURAL_VERB)
        )

    def _phrase(self, head: Token) -> Item:
        tokens = [head]
        self._at += 1
        while self._at < len(self._tokens) and len(tokens) < _LONGEST_PHRASE:
            token = self._tokens[self._at]
            if not self._continues(tokens, token):
                break
            tokens.append(token)
            self._at += 1
        return self._item(tokens)

    def _continues(self, tokens: Sequence[Token], token: Token) -> bool:
        last = tokens[-1]
        if last.name is not None and token.name == last.name:
            return True
        if self._language == "en" and self._is_possessive(last):
            return False
        if token.gap == "." and last.folded in self._table.carriers:
            return True
        gap = _MARKS.sub("", token.gap) if token.name is not None and token.gap in QUOTES else token.gap
        if gap or token.conj or token.prep or token.trigger is not None or last.suffix or _joins(token):
            return False
        if self._language == "en" and token.name is None and token.folded.endswith("ly"):
            return False
        counted = all(self._table.functions.get(t.folded) == "numerals" or t.folded.isdigit() for t in tokens)
        if counted and token.folded == _MIN:
            return True
        function = None if token.name is not None else self._table.functions.get(token.folded)
        if function is not None and function not in ("numerals", "demonstratives", "determiners"):
            return False
        if token.name is None and self._is_verb(token):
            return False
        if self._language == "ar":
            return self._continues_arabic(tokens, token)
        if self._language == "fa":
            return last.name is None
        return True

    def _continues_arabic(self, tokens: Sequence[Token], token: Token) -> bool:
        last, head = tokens[-1], tokens[0]
        if token.name is not None:
            return all(t.name is None for t in tokens) and (not last.definite or self._all_carry(tokens))
        if last.name is not None:
            return False
        if last.definite or any(t.definite for t in tokens):
            return token.definite and self._agrees(tokens, token)
        return self._accusative(head) or not self._accusative(token)

    def _agrees(self, tokens: Sequence[Token], token: Token) -> bool:
        """Whether a definite word continues a definite phrase: an adjective does, a new noun does not."""
        if self._table.head_type(token.bare) and not token.folded.endswith(_NISBA):
            return self._all_carry(tokens) and token.bare in self._table.carriers and len(tokens) < 2
        return len(tokens) < 5

    def _all_carry(self, tokens: Sequence[Token]) -> bool:
        """Whether the words before a name are a title or classifier with its adjectives."""
        carriers = self._table.carriers
        return tokens[0].bare in carriers or tokens[0].bare.rstrip("\u0627") in carriers

    def _is_possessive(self, token: Token) -> bool:
        return self._text[token.start : token.word.end].endswith(_POSSESSIVES)

    def _english_item(self, tokens: Sequence[Token]) -> Item:
        """An English phrase without its determiner; its last word is its head."""
        whole = Span(tokens[0].start, tokens[-1].word.end)
        while len(tokens) > 1 and self._table.functions.get(tokens[0].folded) == "determiners":
            tokens = tokens[1:]
        first, head = tokens[0], tokens[-1]
        name = self._names[head.name] if head.name is not None else None
        start = next((i for i, t in enumerate(tokens) if t.name == head.name), 0) if name else 0
        if name is not None and all(t.folded in self._table.carriers or t.name is not None for t in tokens[:start]):
            return Item(
                name.start, name.end, "phrase", head.folded, whole, None, False, None, None, head.name, name.type,
                "name", definite=True, words=len(tokens),
            )  # fmt: skip
        if len(tokens) == 1 and head.folded in _POSSESSIVE_PRONOUNS:
            return Item(
                head.start, head.end, "phrase", head.folded, whole, form="pronoun", feminine=head.folded == "her"
            )
        kind = self._table.head_type(head.folded) or self._table.head_type(head.folded.removesuffix("s"))
        return Item(
            first.start, head.end, "phrase", first.folded, whole, None, False, None, None, None, kind,
            "nominal" if kind else None, words=len(tokens),
        )  # fmt: skip

    def _item(self, tokens: Sequence[Token]) -> Item:
        if self._language == "en":
            return self._english_item(tokens)
        head, last = tokens[0], tokens[-1]
        whole = Span(head.start, last.word.end)
        named = next((t for t in tokens if t.name is not None), None)
        feminine, accusative = self._feminine(head), self._accusative(head)
        if named is not None and named.name is not None:
            name = self._names[named.name]
            if named is head or self._only_carries(tokens, head, name):
                return Item(
                    name.start, name.end, "phrase", head.bare, whole, head.prep, head.conj, None, None, named.name,
                    name.type, "name", definite=True, feminine=feminine and named is not head, words=len(tokens),
                )  # fmt: skip
        kind = self._head_type(tokens)
        return Item(
            head.start, last.end, "phrase", head.bare, whole, head.prep, head.conj, last.suffix, None, None, kind,
            "nominal" if kind else None, head.definite, feminine, accusative, words=len(tokens),
        )  # fmt: skip

    def _only_carries(self, tokens: Sequence[Token], head: Token, name: FoundName) -> bool:
        """Whether "title + name" is the name: a person's title before a person, a classifier before its kind."""
        kind = self._table.head_type(head.bare)
        if name.type == "person":
            return self._all_carry(tokens) and kind in ("person", None)
        return self._all_carry(tokens) and kind not in ("person", "group") and (kind == name.type or kind is None)

    def _head_type(self, tokens: Sequence[Token]) -> MentionType | None:
        """The type of the head noun; what is counted is the head of a number, and several persons are a group."""
        for n, token in enumerate(tokens):
            function = self._table.functions.get(token.folded)
            if function is None and not token.folded.isdigit() and token.folded != _MIN:
                kind = self._table.head_type(token.bare)
                counted = n > 0 and self._table.functions.get(tokens[0].folded) != "demonstratives"
                return "group" if counted and kind == "person" else kind
        return self._table.head_type(tokens[0].bare)

    def _feminine(self, token: Token) -> bool:
        surface = self._text[token.start : token.word.end]
        if self._language != "ar":
            return False
        return surface.endswith(_TEH_MARBUTA) or surface.endswith(_SOUND_FEMININE) or surface.endswith(_FEMININE_VERB)

    def _accusative(self, token: Token) -> bool:
        surface = self._text[token.start : token.word.end]
        return (
            self._language == "ar"
            and (_TANWIN in surface[-2:] or (len(surface) > 4 and surface.endswith("\u0627")))
            and not token.definite
        )

    def _is_coordinated(self, out: Sequence[Item], item: Item) -> bool:
        before = next((i for i in reversed(out) if i.kind not in ("mark", "adverb")), None)
        if before is None or before.kind != "phrase" or not item.conj or item.type is None or before.type is None:
            return False
        return item.prep is None or item.prep == before.prep


def _joins(token: Token) -> bool:
    """Whether the token is a word of its own that coordinates what stands around it."""
    return token.folded in _AND and token.trigger is None and token.name is None
