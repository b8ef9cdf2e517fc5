"""Profiles of actors and the cells they lie in. What was resolved before is made anew when it is asked for."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.drop_table("members")
    op.execute("DELETE FROM case_actors")
    document = sa.ForeignKey("documents.number", ondelete="CASCADE")
    op.create_table(
        "members",
        sa.Column("document", sa.Integer, document, primary_key=True),
        sa.Column("actor", sa.Text, primary_key=True),
        sa.Column("rank", sa.Integer, nullable=False),
        sa.Column("profile", sa.Text, nullable=False),
        sa.Column("cell", sa.Integer),
        sqlite_with_rowid=False,
    )
    op.create_index("members_cell", "members", ["cell", "rank"])
    op.create_table(
        "cells",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("own", sa.Text, nullable=False),
        sa.Column("sums", sa.Text, nullable=False),
        sa.Column("actor", sa.Text),
    )
    op.create_index("cells_id", "cells", ["id"], unique=True)
    op.create_index("cells_own", "cells", ["own"])
    op.create_index("cells_actor", "cells", ["actor"])
    op.create_table(
        "cell_keys",
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("cell", sa.Integer, sa.ForeignKey("cells.number", ondelete="CASCADE"), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("cell_keys_cell", "cell_keys", ["cell"])
    op.create_table("due_cells", sa.Column("cell", sa.Integer, primary_key=True), sqlite_with_rowid=False)
