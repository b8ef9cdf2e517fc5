"""When something was said: the time of an attribution. Readings stored before have none until they are read again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("attributions", sa.Column("time", sa.Text))
