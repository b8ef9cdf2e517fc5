"""Full-text search: passages and their folded words, filled when the case is next opened."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("document", sa.Integer, sa.ForeignKey("documents.number", ondelete="CASCADE"), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("start", "end")),
        sa.Column("boilerplate", sa.Boolean, nullable=False),
    )
    op.create_index("passages_document", "passages", ["document"])
    op.execute("CREATE VIRTUAL TABLE passage_words USING fts5(words, tokenize = 'unicode61 remove_diacritics 0')")
