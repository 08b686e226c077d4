"""Of which model the row with an id is: one statement over the keys of all tables, whoever may see the row.

It only says where to look; what is found there is read through the door of sight of its own kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q

from server.data import orm
from server.data.database import dialect
from server.data.database import rows as read
from server.query.row_query import Several
from server.query.rows import uuid_of


async def kinds_of(models: Sequence[type[Model]], keys: Sequence[UUID]) -> dict[type[Model], list[UUID]]:
    """Which of these ids each model has a row of, in the order of the models; without those that have none."""
    if not keys:
        return {}
    sqlite = dialect() == "sqlite"
    given = ", ".join(f"(${place}::uuid)" if not sqlite else "(?)" for place in range(1, len(keys) + 1))
    held = " UNION ALL ".join(
        f'SELECT {place}, asked.id FROM asked WHERE EXISTS (SELECT 1 FROM "{orm.table(model)}" WHERE "id" = asked.id)'
        for place, model in enumerate(models)
    )
    values = [str(key) if sqlite else key for key in keys]
    found: dict[type[Model], list[UUID]] = {}
    for place, key in await read(f"WITH asked(id) AS (VALUES {given}) {held}", values):
        found.setdefault(models[place], []).append(uuid_of(key) if sqlite else key)
    return {model: found[model] for model in models if model in found}


def rows_of(model: type[Model], sight: Q, keys: Sequence[UUID]) -> Several:
    """The rows with these ids for which a door's condition holds."""
    return Several([model.filter(sight, id__in=list(keys))], needs=("id",))
