"""Pronouns and dropped subjects: to the nearest subject that agrees in gender and number, or to nobody.

An attached pronoun goes to a compatible mention of its sentence, the subject first; a dropped subject to the
subject, or the speaker, before it. The order is by how often it held on annotated radio news; the rules are general.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from dalil.actors.agreement import Gender, Number
from dalil.actors.links import Links
from dalil.actors.surfaces import Surface
from dalil.actors.vocabulary import vocabulary
from dalil.model import Claim

_REACH = 40
_SPEECH = 4  # sentences over which speech is carried on


def join_pronouns(surfaces: Sequence[Surface], links: Links, claims: Sequence[Claim]) -> None:
    """Tie each pronoun and dropped subject to a mention before it, or leave it alone; in text order, so chains hold."""
    at = {s.mention.id: s.index for s in surfaces}
    speakers = frozenset(at[k.source] for c in claims for k in c.attribution if k.source is not None and k.source in at)
    subjects = frozenset(_agents(claims, at)) | speakers
    voices = _voices(claims, at)
    rivals = _rivals(claims, at)
    for s in surfaces:
        if s.mention.form not in ("pronoun", "dropped"):
            continue
        if _is_first_person(s):
            voice = surfaces[voices[s.index]] if s.index in voices else None
            if voice is not None and s.number == "s" and voice.mention.type == s.mention.type:
                links.join(voice.index, s.index, "first-person-to-speaker")
            continue
        before = [c for c in surfaces[max(0, s.index - _REACH) : s.index] if _may_be(s, c, rivals)]
        found = _find_speaker(s, before, speakers, surfaces, links) or _find(s, before, subjects, surfaces, links)
        if found is not None:
            links.join(found[0].index, s.index, found[1])


def _is_first_person(s: Surface) -> bool:
    kind = vocabulary(s.language).pronouns.get(s.words[-1] if s.words else "", "")
    return s.mention.form == "pronoun" and kind.startswith("first")


def _agents(claims: Sequence[Claim], at: Mapping[str, int]) -> Iterator[int]:
    for claim in claims:
        for filler in claim.args.get("agent", ()):
            if isinstance(filler, str) and filler in at:
                yield at[filler]


def _voices(claims: Sequence[Claim], at: Mapping[str, int]) -> dict[int, int]:
    """For each party of a claim somebody is quoted with, who says it (the innermost source)."""
    out: dict[int, int] = {}
    for claim in claims:
        source = claim.attribution[-1].source if claim.attribution else None
        if source is not None and source in at:
            for row in claim.args.values():
                out.update({at[f]: at[source] for f in row if isinstance(f, str) and f in at and f != source})
    return out


def _rivals(claims: Sequence[Claim], at: Mapping[str, int]) -> dict[int, set[int]]:
    """The other parties of the claims a mention is in: what one does to another is not done to oneself."""
    out: dict[int, set[int]] = {}
    for claim in claims:
        fillers = {f: role for role, row in claim.args.items() for f in row if isinstance(f, str) and f in at}
        for filler, role in fillers.items():
            out.setdefault(at[filler], set()).update(at[f] for f, other in fillers.items() if other != role)
    return out


def _may_be(s: Surface, c: Surface, rivals: Mapping[int, set[int]]) -> bool:
    if c.mention.end >= s.mention.end and c.mention.start < s.mention.start and s.mention.form == "pronoun":
        return False
    return c.index not in rivals.get(s.index, ()) and s.index not in rivals.get(c.index, ())


def _find_speaker(
    s: Surface, before: Sequence[Surface], speakers: frozenset[int], surfaces: Sequence[Surface], links: Links
) -> tuple[Surface, str] | None:
    """A speech verb without a subject carries on the speaker before it."""
    if s.mention.form != "dropped" or s.index not in speakers:
        return None
    recent = [c for c in reversed(before) if c.sentence >= s.sentence - _SPEECH]
    found = next((c for c in recent if c.index in speakers and _agrees(s, c, surfaces, links)), None)
    return (found, "speaker-carries-on") if found is not None else None


def _find(
    s: Surface, before: Sequence[Surface], subjects: frozenset[int], surfaces: Sequence[Surface], links: Links
) -> tuple[Surface, str] | None:
    fit = [c for c in reversed(before) if _agrees(s, c, surfaces, links)]
    here = [c for c in fit if c.sentence == s.sentence]
    subject = next((c for c in here if c.index in subjects), None)
    if s.mention.form == "dropped":
        if subject is not None:
            return subject, "subject-before"
        last = [c for c in fit if c.index in subjects and c.sentence >= s.sentence - 1]
        if not last or len(links.roots(c.index for c in last)) > 1:
            return None
        return last[0], "subject-of-last-sentence"
    if here:
        return (subject or here[0]), "pronoun-to-subject" if subject else "pronoun-to-nearest"
    recent = [c for c in fit if c.sentence == s.sentence - 1]
    if not recent or len(links.roots(c.index for c in recent)) > 1:
        return None
    return recent[0], "pronoun-to-only-one"


def _agrees(s: Surface, c: Surface, surfaces: Sequence[Surface], links: Links) -> bool:
    root = surfaces[links.root(c.index)]
    gender, number = _known(c, root)
    if s.mention.type not in (c.mention.type, root.mention.type):
        return False
    return (s.gender is None or gender is None or s.gender == gender) and (
        s.number is None or number is None or s.number == number
    )


def _known(c: Surface, root: Surface) -> tuple[Gender | None, Number | None]:
    if c.mention.form in ("name", "nominal"):
        return c.gender, c.number
    return c.gender or root.gender, c.number or root.number
