"""Tortoise's migration executor, made careful: which migrations are pending, and no copies of models for nobody."""

from __future__ import annotations

from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.migrations.executor import MigrationExecutor, PlanStep
from tortoise.migrations.graph import MigrationKey
from tortoise.migrations.migration import Migration
from tortoise.migrations.operations import AddField, CreateModel, RunSQL
from tortoise.migrations.recorder import MigrationRecorder
from tortoise.migrations.schema_editor.base import BaseSchemaEditor
from tortoise.migrations.schema_generator.state import State

from server.data.rebuild import CarefulEditor

TABLE = "tortoise_migrations"


class Recorder(MigrationRecorder):
    """Knows what was applied; asks whether its table exists instead of taking every failure for "nothing yet"."""

    async def applied_migrations(self) -> list[MigrationKey]:
        sqlite = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'tortoise_migrations'"
        postgres = "SELECT 1 FROM pg_class WHERE oid = to_regclass('tortoise_migrations')"
        if not await self.connection.execute_query_dict(sqlite if self._dialect == "sqlite" else postgres):
            return []
        rows = await self.connection.execute_query_dict(f"SELECT app, name FROM {TABLE} ORDER BY id")
        return [MigrationKey(app_label=row["app"], name=row["name"]) for row in rows]


class _Spared(Migration):
    """A migration that copies the models as they were only for an operation that looks at them: each copy makes all
    models anew, and most of what beginning a district took was copies for nobody."""

    FORWARD_ONLY = (AddField, CreateModel, RunSQL)

    def __init__(self, whole: Migration) -> None:
        super().__init__(whole.name, whole.app_label)
        self.operations, self.atomic = whole.operations, whole.atomic

    async def apply(
        self,
        state: State,
        *,
        dry_run: bool = False,
        schema_editor: BaseSchemaEditor | None = None,
        collect_sql: bool = False,
    ) -> State:
        if schema_editor is None or dry_run or collect_sql:
            raise NotImplementedError("the migrator only ever applies")
        for operation in self.operations:
            before = state if isinstance(operation, self.FORWARD_ONLY) else state.clone()
            operation.state_forward(self.app_label, state)
            await operation.database_forward(self.app_label, before, state, schema_editor)
        state.validate_relations_initialized()
        return state


class Executor(MigrationExecutor):
    def __init__(self, connection: BaseDBAsyncClient, apps: dict[str, dict[str, Any]]) -> None:
        super().__init__(connection, apps)
        self.recorder = self.loader.recorder = Recorder(connection)

    def _schema_editor(self, atomic: bool = True, collect_sql: bool = False) -> BaseSchemaEditor:
        if self.connection.capabilities.dialect == "sqlite":
            return CarefulEditor(self.connection, atomic=atomic, collect_sql=collect_sql)
        return super()._schema_editor(atomic=atomic, collect_sql=collect_sql)

    def _migration_plan(self, *words: Any) -> list[PlanStep]:
        return [PlanStep(_Spared(step.migration), step.backward) for step in super()._migration_plan(*words)]

    async def pending(self) -> list[str]:
        """What is to do, in order. Raises ValueError for a database that knows migrations which we do not."""
        steps = await self.plan()
        unknown = [key.name for key in self.loader.applied_migrations if key not in self.loader.graph.nodes]
        if unknown:
            raise ValueError(
                f"the database is not of this version: it knows {', '.join(sorted(unknown))}; "
                "use the version that made it (a demo from before 0.1.0: ./grid demo --fresh)"
            )
        return [step.migration.name for step in steps]
