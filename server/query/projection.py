"""What of a row is wanted, as data: its columns, the rows that its columns point to, and the rows that hang on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from tortoise import Model

from server.data import orm
from server.data.database import reader
from server.query.keyset import CAP, Cursors, Paged

MOST_VALUES = 100  # that a function of the databases takes, so of one array of JSON


@dataclass(frozen=True)
class Link:
    """The one row of `model` whose column `there` has the value of our column `here`; the row's attribute is `name`.
    `also`: further pairs of our columns and theirs, where one does not tell it."""

    name: str
    model: type[Model]
    here: str
    there: str = "id"
    also: tuple[tuple[str, str], ...] = ()

    async def follow(self, row: Any) -> Any:
        """The row that a row points to, or None, by the ORM."""
        values = {there: getattr(row, here) for here, there in self.pairs}
        return None if None in values.values() else await self.model.filter(**values).using_db(reader()).first()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Our columns and theirs that have the same values."""
        return ((self.here, self.there), *self.also)


@dataclass(frozen=True)
class Hanging:
    """The rows of `model` whose column `there` has the value of our key `here`, in the order `by` ("-at": down).

    `where` holds columns that must have a value (None: be null). `most` and `beyond` cut a page out of it: at most so
    many, and only those behind (column, value) in the order.
    """

    name: str
    model: type[Model]
    there: str
    by: tuple[str, ...]
    here: str = "id"
    where: tuple[tuple[str, int | None], ...] = ()
    most: int | None = None
    beyond: tuple[str, int] | None = None
    counts: bool = False  # only how many there are is wanted

    def counted(self) -> Hanging:
        """How many of them there are, up to one more than a total counts."""
        return replace(self, by=(), most=CAP + 1, counts=True)

    def cut(self, most: int, beyond: tuple[str, int] | None = None) -> Hanging:
        """A page of it."""
        return replace(self, most=most, beyond=beyond)

    async def rows(self, row: Any) -> list[Any]:
        """The rows that hang on a row, in their order, by the ORM."""
        found = self.model.filter(**{self.there: getattr(row, self.here)})
        for name, value in self.where:
            found = found.filter(**({f"{name}__isnull": True} if value is None else {name: value}))
        if self.beyond is not None:
            name, mark = self.beyond
            found = found.filter(**{f"{name}__{'lt' if f'-{name}' in self.by else 'gt'}": mark})
        found = found.order_by(*self.by)
        return await (found if self.most is None else found.limit(self.most)).using_db(reader())

    async def page(self, row: Any, key: str, size: int, beyond: int | None, sealed: Callable[[int], str]) -> Paged:
        """A page of them with its total, by the ORM: so many behind the one with this key, which `sealed` makes cursors
        of."""
        rows = await self.cut(size + 1, None if beyond is None else (key, beyond)).rows(row)
        shown = rows[:size]
        cursors = Cursors(shown, lambda one: sealed(getattr(one, key)))
        page = Paged(shown, cursors, len(rows) > size, behind=beyond is not None)
        return page.of(len(await self.counted().rows(row)))


# a column, or a link or what hangs with what is wanted of the rows there
Want: TypeAlias = "str | tuple[Link | Hanging, tuple[Want, ...]]"


def database_column(model: type[Model], name: str) -> str:
    """How the database calls it."""
    return orm.columns(model)[name]


def key_of(model: type[Model]) -> str:
    """The name of the primary key."""
    return orm.key(model)


def column_field(model: type[Model], name: str) -> Any:
    """The field that a column was declared with: of a key to another table, that table's own key."""
    return orm.field(model, name)
