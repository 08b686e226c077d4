"""Reads what a choice means, with all that is wanted of it, in one statement."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeAlias

from pypika_tortoise.terms import Parameterizer
from tortoise.queryset import QuerySet, ValuesListQuery

from server.data import orm
from server.data.database import dialect, listed, reader
from server.data.database import rows as read
from server.query.projection import database_column, key_of
from server.query.row_query import Choice
from server.query.rows import Row, Shape
from server.query.sql import Selection, Writer, ordered, table
from server.query.statement_cache import Mark, Unknown, form_of, marked
from server.query.wants import Wants
from server.query.ways import hinted, queries_of

Ways: TypeAlias = Sequence[QuerySet[Any]]  # the queries of one part
MOST_TEXTS = 64  # of one selection
JOINED = 60  # tables in one join of what is wanted: SQLite takes 64, with those by which the rows are chosen

_heard: ContextVar[list[Said] | None] = ContextVar("heard", default=None)


@dataclass(frozen=True)
class Said:
    """One statement as it was sent, and how the database says that it goes about it."""

    sql: str
    values: list[Any]
    plan: list[str]


@contextmanager
def explained() -> Iterator[list[Said]]:
    """Within this block every statement of the read path is told too, with the database's own plan of it."""
    said: list[Said] = []
    token = _heard.set(said)
    try:
        yield said
    finally:
        _heard.reset(token)


@dataclass(frozen=True)
class Reading:
    """What is wanted of the rows of a choice, and the part of its statement that stays the same for all choices of this
    order. `rows` False: only the total is wanted. Made when all that is wanted is known. Raises LookupError where that
    is more than one statement can join.

    Decision: SQLite is asked for no order outside. A CROSS JOIN makes it go through the chosen keys one by one as they
    come, and sorting wide rows that are in order already costs it as much as reading them.
    """

    wants: Wants
    selection: Selection
    join: str
    order: str
    shape: Shape
    key: int  # the place of the row's key
    total: bool = False
    rows: bool = True
    texts: OrderedDict[Hashable, tuple[str, list[Any]]] = field(default_factory=OrderedDict, repr=False, compare=False)

    @classmethod
    def of(cls, wants: Wants, choice: Choice, *, total: bool = False, rows: bool = True) -> Reading:
        wants.column(key_of(wants.model))
        wants.take(choice.needs)
        if (tables := wants.joined()) > JOINED:
            raise LookupError(f"{tables} tables in one join")
        order = ordered(wants, choice.by, "t0").removeprefix(" ORDER BY ")
        in_order = " ORDER BY " + ", ".join(filter(None, ("chosen.part", order)))
        return cls(
            wants,
            Writer(dialect()).selection(wants, "t0"),
            "JOIN" if dialect() == "postgres" else "CROSS JOIN",
            in_order if dialect() == "postgres" else "",
            Shape(wants, dialect()),
            wants.columns[key_of(wants.model)],
            total,
            rows,
        )

    def statement(self, choice: Choice) -> tuple[str, list[Any]]:
        """The one statement, and its parameters. Its text is written once for each form of the choice's conditions."""
        meant, values = choice.meant(total=self.total), list[Any]()
        sizes = tuple([len(queries_of(one)) for one in meant])
        queries = [query for one in meant for query in queries_of(one)]
        try:
            form = (choice.most, sizes, *[form_of(one, values) for one in queries])
            if (known := self.texts.get(form)) is None:
                again = iter(marked(queries))
                known = self.texts[form] = self._written(choice, [tuple(islice(again, size)) for size in sizes])
                if len(self.texts) > MOST_TEXTS:
                    self.texts.popitem(last=False)
        except Unknown:
            return self._written(choice, [queries_of(one) for one in meant])
        return known[0], [one.encode(values[one.place]) if one.__class__ is Mark else one for one in known[1]]

    def _written(self, choice: Choice, meant: Sequence[Ways]) -> tuple[str, list[Any]]:
        values = Parameterizer()
        counted = ""
        if self.total:
            *meant, whole = meant
            counted = _counting(choice, whole, values)
        if not self.rows:
            return f"SELECT {counted} AS total", values.values
        key = database_column(self.wants.model, key_of(self.wants.model))
        chosen = _chosen(choice, meant, values)
        joined = f'"{table(self.wants)}" AS t0 ON t0."{key}" = chosen.key{self.selection.joins}'
        if not self.total:
            sql = f"WITH chosen(part, key) AS ({chosen}) SELECT {self.selection} FROM chosen {self.join} {joined}"
            return sql + self.order, values.values
        sql = (
            f"WITH counted AS (SELECT {counted} AS total), chosen(part, key) AS ({chosen}) SELECT {self.selection}, "
            f"counted.total FROM counted LEFT JOIN chosen ON 1 = 1 LEFT JOIN {joined}"
        )
        return sql + self.order, values.values

    async def fetch(self, choice: Choice) -> Any:
        """The answer of the choice, over rows that have what is wanted."""
        sql, values = self.statement(choice)
        if (heard := _heard.get()) is not None:
            heard.append(await _said(sql, values))
        found = await (listed if choice.is_list else read)(sql, values)
        if not self.rows:
            return choice.answer([], int(found[0][0]))
        shape, key = self.shape, self.key
        total = int(found[0][len(found[0]) - 1]) if self.total else None
        rows: list[Row] = [Row(one, 0, shape) for one in found if one[key] is not None]
        return choice.answer(rows, total)


