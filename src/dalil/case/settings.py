"""The few facts a case keeps of itself, by name."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, select

from dalil.case import schema


def read_setting(connection: Connection, name: str) -> str | None:
    query = select(schema.settings.c.value).where(schema.settings.c.name == name)
    return connection.execute(query).scalar_one_or_none()


def write_setting(connection: Connection, name: str, value: str) -> None:
    connection.execute(delete(schema.settings).where(schema.settings.c.name == name))
    connection.execute(insert(schema.settings).values(name=name, value=value))
