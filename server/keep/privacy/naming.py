"""Where a person is named: every table with columns that hold ids, and its rows in which one of them is theirs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from importlib import import_module
from inspect import getdoc, isclass
from typing import Any
from uuid import UUID

from tortoise import Model, fields
from tortoise.expressions import Q

from server.core.errors import Missing
from server.data import orm
from server.data.configuration import MODELS
from server.data.database import reader
from server.ground.person.models import Person

BATCH = 500


async def person_of(whom: str) -> Person:
    """The person with this login or id, also one who has left. Raises Missing."""
    try:
        found = await Person.filter(id=UUID(whom)).using_db(reader()).first()
    except ValueError:
        found = await Person.filter(login=whom.strip().lower()).using_db(reader()).first()
    if found is None:
        raise Missing(f"there is nobody with the login or id {whom}")
    return found


def tables() -> Iterator[type[Model]]:
    """Every table that may name somebody, by its model."""
    for name in MODELS:
        module = import_module(name)
        for one in vars(module).values():
            if isclass(one) and issubclass(one, Model) and one.__module__ == name and _ids(one):
                yield one


def naming(model: type[Model], person: UUID) -> Q:
    """The rows that name this person."""
    named: list[dict[str, Any]] = [{name: person} for name in _ids(model)]
    return Q(*(Q(**one) for one in named), join_type=Q.OR)


async def rows(model: type[Model], person: UUID) -> AsyncIterator[dict[str, Any]]:
    """Those rows, in the order of their keys, so many at a time."""
    key, last = orm.key(model), None
    while True:
        chosen = model.filter(naming(model, person)).order_by(key).limit(BATCH).using_db(reader())
        found = await (chosen if last is None else chosen.filter(**{f"{key}__gt": last})).values()
        for one in found:
            yield one
        if len(found) < BATCH:
            return
        last = found[-1][key]


def described(model: type[Model]) -> str:
    """The first line of what a model says of itself."""
    own = model.__doc__ and getdoc(model)
    return (own or orm.table(model)).partition("\n")[0]


def _ids(model: type[Model]) -> list[str]:
    return [name for name in orm.columns(model) if isinstance(orm.field(model, name), fields.UUIDField)]
