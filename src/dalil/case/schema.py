"""The tables of a case. What stands here equals what the migrations make; a test holds the two together.

Offsets are code points of `documents.text`, half-open. `position` is the order inside a reading. Small things that no
page asks for (names by language, ids, reasons) are JSON; everything else is a column of its own.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    column,
    table,
)
from sqlalchemy.schema import SchemaItem

REVISION = "0006"  # the newest migration; a test holds it to the folder of migrations
APPLICATION_ID = 0x44414C4C  # "DALL", in the header of every case file

metadata = MetaData()


def _columns(*names: str, optional: str = "") -> list[Column[str]]:
    """Columns of text that are always filled, then, in `optional`, those that may be empty."""
    filled = [Column(name, Text, nullable=False) for name in names]
    return [*filled, *(Column(name, Text) for name in optional.split())]


def _numbers(*names: str) -> list[Column[int]]:
    return [Column(name, Integer, nullable=False) for name in names]


def _document() -> Column[int]:
    return Column("document", ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True)


def _part(name: str, *columns: SchemaItem) -> Table:
    """A table of what one reading holds, each row known by its document and its own id."""
    key: list[SchemaItem] = [_document(), Column("id", Text, primary_key=True), *_numbers("position")]
    return Table(name, metadata, *key, *columns, sqlite_with_rowid=False)


def _piece(name: str, *columns: SchemaItem) -> Table:
    """A table of what one claim holds, each row known by its document, its claim and its position."""
    key = (_document(), Column("claim", Text, primary_key=True), Column("position", Integer, primary_key=True))
    return Table(name, metadata, *key, *columns, _refers("claim", "claims"), sqlite_with_rowid=False)


def _refers(name: str, target: str, *, deferred: bool = False) -> ForeignKeyConstraint:
    """`name` is the id of a row of `target` in the same document."""
    return ForeignKeyConstraint(
        ["document", name],
        [f"{target}.document", f"{target}.id"],
        deferrable=True if deferred else None,
        initially="DEFERRED" if deferred else None,
    )


documents = Table(
    "documents",
    metadata,
    Column("number", Integer, primary_key=True),
    *_columns("id", "sha256", "media_type", optional="language title published publisher url path"),
    *_numbers("characters"),
    *_columns("text"),
    Index("documents_id", "id", unique=True),
    Index("documents_sha256", "sha256"),
    Index("documents_published", "published"),
    Index("documents_publisher", "publisher"),
)
# The bytes stand apart, so that a walk over the documents does not step over them. `data` is zlib's.
document_bytes = Table(
    "document_bytes", metadata, _document(), *_numbers("size"), Column("data", LargeBinary, nullable=False)
)
blocks = Table(
    "blocks",
    metadata,
    _document(),
    Column("position", Integer, primary_key=True),
    *_numbers("start", "end"),
    *_columns("kind", optional="language"),
    sqlite_with_rowid=False,
)
actors = _part("actors", *_columns("type", "name", "names", "ids"))
# A mention's actor is no foreign key: a reading may leave its actors unlisted.
mentions = _part(
    "mentions",
    *_numbers("start", "end"),
    *_columns("type", "form", "rule", optional="actor resolved lexicon"),
    Index("mentions_actor", "document", "actor"),
)
times = _part(
    "times",
    *_numbers("start", "end"),
    *_columns("edtf", "calendar", "rule", optional="earliest latest anchor"),
    Index("times_earliest", "earliest"),
)
claims = _part(
    "claims",
    *_numbers("start", "end", "trigger_start", "trigger_end"),
    *_columns("predicate", "polarity", "modality", optional="edtf time relation of"),
    *_columns("reader", "version", "rule"),
    Column("score", Float, nullable=False),
    _refers("time", "times"),
    _refers("of", "claims", deferred=True),  # a claim may be dated by one that comes after it
    Index("claims_id", "id"),
    Index("claims_predicate", "predicate"),
)
# A filler is a mention or a span; a row with neither stands for a role that nothing fills.
arguments = _piece(
    "arguments",
    *_columns("role", optional="mention"),
    Column("start", Integer),
    Column("end", Integer),
    _refers("mention", "mentions"),
    Index("arguments_mention", "document", "mention"),
)
attributions = _piece(
    "attributions",
    *_columns(optional="source"),
    *_numbers("cue_start", "cue_end"),
    *_columns(optional="time"),  # since 0003: when it was said; no foreign key, which SQLite does not add to a table
    _refers("source", "mentions"),
    Index("attributions_source", "document", "source"),
)
evidence = _piece(
    "evidence",
    *_numbers("start", "end"),
    *_columns("what", "rule"),
    Column("score", Float),  # since 0004
)
conflicts = _part(
    "conflicts",
    *_columns("first", "second", "kind", "why", "why_ar", "rule"),
    Column("score", Float, nullable=False),
    _refers("first", "claims"),
    _refers("second", "claims"),
)
case_actors = Table(
    "case_actors",
    metadata,
    Column("id", Text, primary_key=True),
    *_columns("type", "name", "names", "ids", "why"),
    *_numbers("mentions", "documents"),
    sqlite_with_rowid=False,
)
# Since 0006: the named actors of documents with their profiles; `cell` is empty until actors are resolved.
members = Table(
    "members",
    metadata,
    _document(),
    Column("actor", Text, primary_key=True),
    *_numbers("rank"),
    *_columns("profile"),
    Column("cell", Integer),
    Index("members_cell", "cell", "rank"),
    sqlite_with_rowid=False,
)
# Sums over members, so that a document added concerns only the cells it lies in or meets; `actor` is the
# case actor that it was joined into, `own` the id of the one that it would give its name to.
cells = Table(
    "cells",
    metadata,
    Column("number", Integer, primary_key=True),
    *_columns("id", "own", "sums", optional="actor"),
    Index("cells_id", "id", unique=True),
    Index("cells_own", "own"),
    Index("cells_actor", "actor"),
)
cell_keys = Table(
    "cell_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("cell", ForeignKey("cells.number", ondelete="CASCADE"), primary_key=True),
    Index("cell_keys_cell", "cell"),
    sqlite_with_rowid=False,
)
# Cells whose actors are to be resolved anew.
due_cells = Table("due_cells", metadata, Column("cell", Integer, primary_key=True), sqlite_with_rowid=False)
# No foreign keys: what a person decided outlives the claims and actors of every re-run.
judgements = Table(
    "judgements",
    metadata,
    Column("number", Integer, primary_key=True),
    *_columns("id", "kind", "verdict", "by", "at", "why", optional="withdrawn_at"),
    Index("judgements_id", "id", unique=True),
)
judgement_subjects = Table(
    "judgement_subjects",
    metadata,
    Column("judgement", ForeignKey("judgements.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    *_columns("subject", optional="members"),  # `members` since 0005: JSON, filled where the subject is an actor
    Index("judgement_subjects_subject", "subject"),
    sqlite_with_rowid=False,
)
# `item` is 0 for a whole file, so that the key tells two rows of one file apart.
unread = Table(
    "unread",
    metadata,
    Column("path", Text, primary_key=True),
    Column("item", Integer, primary_key=True),
    Column("reason", Text, primary_key=True),
    sqlite_with_rowid=False,
)
settings = Table(
    "settings", metadata, Column("name", Text, primary_key=True), *_columns("value"), sqlite_with_rowid=False
)
# Alembic's own table; the revision is the number of the last migration.
alembic_version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))

# Since 0002: what is searched, a sentence or a block of boilerplate a row, and its words beside it.
passages = Table(
    "passages",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("document", ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
    *_numbers("start", "end"),
    Column("boilerplate", Boolean, nullable=False),
    Index("passages_document", "document"),
)
# Full-text tables are SQLite's own; `rowid` is `passages.number`. Words come folded, so nothing is folded again.
passage_words = table("passage_words", column("rowid"), column("words"))
CREATE_PASSAGE_WORDS = (
    "CREATE VIRTUAL TABLE passage_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')"
)
READING_PARTS: tuple[Table, ...] = (
    blocks, actors, mentions, times, claims, arguments, attributions, evidence, conflicts
)  # fmt: skip
