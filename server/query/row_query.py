"""Which rows are meant: one, several, or a page by keyset. A slice chooses, whoever answers reads them.

A choice is a query of the ORM through the slice's door of sight, not yet run. What of its rows is wanted is known only
when the whole selection is: `execute` then reads it all in one statement. `plain` reads whole rows by the ORM instead,
for those who resolve field by field.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID

from tortoise import Model
from tortoise.queryset import QuerySet

from server.core.errors import Invalid, Missing
from server.data.database import dialect, reader
from server.query.keyset import CAP, Cursors, Paged
from server.query.projection import Want, key_of
from server.query.ways import Meant, keys, model_of, queries_of, unforced


class Chosen(ABC):
    """What a resolver answers with instead of rows."""

    is_list: ClassVar[bool] = False  # a replica may tell it

    @property
    @abstractmethod
    def source(self) -> type:
        """What its rows are."""

    @property
    def form(self) -> Hashable:
        """What of it shapes the plan of a selection below it."""
        return None

    async def sought(self, ground: Any) -> Chosen:
        """The same, once it is known where its rows are."""
        return self

    def pieces(self) -> Sequence[Chosen]:
        """What has a plan of its own; other than itself, for each of its rows."""
        return (self,)

    async def told(self, answers: Sequence[Any], ground: Any) -> str:
        """Its JSON by what answers its pieces."""
        text: str = await answers[0](self, ground)
        return text

    @abstractmethod
    async def plain(self) -> Any:
        """What it amounts to over whole rows, by the ORM: slow, simple, and what the fast way is compared with."""


@dataclass(frozen=True)
class Choice(Chosen):
    """The rows of one part or of several, one behind the other. `by` orders them: "-at" is downwards."""

    parts: Sequence[Meant]
    by: tuple[str, ...] = ()
    most: int | None = None
    needs: tuple[Want, ...] = field(default=(), kw_only=True)  # what `answer` wants of each row

    @property
    def model(self) -> type[Model]:
        return model_of(self.parts[0])

    @property
    def source(self) -> type[Model]:
        return self.model

    @property
    def form(self) -> Hashable:
        return self.model, self.by, self.needs, dialect()

    @property
    def counted(self) -> tuple[Meant, int] | None:
        """What a total counts, and where it stops counting; None: there is no total."""
        return None

    def meant(self, *, total: bool) -> list[Meant]:
        """Its parts, and behind them what a total counts. Raises LookupError where there is no total."""
        if not total:
            return list(self.parts)
        if self.counted is None:
            raise LookupError("this list has no total")
        return [*self.parts, self.counted[0]]

    def answer(self, rows: list[Any], total: int | None) -> Any:
        """What the rows that were read amount to."""
        return rows

    async def models(self) -> list[Any]:
        """The plain rows by the ORM, one statement for each part that is needed."""
        found: list[Any] = []
        for part in self.parts:
            if self.most is None or len(found) < self.most:
                found += await self.ordered(await _alone(part), len(found)).using_db(reader())
        return found

    async def plain(self) -> Any:
        found = self.answer(await self.models(), None)
        if self.counted is None or not isinstance(found, Paged):
            return found
        whole, cap = self.counted
        return found.of(len(await keys(whole)), cap)

    def ordered(self, part: QuerySet[Any], had: int = 0) -> QuerySet[Any]:
        chosen = part.order_by(*self.by) if self.by else part
        return chosen if self.most is None else chosen.limit(self.most - had)


async def _alone(part: Meant) -> QuerySet[Any]:
    """One query for the rows of a part."""
    queries = queries_of(part)
    if len(queries) == 1:
        return unforced(queries[0])
    model = model_of(part)
    return model.filter(**{f"{key_of(model)}__in": list(await keys(part))})


@dataclass(frozen=True)
class One(Choice):
    """The first row, or None."""

    most: int | None = 1

    def answer(self, rows: list[Any], total: int | None) -> Any:
        return rows[0] if rows else None


@dataclass(frozen=True)
class The(One):
    """The one row that must be there. Its answer raises Missing when it is not, or not any more."""

    def answer(self, rows: list[Any], total: int | None) -> Any:
        if not rows:
            raise Missing("it is not there, or not yours to see")
        return rows[0]


@dataclass(frozen=True)
class Several(Choice):
    """All rows, put in order or thinned out by a function over them."""

    arranged: Callable[[list[Any]], list[Any]] = list

    def answer(self, rows: list[Any], total: int | None) -> Any:
        return self.arranged(rows)


@dataclass(frozen=True)
class Page(Choice):
    """Up to `size` rows behind a cursor. `cursor` says where a row stands, by the columns of `by`."""

    is_list: ClassVar[bool] = True

    size: int = field(kw_only=True)
    cursor: Callable[[Any], str] = field(kw_only=True)
    whole: Meant | None = field(default=None, kw_only=True)  # what a total counts …
    cap: int = field(default=CAP, kw_only=True)  # … and where it stops
    behind: bool = field(default=False, kw_only=True)  # a cursor

    @property
    def counted(self) -> tuple[Meant, int] | None:
        return (self.whole, self.cap) if self.whole is not None else None

    def answer(self, rows: list[Any], total: int | None) -> Any:
        shown = rows[: self.size]
        page = Paged(shown, Cursors(shown, self.cursor), len(rows) > self.size, behind=self.behind)
        return page.of(total, self.cap)


def page(
    parts: Sequence[Meant],
    by: tuple[str, ...],
    size: int,
    cursor: Callable[[Any], str],
    *,
    whole: Meant | None = None,
    cap: int = CAP,
) -> Page:
    """A page of `size` rows; one more is read to know whether more follow."""
    needs = tuple(name.removeprefix("-") for name in by)
    return Page(parts, by, size + 1, needs=needs, size=size, cursor=cursor, whole=whole, cap=cap)


def place_of(cursor: str) -> UUID:
    """The id that a cursor of a list by id says. Raises Invalid for one of another list."""
    try:
        return UUID(cursor)
    except ValueError:
        raise Invalid("this cursor is none of this list's", field="after", code="CURSOR_MALFORMED") from None


@dataclass(frozen=True)
class Held(Chosen):
    """What lies in memory already and needs no statement."""

    value: Any

    @property
    def source(self) -> type:
        return type(self.value)

    async def plain(self) -> Any:
        return self.value
