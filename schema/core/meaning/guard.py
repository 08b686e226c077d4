"""Arguments are held against what they mean before anything is asked of the database."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from types import SimpleNamespace
from typing import Any

from graphql import (
    GraphQLArgument,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLSchema,
    get_named_type,
    is_input_object_type,
)

from schema.core.meaning import codes
from schema.core.meaning.values import ENDS, MEANINGS, Check, ordered
from schema.core.meaning.wrong import Known, Path, refusal
from schema.core.numbers import bound_of
from schema.core.problems import refused
from server.core.errors import Refusal
from server.core.spoken import camel
from server.ground.area.territory import territory
from server.ground.catalogue.queries import catalogue

Declared = Mapping[str, GraphQLArgument] | Mapping[str, GraphQLInputField]
IN_ORDER = {end for ends in ENDS for end in ends}


@dataclass(frozen=True)
class Guard:
    """What is asked of some arguments, or of the fields of an input: of each by its name, and of ends together."""

    checks: Mapping[str, Check]

    @classmethod
    def of(cls, declared: Declared, owner: str = "") -> Guard:
        found = ((name, _check(name, place, owner)) for name, place in declared.items())
        return cls({name: check for name, check in found if check is not None})

    def __call__(self, given: Mapping[str, Any], at: Known, path: Path = ()) -> None:
        """Raises Invalid for the first of what is given that cannot be meant."""
        for name, value in given.items():
            if value is not None and (check := self.checks.get(name)) is not None:
                _each(check, value, at, (*path, name))
        ordered(given, path)

    def looks_at(self, given: Mapping[str, Any]) -> bool:
        return any(value is not None and (name in self.checks or name in IN_ORDER) for name, value in given.items())


def guard(schema: GraphQLSchema) -> None:
    """Hold the arguments of every root that reads against what they mean."""
    for root in (schema.query_type, schema.subscription_type):
        for name, field in root.fields.items() if root else ():
            guarded = Guard.of(field.args, name)
            if field.subscribe is not None and root is schema.subscription_type:
                field.subscribe = partial(_resolved, guarded, field.subscribe)
            elif field.resolve is not None:
                field.resolve = partial(_resolved, guarded, field.resolve)


def meant(function: Callable[..., Any], arguments: list[str]) -> Callable[..., Any]:
    """A function over a row, the ground and these arguments, which are held against what they mean first."""
    guarded = Guard({camel(name): MEANINGS[camel(name)] for name in arguments if camel(name) in MEANINGS})
    if not guarded.checks:
        return function

    def checked(row: Any, at: Any, **given: Any) -> Any:
        _held(guarded, {camel(name): value for name, value in given.items()}, at)
        return function(row, at, **given)

    return checked


def _resolved(guarded: Guard, resolve: Callable[..., Any], source: Any, info: Any, **given: Any) -> Any:
    if not guarded.looks_at(given):
        return resolve(source, info, **given)
    return _checked(guarded, resolve, source, info, given)


async def _checked(guarded: Guard, resolve: Callable[..., Any], source: Any, info: Any, given: dict[str, Any]) -> Any:
    at: Any = SimpleNamespace(territory=await territory(), catalogue=await catalogue())
    _held(guarded, given, at)
    found = resolve(source, info, **given)
    return await found if inspect.isawaitable(found) else found


def _held(guarded: Guard, given: Mapping[str, Any], at: Known) -> None:
    try:
        guarded(given, at)
    except Refusal as refusal:
        raise refused(refusal) from refusal


def _check(name: str, place: GraphQLArgument | GraphQLInputField, owner: str) -> Check | None:
    """What is asked of an argument; None: nothing, its type says all."""
    kind = get_named_type(place.type)
    if is_input_object_type(kind):
        return _input(kind)
    if (bound := bound_of(place)) is not None:
        return partial(_between, *bound)
    if kind.name == "ID":
        return codes.node if owner in ("node", "nodes") else MEANINGS.get(name, codes.row)
    if kind.name == "AreaCode":
        return codes.area
    return MEANINGS.get(name) if kind.name in ("String", "Float") else None


def _input(kind: GraphQLInputObjectType) -> Check:
    return lambda value, at, path: _within(kind)(value, at, path)  # an input may hold inputs of its own kind


@cache
def _within(kind: GraphQLInputObjectType) -> Guard:
    return Guard.of(kind.fields)


def _between(least: int, most: int, value: int, at: Known, path: Path) -> None:
    if not least <= value <= most:
        raise refusal(path, "NUMBER_OUTSIDE", f"从 {least} 到 {most}。From {least} to {most}.")


def _each(check: Check, value: Any, at: Known, path: Path) -> None:
    if isinstance(value, list):
        for place, one in enumerate(value):
            check(one, at, (*path, place))
    else:
        check(value, at, path)
