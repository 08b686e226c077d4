"""Shortcuts of the log's tests: something happens, is sealed, and what people may do wrong to the tables."""

from __future__ import annotations

from uuid import UUID

import pytest

from server.data.database import Database, dialect, reader, transaction
from server.journal import log
from server.journal.bus import MemoryBus
from server.journal.models import Event
from server.journal.relay import Relay


async def happened(subject: UUID, kind: str = "incident.noted", **payload: object) -> Event:
    """One event about `subject`, committed."""

    async def work() -> UUID:
        return await log.record(kind, subject_id=subject, area="140214018", viewer=None, payload=payload)

    return await Event.get(id=await transaction(work), using_db=reader())


async def sealed(database: Database) -> None:
    """The relay has seen everything."""
    relay = Relay(database, MemoryBus())
    while await relay.once():
        continue


async def tamper(*statements: str) -> None:
    """What somebody does who may write to the database itself: the triggers are switched off first."""
    if dialect() == "postgres":
        statements = (
            *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in ("event", "seal")),
            *statements,
        )
    else:
        triggers = await reader().execute_query_dict("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        statements = (*(f"DROP TRIGGER {row['name']}" for row in triggers), *statements)

    async def work() -> None:
        for statement in statements:
            await reader().execute_query(statement)

    await transaction(work)


@pytest.fixture
def bus() -> MemoryBus:
    """A bus of this process."""
    return MemoryBus()
