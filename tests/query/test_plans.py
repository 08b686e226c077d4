"""How the databases answer the one statement of a feed: by indexes, for each filter alone and within an area."""

from __future__ import annotations

import inspect
import re
from typing import Any
from uuid import UUID

import pytest
from graphql import ExecutionResult, GraphQLInputObjectType, execute, parse

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from server.data.database import Database, reader
from server.query.execute import Said, explained
from tests import town
from tests.grid.incident import crowd
from tests.people import Actor

TWO_DAYS = {"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-04T00:00:00+08:00"}
FILTERS: dict[str, Any] = {
    "area": town.STREET_SIDE,
    "states": ["IN_PROGRESS", "FILED"],
    "open": True,
    "classCodes": [town.COVER],
    "majorCodes": ["C01"],
    "lights": ["RED", "YELLOW"],
    "levels": [2],
    "minSeverity": 3,
    "severities": [2, 4],
    "channels": ["HOTLINE"],
    "text": "井盖破损",
    "received": TWO_DAYS,
    "filed": TWO_DAYS,
    "ended": TWO_DAYS,
    "due": TWO_DAYS,
    "changed": TWO_DAYS,
    "ids": [str(UUID(int=(1 << 100) + 3))],
    "numbers": ["140214-20260302-00001"],
    "stages": ["DISPOSE"],
    "late": True,
    "closures": ["CHECKED"],
    "ratings": ["DISSATISFIED"],
    "reworks": {"least": 1},
    "reopens": {"least": 1, "most": 3},
    "returns": {"least": 2},
    "not": {"states": ["CLOSED"], "ratings": ["SATISFIED"], "late": True},
    "box": {"south": 40.03, "west": 113.15, "north": 40.04, "east": 113.16},
    "unit": str(town.TEAM),
    "leadUnit": str(town.TEAM),
    "mine": "TODO",
    "promised": True,
    "awaits": ["FILER"],
}
FEED = parse("""query Q($filter: IncidentFilter, $order: IncidentOrder) {
  incidents(filter: $filter, order: $order, first: 30) {
    nodes {
      id assignee { name } reporter { name } photos { arrived } findings { by { name } }
      allowedSteps { step } stepper { by }
      clock { leftMinutes } disposals { unit { name } } events(first: 3) { nodes { kind by { name } role } }
    }
    pageInfo { endCursor }
  } }""")
TABLES = "incident|incident_clock|incident_photo|finding|disposal|incident_unit|event|person|post|media|supervision"
SCANS = re.compile(rf"SCAN ({TABLES}|t\d+)$|Seq Scan on ({TABLES})\b", re.MULTILINE)


def test_every_filter_that_is_declared_is_asked_about() -> None:
    declared = schema._schema.type_map["IncidentFilter"]
    assert isinstance(declared, GraphQLInputObjectType)
    assert set(declared.fields) == set(FILTERS)


async def feed(who: str, wanted: dict[str, Any], order: str) -> Said:
    """The statement of a feed, and the database's plan of it."""
    context = Context(viewer=await Actor(who).viewer())
    with explained() as said:
        ran = execute(schema._schema, FEED, context_value=context, executor_class=ReadingExecutor,
                      variable_values={"filter": wanted, "order": order})  # fmt: skip
        result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    assert result.errors is None, result.errors
    (only,) = said
    return only


async def grown(opened: Database) -> None:
    """A hundred incidents; PostgreSQL, which reads small tables whole, is asked what it would do with large ones."""
    await crowd.gather(100)
    if opened.dialect == "postgres":
        pool: Any = reader()
        name = opened.url.split("/")[3].split("?")[0]
        await pool.execute_query(f'ALTER ROLE postgres IN DATABASE "{name}" SET enable_seqscan = off')
        await pool._pool.expire_connections()


@pytest.mark.parametrize("who", ["wu", "li", "sun"])
async def test_no_filter_makes_a_feed_read_a_table_from_end_to_end(who: str, town: Database) -> None:
    await grown(town)
    for name, value in FILTERS.items():
        for more in ({}, {"area": "140214018"}):
            for order in ("URGENT_FIRST", "NEWEST_FIRST", "CHANGED_FIRST"):
                said = await feed(who, more | {name: value}, order)
                plan = "\n".join(said.plan)
                assert not SCANS.search(plan), (name, more, order, plan)


async def test_the_urgent_list_of_a_street_comes_from_its_index(town: Database) -> None:
    await grown(town)
    said = await feed("li", {"area": "140214018", "open": True}, "URGENT_FIRST")
    assert "incident_street" in "\n".join(said.plan)
