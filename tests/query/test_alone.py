"""Each field by itself: a function over a row that has only what it says it needs, and each scalar asked alone."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Any

import orjson
import pytest
from graphql import ExecutionResult, GraphQLObjectType, execute, get_named_type, is_leaf_type, parse
from tortoise import Model

from schema import schema
from schema.core.context import Context
from schema.core.live import Change
from schema.core.reading.declare import Computed, Many, To
from schema.core.reading.executor import ReadingExecutor, field_by_field
from schema.core.reading.plan_cache import Plans
from schema.core.reading.request_scope import Ground, ground
from server.core.errors import Refusal
from server.data.database import Database
from server.grid.incident.models import Incident
from server.journal.models import Event
from server.query.needs import Needs
from server.query.row_query import Choice
from server.query.rows import Row, Shape
from server.query.wants import Wants
from tests.people import Actor
from tests.query.tables import declarations, origins, sources, tables
from tests.query.test_statements import arguments, cost
from tests.query.world import ids

TYPES: Any = schema._schema


async def seeds(monkeypatch: pytest.MonkeyPatch) -> dict[str, type]:
    """Of what rows the types are that roots choose of, that are found by an id, and that tell a change."""
    classes = dict(origins(TYPES))
    found = {name: source for name, source in sources(TYPES).items() if not getattr(classes[name], "held", None)}
    found |= {name: Event for name, origin in classes.items() if issubclass(origin, Change)}
    find = Plans.find

    def noted(self: Plans, executor: Any, kind: Any, nodes: Any, chosen: Any) -> Any:
        if isinstance(chosen, Choice):
            found[get_named_type(kind).name] = chosen.model
        return find(self, executor, kind, nodes, chosen)

    id = (await ids())[0]
    with monkeypatch.context() as patch:
        patch.setattr(Plans, "find", noted)
        for root in TYPES.query_type.fields:
            await cost(root, "__typename", id)
    return found


async def over(reads: Computed | To | Many, row: Any, ground: Ground) -> None:
    """Run the function of a field over what it needs of a row, and nothing else."""
    function: Any = reads.function if isinstance(reads, Computed) else reads.guard
    part = await reads.needs.gathered(row)
    try:
        done = function(part, ground)
        if inspect.isawaitable(done):
            await done
    except Refusal:
        pass


async def test_each_function_over_a_row_has_enough_of_what_it_says_that_it_needs(
    world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgotten, empty, run = [], [], 0
    grounds = [await ground(await Actor(login).viewer()) for login in ("wang", "li", "sun", "wu")]
    for name, model in tables(TYPES, (await seeds(monkeypatch)).items()).items():
        for field, reads in declarations(TYPES.type_map[name]):
            if not isinstance(reads, Computed) and not (isinstance(reads, To | Many) and reads.guard):
                continue
            rows = await (reads.hanging.model if isinstance(reads, Many) else model).all().limit(30)
            empty += [] if rows else [f"{name}.{field}"]
            run += 1
            for place, row in enumerate(rows):
                try:
                    await over(reads, row, grounds[place % len(grounds)])
                except AttributeError as failure:
                    forgotten.append(f"{name}.{field}: {failure}")
                    break
    assert forgotten == []
    assert empty == []  # the town of tests/query/world.py has to have one
    assert run > 50


async def test_a_developer_who_forgets_a_need_is_told_what_to_type(world: Database) -> None:
    def steps(row: Any, at: Ground) -> Any:
        return row.community_id

    reads = Computed(steps, Needs(("state",))).at("Incident", "allowedSteps")
    message = re.escape('allowed_steps reads community_id but declares needs=("state",)')
    row, on = await Incident.all().first(), await ground(await Actor("li").viewer())
    with pytest.raises(AttributeError, match=message):
        await reads.plain(row, on, {})
    wants = Wants(Incident)
    wants.read_by(reads.needs)
    with pytest.raises(AttributeError, match=message):
        steps(Row(["FILED"], 0, Shape(wants, "sqlite")), on)


def paths() -> dict[str, list[str]]:
    """The shortest way from a root to each type: the names of fields."""
    query = TYPES.query_type
    waiting: list[tuple[Any, list[str]]] = [(query, [])]
    found: dict[str, list[str]] = {}
    for kind, path in waiting:
        for name, told in kind.fields.items():
            below = get_named_type(told.type)
            if isinstance(below, GraphQLObjectType) and below.name not in found:
                found[below.name] = [*path, name]
                waiting.append((below, found[below.name]))
    return found


async def answers(text: str, variables: dict[str, Any]) -> dict[str, Any]:
    """The data of a query by each way of answering it: as its roots' texts, by plans below the executor, by the ORM."""
    viewer = await Actor("li").viewer()
    document = parse(text)

    async def run() -> Any:
        context = Context(viewer=viewer)
        ran = execute(TYPES, document, context_value=context, variable_values=variables, executor_class=ReadingExecutor)
        result = await ran if inspect.isawaitable(ran) else ran
        assert isinstance(result, ExecutionResult)
        assert result.errors is None, (text, result.errors)
        return orjson.dumps(result.data).decode()

    built: Any = ReadingExecutor.build(TYPES, document, None, Context(viewer=viewer), variables)
    told = {"planned": await run(), "whole": await built.whole()}
    with field_by_field():
        told["plain"] = await run()
    return told


def scalars() -> Iterator[list[str]]:
    """The way to every scalar and enum of every type that a query reaches."""
    for name, path in paths().items():
        for field, told in TYPES.type_map[name].fields.items():
            if is_leaf_type(get_named_type(told.type)):
                yield [*path, field]
    for field, told in TYPES.query_type.fields.items():
        if is_leaf_type(get_named_type(told.type)):
            yield [field]


async def test_each_scalar_alone_has_one_answer_whichever_way_it_is_answered(world: Database) -> None:
    wrong, told_something = [], 0
    ids = {root: await an_id(root) for root in TYPES.query_type.fields}
    for path in scalars():
        text, variables = question(path, ids[path[0]])
        told = await answers(text, variables)
        if len({told["planned"], told["plain"], told["whole"] or told["plain"]}) > 1:
            wrong.append((text, told))
        told_something += not re.search(r":(null|\[\])}+$", told["plain"])
    assert wrong[:1] == []
    assert told_something > 300


async def an_id(root: str) -> str:
    """The id of a row of the type that a root answers with; of an incident where that has none."""
    declared: Any = get_named_type(TYPES.query_type.fields[root].type).extensions or {}
    source = getattr(getattr(declared.get("strawberry-definition"), "origin", None), "source", Incident)
    row = await source.all().first() if issubclass(source, Model) else None
    return str(row.pk) if row else (await ids())[0]


def question(path: list[str], id: str) -> tuple[str, dict[str, Any]]:
    """A document that asks for the last of these fields, and its variables."""
    given, told = arguments(path[0], id), TYPES.query_type.fields[path[0]].args
    heads = ", ".join(f"${name}: {told[name].type}" for name in given)
    passed = f"({', '.join(f'{name}: ${name}' for name in given)})" if given else ""
    below = "".join(f" {{ {name}" for name in path[1:]) + " }" * (len(path) - 1)
    return f"query Q{f'({heads})' if heads else ''} {{ {path[0]}{passed}{below} }}", given
