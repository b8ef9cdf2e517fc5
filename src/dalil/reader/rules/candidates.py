"""Words that may carry an event, with what the lexicon says of them, before their context decides.

Invariant: no candidate lies inside a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.language.morphology import Analysis, analyse_word, is_function_word
from dalil.language.predicates import Entry, Phrase, load_predicates, persian_forms
from dalil.language.words import Word
from dalil.model import Language, Sentence, Span
from dalil.reader.findings import FoundName

_NOON = "\u0646"
_VERBAL = frozenset({"past", "present", "imperative"})
_PARTICIPLES = frozenset({"active", "passive"})


@dataclass(frozen=True, slots=True)
class Candidate(Span):
    """A word, or the words `at` to `last` of the sentence, that may carry an event.

    `shape` is verb, noun or participle; `signature` names all the kinds its form may be; `lemma` is folded. `suffixed`,
    `article`, `future` and `preposition` tell what is attached; `predicates` are the lexicon's, likeliest first.
    """

    at: int
    last: int
    lemma: str
    shape: str
    signature: str
    predicates: tuple[str, ...]
    general: bool = False
    phrase: bool = False
    preposition: str = ""
    conjunction: bool = False
    article: bool = False
    suffixed: bool = False
    future: bool = False
    passive: bool = False
    number: str = ""
    negative: bool = False


def find_candidates(
    text: str, sentence: Sentence, names: Sequence[FoundName], words: Sequence[Word]
) -> Mapping[int, Candidate]:
    """The candidates of `sentence`, whose `words` are given, by the place of their first word."""
    inside = _inside(words, names)
    language = sentence.language
    found = dict(_words(text, words, inside, language))
    if language == "fa":
        _compounds(words, found)
    for first, last, phrase in _phrases(words, inside, language):
        lead = found.get(first)
        shape = lead.shape if lead else "noun"
        start = lead.start if lead else words[first].start
        end = _bare_end(text, words[last - phrase.carried], language)
        for i in range(first, last + 1):
            found.pop(i, None)
        found[first] = Candidate(
            start, end, first, last, " ".join((phrase.head, *phrase.rest)), shape, f"phrase+{shape}",
            (phrase.predicate,), phrase=True, preposition=lead.preposition if lead else "",
            future=bool(lead and lead.future),
        )  # fmt: skip
    return found


def _inside(words: Sequence[Word], names: Sequence[FoundName]) -> tuple[bool, ...]:
    """Which words lie in a name, in one pass over both."""
    ordered, k, out = sorted(names, key=lambda name: (name.start, name.end)), 0, []
    for word in words:
        while k < len(ordered) and ordered[k].end <= word.start:
            k += 1
        out.append(k < len(ordered) and ordered[k].overlaps(word))
    return tuple(out)


def _words(
    text: str, words: Sequence[Word], inside: Sequence[bool], language: Language
) -> Iterator[tuple[int, Candidate]]:
    for at, word in enumerate(words):
        if not inside[at]:
            candidate = _arabic(text, word, at) if language == "ar" else _listed(word, at, language)
            if candidate:
                yield at, candidate


def _arabic(text: str, word: Word, at: int) -> Candidate | None:
    analyses = analyse_word(word, "ar", text=text)
    if not analyses:
        return None
    first = analyses[0]
    kinds = dict.fromkeys(a.entry.kind for a in analyses if a.entry.general == first.entry.general)
    predicates = dict.fromkeys(
        p for a in analyses if a.entry.general == first.entry.general for p in a.entry.predicates
    )
    return Candidate(
        first.bare.start, first.bare.end, at, at, first.entry.lemma, _shape(first), "+".join(sorted(kinds)),
        tuple(predicates), general=first.entry.general, preposition=first.preposition,
        conjunction=bool(first.conjunction), article=first.article, suffixed=first.pronoun is not None,
        future=first.future, passive=first.passive, number=first.agreement.number or "",
    )  # fmt: skip


def _shape(analysis: Analysis) -> str:
    kind = analysis.entry.kind
    return "verb" if kind in _VERBAL else "participle" if kind in _PARTICIPLES else "noun"


def _listed(word: Word, at: int, language: Language) -> Candidate | None:
    """A Persian or English word, looked up as a whole form."""
    if is_function_word(word.folded, language):
        return None
    lexicon = load_predicates(language)
    form = _english_stem(word.folded) if language == "en" else word.folded
    verbal, nominal = lexicon.pasts.get(form, ()), lexicon.nominals.get(form, ())
    if not nominal and language == "fa":
        nominal = _persian_noun(form)
    entries = (*verbal, *nominal)
    if not entries:
        return None
    kinds = sorted({entry.kind for entry in entries})
    shape = "verb" if verbal else "participle" if entries[0].kind == "active" else "noun"
    predicates = dict.fromkeys(p for entry in entries for p in entry.predicates)
    end = word.start + len(form) if language == "en" else word.end
    return Candidate(
        word.start,
        end,
        at,
        at,
        entries[0].lemma,
        shape,
        "+".join(kinds),
        tuple(predicates),
        negative=entries[0].negative,
    )


def _english_stem(folded: str) -> str:
    for end in ("'s", "\u2019s"):
        folded = folded.removesuffix(end)
    return folded


@lru_cache(maxsize=8192)
def _persian_noun(form: str) -> tuple[Entry, ...]:
    nominals = load_predicates("fa").nominals
    for ending in fold(load_table("fa", "affixes")["noun_endings"]).split():
        if form.endswith(ending) and len(form) - len(ending) > 2 and form[: -len(ending)] in nominals:
            return nominals[form[: -len(ending)]]
    return ()


def _compounds(words: Sequence[Word], found: dict[int, Candidate]) -> None:
    """Joins a Persian noun with the light verb behind it: the two carry one event."""
    light = light_forms()
    for at, candidate in list(found.items()):
        last = at + 1
        if last < len(words) and words[last].folded in _separate_prefixes() | _future_auxiliaries():
            last += 1
        form = words[last].folded if last < len(words) else ""
        if candidate.shape == "noun" and form in light and at in found:
            found.pop(at + 1, None)
            found.pop(last, None)
            denied = light[form] or (words[at + 1].folded[:1] == _NOON and last == at + 2)
            future = words[at + 1].folded in _future_auxiliaries()
            found[at] = replace(
                candidate,
                end=words[last].end,
                last=last,
                shape="verb",
                signature="compound",
                negative=denied,
                future=future,
            )


@cache
def light_forms() -> Mapping[str, bool]:
    """Forms of light verbs, folded, with whether they deny."""
    out: dict[str, bool] = {}
    table = load_table("fa", "affixes")
    for row in fold(table["light_verbs"]).split():
        past, _, present = row.partition("|")
        for form, _kind, negative in persian_forms(past, present):
            out.setdefault(form, negative)
        for ending in fold(table["verb_endings"]).split():
            out.setdefault(present + ending, False)
    return out | dict.fromkeys(fold(table["infinitives"]).split(), False)


@cache
def _future_auxiliaries() -> frozenset[str]:
    """Forms that stand between the noun and a light verb of the future."""
    return frozenset(fold(load_table("fa", "affixes")["future_auxiliaries"]).split())


@cache
def _separate_prefixes() -> frozenset[str]:
    """Prefixes of the imperfect that some writers set apart."""
    return frozenset(p for p in fold(load_table("fa", "affixes")["verb_prefixes"]).split() if len(p) > 1)


def _phrases(words: Sequence[Word], inside: Sequence[bool], language: Language) -> list[tuple[int, int, Phrase]]:
    by_form = _phrase_heads(language)
    out: list[tuple[int, int, Phrase]] = []
    for i, word in enumerate(words):
        if out and i <= out[-1][1]:
            continue
        for phrase in _headed_by(word.folded, language) or by_form.get(word.folded, ()):
            last = i + len(phrase.rest)
            if last < len(words) and not any(inside[i : last + 1]) and _goes_on(words[i + 1 : last + 1], phrase):
                out.append((i, last, phrase))
                break
    return out


def _goes_on(words: Sequence[Word], phrase: Phrase) -> bool:
    return all(_same(word.folded, wanted) for word, wanted in zip(words, phrase.rest, strict=True))


@lru_cache(maxsize=8192)
def _same(folded: str, wanted: str) -> bool:
    """Equal but for article, preposition, accusative alif or an attached pronoun."""
    if folded == wanted:
        return True
    if wanted not in folded or len(wanted) < 3:
        return False
    before, _, after = folded.partition(wanted)
    prefixes, suffixes = _phrase_affixes()
    return before in prefixes and after in suffixes


@cache
def _phrase_affixes() -> tuple[frozenset[str], frozenset[str]]:
    table = load_table("ar", "affixes")
    prefixes, suffixes = (fold(table[name]).split() for name in ("phrase_prefixes", "phrase_suffixes"))
    return frozenset(["", *prefixes]), frozenset(["", *suffixes])


@cache
def _phrase_heads(language: Language) -> Mapping[str, tuple[Phrase, ...]]:
    return load_predicates(language).phrases


@lru_cache(maxsize=8192)
def _headed_by(folded: str, language: Language) -> tuple[Phrase, ...]:
    """Phrases whose head `folded` is a form of."""
    if language != "ar":
        return ()
    heads = load_predicates("ar").phrases
    lemmas = dict.fromkeys(a.entry.lemma for a in analyse_word(Word(0, len(folded), folded), "ar", text=folded))
    return tuple(phrase for lemma in lemmas for phrase in heads.get(lemma, ()))


def _bare_end(text: str, word: Word, language: Language) -> int:
    """The end of `word` without an attached pronoun."""
    analyses = analyse_word(word, language, text=text)
    return analyses[0].bare.end if analyses else word.end
