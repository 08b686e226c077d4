"""Rows that are found in several ways, each by an index of its own, instead of by one condition with OR.

Decision: of `a OR b` in an order the databases read all rows of both and sort them; PostgreSQL even reads the table
where one of them is `id IN (SELECT …)`. Each way alone comes out of its index in the order, so that a page reads so
many rows of each way as the page has, however many there are. What two ways find is told once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, TypeAlias

from pypika_tortoise.context import SqlContext
from tortoise import Model
from tortoise.expressions import Q, Subquery
from tortoise.queryset import QuerySet

from server.data import orm
from server.data.database import dialect, reader
from server.query.projection import key_of


@dataclass(frozen=True)
class Ways:
    """Queries of one model that together mean its rows."""

    queries: tuple[QuerySet[Any], ...]


_FORCED = re.compile(r' FORCE INDEX \(("\w+")\)')

Meant: TypeAlias = "QuerySet[Any] | Ways"


def queries_of(meant: Meant) -> tuple[QuerySet[Any], ...]:
    return meant.queries if isinstance(meant, Ways) else (meant,)


def model_of(meant: Meant) -> type[Model]:
    model: type[Model] = queries_of(meant)[0].model
    return model


async def keys(meant: Meant) -> set[Any]:
    """The keys of all rows that are meant, by the ORM, way by way."""
    found: set[Any] = set()
    for query in queries_of(meant):
        found |= set(await unforced(query).using_db(reader()).values_list(key_of(query.model), flat=True))
    return found


def by_index(query: QuerySet[Any], name: str) -> QuerySet[Any]:
    """The same query, for which SQLite has to take this index: it never guesses that a partial one holds few rows.

    Its conditions must imply the index's own. PostgreSQL knows by its statistics.
    """
    return orm.forced(query, name) if dialect() == "sqlite" else query


def unforced(query: QuerySet[Any]) -> QuerySet[Any]:
    """The same query for the ORM to run, which cannot write an index that has to be taken as SQLite does."""
    return orm.forced(query)


def hinted(sql: str) -> str:
    """A statement in which the ORM's word for an index that has to be taken is SQLite's."""
    return _FORCED.sub(r" INDEXED BY \1", sql)


class AnyOf(Subquery):
    """`= ANY (ARRAY (SELECT …))`: the keys are read first, and an index finds the rows, even beside others with OR."""

    def get_sql(self, ctx: SqlContext) -> str:
        return f"ANY(ARRAY({super().get_sql(ctx)}))"


def among(column: str, keys: Any) -> Q:
    """The condition that a column is one of the keys that a query finds."""
    given: dict[str, Any] = {column: AnyOf(keys)} if dialect() == "postgres" else {f"{column}__in": Subquery(keys)}
    return Q(**given)
