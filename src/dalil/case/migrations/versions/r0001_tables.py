"""The tables of the first case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.schema import SchemaItem

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.execute(f"PRAGMA application_id = {0x44414C4C}")
    _create_documents()
    _create_parts()
    _create_pieces()
    _create_actors()
    _create_judgements()


def _texts(*names: str, optional: str = "") -> list[sa.Column[str]]:
    filled = [sa.Column(name, sa.Text, nullable=False) for name in names]
    return [*filled, *(sa.Column(name, sa.Text) for name in optional.split())]


def _numbers(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer, nullable=False) for name in names]


def _document() -> sa.Column[int]:
    return sa.Column("document", sa.Integer, sa.ForeignKey("documents.number", ondelete="CASCADE"), primary_key=True)


def _refers(name: str, target: str, **options: str | bool) -> sa.ForeignKeyConstraint:
    columns = [f"{target}.document", f"{target}.id"]
    return sa.ForeignKeyConstraint(["document", name], columns, **options)  # type: ignore[arg-type]


def _part(name: str, *columns: SchemaItem) -> None:
    key: list[SchemaItem] = [_document(), sa.Column("id", sa.Text, primary_key=True), *_numbers("position")]
    op.create_table(name, *key, *columns, sqlite_with_rowid=False)


def _piece(name: str, *columns: SchemaItem) -> None:
    key = (
        _document(),
        sa.Column("claim", sa.Text, primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
    )
    op.create_table(name, *key, *columns, _refers("claim", "claims"), sqlite_with_rowid=False)


def _create_documents() -> None:
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, primary_key=True),
        *_texts("id", "sha256", "media_type", optional="language title published publisher url path"),
        *_numbers("characters"),
        *_texts("text"),
    )
    op.create_index("documents_id", "documents", ["id"], unique=True)
    for name in ("sha256", "published", "publisher"):
        op.create_index(f"documents_{name}", "documents", [name])
    op.create_table("document_bytes", _document(), *_numbers("size"), sa.Column("data", sa.LargeBinary, nullable=False))
    op.create_table(
        "blocks",
        _document(),
        sa.Column("position", sa.Integer, primary_key=True),
        *_numbers("start", "end"),
        *_texts("kind", optional="language"),
        sqlite_with_rowid=False,
    )


def _create_parts() -> None:
    _part("actors", *_texts("type", "name", "names", "ids"))
    _part("mentions", *_numbers("start", "end"), *_texts("type", "form", "rule", optional="actor resolved lexicon"))
    op.create_index("mentions_actor", "mentions", ["document", "actor"])
    _part("times", *_numbers("start", "end"), *_texts("edtf", "calendar", "rule", optional="earliest latest anchor"))
    op.create_index("times_earliest", "times", ["earliest"])
    _part(
        "claims",
        *_numbers("start", "end", "trigger_start", "trigger_end"),
        *_texts("predicate", "polarity", "modality", optional="edtf time relation of"),
        *_texts("reader", "version", "rule"),
        sa.Column("score", sa.Float, nullable=False),
        _refers("time", "times"),
        _refers("of", "claims", deferrable=True, initially="DEFERRED"),
    )
    op.create_index("claims_id", "claims", ["id"])
    op.create_index("claims_predicate", "claims", ["predicate"])


def _create_pieces() -> None:
    span = (sa.Column("start", sa.Integer), sa.Column("end", sa.Integer))
    _piece("arguments", *_texts("role", optional="mention"), *span, _refers("mention", "mentions"))
    op.create_index("arguments_mention", "arguments", ["document", "mention"])
    _piece("attributions", *_texts(optional="source"), *_numbers("cue_start", "cue_end"), _refers("source", "mentions"))
    op.create_index("attributions_source", "attributions", ["document", "source"])
    _piece("evidence", *_numbers("start", "end"), *_texts("what", "rule"))
    _part(
        "conflicts",
        *_texts("first", "second", "kind", "why", "why_ar", "rule"),
        sa.Column("score", sa.Float, nullable=False),
        _refers("first", "claims"),
        _refers("second", "claims"),
    )


def _create_actors() -> None:
    op.create_table(
        "case_actors",
        sa.Column("id", sa.Text, primary_key=True),
        *_texts("type", "name", "names", "ids", "why"),
        *_numbers("mentions", "documents"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "members",
        sa.Column("document", sa.Integer, primary_key=True),
        sa.Column("actor", sa.Text, primary_key=True),
        sa.Column("case_actor", sa.Text, sa.ForeignKey("case_actors.id", ondelete="CASCADE"), nullable=False),
        *_numbers("position"),
        sa.ForeignKeyConstraint(["document", "actor"], ["actors.document", "actors.id"], ondelete="CASCADE"),
        sqlite_with_rowid=False,
    )
    op.create_index("members_case_actor", "members", ["case_actor", "position"])


def _create_judgements() -> None:
    op.create_table(
        "judgements",
        sa.Column("number", sa.Integer, primary_key=True),
        *_texts("id", "kind", "verdict", "by", "at", "why", optional="withdrawn_at"),
    )
    op.create_index("judgements_id", "judgements", ["id"], unique=True)
    op.create_table(
        "judgement_subjects",
        sa.Column("judgement", sa.Integer, sa.ForeignKey("judgements.number", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True),
        *_texts("subject"),
        sqlite_with_rowid=False,
    )
    op.create_index("judgement_subjects_subject", "judgement_subjects", ["subject"])
    op.create_table(
        "unread",
        sa.Column("path", sa.Text, primary_key=True),
        sa.Column("item", sa.Integer, primary_key=True),
        sa.Column("reason", sa.Text, primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_table("settings", sa.Column("name", sa.Text, primary_key=True), *_texts("value"), sqlite_with_rowid=False)
