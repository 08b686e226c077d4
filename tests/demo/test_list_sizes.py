"""A big town's lists are as long as the contract declares, and no answer costs more than was said."""

from __future__ import annotations

import inspect
from collections import defaultdict
from pathlib import Path
from typing import Any

import orjson
from graphql import (
    ExecutionResult,
    GraphQLObjectType,
    Undefined,
    execute,
    get_named_type,
    is_leaf_type,
    is_non_null_type,
    parse,
)

from schema import schema
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from server.core.query_limits import LIST_SIZE, LIST_SIZE_BY
from server.core.viewer import Viewer
from server.data.database import connect
from server.edge.graphql.query_cost import answered, price, reckoned
from server.ground.person.models import Person
from server.ground.person.viewers import viewer_of

TYPES = schema._schema
QUERY: Any = TYPES.query_type
STRETCHES = {f"{kind}.{why}" for kind in ("Clock", "WhistleStage") for why in ("whyDue", "whyBreached")}  # on average
ABOUT_ONE = {"candidates", "assignable", "lookers", "lookerPosts", "repeats"}  # a statement for each row
LISTS = (
    "whistles(first: 20)",
    "approvals(first: 20)",
    "hotIssues(first: 5)",
    "complaints(first: 50)",
    "outerOrders(first: 50)",
    "answers(first: 50)",
    "callBacks(first: 50)",
    "catalogue",
    "areas(first: 30, level: GRID)",
    "subjectNotices(first: 20)",
    "viewer",
    "digests",
    "noticeSettings",
    "complaintFigures(year: 2026)",
    "outerOrderFigures(year: 2026)",
    "callBackFigures(year: 2026)",
    "incidents(first: 25)",
    "incidents(first: 25, filter: {open: false})",
    "spotChecks(first: 10)",
)


def everything(kind: Any, depth: int, above: tuple[str, ...] = ()) -> str:
    """All that may be asked below a type without arguments, each type once on the way down."""
    chosen = []
    for name, told in kind.fields.items():
        below = get_named_type(told.type)
        needs = any(is_non_null_type(one.type) and one.default_value is Undefined for one in told.args.values())
        if needs or name in ABOUT_ONE or name == "edges":
            continue
        if is_leaf_type(below):
            chosen.append(name)
        elif depth > 0 and isinstance(below, GraphQLObjectType) and below.name not in above:
            chosen.append(f"{name} {{ {everything(below, depth - 1, (*above, below.name))} }}")
    return " ".join(chosen) or "__typename"


async def ask(viewer: Viewer, text: str) -> Any:
    ran = execute(TYPES, parse(text), context_value=Context(viewer=viewer), executor_class=ReadingExecutor)
    result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    assert result.errors is None, (text[:100], result.errors)
    told = orjson.dumps(result.data)
    cost = reckoned(parse(text), TYPES, {}, None).cost
    assert answered(told) <= cost, (text[:100], answered(told), cost)
    return orjson.loads(told)


def measure(kind: Any, row: dict[str, Any], found: dict[str, list[int]]) -> None:
    """Note how long each list of an answer is."""
    for name, value in row.items():
        below: Any = get_named_type(kind.fields[name].type)
        if isinstance(value, list):
            found[f"{kind.name}.{name}"].append(len(value))
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and isinstance(below, GraphQLObjectType):
                measure(below, one, found)


async def test_no_list_of_the_demo_district_is_longer_than_its_field_declares(district: Path) -> None:
    found: dict[str, list[int]] = defaultdict(list)
    async with connect(f"sqlite:///{district / 'gridwhistle.sqlite3'}") as database:
        with database.entered():
            viewer = await viewer_of((await Person.get(login="wu")).id)
            for root in LISTS:
                kind = get_named_type(QUERY.fields[root.partition("(")[0]].type)
                below = f" {{ {everything(kind, 3, (kind.name,))} }}"
                measure(QUERY, await ask(viewer, f"{{ {root}{below} }}"), found)
            for name in ("incidentCounts", "tallies"):
                for by, most in QUERY.fields[name].extensions[LIST_SIZE_BY][1].items():
                    told = await ask(viewer, f"{{ {name}(by: {by}) {{ key }} }}")
                    assert len(told[name]) <= most, (name, by)
    sizes = {name: size for name in found if isinstance(size := _size(name), int)}
    assert len(sizes) > 30
    longest = {name: sum(all) / len(all) if name in STRETCHES else max(all) for name, all in found.items()}
    assert {name: (longest[name], size) for name, size in sizes.items() if longest[name] > size} == {}


def _size(name: str) -> Any:
    kind, field = name.split(".")
    return TYPES.type_map[kind].fields[field].extensions.get(LIST_SIZE)  # type: ignore[attr-defined]


def test_a_page_of_whistles_and_the_counts_by_grid_are_neither_too_dear_nor_too_cheap() -> None:
    whistles = "{ whistles { nodes { reason state parties { unit { name } state light results { text } } } } }"
    assert price(parse(whistles), TYPES, {}, None).cost < 2_000
    by_grid = "{ incidentCounts(by: GRID) { key count } }"
    assert 742 * 2 < price(parse(by_grid), TYPES, {}, None).cost < 2_000
    assert price(parse(by_grid.replace("GRID", "STATE")), TYPES, {}, None).cost < 50
