"""Claims, edges, entries as lines for a terminal: logical order, foreign words isolated, nothing hidden let through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from dalil.analysis.network import Network
from dalil.analysis.timeline import Timeline, TimelineEntry
from dalil.language.organizations import find_organization
from dalil.model import CaseActor, Conflict, Document, Judgement, Reading, ToldClaim, Unread
from dalil.views.hidden import escape_hidden
from dalil.views.wording import Phrase, Quoted, load_words, word_bounds, word_certainty, word_party, word_when, word_who

if TYPE_CHECKING:
    from dalil.case.entries import DocumentEntry, Hit

_FSI, _PDI = "\u2068", "\u2069"


def isolate(text: str) -> str:
    """`text` between FSI and PDI, so that its direction stays its own; hidden characters in it are written out."""
    return f"{_FSI}{escape_hidden(text)}{_PDI}"


def line_of(phrase: Phrase) -> str:
    """A phrase as it goes to a terminal."""
    return "".join(isolate(part.text) if isinstance(part, Quoted) else part for part in phrase)


def claim_lines(told: ToldClaim) -> Iterator[str]:
    """Id, predicate, certainty and time; parties; who says so; the exact words."""
    yield f"{isolate(told.claim.id)}  {claim_head(told)}"
    if told.parties:
        yield "    " + parties_line(told)
    yield "    " + line_of(word_who(told))
    yield "    " + isolate(f"\u201c{told.quote}\u201d")


def claim_head(told: ToldClaim) -> str:
    head = f"{told.claim.predicate}  {word_certainty(told.claim)}  {line_of(word_when(told))}"
    return f"{head}  {load_words()['verdict'][told.verdict]}" if told.verdict else head


def parties_line(told: ToldClaim) -> str:
    """Who takes part, by role in the order of the claim: agent A, patient B, C."""
    roles: dict[str, list[str]] = {}
    for party in told.parties:
        roles.setdefault(party.role, []).append(line_of(word_party(party)))
    return " \u00b7 ".join(f"{role} {', '.join(words)}" for role, words in roles.items())


def timeline_lines(timeline: Timeline) -> Iterator[str]:
    """The dated, the tied with the days that follow from their ties, and how many nothing orders."""
    words = load_words()["page"]
    for entry in timeline.dated:
        yield from _entry_lines(entry, escape_hidden(entry.edtf or ""))
    if timeline.tied:
        yield f"{words['undated_tied']}:"
    for entry in timeline.tied:
        bounds = line_of(word_bounds(entry.earliest, entry.latest))
        when = line_of(word_when(entry.told))
        yield from _entry_lines(entry, f"{when} ({bounds})" if bounds else when)
    if timeline.unordered:
        yield f"{words['unordered']}: {len(timeline.unordered)}"


def _entry_lines(entry: TimelineEntry, when: str) -> Iterator[str]:
    told = entry.told
    head = f"{when:<12}  {told.claim.predicate}  {word_certainty(told.claim)}  {parties_line(told)}"
    yield head.rstrip()
    yield f"{'':<12}  {line_of(word_who(told))}  {isolate(told.claim.id)}"


def network_lines(network: Network) -> Iterator[str]:
    """One edge a line; what is not told as done is marked by a broken arrow and weighs nothing."""
    names = {node.id: node.name for node in network.nodes}
    for edge in network.edges:
        arrow = f"\u2014{edge.predicate}\u2192" if edge.plain else f"- -{edge.predicate}- ->"
        certainty = word_certainty(edge.claims[0].claim)
        count = f"{len(edge.claims)} claim{'s' if len(edge.claims) > 1 else ''}"
        yield f"{isolate(names[edge.source])} {arrow} {isolate(names[edge.target])}  {certainty}  {count}"
        who = Counter(line_of(word_who(told)) for told in edge.claims)
        yield "    " + "; ".join(f"{says} ({n})" if n > 1 else says for says, n in who.items())


def conflict_lines(conflict: Conflict, first: ToldClaim, second: ToldClaim) -> Iterator[str]:
    yield f"{isolate(conflict.id)}  {load_words()['conflict'][conflict.kind]}: {isolate(conflict.why)}"
    if conflict.why_ar:
        yield "    " + isolate(conflict.why_ar)
    for told in (first, second):
        yield from ("  " + line for line in claim_lines(told))


def judgement_line(judgement: Judgement) -> str:
    """One judgement: what about, the verdict, who, when, why, and whether it was taken back."""
    subject = [isolate(part) for part in judgement.subject]
    about = {
        "claim": f"claim {subject[0]}",
        "actors": f"actors {' and '.join(subject)} are one",
        "id": f"actor {subject[0]} is {' '.join(subject[1:])}",
    }[judgement.kind]
    line = f"{isolate(judgement.id)}  {about}: {judgement.verdict}, by {isolate(judgement.by)}, {judgement.at}"
    line += f": {isolate(judgement.why)}" if judgement.why else ""
    return line + (f"  withdrawn {judgement.withdrawn_at}" if judgement.withdrawn_at else "")


def actor_lines(actor: CaseActor) -> Iterator[str]:
    yield f"{isolate(actor.id)}  {actor.type}  {isolate(actor.name)}  {_counts(actor)}"
    for language, names in actor.names.items():
        if names:
            yield f"    {language}: " + " \u00b7 ".join(isolate(name) for name in names)
    yield from _entry_of_actor(actor)
    for scheme, value in actor.ids.items():
        yield f"    id: {isolate(scheme)} {isolate(value)}"
    for why in actor.why:
        yield f"    joined: {isolate(why)}"


def _entry_of_actor(actor: CaseActor) -> Iterator[str]:
    """What the lexicon knows of an organisation: parent, earlier names with the dates they ended, successor."""
    entry = find_organization(actor.ids.get("lexicon", ""))
    if entry is None:
        return
    if entry.parent is not None:
        yield f"    belongs to: {entry.parent}"
    for earlier in entry.earlier:
        names = " \u00b7 ".join(isolate(name) for row in earlier.names.values() for name in row)
        yield f"    until {earlier.until}: {names}"
    if entry.successor is not None:
        yield f"    followed by: {entry.successor}"


def document_line(entry: DocumentEntry) -> str:
    return _document_line(entry, entry.claims)


def reading_line(reading: Reading) -> str:
    """One document as it was just read."""
    return _document_line(reading.document, len(reading.claims))


def hit_lines(hit: Hit) -> Iterator[str]:
    """A place found by search: the passage with what was found in brackets, and who printed it."""
    marked, position = "", 0
    for span in sorted(hit.highlights):
        start, end = span.start - hit.start, span.end - hit.start
        if start >= position:
            marked += f"{hit.text[position:start]}[{hit.text[start:end]}]"
            position = end
    yield isolate(marked + hit.text[position:])
    yield f"    according to {isolate(hit.publisher or 'the document, publisher unknown')}  {isolate(hit.document_id)}"


def unread_line(unread: Unread) -> str:
    item = f", line {unread.item}" if unread.item is not None else ""
    return f"not read: {isolate(unread.path)}{item}: {escape_hidden(unread.reason)}"


def why_lines(told: ToldClaim, reading: Reading) -> Iterator[str]:
    """A claim with all it rests on: the sentence, each piece of evidence with its rule and words, and who read it."""
    yield from claim_lines(told)
    text = reading.document.text
    yield f"    sentence    {isolate(told.sentence.of(text))}"
    yield f"    trigger     {isolate(told.trigger)}  {told.claim.trigger.start}:{told.claim.trigger.end}"
    for evidence in told.claim.evidence:
        place = f"{evidence.start}:{evidence.end}"
        score = f" {evidence.score:.2f}" if evidence.score is not None else ""
        yield f"    {evidence.what:<11} {isolate(evidence.of(text))}  {place}  by {isolate(evidence.rule)}{score}"
    if told.time_text:
        yield f"    time        {isolate(told.time_text)}"
    origin = told.claim.origin
    yield f"    read by     {origin.reader} {origin.version} {origin.rule}  score {told.claim.score:.2f}".rstrip()
    document = reading.document
    yield "    document    " + reading_line(reading)
    if document.path:
        yield f"    file        {isolate(document.path)}"


def _counts(actor: CaseActor) -> str:
    mentions = f"{actor.mentions} mention{'s' if actor.mentions != 1 else ''}"
    return f"{mentions}, {actor.documents} document{'s' if actor.documents != 1 else ''}"


def _document_line(document: DocumentEntry | Document, claims: int) -> str:
    parts = [
        isolate(document.published or "publication date unknown"),
        isolate(document.publisher or "publisher unknown"),
        document.language or "language unknown",
        f"{claims} claim{'s' if claims != 1 else ''}",
        isolate(document.title or "untitled"),
        isolate(document.id),
    ]
    return "  ".join(parts)
