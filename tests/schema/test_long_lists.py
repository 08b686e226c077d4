"""No list that is sent holds the others up: neither as long as it may be, nor as long as a body has room for."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from graphql import (
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_list_type,
    is_non_null_type,
    is_object_type,
)

from server.core.ids import new_id
from server.data.database import Database
from server.ground.person import bearer_tokens
from tests import town as people
from tests.edge.conftest import Person, person
from tests.edge.real import whole
from tests.schema.test_lists import LISTS, SDL, Place

LONGEST = 0.05  # seconds of the loop
BODY = 62 * 1024  # bytes of a list, beside which the rest of a body has room
ROOTS = (("query", SDL.query_type), ("mutation", SDL.mutation_type), ("subscription", SDL.subscription_type))


class Steps:
    longest = 0.0


@contextmanager
def watched() -> Iterator[Steps]:
    """The longest single step of the loop meanwhile, in CPU of its thread: how busy the machine is plays no part."""
    steps, run = Steps(), asyncio.Handle._run

    def timed(handle: asyncio.Handle) -> None:
        begun = time.thread_time()
        run(handle)
        steps.longest = max(steps.longest, time.thread_time() - begun)

    with patch.object(asyncio.Handle, "_run", timed):
        yield steps


@pytest.fixture
async def wu(town: Database, tmp_path: Path) -> AsyncIterator[Person]:
    """A program of the supervisor's, who may send what they like."""
    async with whole(town, tmp_path) as app, person(app) as program:
        _, secret = await bearer_tokens.add_token(None, people.WU, "lists")
        program.headers["authorization"] = f"Bearer {secret}"
        gc.collect()
        gc.freeze()  # as a server does at its start
        yield program
        gc.unfreeze()


async def test_no_list_holds_the_others_up(wu: Person) -> None:
    slow: dict[str, float] = {}
    for place in LISTS:
        one = len(str(value(get_nullable_type(place.told.type).of_type))) + 4
        for count in (place.most, max(place.most + 1, BODY // one)):
            query, variables = asked(place, count)
            with watched() as steps:
                body = {"query": query, "variables": variables}
                answer = await asyncio.create_task(wu.post("/graphql", json=body))  # which begins a step of its own
            assert answer.status_code < 500, (str(place), answer.text[:300])
            assert count == place.most or answer.status_code in (400, 413), (str(place), answer.text[:300])
            if steps.longest > LONGEST:
                slow[f"{place} × {count}"] = round(steps.longest, 3)
    assert len(LISTS) > 60
    assert slow == {}


def asked(place: Place, count: int) -> tuple[str, dict[str, Any]]:
    """A document with the place's argument, all that must be said besides, and so many in the list."""
    for kind, root in ROOTS:
        for name, field in root.fields.items():
            if (told := field.args.get(place.name)) is not None and holds(told.type, place):
                given = {one: value(arg.type) for one, arg in field.args.items() if is_non_null_type(arg.type)}
                given[place.name] = filled(told.type, place.path, place, count)
                declared = ", ".join(f"${one}: {field.args[one].type}" for one in given)
                used = ", ".join(f"{one}: ${one}" for one in given)
                return f"{kind} Q({declared}) {{ {name}({used}) {selection(field.type)} }}", given
    raise LookupError(str(place))


def holds(kind: Any, place: Place) -> bool:
    """Whether the place lies in an argument of this type."""
    for part in place.path:
        known = get_named_type(kind)
        if not is_input_object_type(known) or part not in known.fields:
            return False
        kind = known.fields[part].type
    return kind is place.told.type


def filled(kind: Any, path: tuple[str, ...], place: Place, count: int) -> Any:
    if not path:
        return [value(get_nullable_type(kind).of_type) for _ in range(count)]
    found = value(get_named_type(kind))
    return found | {path[0]: filled(get_named_type(kind).fields[path[0]].type, path[1:], place, count)}


def value(kind: Any) -> Any:
    """The least that may be said, each time another."""
    kind = get_nullable_type(kind)
    if is_list_type(kind):
        return [value(kind.of_type)]
    if is_enum_type(kind):
        return next(iter(kind.values))
    if is_input_object_type(kind):
        return {name: value(one.type) for name, one in kind.fields.items() if is_non_null_type(one.type)}
    said = {"ID": str(new_id()), "Int": 1, "Float": 39.9, "Boolean": True, "AreaCode": people.DISTRICT}
    said |= {"DateTime": "2026-11-30T08:00:00Z", "Date": "2026-11-30"}
    return said.get(kind.name, "字")


def selection(kind: Any) -> str:
    return "{ __typename }" if is_object_type(get_named_type(kind)) or not hasattr(kind, "values") else ""
