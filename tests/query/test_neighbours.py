"""What is refused or fails is null, with its error; what was asked beside it is answered."""

from __future__ import annotations

import inspect
from contextlib import nullcontext
from typing import Any

import orjson
import pytest
from graphql import (
    ExecutionResult,
    GraphQLNonNull,
    execute,
    get_named_type,
    is_abstract_type,
    is_leaf_type,
    is_object_type,
    parse,
)

from schema import schema
from schema.core.context import Context
from schema.core.nulls import NAME
from schema.core.reading.executor import ReadingExecutor, field_by_field
from server.core.errors import Invalid
from server.data.database import Database
from tests.people import Actor
from tests.query.test_statements import arguments, everything
from tests.query.world import ids

TYPES: Any = schema._schema
ROOTS = TYPES.query_type.fields
WAYS: dict[str, Any] = {"planned": nullcontext, "field by field": field_by_field}


async def answered(text: str, variables: dict[str, Any]) -> tuple[dict[str, Any], list[list[Any]]]:
    """The data of an answer, and where its errors are."""
    context = Context(viewer=await Actor("li").viewer())
    ran = execute(TYPES, parse(text), context_value=context, variable_values=variables, executor_class=ReadingExecutor)
    result = await ran if inspect.isawaitable(ran) else ran
    assert isinstance(result, ExecutionResult)
    found: Any = orjson.loads(orjson.dumps(result.data))
    return found, [list(one.path or ()) for one in result.errors or ()]


async def refused(*_: Any, **__: Any) -> Any:
    raise Invalid("refused", field="first")


async def failed(*_: Any, **__: Any) -> Any:
    raise RuntimeError("it fails")


def halves() -> list[list[str]]:
    """For each two roots some of these hold the one and not the other: by a digit of their binary numbers."""
    digits = range(len(ROOTS).bit_length())
    return [[root for n, root in enumerate(ROOTS) if n >> digit & 1 == side] for digit in digits for side in (0, 1)]


def together(id: str) -> tuple[str, dict[str, Any]]:
    """One document that asks for every root, and its variables."""
    heads, asked, variables = [], [], dict[str, Any]()
    for root, told in ROOTS.items():
        given = arguments(root, id)
        variables |= {f"{root}_{name}": value for name, value in given.items()}
        heads += [f"${root}_{name}: {told.args[name].type}" for name in given]
        passed = ", ".join(f"{name}: ${root}_{name}" for name in given)
        kind = get_named_type(told.type)
        below = ""
        if not is_leaf_type(kind):
            below = f" {{ {'id' if is_abstract_type(kind) else everything(kind, 0)} }}"
        asked.append(f"{root}{f'({passed})' if passed else ''}{below}")
    return f"query Q({', '.join(heads)}) {{ {' '.join(asked)} }}", variables


@pytest.mark.parametrize("way", WAYS)
async def test_a_root_that_is_refused_or_fails_leaves_every_other_root(
    way: str, world: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, variables = together((await ids())[0])
    with WAYS[way]():
        whole, errors = await answered(text, variables)
        assert errors == []
        assert set(whole) == set(ROOTS)
        for fallen in halves():
            with monkeypatch.context() as patch:
                for place, root in enumerate(fallen):
                    patch.setattr(ROOTS[root], "resolve", (refused, failed)[place % 2])
                told, errors = await answered(text, variables)
            assert sorted(errors) == sorted([root] for root in fallen)
            assert told == whole | dict.fromkeys(fallen)


@pytest.mark.parametrize("way", WAYS)
async def test_a_page_that_is_refused_leaves_the_incident_that_it_hangs_on(way: str, world: Database) -> None:
    text = """query Q($id: ID!) { incident(id: $id) { id events(first: 101) { nodes { id } } }
      incidents(first: 101) { nodes { id } } whistles(first: 1) { nodes { id } } }"""
    id = (await ids())[0]
    with WAYS[way]():
        told, errors = await answered(text, {"id": id})
    assert told["incident"] == {"id": id, "events": None}
    assert told["incidents"] is None
    assert len(told["whistles"]["nodes"]) == 1
    assert sorted(errors) == [["incident", "events"], ["incidents"]]


def test_whatever_may_be_refused_in_a_query_may_be_null() -> None:
    never = [
        f"{kind.name}.{name}"
        for kind in TYPES.type_map.values()
        if is_object_type(kind) and not kind.name.startswith("__")
        if kind not in (TYPES.mutation_type, TYPES.subscription_type)
        for name, field in kind.fields.items()
        if (kind is TYPES.query_type or field.args) and isinstance(field.type, GraphQLNonNull)
    ]
    assert never == []
    assert schema.as_str().count(f"Connection @{NAME}") >= 17
