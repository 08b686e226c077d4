"""The text of a statement is written once for each form of its conditions; what differs from then on is only bound.

The ORM needs half a millisecond to make SQL of a query, more than SQLite needs to answer it. Two queries of the same
form (the same columns compared in the same way, whatever they are compared with) have the same text. So a query is
walked for its form and for its values; the first time, the ORM writes it with a mark in the place of each value.
What this does not know (joins, patterns, expressions, aggregates) is `Unknown` and written anew each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import count
from typing import Any
from uuid import UUID

from pypika_tortoise.context import SqlContext
from pypika_tortoise.terms import Criterion, Term, Tuple, ValueWrapper
from tortoise import Model
from tortoise.expressions import Q, ResolveContext, Subquery
from tortoise.query_utils import QueryModifier

from server.data import orm
from server.data.database import dialect

PLAIN = (str, int, float, UUID, date, Enum)  # a datetime is a date
COMPARED = {"", "not", "gt", "gte", "lt", "lte"}
LISTED = {"in", "not_in"}


class Unknown(Exception):
    """This query has no form that we know."""


class Bound(Q):
    """A condition that writes its own SQL over one value: `form` decides its text, `value` is bound."""

    __slots__ = ("form", "term", "value")

    def __init__(self, form: Hashable, value: Any, term: Term | None = None) -> None:
        super().__init__()
        self.form, self.value = form, value
        self.term = ValueWrapper(value) if term is None else term  # what stands for the value in the text

    def __bool__(self) -> bool:
        return True


class Fixed(Q):
    """A condition that writes its own SQL, which binds nothing."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def resolve(self, resolve_context: ResolveContext) -> QueryModifier:
        return QueryModifier(where_criterion=_Verbatim(self.text))

    def __bool__(self) -> bool:
        return True


class _Verbatim(Criterion):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def get_sql(self, ctx: SqlContext) -> str:
        return self.text


@dataclass(frozen=True)
class Mark:
    """The place of a value among those of the query, and what makes the database's value of it."""

    place: int
    encode: Callable[[Any], Any]


def form_of(query: Any, values: list[Any]) -> Hashable:
    """The form of a query; its values are added to `values`, in the order in which `marked` takes them."""
    if (said := orm.form(query)) is None:
        raise Unknown
    return said, tuple([_form(one, values) for one in orm.conditions(query)])


def marked(queries: Iterable[Any]) -> list[Any]:
    """The same queries with a mark for each of their values."""
    places = count()
    return [_marked(one, places) for one in queries]


def _form(condition: Q, values: list[Any]) -> Hashable:
    if isinstance(condition, Bound):
        values.append(condition.value)
        return condition.__class__, condition.form
    if isinstance(condition, Fixed):
        return Fixed, condition.text
    own = tuple([(name, _form_of_value(name, value, values)) for name, value in condition.filters.items()])
    below = tuple([_form(one, values) for one in condition.children])
    return condition.join_type, orm.negated(condition), own, below


def _form_of_value(name: str, value: Any, values: list[Any]) -> Hashable:
    if value is None or value.__class__ is bool:
        return value  # decides the text
    if isinstance(value, Subquery):
        return value.__class__, form_of(value.query, values)
    how = name.partition("__")[2]
    if how in LISTED and isinstance(value, list | tuple | set | frozenset):
        values.extend(whole := padded(value))
        return how, len(whole)
    if how not in COMPARED or not isinstance(value, PLAIN):
        raise Unknown
    values.append(value)
    return how


def padded(given: Iterable[Any]) -> list[Any]:
    """The values of a list, the last one again until they are 1, 2, 4, 8 …: lists of any length share a few texts, so
    that lists of ever new lengths do not drive out the texts of everybody else."""
    values = list(given)
    return values + values[-1:] * ((1 << (len(values) - 1).bit_length()) - len(values)) if values else values


def _marked(query: Any, places: Iterator[int]) -> Any:
    return orm.with_conditions(query, [_with_marks(one, query.model, places) for one in orm.conditions(query)])


def _with_marks(condition: Q, model: type[Model], places: Iterator[int]) -> Q:
    if isinstance(condition, Bound):
        made: Q = condition.__class__(condition.form, None, ValueWrapper(Mark(next(places), lambda value: value)))
        return made
    if isinstance(condition, Fixed):
        return condition
    own = {name: _mark(name, value, model, places) for name, value in condition.filters.items()}
    return orm.like(condition, own, (_with_marks(one, model, places) for one in condition.children))


def _mark(name: str, value: Any, model: type[Model], places: Iterator[int]) -> Any:
    if value is None or value.__class__ is bool:
        return value
    if isinstance(value, Subquery):
        return value.__class__(_marked(value.query, places))
    encode = _encoder(name, model)
    if name.partition("__")[2] in LISTED:
        marks = [ValueWrapper(Mark(next(places), encode)) for _ in padded(value)]
        return Tuple(*marks) if marks else []
    return ValueWrapper(Mark(next(places), encode))


def _encoder(name: str, model: type[Model]) -> Callable[[Any], Any]:
    """What makes the database's value of a filter's."""
    field = orm.filtered(model, name)
    if field is None or field.get_for_dialect(dialect(), "function_cast") is not None:
        raise Unknown
    to_db: Any = field.to_db_value
    return lambda value: to_db(value, model)
