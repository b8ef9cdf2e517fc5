"""Arguments: who and what fills the roles of each trigger, read from the items of its sentence.

Invariant: what is not clear is left out; an argument is a mention (type and form given) or a plain span.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dalil.language.words import split_words
from dalil.model import Language, MentionForm, Sentence, Span
from dalil.reader.findings import FoundArgument, FoundName, FoundTrigger
from dalil.reader.rules import arabic_clause, english_clause, persian_clause
from dalil.reader.rules.items import Item
from dalil.reader.rules.nominals import load_nominals
from dalil.reader.rules.phrases import read_items
from dalil.reader.rules.related import Related, extent
from dalil.reader.rules.roles import WordClass, load_roles
from dalil.reader.rules.speech import load_speech

_LONG = ("content", "purpose", "result")  # roles whose plain filler runs on to the end of its phrase
_UNSURE = ("shared", "control", "dropped", "antecedent", "before", "apposition")  # only where nothing nearer is told
_SUBJECTS = ("subject", "topic")
_IMPERSONAL = ("found", "dissolve", "merge", "split", "rename")  # what is done to bodies and things, not to persons
_ACTORS = ("person", "organization", "group")
_FALLBACK: dict[WordClass, tuple[tuple[str, str], ...]] = {
    "verb": (("object", "patient"), ("shared", "agent"), ("subject", "patient"), ("dropped", "agent")),
    "noun": (
        ("genitive", "patient"), ("suffix", "patient"), ("object", "patient"), ("before", "agent"),
        ("control", "agent"),
    ),
}  # fmt: skip
_FALLBACK_SCORE = 0.5
_NEAR = 40  # characters in which the next word ends
_ARTICLE = "\u0627\u0644"  # al-
_RELATE = {"ar": arabic_clause.relate, "fa": persian_clause.relate, "en": english_clause.relate}


@dataclass(frozen=True, slots=True)
class _Filler:
    """What fills `role`, found by `relation`; `mention` says whether it is an actor, place or thing mentioned."""

    role: str
    relation: str
    span: Span
    item: Item
    mention: bool
    score: float = 1.0


def find_arguments(
    text: str, sentence: Sentence, *, names: Sequence[FoundName], triggers: Sequence[FoundTrigger]
) -> tuple[FoundArgument, ...]:
    """The arguments of every trigger, in the order of the triggers, then of the text; no span twice for one trigger."""
    reaches = [_with_carried(text, trigger, sentence) for trigger in triggers]
    spans = sorted(set(reaches))
    verbs = frozenset(load_speech(sentence.language).forms)
    items = read_items(text, sentence, names=names, triggers=spans, verbs=verbs)
    related = _RELATE[sentence.language](text, items)
    at = {spans[item.trigger]: k for k, item in enumerate(items) if item.trigger is not None}
    out: list[FoundArgument] = []
    for index, trigger in enumerate(triggers):
        k = at.get(reaches[index])
        if k is not None:
            reader = _Fillers(items, sentence, trigger.predicate, *related[k])
            arguments = [_argument(index, filler, sentence.language) for filler in reader.find(k)]
            if trigger.predicate == "lead":
                arguments = [_behind_office(text, a, names, sentence.language) for a in arguments]
            out.extend(arguments)
    return tuple(out)


def _with_carried(text: str, trigger: FoundTrigger, sentence: Sentence) -> Span:
    """The trigger with the noun that it always carries: who changes a body's name renames the body."""
    carried = load_nominals(sentence.language).carried.get(trigger.predicate, ())
    words = split_words(text, trigger.end, min(sentence.end, trigger.end + _NEAR)) if carried else ()
    return Span(trigger.start, words[0].end if words and words[0].folded in carried else trigger.end)


def _behind_office(
    text: str, argument: FoundArgument, names: Sequence[FoundName], language: Language
) -> FoundArgument:  # fmt: skip
    """Who takes "the command of the brigade" leads the brigade: the noun of command gives way to what stands behind."""
    nominals = load_nominals(language)
    words = split_words(text, argument.start, argument.end)
    if argument.role != "patient" or len(words) < 2 or words[0].folded not in nominals.offices:
        return argument
    start = words[1].start
    name = next((n for n in names if (n.start, n.end) == (start, argument.end)), None)
    if name is not None:
        return replace(argument, start=start, type=name.type, form="name")
    bare = words[1].folded.removeprefix(_ARTICLE) if language == "ar" else words[1].folded
    kind = nominals.head_type(bare)
    return replace(argument, start=start, type=kind, form="nominal" if kind else None)


