"""What a field reads, said once where it is declared: for the plan of a whole selection, and as a resolver by itself.

`told` tells the plan what the field is made of (`server.query.output.asked`); `plain` finds the same value by itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Any, TypeAlias

from strawberry.utils.str_converters import to_snake_case

from schema.core.problems import refused
from schema.core.reading.bounds import limited
from schema.core.reading.cursors import malformed, opened, sealed
from schema.core.reading.request_scope import Ground
from server.core.errors import Invalid
from server.query.needs import Needs
from server.query.output.asked import Asked
from server.query.projection import Hanging, Link

Guard: TypeAlias = Callable[[Any, Ground], bool]
Arguments: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Known:
    """A guard that mostly need not be asked of each row: where the rows hang on the one that `through` leads to, and
    `above` says yes of that, all of them may be told. Else `each` is asked."""

    through: Link
    above: Guard
    each: Guard

    def __call__(self, row: Any, ground: Ground) -> bool:
        return self.each(row, ground)


class Reads:
    """What a field reads."""

    def told(self, asked: Asked, args: Arguments) -> None:
        """Tell where what is asked comes from.

        Raises Refused for arguments that are out of bounds, and LookupError for what cannot be read there.
        """
        raise NotImplementedError

    def at(self, kind: str, field: str) -> Reads:
        """What it reads as this field of this type."""
        return self

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        """The same by itself, over a whole row."""
        raise NotImplementedError


@dataclass(frozen=True)
class Column(Reads):
    """A column of the row; where the row lies in memory, its attribute, dots reaching further."""

    name: str
    made: Callable[[Any], Any] | None = None  # what is told of it, unless it is null

    def told(self, asked: Asked, args: Arguments) -> None:
        asked.column(self.name, self.made)

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        value = attrgetter(self.name)(row)
        return value if value is None or self.made is None else self.made(value)


@dataclass(frozen=True)
class Seen(Reads):
    """The same row (or the rows of the same page) seen otherwise: `get` takes it out of what stands for it here."""

    get: Callable[[Any], Any]

    def told(self, asked: Asked, args: Arguments) -> None:
        asked.seen(self.get)

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        return self.get(row)


@dataclass(frozen=True)
class Same(Reads):
    """The same row or page under another name."""

    def told(self, asked: Asked, args: Arguments) -> None:
        asked.same()

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        return row


@dataclass(frozen=True)
class Paging(Reads):
    """What a page tells of itself and not of its rows: a cursor, whether there are more, the total."""

    name: str

    def told(self, asked: Asked, args: Arguments) -> None:
        asked.paging(self.name)

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        return getattr(row, self.name)


@dataclass(frozen=True)
class To(Reads):
    """The row that a column points to; null also where `guard`, which needs `needs` of our row, says no."""

    link: Link
    needs: Needs
    guard: Guard | None = None

    def told(self, asked: Asked, args: Arguments) -> None:
        guard = self.guard
        above = (guard.through, guard.above) if isinstance(guard, Known) else None
        asked.one(self.link, guard, self.needs, above)

    def at(self, kind: str, field: str) -> To:
        return replace(self, needs=_named(self.needs, field, self.guard))

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        if self.guard is not None and not self.guard(await self.needs.of(row), ground):
            return None
        return await self.link.follow(row)


@dataclass(frozen=True)
class Many(Reads):
    """All rows that hang on ours; without those where `guard`, which needs `needs` of each of them, says no."""

    hanging: Hanging
    needs: Needs
    guard: Guard | None = None

    def told(self, asked: Asked, args: Arguments) -> None:
        asked.many(self.hanging, self.guard, self.needs)

    def at(self, kind: str, field: str) -> Many:
        return replace(self, needs=_named(self.needs, field, self.guard))

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        found = await self.hanging.rows(row)
        if self.guard is None:
            return found
        return [one for one in found if self.guard(await self.needs.of(one), ground)]


@dataclass(frozen=True)
class Pages(Reads):
    """A page of the rows that hang on ours, by the arguments `first` and `after`. `key` is a number and the cursor.

    `peeks`: one row more is read, to know whether more follow. `counts`: it is asked how many there are.
    """

    hanging: Hanging
    key: str
    peeks: bool = True
    counts: bool = True
    list: str = ""  # whose cursors its own are

    def at(self, kind: str, field: str) -> Pages:
        return replace(self, list=f"{kind}.{field}")

    def told(self, asked: Asked, args: Arguments) -> None:
        size, beyond = self.cut(args)
        asked.pages(self.hanging, self.key, self.sealed, size=size, beyond=beyond, peeks=self.peeks, counts=self.counts)

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        size, beyond = self.cut(args)
        return await self.hanging.page(row, self.key, size, beyond, self.sealed)

    def cut(self, args: Arguments) -> tuple[int, int | None]:
        """How many rows a page has, and the key behind which it begins."""
        size, after = limited(args.get("first")), self.opened(args.get("after"))
        if after is None:
            return size, None
        if not (after.isascii() and after.isdigit() and len(after) < 20 and int(after) < 2**63):
            raise refused(malformed())
        return size, int(after)

    def opened(self, cursor: str | None) -> str | None:
        try:
            return opened(self.list, cursor)
        except Invalid as failure:
            raise refused(failure) from failure

    def sealed(self, place: int) -> str:
        """The cursor of the row with this key."""
        return sealed(self.list, str(place))


@dataclass(frozen=True)
class Computed(Reads):
    """A function of the row and the ground, and of the field's arguments; what it returns lies in memory.

    `waits`: it has to be awaited. `steady`: its value is the same for everybody and at any time, as long as its row is.
    """

    function: Callable[..., Any]
    needs: Needs
    waits: bool = False
    steady: bool = False

    def told(self, asked: Asked, args: Arguments) -> None:
        asked.computed(self.function, self.needs, args, steady=self.steady, waits=self.waits)

    def at(self, kind: str, field: str) -> Computed:
        return replace(self, needs=_named(self.needs, field, self.function))

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        found = self.function(await self.needs.of(row), ground, **args)
        return await found if isinstance(found, Awaitable) else found


@dataclass(frozen=True)
class LookedUp(Reads):
    """What lies in memory under the key that the column `key` holds; null where the column is."""

    key: str
    find: Callable[[Ground, Any], Any]

    def told(self, asked: Asked, args: Arguments) -> None:
        asked.looked_up(self.key, self.find)

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        value = attrgetter(self.key)(row)
        return None if value is None else self.find(ground, value)


def _named(needs: Needs, field: str, function: Callable[..., Any] | None) -> Needs:
    """The same with whose they are, for the error that says what was forgotten."""
    return replace(needs, reader=to_snake_case(field), function=function)
