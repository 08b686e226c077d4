"""Wants and a choice become one SQL statement, the same on both databases but for the names of the JSON functions.

What a column points to is a LEFT JOIN; what hangs on a row is a subselect that makes a JSON array, ordered and cut
inside. The choice's own rows come first, as a common table: only their key and their place, so that the database reads
the wide rows of the page alone. Integers that are written into the text come from declarations and from checked
arguments; everything else is a parameter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from tortoise import fields

from server.data import orm
from server.query.projection import MOST_VALUES, Hanging, column_field, database_column
from server.query.wants import Wants


@dataclass(frozen=True)
class Dialect:
    """What the two databases call otherwise."""

    name: str
    array: str  # makes a JSON array of its arguments
    gather: str  # makes a JSON array of rows
    inner: str  # makes JSON of what already is, but comes out of a subselect


DIALECTS = {
    "sqlite": Dialect("sqlite", "json_array", "json_group_array({0})", "json({0})"),
    "postgres": Dialect("postgres", "json_build_array", "coalesce(json_agg({0}), '[]')", "{0}"),
}


@dataclass(frozen=True)
class Selection:
    """The expressions of one row in the order in which `rows.reading` takes them, and the joins that they need."""

    expressions: list[str]
    joins: str

    def __str__(self) -> str:
        return ", ".join(self.expressions)


class Writer:
    """Writes the selections of one statement; every table in it has an alias of its own."""

    def __init__(self, dialect: str) -> None:
        self.dialect = DIALECTS[dialect]
        self._aliases: Iterator[int] = count(1)

    def alias(self) -> str:
        return f"t{next(self._aliases)}"

    def selection(self, wants: Wants, alias: str) -> Selection:
        """All that is wanted of the rows of `alias`."""
        expressions = [f'{alias}."{database_column(wants.model, name)}"' for name in wants.columns]
        joins = ""
        for link, sub in wants.ones.items():
            other = self.alias()
            equal = " AND ".join(
                f'{other}."{database_column(link.model, there)}" = {alias}."{database_column(wants.model, here)}"'
                for here, there in link.pairs
            )
            inner = self.selection(sub, other)
            joins += f' LEFT JOIN "{table(sub)}" AS {other} ON {equal}' + inner.joins
            expressions += inner.expressions
        expressions += [self.hanging(hanging, sub, wants, alias) for hanging, sub in wants.many.items()]
        return Selection(expressions, joins)

    def hanging(self, hanging: Hanging, wants: Wants, parent: Wants, alias: str) -> str:
        """A subselect with what hangs on the row of `alias`, as a JSON array of arrays."""
        own = self.alias()
        rows = own.replace("t", "r")
        chosen = self.selection(wants, own)
        named = ", ".join(f"{one} AS c{place}" for place, one in enumerate(chosen.expressions)) or "1 AS c0"
        there, here = database_column(wants.model, hanging.there), database_column(parent.model, hanging.here)
        conditions = [f'{own}."{there}" = {alias}."{here}"', *_conditions(hanging, wants, own)]
        cut = f" LIMIT {int(hanging.most)}" if hanging.most is not None else ""
        if hanging.counts:
            found = f'SELECT 1 FROM "{table(wants)}" AS {own} WHERE {" AND ".join(conditions)}{cut}'
            return f"(SELECT count(*) FROM ({found}) AS {rows})"
        array = self._array(self._outer(wants, rows))
        return (
            f'(SELECT {self.dialect.gather.format(array)} FROM (SELECT {named} FROM "{table(wants)}" AS {own}'
            f"{chosen.joins} WHERE {' AND '.join(conditions)}{ordered(wants, hanging.by, own)}{cut}) AS {rows})"
        )

    def _array(self, values: list[str]) -> str:
        """A JSON array of the values; of arrays of them where they are more than a function takes."""
        if len(values) <= MOST_VALUES:
            return f"{self.dialect.array}({', '.join(values)})"
        parts = (values[begin : begin + MOST_VALUES] for begin in range(0, len(values), MOST_VALUES))
        return self._array([self._array(part) for part in parts])

    def _outer(self, wants: Wants, rows: str) -> list[str]:
        """The expressions of a subselect seen from outside: what is JSON in there is told to be JSON."""
        return [
            self.dialect.inner.format(f"{rows}.c{place}") if is_json else f"{rows}.c{place}"
            for place, is_json in enumerate(_json_flags(wants))
        ]


def table(wants: Wants) -> str:
    return orm.table(wants.model)


def ordered(wants: Wants, by: tuple[str, ...], alias: str) -> str:
    """ORDER BY in the house's spelling of an order: "-at" is downwards."""
    terms = [f'{alias}."{database_column(wants.model, name.removeprefix("-"))}"'
            + (" DESC" if name.startswith("-") else "") for name in by]  # fmt: skip
    return f" ORDER BY {', '.join(terms)}" if terms else ""


def _conditions(hanging: Hanging, wants: Wants, alias: str) -> Iterator[str]:
    for name, value in hanging.where:
        column = f'{alias}."{database_column(wants.model, name)}"'
        yield f"{column} IS NULL" if value is None else f"{column} = {int(value)}"
    if hanging.beyond is not None:
        name, mark = hanging.beyond
        down = f"-{name}" in hanging.by
        yield f'{alias}."{database_column(wants.model, name)}" {"<" if down else ">"} {int(mark)}'


def _json_flags(wants: Wants) -> list[bool]:
    """Which expressions of a selection are JSON themselves, in order."""
    own: list[bool] = [is_json(wants, name) for name in wants.columns]
    for sub in wants.ones.values():
        own += _json_flags(sub)
    return own + [not hanging.counts for hanging in wants.many]


def is_json(wants: Wants, name: str) -> bool:
    declared: Any = column_field(wants.model, name)
    return isinstance(declared, fields.JSONField)
