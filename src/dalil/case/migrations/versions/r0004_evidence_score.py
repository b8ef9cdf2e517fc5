"""How sure the network was of each piece of evidence. Readings stored before have none until they are read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.add_column("evidence", sa.Column("score", sa.Float))
