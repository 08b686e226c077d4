"""Writes new migrations from what changed in the models.

Decision: migrations are frozen. They name plain columns and import none of our models or enums, so that an old one
still runs when the code has moved on.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from copy import copy
from enum import Enum
from typing import Any

from tortoise.apps import Apps
from tortoise.context import TortoiseContext, _current_context
from tortoise.fields import BigIntField, CharField, Field, IntField
from tortoise.fields.data import CharEnumFieldInstance
from tortoise.migrations.autodetector import MigrationAutodetector
from tortoise.migrations.schema_generator.state import ModelState, State
from tortoise.migrations.writer import format_migration_name

from server.data.configuration import MIGRATIONS, MODELS, apps, config


async def make(name: str, *, package: str = MIGRATIONS, models: Iterable[str] = MODELS) -> str:
    """Write the migration `name` for what changed in the models; its path, or "" when nothing did.

    A new column of a table that may hold rows needs `null=True` or a `db_default`: the database must fill it.
    """
    async with _registered(models) as known:
        drafts = await _Author(known, apps(package, models)).changes()
        for draft in drafts:
            draft.name = "0001_initial" if draft.initial else format_migration_name(int(draft.name[:4]), name)
            path = str(draft.write())
            await asyncio.to_thread(_tidy, path)
            return path
    return ""


def _tidy(path: str) -> None:
    """Format the file as the house does, where ruff is installed."""
    for words in (("check", "--select", "I,UP", "--fix"), ("format",)):
        subprocess.run([sys.executable, "-m", "ruff", *words, "--quiet", path], check=False)


@asynccontextmanager
async def _registered(models: Iterable[str]) -> AsyncIterator[Apps]:
    """The models, related to each other but to no database."""
    context = TortoiseContext()
    token = _current_context.set(context)
    try:
        connections = config("sqlite:///unused")["connections"]
        await context.init(config={"connections": connections, "apps": apps(models=models)}, init_connections=False)
        assert context.apps is not None
        yield context.apps
    finally:
        _current_context.reset(token)


class _Author(MigrationAutodetector):
    """Compares and writes frozen states only."""

    def _current_state(self) -> State:
        return _frozen(super()._current_state())

    async def _project_state(self) -> State:
        return _frozen(await super()._project_state())


def _frozen(state: State) -> State:
    return State(models={key: _frozen_model(model) for key, model in state.models.items()}, apps=state.apps)


def _frozen_model(model: ModelState) -> ModelState:
    """The same table without our enums, functions and prose."""
    plain = model.clone()
    plain.options.pop("table_description", None)
    plain.description = ""
    plain.fields = {name: _frozen_field(field) for name, field in model.fields.items()}
    return plain


def _frozen_field(field: Field[Any]) -> Field[Any]:
    default = field.default.value if isinstance(field.default, Enum) else field.default
    if isinstance(field, CharEnumFieldInstance):
        plain: Field[Any] = CharField(  # type: ignore[call-overload]
            field.max_length, null=field.null, unique=field.unique, db_index=field.index, db_default=field.db_default
        )
        plain.model_field_name, plain.source_field = field.model_field_name, field.source_field
    else:
        plain = copy(field)
    plain.default = None if callable(default) else default
    plain.description = None
    if plain.pk and not plain.generated and isinstance(plain, IntField | BigIntField):
        plain.deconstruct = _saying_not_generated(plain)  # type: ignore[method-assign]
    return plain


def _saying_not_generated(field: Field[Any]) -> Callable[[], tuple[str, list[Any], dict[str, Any]]]:
    """Tortoise writes no `generated=False`, and a replay would then let the database number the rows."""

    def deconstruct() -> tuple[str, list[Any], dict[str, Any]]:
        path, args, words = type(field).deconstruct(field)
        return path, args, words | {"generated": False}

    return deconstruct
