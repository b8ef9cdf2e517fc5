"""Whether the text says that an event did not happen: particles of negation, denials, what is forbidden or failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from dalil.language.fold import fold
from dalil.language.lexicon import load_table
from dalil.model import Evidence, Language
from dalil.reader.findings import FoundCue
from dalil.reader.rules.candidates import Candidate, Line, light_forms

_DENIAL_REACH = 30
_BREAKS = frozenset('.;:!?\u061b\u061f\u060c,()\u00ab\u00bb"\u201c\u201d')


@dataclass(frozen=True, slots=True)
class _Words:
    before_verbs: frozenset[str]
    before_nouns: frozenset[str]
    after: frozenset[str]
    denials: frozenset[str]
    forbidding: frozenset[str]
    failures: frozenset[str]
    light: frozenset[str]
    verb_reach: int
    noun_reach: int
    after_reach: int
    light_reach: int


def find_negation(line: Line, candidate: Candidate) -> Evidence | None:
    """What denies the event of `candidate`, None where it is positive."""
    language, words = line.sentence.language, _words(line.sentence.language)
    if candidate.negative:
        return Evidence(candidate.start, candidate.end, "polarity", f"{language}.polarity.prefix")
    verb = candidate.shape == "verb"
    particles = words.before_verbs if verb else words.before_nouns
    for i in before(line, candidate.at, words.verb_reach if verb else words.noun_reach):
        word = line.words[i]
        if word.folded in particles:
            return Evidence(word.start, word.end, "polarity", f"{language}.polarity.particle")
        if i in line.candidates and verb:
            break
    for i in before(line, candidate.at, 2):
        found = line.candidates.get(i)
        if (found and found.lemma in words.forbidding and not verb) or line.words[i].folded in words.failures:
            return Evidence(line.words[i].start, line.words[i].end, "polarity", f"{language}.polarity.operator")
    return _handed_on(line, candidate, words) or _after(line, candidate, words)


def is_denial(line: Line, candidate: Candidate, cues: Sequence[FoundCue]) -> bool:
    """Whether the candidate is itself the cue of a denial: what is denied is the claim, and the denying is none."""
    return any(cue.overlaps(candidate) for cue in _denials(line, cues))


def find_denied(line: Line, kept: Sequence[Candidate], cues: Sequence[FoundCue]) -> Iterator[tuple[int, Evidence]]:
    """Which of the events `kept` are denied, each with its cue: the first behind a cue of denial, if governed."""
    for cue in _denials(line, cues):
        at = next((i for i, c in enumerate(kept) if c.start >= cue.end), None)
        if at is not None and cue.content and kept[at].end <= cue.content.end and not find_negation(line, kept[at]):
            yield at, Evidence(cue.start, cue.end, "polarity", f"{line.sentence.language}.polarity.denial")


def _denials(line: Line, cues: Sequence[FoundCue]) -> list[FoundCue]:
    denials = _words(line.sentence.language).denials
    return [cue for cue in cues if fold(cue.of(line.text)) in denials and cue.content is not None]


def is_forbidden(line: Line, candidate: Candidate) -> bool:
    """Whether what stands just before forbids the event: then it is negative, and required to be so."""
    forbidding = _words(line.sentence.language).forbidding
    near = [line.candidates.get(i) for i in before(line, candidate.at, 2)]
    return candidate.shape == "noun" and any(found is not None and found.lemma in forbidding for found in near)


def before(line: Line, at: int, reach: int) -> list[int]:
    """Indices of up to `reach` words before word `at`, nearest first, as far as the clause goes."""
    out: list[int] = []
    for i in range(at - 1, max(-1, at - 1 - reach), -1):
        if any(character in _BREAKS for character in line.gap(i + 1)):
            break
        out.append(i)
    return out


def _handed_on(line: Line, candidate: Candidate, words: _Words) -> Evidence | None:
    """The particle before a light verb that says no more than that the event behind it takes place."""
    if candidate.shape != "noun":
        return None
    for i in before(line, candidate.at, words.light_reach):
        found = line.candidates.get(i)
        if found and found.shape == "verb":
            particle = line.words[i - 1] if i else None
            if particle and found.lemma in words.light and particle.folded in words.before_verbs:
                return Evidence(particle.start, particle.end, "polarity", f"{line.sentence.language}.polarity.light")
            return None
    return None


def _after(line: Line, candidate: Candidate, words: _Words) -> Evidence | None:
    """In Persian, the verb at the end that a noun goes with: the first one behind it counts."""
    if candidate.shape == "verb":
        return None
    light = light_forms() if words.after_reach else {}
    for i in range(candidate.at + 1, min(len(line.words), candidate.at + 1 + words.after_reach)):
        if any(character in _BREAKS for character in line.gap(i)):
            break
        word = line.words[i]
        if word.folded in light and not light[word.folded] and word.folded not in words.after:
            break
        if word.folded in words.after or light.get(word.folded):
            return Evidence(word.start, word.end, "polarity", f"{line.sentence.language}.polarity.after")
    return None


@cache
def _words(language: Language) -> _Words:
    table: Mapping[str, str | int] = load_table(language, "polarity")

    def listed(*names: str) -> frozenset[str]:
        return frozenset(word for name in names for word in fold(str(table.get(name, ""))).split())

    return _Words(
        listed("before_verbs"), listed("before_nouns"), listed("after"), listed("denials", "denial_words"),
        listed("forbidding"), listed("failures"), listed("light"), int(table["verb_reach"]), int(table["noun_reach"]),
        int(table.get("after_reach", 0)), int(table.get("light_reach", 0)),
    )  # fmt: skip
