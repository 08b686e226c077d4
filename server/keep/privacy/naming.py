"""Where a person is named: every table with columns that name people, its rows that are theirs, and those of others in
which they acted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from importlib import import_module
from inspect import getdoc, isclass
from typing import Any
from uuid import UUID

from tortoise import Model
from tortoise.expressions import Q

from server.core.errors import Missing
from server.data import orm
from server.data.configuration import MODELS
from server.data.database import reader
from server.ground.person.models import Person
from server.keep.privacy.columns import acts, owners

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


def models() -> Iterator[type[Model]]:
    """Every table, by its model."""
    for name in MODELS:
        for one in vars(import_module(name)).values():
            if isclass(one) and issubclass(one, Model) and one.__module__ == name:
                yield one


def tables() -> Iterator[type[Model]]:
    """Those that name people."""
    return (one for one in models() if owners(one) or acts(one))


def owned(model: type[Model], person: UUID) -> Q:
    """The rows that are this person's own; the table has such a column."""
    return _any(owners(model), person)


async def rows(model: type[Model], person: UUID) -> AsyncIterator[dict[str, Any]]:
    """The rows that name this person, in the order of their keys, so many at a time."""
    key, last, named = orm.key(model), None, _any([*owners(model), *acts(model)], person)
    while True:
        chosen = model.filter(named).order_by(key).limit(BATCH).using_db(reader())
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


def _any(columns: Iterable[str], person: UUID) -> Q:
    named: list[dict[str, Any]] = [{name: person} for name in columns]
    return Q(*(Q(**one) for one in named), join_type=Q.OR)