async def _said(sql: str, values: list[Any]) -> Said:
    how = "EXPLAIN QUERY PLAN" if dialect() == "sqlite" else "EXPLAIN"
    rows = await reader().execute_query_dict(f"{how} {sql}", values)
    return Said(sql, values, [str(row.get("detail") or row.get("QUERY PLAN")) for row in rows])


def _sql(query: QuerySet[Any] | ValuesListQuery[Any], values: Parameterizer) -> str:
    """A query of the ORM as text that goes on counting the parameters of the whole statement."""
    return hinted(orm.text(query, values))


def united(ways: Ways, columns: Sequence[str], values: Parameterizer) -> str:
    """These columns of the rows that any way finds, named "0", "1" …; of several ways the first must be the key."""
    texts = [_sql(way.using_db(reader()).values_list(*columns), values) for way in ways]
    if len(texts) == 1:
        return texts[0]
    return " UNION ".join(f"SELECT * FROM ({sql}) AS way{place}" for place, sql in enumerate(texts))


def _chosen(choice: Choice, parts: Sequence[Ways], values: Parameterizer) -> str:
    """The keys of the choice's rows with the part that each is of, the parts one behind the other up to the limit."""
    texts = [_part(choice, place, ways, values) for place, ways in enumerate(parts)]
    if len(texts) == 1:
        return texts[0]
    behind = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS p{place}" for place, sql in enumerate(texts))
    return f"{behind} LIMIT {int(choice.most)}" if choice.most is not None else behind


def _part(choice: Choice, place: int, ways: Ways, values: Parameterizer) -> str:
    key = key_of(choice.model)
    if len(ways) == 1:
        sql = _sql(choice.ordered(ways[0]).using_db(reader()).values_list(key), values)
        if choice.by and choice.most is None and dialect() == "sqlite":
            sql += " LIMIT -1"  # it takes an order within a join for needless where nothing is cut
        return sql.replace('SELECT "', f'SELECT {place}, "', 1)
    names = [key, *[name for one in choice.by if (name := one.removeprefix("-")) != key]]
    order = [f"{names.index(one.removeprefix('-')) + 1}{' DESC' * one.startswith('-')}" for one in choice.by]
    found = united([choice.ordered(way) for way in ways], names, values)
    cut = choice.most if choice.most is not None else -1 if dialect() == "sqlite" else "ALL"
    return f'SELECT {place}, u."0" FROM ({found} ORDER BY {", ".join(order) or 1} LIMIT {cut}) AS u'


def _counting(choice: Choice, whole: Ways, values: Parameterizer) -> str:
    """How many rows the whole list has, counted up to one more than its cap."""
    assert choice.counted is not None
    cap = int(choice.counted[1])
    ways = [way.limit(cap + 1) for way in whole] if len(whole) == 1 else whole
    rows = united(ways, [key_of(choice.model)], values)
    cut = f" LIMIT {cap + 1}" if len(whole) > 1 else ""
    return f"(SELECT count(*) FROM ({rows}{cut}) AS whole)"