class _Fillers:
    """Turns the relations of one trigger into fillers of its roles."""

    def __init__(
        self,
        items: Sequence[Item],
        sentence: Sentence,
        predicate: str,
        word_class: WordClass,
        relations: Sequence[Related],
    ) -> None:
        self._items, self._end, self._predicate = items, sentence.end, predicate
        self._word_class, self._relations, self._roles = word_class, relations, load_roles(sentence.language)

    def find(self, k: int) -> list[_Filler]:
        """The fillers in text order; one less sure where the table abstains on all that stands near the trigger."""
        found = _raise_subject(self._tabled(), self._predicate) or self._fallback()
        return sorted(found + self._description(k, found), key=lambda filler: (filler.span.start, filler.span.end))

    def _tabled(self) -> list[_Filler]:
        out: list[_Filler] = []
        for related in self._relations:
            role = self._roles.role(self._predicate, self._word_class, related.relation, related.item)
            if role is None:
                continue
            if related.relation in _UNSURE and any(
                filler.role == role and filler.relation != related.relation for filler in out
            ):
                continue
            filler = self._filler(related, role)
            if filler is not None and not any(filler.span.overlaps(other.span) for other in out):
                out.append(filler)
        return out

    def _fallback(self) -> list[_Filler]:
        for relation, role in _FALLBACK[self._word_class]:
            for related in self._relations:
                likely = role == "patient" or relation == "dropped" or related.item.type in _ACTORS
                filler = self._filler(related, role) if related.relation == relation and likely else None
                if filler is not None:
                    return [replace(filler, score=_FALLBACK_SCORE)]
        return []

    def _filler(self, related: Related, role: str) -> _Filler | None:
        span, mention = self._span(related, role)
        return None if span is None else _Filler(role, related.relation, span, related.item, mention)

    def _span(self, related: Related, role: str) -> tuple[Span | None, bool]:
        item, at = related.item, related.at
        if related.relation == "suffix":
            return item.suffix, True
        if item.kind == "that":
            if related.relation != "clause" and item.suffix is not None:
                return item.suffix, True
            return (extent(self._items, at + 1, self._end), False) if at + 1 < len(self._items) else (None, False)
        if related.relation == "dropped" or item.kind == "pronoun":
            return Span(item.start, item.end), True
        if item.kind == "trigger" or (item.type is None and item.form is None and role in _LONG):
            return extent(self._items, at, self._end), False
        return Span(item.start, item.end), item.type is not None or item.form == "pronoun"

    def _description(self, k: int, found: Sequence[_Filler]) -> list[_Filler]:
        """What something is described as: the trigger with what hangs on it, where no other result is told."""
        if self._predicate != "describe" or any(filler.role == "result" for filler in found):
            return []
        span = extent(self._items, k, self._end)
        if any(filler.role == "agent" and filler.span.overlaps(span) for filler in found):
            return []
        return [_Filler("result", "own", span, self._items[k], False)]


def _raise_subject(found: list[_Filler], predicate: str) -> list[_Filler]:
    """Of a verb that is active or passive by its spelling alone, the subject does it where an object is told too.

    So does a person of what is done to bodies and things only: nobody founds or renames a person.
    """
    told = any(filler.role == "patient" and filler.relation in ("object", "suffix") for filler in found)
    if predicate in _IMPERSONAL:
        told = told or any(f.item.type == "person" for f in found if f.relation in _SUBJECTS)
    return [
        replace(filler, role="agent") if told and filler.role == "patient" and filler.relation in _SUBJECTS else filler
        for filler in found
    ]


def _argument(index: int, filler: _Filler, language: str) -> FoundArgument:
    rule = f"{language}.argument.{filler.relation.replace('prep:', '')}"
    start, end = filler.span.start, filler.span.end
    if not filler.mention:
        return FoundArgument(start, end, index, filler.role, rule, score=filler.score)
    form: MentionForm = filler.item.form or "nominal"
    if filler.relation == "suffix" or filler.item.kind in ("that", "pronoun"):
        form = "pronoun"
    elif filler.relation == "dropped":
        form = "dropped"
    kind = (filler.item.type if form in ("name", "nominal") else None) or "person"
    return FoundArgument(start, end, index, filler.role, rule, kind, form, filler.score)
