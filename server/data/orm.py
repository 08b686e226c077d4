"""Tortoise's private names that the rest of server/ leans on, each behind a function of ours.

Decision: Tortoise has no public name for a model's tables and columns as one value each, nor for the text of a query
and its parts. Only `server/data` touches what begins with an underscore there; tests/data/test_orm.py says of each what
we lean on, and runs every night against Tortoise's newest version too. The engines' own (`sqlite`, `postgres`,
`write_batch`, `migrate`, `rebuild`) are held by the tests of what they do.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from copy import copy
from importlib import import_module
from typing import Any

from pypika_tortoise.terms import Function as Call
from pypika_tortoise.terms import Parameterizer
from tortoise import Model
from tortoise.expressions import Function, Q
from tortoise.queryset import QuerySet

_CONSTANT = ("_limit", "_offset", "_distinct", "_single", "_use_indexes", "_force_indexes")
_BEYOND = ("_annotations", "_custom_filters", "_having", "_group_bys", "_select_related", "_select_for_update")


# --- models


def table(model: type[Model] | Model) -> str:
    return model._meta.db_table


def tables(modules: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The tables of all models that these modules name, each with its columns."""
    named = (one for module in modules for one in vars(import_module(module)).values())
    models = (one for one in named if isinstance(one, type) and issubclass(one, Model) and one is not Model)
    return {table(one): frozenset(columns(one).values()) | _pointing(one) for one in models}


def _pointing(model: type[Model]) -> frozenset[str]:
    """The columns that are keys to other tables: `columns` knows them only once a database was opened."""
    named = model._meta.fk_fields | model._meta.o2o_fields
    return frozenset(model._meta.fields_map[one].source_field or f"{one}_id" for one in named)


def key(model: type[Model]) -> str:
    """The name of the primary key's field."""
    return model._meta.pk_attr


def columns(model: type[Model]) -> Mapping[str, str]:
    """The fields that are columns, also of keys to other tables (`area_id`), with the database's names of them."""
    return model._meta.fields_db_projection


def column_names(row: Model) -> set[str]:
    """The database's names of all columns of a row."""
    return row._meta.db_fields


def field(model: type[Model], name: str) -> Any:
    """The field that was declared: of a key to another table (`area_id`) that table's own key. Raises KeyError."""
    return model._meta.fields_map[name]


def fields(model: type[Model]) -> Mapping[str, Any]:
    return model._meta.fields_map


def linked(model: type[Model]) -> bool:
    """Whether the model knows its keys to other tables: only once a database was opened."""
    return model._meta._inited


def filtered(model: type[Model], name: str) -> Any:
    """The field that a filter (`state__in`) compares, or None where it is no column of the model's own."""
    known = model._meta.filters.get(name)
    return None if known is None or "table" in known else model._meta.fields_map[known["field"]]


# --- queries


def statement(query: Any) -> tuple[str, list[Any]]:
    """The text of a query (of a list, of values, of an update) and its values."""
    query._make_query()
    text, values = query.query.get_parameterized_sql()
    return text, list(values)


def text(query: Any, values: Parameterizer) -> str:
    """The text of a query as part of a greater statement, whose `values` it goes on counting."""
    query._make_query()
    written: str = query.query.get_sql(query.query.QUERY_CLS.SQL_CONTEXT.copy(parameterizer=values))
    return written


def forced(query: QuerySet[Any], *indexes: str) -> QuerySet[Any]:
    """The same query, whose text says `FORCE INDEX ("…")` of these; of none it says nothing."""
    made = query._clone()
    made._force_indexes = set(indexes)
    return made


def form(query: Any) -> Hashable | None:
    """What decides the text of a query beside its conditions; None where it has what conditions and columns do not
    say: joins, aggregates, annotations, locks."""
    if any(getattr(query, name, None) for name in _BEYOND):
        return None
    selected: Any = getattr(query, "_fields_for_select", None) or getattr(query, "fields", ())
    selected = tuple(selected.items()) if isinstance(selected, dict) else tuple(selected)
    said = tuple(_hashable(getattr(query, name, None)) for name in _CONSTANT)
    return query.__class__, query.model, selected, tuple(getattr(query, "_orderings", ())), said


def _hashable(value: Any) -> Hashable:
    return tuple(value) if isinstance(value, set) else value


def conditions(query: Any) -> list[Q]:
    found: list[Q] = query._q_objects
    return found


def with_conditions(query: Any, found: Iterable[Q]) -> Any:
    """The same query under other conditions."""
    made = copy(query)
    made._q_objects = list(found)
    return made


def negated(condition: Q) -> bool:
    return condition._is_negated


def like(condition: Q, own: Mapping[str, Any], below: Iterable[Q]) -> Q:
    """A condition joined and negated as another, over other values and other conditions below it."""
    made = Q(join_type=condition.join_type, **own)
    made.children = tuple(below)
    made._is_negated = condition._is_negated
    return made


class Written(Function):
    """A function over a column, by the SQL that `of` makes of it."""

    def __init__(self, column: str, of: Callable[[Any], Call]) -> None:
        super().__init__(column)
        self.of = of

    def _get_function_field(self, field: Any, *default_values: Any) -> Call:
        return self.of(field)
