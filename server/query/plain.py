"""The same reading by the ORM, row by row: slow, simple, and what the fast way is compared with."""

from __future__ import annotations

from collections.abc import Iterable
from types import SimpleNamespace
from typing import Any

from tortoise import Model

from server.data.database import reader
from server.query.projection import Hanging, Link, Want
from server.query.row_query import Choice, Paged
from server.query.ways import keys


async def follow(link: Link, row: Any) -> Any:
    """The row that a row points to, or None."""
    value = getattr(row, link.here)
    return None if value is None else await link.model.filter(**{link.there: value}).using_db(reader()).first()


async def hang(hanging: Hanging, row: Any) -> list[Any]:
    """The rows that hang on a row, in their order."""
    found = hanging.model.filter(**{hanging.there: getattr(row, hanging.here)})
    for name, value in hanging.where:
        found = found.filter(**({f"{name}__isnull": True} if value is None else {name: value}))
    if hanging.beyond is not None:
        name, mark = hanging.beyond
        found = found.filter(**{f"{name}__{'lt' if f'-{name}' in hanging.by else 'gt'}": mark})
    found = found.order_by(*hanging.by)
    return await (found if hanging.most is None else found.limit(hanging.most)).using_db(reader())


async def count(hanging: Hanging, row: Any) -> int:
    """How many rows hang on a row, of which one more than the cap is counted at most."""
    return len(await hang(hanging.counted(), row))


async def gather(row: Any, wanted: Iterable[Want]) -> Any:
    """What a function needs of a row, and nothing else. What lies in memory as no row of the database is whole."""
    if not isinstance(row, Model) or not wanted:
        return row
    found = SimpleNamespace()
    for want in wanted:
        if isinstance(want, str):
            setattr(found, want, getattr(row, want))
        elif isinstance(want[0], Link):
            other = await follow(want[0], row)
            setattr(found, want[0].name, None if other is None else await _part(other, want[1]))
        else:
            setattr(found, want[0].name, [await _part(one, want[1]) for one in await hang(want[0], row)])
    return found


async def _part(row: Any, wanted: Iterable[Want]) -> Any:
    return await gather(row, wanted) if wanted else row


async def answer(choice: Choice) -> Any:
    """What a choice amounts to, over whole rows."""
    found = choice.answer(await choice.models(), None)
    if choice.counted is None or not isinstance(found, Paged):
        return found
    whole, cap = choice.counted
    return found.of(len(await keys(whole)), cap)
