"""The nouns of dalil: frozen values without I/O; every offset is a code point of `Document.text`, half-open.

What `Reading` encodes to (`claims.form`) is the form of a document with claims; see docs/form.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Language = Literal["ar", "fa", "en"]
BlockKind = Literal["title", "heading", "paragraph", "boilerplate"]
MentionType = Literal["person", "organization", "place", "event", "work", "group"]
MentionForm = Literal["name", "nominal", "pronoun", "dropped"]
Calendar = Literal["gregorian", "hijri", "solar-hijri"]
Polarity = Literal["positive", "negative"]
Modality = Literal["actual", "attempted", "intended", "possible", "conditional", "required"]
Role = Literal[
    "agent", "patient", "recipient", "counterpart", "origin", "destination",
    "place", "content", "result", "instrument", "purpose", "exchange",
]  # fmt: skip
Relation = Literal["before", "after", "during", "since", "until"]
ConflictKind = Literal["date", "order", "agent", "identity", "polarity", "state", "quantity"]
Verdict = Literal["positive", "negative", "unsure"]
JudgementKind = Literal["claim", "actors", "id"]

PREDICATES: frozenset[str] = frozenset(
    (
        "lead", "found", "dissolve", "merge", "split", "rename", "join", "leave", "belong", "appoint",
        "dismiss", "control", "agree", "reject", "meet", "request", "support", "aid", "cooperate", "oppose",
        "accuse", "threaten", "protest", "sanction", "mobilize", "attack", "kill", "injure", "detain",
        "release", "prosecute", "expel", "withdraw", "send", "move", "transfer", "obtain", "say", "disclose",
        "describe", "change", "other",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text, never empty: `0 <= start < end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Block(Span):
    """A non-empty line or block element. `language` is None where it could not be told (too few letters)."""

    kind: BlockKind = "paragraph"
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One article as it was printed. `text` is never altered; `blocks` cover its non-empty lines in order, apart.

    `id` is the article's own where its file gives one, else `sha256`: of the file's bytes, or of the line's bytes for
    one article of many. `published` is a day, YYYY-MM-DD. `media_type` is text/plain, text/html or application/json.
    """

    id: str
    text: str
    sha256: str
    blocks: tuple[Block, ...] = ()
    language: Language | None = None
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    path: str | None = None
    media_type: str = "text/plain"


@dataclass(frozen=True, slots=True)
class Sentence(Span):
    """A sentence inside one block that is not boilerplate."""

    language: Language
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Evidence(Span):
    """Why the program thinks so: `what` was settled (trigger, agent, polarity, time, …) by `rule`, from this span.

    `score` is how sure the network was, in (0, 1], where it settled it. A `lexicon` piece names an entry of the tables.
    """

    what: str
    rule: str
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Mention(Span):
    """A name, nominal, pronoun or dropped subject; `actor` joins those of one actor in the document.

    `rule` found it; `resolved` says which rule tied it to its actor (None: it stands for itself). `lexicon` is the id
    of the lexicon entry that its name stands for, where there is one.
    """

    id: str
    type: MentionType
    form: MentionForm
    actor: str | None = None
    rule: str = ""
    resolved: str | None = None
    lexicon: str | None = None


@dataclass(frozen=True, slots=True)
class Timex(Span):
    """A time expression. `edtf` is empty where only another event dates it; `earliest`, `latest`: days or None.

    `rule` and `anchor` say how the value came about; `anchor` is a day, "published", or None where nothing was needed.
    """

    id: str
    edtf: str
    calendar: Calendar = "gregorian"
    earliest: str | None = None
    latest: str | None = None
    rule: str = ""
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: `source` is a mention's id, or None where the text names nobody; `cue` is the word that says it.

    `time` is a Timex id: when it was said, where an expression on the cue tells. It never dates what is said.
    """

    source: str | None
    cue: Span
    time: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When it happened: a value with the `mention` (a Timex id) that gives it, or a `relation` to the claim `of`."""

    edtf: str | None = None
    mention: str | None = None
    relation: Relation | None = None
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Which reader, in which version, made a claim, and by which rule or head its trigger was found."""

    reader: str
    version: str
    rule: str


@dataclass(frozen=True, slots=True)
class Claim(Span):
    """What the text says happened, holds, was tried or denied; `start`, `end` is the clause.

    `args` maps a role to its fillers in text order: a mention's id, or a plain span. `attribution` is outermost first
    and empty for what the document itself says. `score` is in (0, 1].
    """

    id: str
    trigger: Span
    predicate: str
    origin: Origin
    args: Mapping[str, tuple[str | Span, ...]] = field(default_factory=dict)
    polarity: Polarity = "positive"
    modality: Modality = "actual"
    time: ClaimTime = ClaimTime()
    attribution: tuple[Attribution, ...] = ()
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organization, place, event, work or group of one document. `names` by language, most used first."""

    id: str
    type: MentionType
    name: str
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both be true as told. `why` and `why_ar` are one sentence each."""

    id: str
    claims: tuple[str, str]
    kind: ConflictKind
    why: str
    why_ar: str
    rule: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document; everything in it refers to `document.text`."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    times: tuple[Timex, ...] = ()
    actors: tuple[Actor, ...] = ()
    claims: tuple[Claim, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or one article of a file, that was not read. `item` is the line number in a file of many articles."""

    path: str
    reason: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class CaseActor:
    """One actor of a case: the document actors `members` (document id, actor id) that were joined, and `why`.

    `names` by language, most used first; `mentions` and `documents` are counts.
    """

    id: str
    type: MentionType
    name: str
    names: Mapping[str, tuple[str, ...]]
    ids: Mapping[str, str]
    members: tuple[tuple[str, str], ...]
    why: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided about `subject`; it outlives every re-run.

    The subject is a claim's id; two actors' ids (are they one?); or an actor's id, a scheme and the actor's id in it.
    `members` holds, for each of those actors, the document actors (DOCUMENT/ACTOR) that it stood for at the time.
    `at` is an ISO 8601 instant in UTC. A withdrawn judgement stays on record with `withdrawn_at`.
    """

    id: str
    kind: JudgementKind
    subject: tuple[str, ...]
    verdict: Verdict
    by: str
    at: str
    why: str = ""
    withdrawn_at: str | None = None
    members: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """An argument or a source as a view shows it: the exact `text`, and the actor it stands for where it has one."""

    role: str
    start: int
    end: int
    text: str
    actor: str | None = None
    name: str | None = None
    type: MentionType | None = None
    form: MentionForm | None = None


@dataclass(frozen=True, slots=True)
class Teller:
    """One link of the chain of who says so: `party` is None where the text names nobody; `cue` quotes the cue word.

    `said` is when it was said (EDTF), where the text tells; it never stands for when the thing said happened.
    """

    party: Party | None
    cue: str
    said: str | None = None


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with all that no view may leave out: who says so, how certainly, and the exact words.

    `quote` is the clause, `sentence` the sentence around it. `tellers` is outermost first; with none, the publisher
    says it. `edtf` etc. are the claim's own time; `time_text` quotes its expression.
    """

    claim: Claim
    document_id: str
    publisher: str | None
    published: str | None
    title: str | None
    language: Language | None
    quote: str
    sentence: Span
    trigger: str
    parties: tuple[Party, ...]
    tellers: tuple[Teller, ...]
    edtf: str | None = None
    earliest: str | None = None
    latest: str | None = None
    time_text: str | None = None
    verdict: Verdict | None = None
