"""Claims with all that a view must not leave out: who says so, when, how certainly, in which words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dalil.model import Claim, Party, Reading, Span, Teller, Timex, ToldClaim, Verdict


def tell_claims(
    reading: Reading,
    sentences: Sequence[Span],
    *,
    actors: Mapping[str, tuple[str, str]] | None = None,
    verdicts: Mapping[str, Verdict] | None = None,
) -> tuple[ToldClaim, ...]:
    """Every claim of `reading`, in order, with its parties and tellers.

    `actors` maps a document actor's id to the (id, name) of its case actor; without it the document's own are shown.
    `verdicts` maps a claim's id to what a person decided. A claim outside every sentence gets its own clause.
    """
    teller = _Teller(reading, actors or {a.id: (a.id, a.name) for a in reading.actors})
    times = {t.id: t for t in reading.times}
    return tuple(
        _tell(reading, claim, teller, times, sentences=sentences, verdict=(verdicts or {}).get(claim.id))
        for claim in reading.claims
    )


class _Teller:
    """Looks up the mentions of one reading as parties."""

    def __init__(self, reading: Reading, actors: Mapping[str, tuple[str, str]]) -> None:
        self._text = reading.document.text
        self._mentions = {m.id: m for m in reading.mentions}
        self._actors = actors
        self._named = {m.actor for m in reading.mentions if m.form in ("name", "nominal")}

    def party(self, role: str, filler: str | Span) -> Party:
        if isinstance(filler, Span):
            return Party(role, filler.start, filler.end, filler.of(self._text))
        mention = self._mentions[filler]
        actor, name = self._actors.get(mention.actor or "", (mention.actor, None))
        if mention.actor not in self._named:  # a pronoun or left-out subject that no rule ties to anybody names nobody
            actor, name = None, None
        return Party(role, mention.start, mention.end, mention.of(self._text), actor, name, mention.type, mention.form)


def _tell(
    reading: Reading,
    claim: Claim,
    teller: _Teller,
    times: Mapping[str, Timex],
    *,
    sentences: Sequence[Span],
    verdict: Verdict | None,
) -> ToldClaim:
    document = reading.document
    timex = times.get(claim.time.mention or "")
    clause = Span(claim.start, claim.end)
    sentence = next((s for s in sentences if s.start <= claim.trigger.start < s.end), clause)
    return ToldClaim(
        claim=claim,
        document_id=document.id,
        publisher=document.publisher,
        published=document.published,
        title=document.title,
        language=document.language,
        quote=clause.of(document.text),
        sentence=Span(sentence.start, sentence.end),
        trigger=claim.trigger.of(document.text),
        parties=tuple(teller.party(role, filler) for role, fillers in claim.args.items() for filler in fillers),
        tellers=tuple(
            Teller(
                teller.party("source", a.source) if a.source else None,
                a.cue.of(document.text),
                (times[a.time].edtf or None) if a.time is not None and a.time in times else None,
            )
            for a in claim.attribution
        ),
        edtf=claim.time.edtf,
        earliest=timex.earliest if timex else None,
        latest=timex.latest if timex else None,
        time_text=timex.of(document.text) if timex else None,
        verdict=verdict,
    )
