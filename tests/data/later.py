"""A later version of a product, made up for the migrator's tests: its migrations, and others on top of them."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from server.data import migrations as ours
from server.data.database import Database, dialect, reader, transaction
from server.data.migration_executor import TABLE
from tests.data import migrations as small

OURS, SMALL = (Path(next(iter(package.__path__))) for package in (ours, small))
SMALL_MODELS = SMALL.parent / "small_models.py"

REBUILDS = """
        ops.AlterField(model_name="Person", name="name", field=fields.CharField(max_length=120)),
        ops.RemoveField(model_name="Person", name="ended_at"),
        ops.AddField(model_name="Person", name="nick", field=fields.CharField(max_length=20, null=True)),
        ops.AlterField(model_name="Event", name="kind", field=fields.CharField(max_length=64)),
        ops.AlterField(model_name="AreaShape", name="source", field=fields.CharField(max_length=240)),
"""


@dataclass
class Later:
    """A package of migrations in a folder of its own."""

    package: str
    folder: Path

    @classmethod
    def beside(cls, folder: Path, product: Path = SMALL) -> Later:
        """A copy of the product's under a new name; `folder` must be on the path."""
        package = f"later_{uuid4().hex}"
        shutil.copytree(product, folder / package, ignore=shutil.ignore_patterns("__pycache__"))
        return cls(package, folder / package)

    @property
    def names(self) -> list[str]:
        return sorted(path.stem for path in self.folder.glob("0*.py"))

    def text(self, name: str) -> str:
        """What stands in a migration."""
        return (self.folder / f"{name}.py").read_text("utf-8")

    def add(self, name: str, operations: str, before: str = "") -> None:
        """One more migration on top."""
        lines = (
            "import os, signal",
            "from tortoise import fields, migrations",
            "from tortoise.migrations import operations as ops",
            before,
            "class Migration(migrations.Migration):",
            f"    dependencies = [('grid', '{self.names[-1]}')]",
            f"    operations = [{operations}]",
        )
        (self.folder / f"{name}.py").write_text("\n".join(lines), "utf-8")
        sys.modules.pop(f"{self.package}.{name}", None)


Rows = dict[str, list[tuple[Any, ...]]]


async def rows(database: Database, without: frozenset[str] = frozenset()) -> Rows:
    """Every row of every table, but not the columns named in `without`."""
    listed = (
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
        if database.dialect == "sqlite"
        else "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'"
    )
    tables = [row["name"] for row in await reader().execute_query_dict(listed) if row["name"] != TABLE]
    return {table: await _rows(table, without) for table in sorted(tables)}


async def _rows(table: str, without: frozenset[str]) -> list[tuple[Any, ...]]:
    found = await reader().execute_query_dict(f'SELECT * FROM "{table}"')
    kept = [sorted((key, str(value)) for key, value in row.items() if key not in without) for row in found]
    return sorted(tuple(row) for row in kept)


async def hangings() -> set[str]:
    """Names of everything that hangs on tables: indexes, triggers, and (PostgreSQL) constraints."""
    if dialect() == "sqlite":
        query = "SELECT type || ' ' || name || ' on ' || tbl_name AS what FROM sqlite_master WHERE sql IS NOT NULL"
    else:
        query = (
            "SELECT 'index ' || indexname || ' on ' || tablename AS what FROM pg_indexes WHERE schemaname = 'public'"
            " UNION SELECT 'trigger ' || tgname || ' on ' || tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal"
            " UNION SELECT 'constraint ' || conname || ' on ' || conrelid::regclass FROM pg_constraint"
            " WHERE connamespace = 'public'::regnamespace"
        )
    return {row["what"] for row in await reader().execute_query_dict(query)}


async def run(*statements: str) -> None:
    """SQL, in one transaction."""

    async def work() -> None:
        for statement in statements:
            await reader().execute_query(statement)

    await transaction(work)
