"""An audit of what somebody with the database's password has done, which is undone then."""

from __future__ import annotations

from server.data.database import dialect, reader, transaction
from server.keep.audit.findings import Finding
from server.keep.audit.heads import Noted
from server.keep.audit.verify import verify


class Undo(Exception):
    """The tables are as they were."""


async def _unwatched() -> list[str]:
    """What switches the triggers and keys off that keep honest people from it."""
    if dialect() == "postgres":
        return ["SET LOCAL session_replication_role = replica"]
    triggers = await reader().execute_query_dict("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return ["PRAGMA defer_foreign_keys = ON", *(f"DROP TRIGGER {row['name']}" for row in triggers)]


async def audited(statements: list[str], noted: list[Noted]) -> tuple[Finding, ...]:
    """What an audit finds once these have been done, which is undone then."""
    found: list[Finding] = []

    async def work() -> None:
        for statement in [*await _unwatched(), *statements]:
            await reader().execute_query(statement)
        found.extend((await verify(noted)).findings)
        raise Undo

    try:
        await transaction(work)
    except Undo:
        return tuple(found)
    raise AssertionError("it was not undone")
