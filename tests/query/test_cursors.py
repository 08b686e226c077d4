"""A cursor goes on in the list that gave it, and is refused in every other."""

from __future__ import annotations

import inspect
from base64 import urlsafe_b64encode
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, execute, parse

from schema import schema
from schema.core.context import Context
from schema.core.reading.cursors import LONGEST, sealed
from schema.core.reading.executor import ReadingExecutor
from server.data.database import Database
from server.grid.hotissue.models import HotIssue
from server.grid.incident import paging
from server.grid.incident.filters import Sort
from server.grid.incident.models import Incident
from tests.people import Actor
from tests.query.test_totals import lists

TYPES: Any = schema._schema
PAGE = "edges { cursor node { __typename } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
Path = tuple[str, ...]


async def owner(root: str) -> str:
    """The id of what a list hangs on."""
    found = await (HotIssue if root == "hotIssue" else Incident.filter(state="CLOSED")).first()
    assert found is not None
    return str(found.id)


async def page(path: Path, first: int, after: str | None, more: str = "") -> tuple[Any, list[Any]]:
    """A page of a list, or what it is refused with."""
    root = TYPES.query_type.fields[path[0]]
    within = f"(first: $first, after: $after {more})"
    head = ", $id: ID!" if len(path) > 1 and "id" in root.args else ""
    inner = f"{path[-1]}{within} {{ {PAGE} }}"
    text = inner if len(path) == 1 else f"{path[0]}{'(id: $id)' if head else ''} {{ {inner} }}"
    variables = {"first": first, "after": after} | ({"id": await owner(path[0])} if head else {})
    context = Context(viewer=await Actor("li").viewer())
    document = parse(f"query Q($first: Int, $after: String{head}) {{ {text} }}")
    ran = execute(TYPES, document, context_value=context, variable_values=variables, executor_class=ReadingExecutor)
    result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    found: Any = orjson.loads(orjson.dumps(result.data))
    for name in path:
        found = found and found[name]
    return found, [(one.extensions or {}).get("code") for one in result.errors or ()]


LISTS = [path for path in lists() if len(path) == 1 or path[0] in ("incident", "hotIssue")]


async def test_every_list_goes_on_behind_its_own_cursor_and_refuses_those_of_all_others(world: Database) -> None:
    given: dict[Path, str] = {}
    for path in LISTS:
        whole, errors = await page(path, 100, None)
        assert (errors, whole["pageInfo"]["hasPreviousPage"]) == ([], False)
        cursors = [one["cursor"] for one in whole["edges"]]
        ends = [whole["pageInfo"][name] for name in ("startCursor", "endCursor")]
        assert ends == ([cursors[0], cursors[-1]] if cursors else [None, None])
        if cursors:
            given[path] = cursors[0]
            behind, _ = await page(path, 100, cursors[0])
            assert [one["cursor"] for one in behind["edges"]] == cursors[1:]
            assert behind["pageInfo"]["hasPreviousPage"]
    assert len(given) >= 10
    assert max(map(len, given.values())) <= LONGEST
    for path in LISTS:
        told = {other: await page(path, 1, cursor) for other, cursor in given.items() if other != path}
        assert {other for other, one in told.items() if one != (None, ["CURSOR_MALFORMED"])} == set(), path


@pytest.mark.parametrize("after", ["nonsense", "WzEs", sealed("incidents", "x"), "x" * 10_000, "é", "WzEsMSwyXQ"])
async def test_what_is_no_cursor_is_refused_in_every_list(after: str, world: Database) -> None:
    told = {path: await page(path, 1, after) for path in LISTS}
    assert {path: one for path, one in told.items() if one != (None, ["CURSOR_MALFORMED"])} == {}


async def test_a_cursor_of_another_order_is_refused(world: Database) -> None:
    newest, _ = await page(("incidents",), 1, None, "order: NEWEST_FIRST")
    _, errors = await page(("incidents",), 1, newest["pageInfo"]["endCursor"], "order: CHANGED_FIRST")
    assert errors == ["CURSOR_MALFORMED"]


async def test_a_phone_goes_on_with_the_cursor_that_an_older_server_gave_it(world: Database) -> None:
    """An id of a list by id, a number of events, a code of areas, an order and a place of incidents."""
    first = await Incident.filter(late_at=None).order_by("id").first()
    assert first is not None
    old = {
        ("areas",): "140214",
        ("incident", "events"): "2",
        ("subjectNotices",): str(first.id),
        ("incidents",): urlsafe_b64encode(paging.cursor(Sort.URGENT_FIRST, first).encode()).decode().rstrip("="),
    }
    for path, cursor in old.items():
        told, errors = await page(path, 100, cursor)
        assert (errors, told["pageInfo"]["hasPreviousPage"]) == ([], True), path
