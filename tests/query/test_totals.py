"""Every list says how many there are to whoever asks, and counts for nobody else."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, GraphQLObjectType, execute, get_named_type, parse

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from server.data.database import Database
from server.grid.hotissue import queries
from server.grid.hotissue.models import HotIssue
from server.query.execute import Reading
from server.query.plain import answer
from server.query.projection import Wants
from tests.people import Actor
from tests.query.test_statements import GIVEN
from tests.query.world import asked_about
from tests.statements import counted

TYPES: Any = schema._schema
CONNECTIONS = {name for name in TYPES.type_map if name.endswith("Connection")}


def lists() -> Iterator[tuple[str, ...]]:
    """Where a page may be asked for: a root's field, or a field of what one or a page of a root gives."""
    for root, told in TYPES.query_type.fields.items():
        kind = get_named_type(told.type)
        if kind.name in CONNECTIONS:
            yield (root,)
        elif isinstance(kind, GraphQLObjectType):
            yield from ((root, name) for name, below in kind.fields.items() if _page(below))


def _page(field: Any) -> bool:
    return get_named_type(field.type).name in CONNECTIONS


async def ask(path: tuple[str, ...], page: str, id: str) -> tuple[Any, list[str]]:
    """What the desk is told of a page, and the statements that it took."""
    root = TYPES.query_type.fields[path[0]]
    given = GIVEN.get(path[0], {}) | ({"id": id} if "id" in root.args and len(path) > 1 else {})
    heads = ", ".join(f"${name}: {root.args[name].type}" for name in given)
    passed = ", ".join(f"{name}: ${name}" for name in given)
    below = f"{path[1]}(first: 100) {{ {page} }}" if len(path) > 1 else page
    call = f"({passed})" if passed else "(first: 100)" if len(path) == 1 else ""
    text = f"query Q{f'({heads})' if heads else ''} {{ {path[0]}{call} {{ {below} }} }}"
    context = Context(viewer=await Actor("li").viewer())
    with counted() as said:
        ran = execute(TYPES, parse(text), context_value=context, variable_values=given, executor_class=ReadingExecutor)
        result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    assert result.errors is None, (text, result.errors)
    found: Any = orjson.loads(orjson.dumps(result.data))
    for name in path:
        found = found and (found[0] if isinstance(found, list) else found)[name]
    return found, [one.sql.lower() for one in said]


def test_no_connection_is_without_a_total() -> None:
    told = {"total", "totalCount", "totalExact"}
    without = {name for name in CONNECTIONS if not told <= set(TYPES.type_map[name].fields)}
    assert len(CONNECTIONS) > 10
    assert without == set()


@pytest.mark.parametrize("path", list(lists()), ids=".".join)
async def test_who_asks_for_the_total_is_told_it_and_who_does_not_costs_no_count(
    path: tuple[str, ...], world: Database
) -> None:
    issue = await HotIssue.all().first()
    id = str(issue.id) if issue and path[0] == "hotIssue" else (await asked_about())["id"][0]
    await ask(path, "edges { cursor } totalCount", id)  # what lies in memory is there from now on
    page, said = await ask(path, "edges { cursor } pageInfo { hasNextPage endCursor }", id)
    assert [sql for sql in said if "count(*)" in sql] == []
    told, once = await ask(path, "edges { cursor } totalCount totalExact total { count exact }", id)
    assert len(once) == len(said)  # in the same statement
    assert told is None or told["total"] == {"count": told["totalCount"], "exact": told["totalExact"]}
    if page is not None and not page["pageInfo"]["hasNextPage"]:
        assert (told["totalCount"], told["totalExact"]) == (len(page["edges"]), True)
    alone, _ = await ask(path, "total { count }", id)
    assert alone is None or alone["total"]["count"] == told["totalCount"] >= len(told["edges"])


async def test_a_total_that_was_not_counted_to_its_end_says_so(world: Database) -> None:
    viewer = await Actor("li").viewer()
    whole = queries.page(viewer, queries.Wanted(), 1, None)
    for cap, total, exact in ((0, 0, False), (10, None, True)):
        page = replace(whole, cap=cap)
        wants = Wants(page.model)
        for found in (await Reading.of(wants, page, total=True).fetch(page), await answer(page)):
            assert found.exact is exact
            assert total is None or found.total == total
