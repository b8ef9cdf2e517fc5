"""The migrations of a case: numbered and frozen; loaded only where a case is older than this version."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection, *, revision: str = "head") -> None:
    """Runs what is missing up to `revision` inside the transaction of `connection`: all of it or nothing."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, revision)
