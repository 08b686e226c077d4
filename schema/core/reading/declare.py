"""What a field reads, said once where it is declared: for the plan of a whole selection, and as a resolver by itself.

`wanted` tells the plan what the field wants of its row and gives the function that takes the value out of the row when
it was read; `plain` finds the same value by itself.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import Any, TypeAlias

from schema.core.problems import refused
from schema.core.reading.bounds import limited
from schema.core.reading.cursors import malformed, opened, sealed
from schema.core.reading.request_scope import Ground
from server.core.errors import Invalid
from server.query import plain
from server.query.projection import Hanging, Link, Want, Wants
from server.query.row_query import Cursors, Paged

Take: TypeAlias = Callable[[Any, Ground], Any]
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

    waits = False  # whether what it takes has to be awaited
    steady = False  # whether its value is the same for everybody and at any time, as long as its row is the same

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        """How to take the value, and where the fields below it say what they want (None: it lies in memory).

        `wants` is None where the row itself lies in memory. Raises Refused for arguments that are out of bounds.
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
    steady = True

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        if wants is not None:
            wants.column(self.name)
        read, made = attrgetter(self.name), self.made
        if made is None:
            return lambda row, ground: read(row), None
        return lambda row, ground: None if (value := read(row)) is None else made(value), None

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        return self.wanted(None, args)[0](row, ground)


@dataclass(frozen=True)
class Seen(Reads):
    """The same row (or the rows of the same page) seen otherwise: `get` takes it out of what stands for it here."""

    get: Callable[[Any], Any]
    steady = True

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        get = self.get
        return lambda row, ground: get(row), wants

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        return self.get(row)


@dataclass(frozen=True)
class Same(Seen):
    """The same row or page under another name."""

    get: Callable[[Any], Any] = field(default=lambda row: row)


@dataclass(frozen=True)
class Paging(Reads):
    """What a page tells of itself and not of its rows: a cursor, whether there are more, the total."""

    name: str

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        name = self.name
        return lambda page, ground: getattr(page, name), None

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        return getattr(row, self.name)


@dataclass(frozen=True)
class To(Reads):
    """The row that a column points to; null also where `guard`, which needs `needs` of our row, says no."""

    link: Link
    guard: Guard | None = None
    needs: tuple[Want, ...] = ()

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        name, guard = self.link.name, self.guard
        if wants is None:
            raise LookupError(f"{name} is read from the database, its owner lies in memory")
        wants.take(self.needs)
        below = wants.one(self.link)
        if guard is None:
            return lambda row, ground: getattr(row, name), below
        return lambda row, ground: getattr(row, name) if guard(row, ground) else None, below

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        if self.guard is not None and not self.guard(await plain.gather(row, self.needs), ground):
            return None
        return await plain.follow(self.link, row)


@dataclass(frozen=True)
class Many(Reads):
    """All rows that hang on ours; without those where `guard`, which needs `needs` of each of them, says no."""

    hanging: Hanging
    guard: Guard | None = None
    needs: tuple[Want, ...] = ()

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        if wants is None:
            raise LookupError(f"{self.hanging.name} are read from the database, their owner lies in memory")
        name, below = wants.hanging(self.hanging)
        wants.column(self.hanging.here)
        guard = self.guard
        if guard is None:
            return lambda row, ground: getattr(row, name), below
        below.take(self.needs)
        return lambda row, ground: [one for one in getattr(row, name) if guard(one, ground)], below

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        found = await plain.hang(self.hanging, row)
        if self.guard is None:
            return found
        return [one for one in found if self.guard(await plain.gather(one, self.needs), ground)]


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

    def cut(self, args: Arguments) -> tuple[Hanging, int]:
        """The page, with one row more if it peeks, and its size."""
        size, after = limited(args.get("first")), self.opened(args.get("after"))
        if after is None:
            return self.hanging.cut(size + self.peeks), size
        if not (after.isascii() and after.isdigit() and len(after) < 20 and int(after) < 2**63):
            raise refused(malformed())
        return self.hanging.cut(size + self.peeks, (self.key, int(after))), size

    def opened(self, cursor: str | None) -> str | None:
        try:
            return opened(self.list, cursor)
        except Invalid as failure:
            raise refused(failure) from failure

    def sealed(self, place: int) -> str:
        """The cursor of the row with this key."""
        return sealed(self.list, str(place))

    def paged(self, rows: Sequence[Any], hanging: Hanging, size: int) -> Paged:
        shown = rows[:size]
        cursors = Cursors(shown, lambda row: self.sealed(getattr(row, self.key)))
        return Paged(shown, cursors, len(rows) > size, behind=hanging.beyond is not None)

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        if wants is None:
            raise LookupError(f"{self.hanging.name} are read from the database, their owner lies in memory")
        hanging, size = self.cut(args)
        name, below = wants.hanging(hanging)
        below.column(self.key)
        if not self.counts:
            return lambda row, ground: self.paged(getattr(row, name), hanging, size), below
        total, _ = wants.hanging(self.hanging.counted())
        return lambda row, ground: self.paged(getattr(row, name), hanging, size).of(getattr(row, total)), below

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        hanging, size = self.cut(args)
        return self.paged(await plain.hang(hanging, row), hanging, size).of(await plain.count(self.hanging, row))


@dataclass(frozen=True)
class Computed(Reads):
    """A function of the row and the ground, and of the field's arguments; what it returns lies in memory."""

    function: Callable[..., Any]
    needs: tuple[Want, ...] = ()
    waits: bool = False
    steady: bool = False

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        if wants is not None:
            wants.take(self.needs)
        function = self.function
        return (lambda row, ground: function(row, ground, **args)) if args else function, None

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        found = self.function(await plain.gather(row, self.needs), ground, **args)
        return await found if isinstance(found, Awaitable) else found


@dataclass(frozen=True)
class LookedUp(Reads):
    """What lies in memory under the key that the column `key` holds; null where the column is."""

    key: str
    find: Callable[[Ground, Any], Any]
    steady = True

    def wanted(self, wants: Wants | None, args: Arguments) -> tuple[Take, Wants | None]:
        if wants is not None:
            wants.column(self.key)
        read, find = attrgetter(self.key), self.find
        return lambda row, ground: None if (value := read(row)) is None else find(ground, value), None

    async def plain(self, row: Any, ground: Ground, args: Arguments) -> Any:
        return self.wanted(None, args)[0](row, ground)
