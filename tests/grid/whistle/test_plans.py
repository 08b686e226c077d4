"""How the databases answer the list of whistles: by indexes, for each filter alone and within an area."""

from __future__ import annotations

import inspect
import re
from typing import Any

import pytest
from graphql import ExecutionResult, GraphQLInputObjectType, execute, parse

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from server.core import clock
from server.data.database import Database, reader
from server.query.execute import explained
from tests import town as place
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK
from tests.people import Actor

WEEK = {"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-09T00:00:00+08:00"}
FILTERS: dict[str, Any] = {
    "area": place.STREET_SIDE,
    "states": ["BLOWN", "JOINT"],
    "kinds": ["EMERGENCY"],
    "mine": "TODO",
    "overdue": True,
    "unit": str(place.TEAM),
    "incident": str(place.TEAM),
    "ids": [str(place.TEAM)],
    "numbers": ["140214-20261012-00001"],
    "blown": WEEK,
    "ended": WEEK,
    "due": WEEK,
    "changed": WEEK,
}
LIST = parse("""query Q($filter: WhistleFilter) { whistles(filter: $filter, first: 30) { nodes { id number
  incident { number grid { path } } allowedSteps { step } events(first: 3) { nodes { kind } }
  parties { unit { name } ackedBy { name } objection { text } results { measures } board { late }
    allowedSteps { step } } } pageInfo { endCursor } } }""")
TABLES = "whistle|whistle_party|whistle_objection|whistle_result|incident|event|person"
SCANS = re.compile(rf"SCAN ({TABLES}|t\d+)$|Seq Scan on ({TABLES})\b", re.MULTILINE)


def test_every_filter_that_is_declared_is_asked_about() -> None:
    declared = schema._schema.type_map["WhistleFilter"]
    assert isinstance(declared, GraphQLInputObjectType)
    assert set(declared.fields) == set(FILTERS)


async def plan(who: str, wanted: dict[str, Any]) -> str:
    """The database's plan of the one statement of a list."""
    context = Context(viewer=await Actor(who).viewer())
    with explained() as said:
        ran = execute(schema._schema, LIST, context_value=context, executor_class=ReadingExecutor,
                      variable_values={"filter": wanted})  # fmt: skip
        result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    assert result.errors is None, result.errors
    (only,) = said
    return "\n".join(only.plan)


@pytest.mark.parametrize("who", ["wu", "li", "sun"])
async def test_no_filter_makes_a_list_read_a_table_from_end_to_end(who: str, town: Database) -> None:
    with clock.at(MONDAY):
        for name in ("submit", "ack", "review"):
            await road.brought_to(WALK[name])
    if town.dialect == "postgres":  # it reads small tables whole: ask it what it would do with large ones
        pool: Any = reader()
        name = town.url.split("/")[3].split("?")[0]
        await pool.execute_query(f'ALTER ROLE postgres IN DATABASE "{name}" SET enable_seqscan = off')
        await pool._pool.expire_connections()
    for name, value in ({"nothing": None} | FILTERS).items():
        for more in ({}, {"area": place.KOUQUAN}):
            found = await plan(who, more | ({name: value} if value is not None else {}))
            assert not SCANS.search(found), (name, more, found)
