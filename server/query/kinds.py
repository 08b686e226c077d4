"""What has ids that do not say of what kind: one statement over the keys of all tables, whoever may see the rows.

It only says where to look; what is found there is read through the door of sight of its own kind.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q

from server.data import orm
from server.data.database import dialect
from server.data.database import rows as read
from server.query.output.answer import Answer
from server.query.output.waiting import filled
from server.query.row_query import Chosen, Held, Several
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


@dataclass(frozen=True)
class Found:
    """Where what was asked for by ids is: rows of several models, and what lies in memory under its id."""

    choices: Sequence[Several]
    held: Mapping[Any, Held]


@dataclass(frozen=True)
class ByKey(Chosen):
    """What each of these keys names, in their order, None where that is nothing: keys that do not say of what kind.
    `find(ground)` says where it is; `only`: one key was asked for, and one answer is wanted."""

    keys: Sequence[Any]
    find: Callable[[Any], Awaitable[Found]]
    only: bool
    found: Found = Found((), {})

    @property
    def source(self) -> type:
        return object

    async def sought(self, ground: Any) -> Chosen:
        return replace(self, found=await self.find(ground))

    def pieces(self) -> Sequence[Chosen]:
        return (*self.found.choices, *self.found.held.values())

    async def told(self, answers: Sequence[Answer], ground: Any) -> str:
        """A statement for each model."""
        texts: dict[Any, str] = {}
        choices = self.found.choices
        rows = [await answer.rows(choice) for choice, answer in zip(choices, answers, strict=False)]
        for answer, several in zip(answers, rows, strict=False):
            texts = {row.id: answer.write(row, ground) for row in several} | texts
        for (key, held), answer in zip(self.found.held.items(), answers[len(choices) :], strict=True):
            texts[key] = answer.write(held.value, ground)
        told = [texts.get(one, "null") for one in self.keys]
        return await filled(told[0] if self.only else f"[{','.join(told)}]", ground)

    async def plain(self) -> Any:
        rows = {key: held.value for key, held in self.found.held.items()}
        for choice in self.found.choices:
            rows = {row.id: row for row in await choice.models()} | rows
        values = [rows.get(key) for key in self.keys]
        return values[0] if self.only else values
