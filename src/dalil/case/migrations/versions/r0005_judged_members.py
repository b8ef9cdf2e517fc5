"""Which document actors a judged actor stood for. Judgements stored before name their actors by id alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.add_column("judgement_subjects", sa.Column("members", sa.Text))
