"""How certain an event is held to be: tried, planned, possible, conditional, asked for; else `actual`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.morphology import analyse_word
from dalil.model import Evidence, Language, Modality
from dalil.reader.rules.candidates import Candidate, Line
from dalil.reader.rules.polarity import before, is_forbidden

_ORDER: tuple[Modality, ...] = ("required", "attempted", "possible", "intended", "conditional")
_LAM = "\u0644"
_FARTHEST = 9
_FUTURE_REACH = 4
_NOUNLIKE = frozenset({"masdar", "noun", "passive"})  # as operators these are listed word by word


@dataclass(frozen=True, slots=True)
class _Operator:
    modality: Modality
    reach: int


def find_modality(line: Line, candidate: Candidate) -> tuple[Modality, Evidence | None]:
    """The modality of `candidate` with what says so."""
    language = line.sentence.language
    own = Evidence(candidate.start, candidate.end, "modality", f"{language}.modality.form")
    if is_forbidden(line, candidate):
        return "required", own
    if candidate.future:
        return "intended", own
    for i, operator in _operators(line, candidate):
        word = line.words[i]
        return operator.modality, Evidence(word.start, word.end, "modality", f"{language}.modality.operator")
    for i in before(line, candidate.at, _FUTURE_REACH) if candidate.shape == "noun" else ():
        if _is_future(line, i):
            word = line.words[i]
            return "intended", Evidence(word.start, word.end, "modality", f"{language}.modality.governor")
    if candidate.preposition == _LAM and language == "ar":
        return "intended", own
    joined = _joined(line, candidate)
    return find_modality(line, joined) if joined else ("actual", None)


def _joined(line: Line, candidate: Candidate) -> Candidate | None:
    """The event of the same shape that `candidate` goes on from ("to stop … and release …")."""
    if not candidate.conjunction:
        return None
    for i in before(line, candidate.at, _FARTHEST):
        found = line.candidates.get(i)
        if found and found.shape == candidate.shape and found.article == candidate.article:
            return found
    return None


def _is_future(line: Line, i: int) -> bool:
    """Whether word i is a verb of the future that may govern a noun: "will be, will take place"."""
    if line.sentence.language != "ar" or line.names[i]:
        return False
    analyses = analyse_word(line.words[i], "ar", text=line.text)
    return bool(analyses) and analyses[0].future


def _operators(line: Line, candidate: Candidate) -> Iterator[tuple[int, _Operator]]:
    """Words before the event that govern it, nearest first; another event between them takes their effect away."""
    between = 0
    for distance, i in enumerate(before(line, candidate.at, _FARTHEST), 1):
        operator = _operator(line, i)
        if operator and distance <= operator.reach and between == 0:
            yield i, operator
        found = line.candidates.get(i)
        if (
            found
            and not found.general
            and not (found.at + 1 == candidate.at and found.shape == "noun" and not found.article)
        ):
            between += 1
    for i in _following(line, candidate):
        operator = _by(line.sentence.language, "after").get(line.words[i].folded)
        if operator:
            yield i, operator


def _following(line: Line, candidate: Candidate) -> range:
    start = candidate.at + 1
    return range(start, min(len(line.words), start + 2)) if line.sentence.language == "fa" else range(0)


def _operator(line: Line, i: int) -> _Operator | None:
    language = line.sentence.language
    words, lemmas = _by(language, "words"), _by(language, "lemmas")
    word = line.words[i]
    if line.names[i]:
        return None
    if word.folded in words:
        return words[word.folded]
    following = line.candidates.get(i + 1)
    kinds = following.signature.split("+") if following and following.shape == "verb" else []
    if "present" in kinds and "past" not in kinds:
        only = _by(language, "before_present").get(word.folded)
        if only:
            return only
    if language == "ar":
        analyses = analyse_word(word, "ar", text=line.text)
        if analyses and analyses[0].entry.kind not in _NOUNLIKE:
            return lemmas.get(analyses[0].entry.lemma)
    return None


@cache
def _by(language: Language, field: str) -> Mapping[str, _Operator]:
    """Operators of the table's `field` by folded word; the stronger modality wins where a word is listed twice."""
    table = load_table(language, "modality")
    out: dict[str, _Operator] = {}
    for modality in _ORDER:
        rows = table.get(modality, {})
        for word in fold(rows.get(field, "")).split():
            out.setdefault(word, _Operator(modality, int(rows["reach"])))
    return out
