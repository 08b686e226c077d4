"""SQLite cannot change most things of a table: it is built anew and renamed. Here is how that is done without a loss.

Decision: Tortoise's own rebuild drops the old table with everything that hangs on it: indexes, triggers, unique pairs,
the counter of an AUTOINCREMENT key, and with foreign keys on the rows of cascading children. So what hangs on the
table is read first and put back afterwards, and a column that would vanish without having been named is refused.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tortoise import Model
from tortoise.backends.base.client import BaseDBAsyncClient, NestedTransactionContext, TransactionContext
from tortoise.fields import Field
from tortoise.migrations.schema_editor import SqliteSchemaEditor

from server.data.sqlite import ImmediateTransaction


def statements(script: str) -> Iterator[str]:
    """The statements of an SQL script one by one; a trigger's body, which has semicolons of its own, stays whole."""
    collected = ""
    for piece in script.split(";"):
        collected += piece + ";"
        if sqlite3.complete_statement(collected):
            if collected.strip(" \n\t;"):
                yield collected.strip()
            collected = ""
    if collected.strip(" \n\t;"):
        yield collected.strip().removesuffix(";")


class WholeTransaction(ImmediateTransaction):
    """A transaction that no script ends: sqlite3's `executescript` begins with a COMMIT, so it is never used."""

    async def execute_script(self, query: str) -> None:
        for statement in statements(query):
            await self.execute_query(statement)

    def _in_transaction(self) -> TransactionContext:
        return NestedTransactionContext(WholeTransaction(self))


@dataclass(frozen=True)
class Hanging:
    """What hangs on a table and would go with it."""

    columns: frozenset[str]
    scripts: tuple[str, ...]  # its indexes and triggers, as they were written
    unique: tuple[tuple[str, ...], ...]  # columns of UNIQUE (a, b) inside CREATE TABLE
    counter: int | None  # last number given by AUTOINCREMENT


class CarefulEditor(SqliteSchemaEditor):
    """Tortoise's editor, with a rebuild that keeps what hangs on the table. Foreign keys must be off meanwhile."""

    async def _run_sql(self, sql: str) -> None:
        if self.collect_sql:
            await super()._run_sql(sql)
            return
        for statement in statements(sql):
            await self.client.execute_query(statement)

    async def _remake_table(
        self,
        model: type[Model],
        create_field: Field[Any] | None = None,
        delete_field: Field[Any] | None = None,
        alter_fields: list[tuple[Field[Any], Field[Any]]] | None = None,
    ) -> None:
        table = model._meta.db_table
        before = await hanging(self.client, table)
        await self.client.execute_query("PRAGMA legacy_alter_table=ON")  # a rename must not look into other triggers
        try:
            await super()._remake_table(model, create_field, delete_field, alter_fields)
        finally:
            await self.client.execute_query("PRAGMA legacy_alter_table=OFF")
        named = {_column(delete_field)} if delete_field else set()
        renames = {_column(old): _column(new) for old, new in alter_fields or []}
        await self._put_back(table, before, named, renames)

    async def _put_back(self, table: str, before: Hanging, removed: set[str], renames: dict[str, str]) -> None:
        now = await hanging(self.client, table)
        lost = {renames.get(name, name) for name in before.columns - removed} - now.columns
        if lost:
            raise ValueError(f"rebuilding {table} would lose the columns {', '.join(sorted(lost))}")
        for script in before.scripts:
            await self.client.execute_query(script)
        for columns in before.unique:
            kept = tuple(renames.get(name, name) for name in columns)
            if not removed & set(columns) and kept not in now.unique:
                await self._unique(table, kept)
        if before.counter is not None:
            await self.client.execute_query(
                "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", [before.counter, table]
            )

    async def _unique(self, table: str, columns: tuple[str, ...]) -> None:
        listed = ", ".join(self.quote(name) for name in columns)
        name = "_".join(("uid", table, *columns))
        await self.client.execute_query(f"CREATE UNIQUE INDEX {self.quote(name)} ON {self.quote(table)} ({listed})")


def _column(field: Field[Any]) -> str:
    return str(field.source_field or field.model_field_name)


async def hanging(client: BaseDBAsyncClient, table: str) -> Hanging:
    columns = await client.execute_query_dict("SELECT name FROM pragma_table_xinfo(?)", [table])
    scripts = await client.execute_query_dict(
        "SELECT sql FROM sqlite_master WHERE tbl_name = ? AND type IN ('index', 'trigger') AND sql IS NOT NULL"
        " ORDER BY type, name",
        [table],
    )
    pairs = await client.execute_query_dict(
        "SELECT i.name AS name, c.name AS column FROM pragma_index_list(?) i, pragma_index_info(i.name) c"
        " WHERE i.origin = 'u' ORDER BY i.name, c.seqno",
        [table],
    )
    unique: dict[str, tuple[str, ...]] = {}
    for row in pairs:
        unique[row["name"]] = (*unique.get(row["name"], ()), row["column"])
    return Hanging(
        columns=frozenset(row["name"] for row in columns),
        scripts=tuple(row["sql"] for row in scripts),
        unique=tuple(columns for columns in unique.values() if len(columns) > 1),
        counter=await _counter(client, table),
    )


async def _counter(client: BaseDBAsyncClient, table: str) -> int | None:
    known = await client.execute_query_dict("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'")
    if not known:
        return None
    rows = await client.execute_query_dict("SELECT seq FROM sqlite_sequence WHERE name = ?", [table])
    return int(rows[0]["seq"]) if rows else None
