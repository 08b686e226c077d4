"""What may be asked of a noun, each in one declaration: one by its id, a list page by page, sums.

complaints = page_of("投诉，后提的在前。Complaints, the last first.", ComplaintConnection, lookups.page,
                     filter=lookups.Wanted, name="ComplaintFilter")
complaint = one_of(Complaint, COMPLAINTS.one)
complaint_figures = figures_of("ComplaintFigures", "一年的处理情况。A year's figures.", FIGURES)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import fields
from inspect import Parameter, Signature
from typing import Annotated, Any, TypeAlias
from uuid import UUID

import strawberry

from schema.core.context import Info
from schema.core.fields import PAGE, column, field, looked_up
from schema.core.input_mapping import part, translated, type_of
from schema.core.list_sizes import Size
from schema.core.paging import paged
from schema.core.problems import asked as answered
from schema.core.problems import identity
from schema.core.said import argument_of
from schema.ground.area import Area, area_at
from server.core.viewer import Viewer
from server.process.fields import Declared, Said
from server.process.figures import Figures, Year
from server.query.keyset import Paged
from server.query.row_query import Held, One, Page

WHICH = "条件。Which ones."

Choose: TypeAlias = Callable[[Viewer, Any, int, str | None], Page | Paged | Awaitable[Page | Paged]]


def page_of(words: str, connection: type, choose: Choose, *, filter: type[Declared], name: str | None = None) -> Any:
    """A list of what `choose(viewer, wanted, first, after)` means. What is wanted is said by the input `name`, made of
    the filter's fields; without a name each of them is an argument of its own."""
    inputs = [_argument("filter", part(filter, name) | None, WHICH, None)] if name else arguments(filter)

    async def resolve(info: Info, first: int | None, after: str | None, **given: Any) -> Any:
        def chosen(size: int, place: str | None) -> Page | Paged | Awaitable[Page | Paged]:
            wanted = translated(filter, (given["filter"] or {}) if name else given)
            return choose(info.context.viewer, wanted, size, place)

        return await paged(info, first, after, chosen)

    return _asked(words, connection, resolve, [*inputs, *PAGE])


def sums_of(
    words: str,
    kind: Any,
    find: Callable[[Viewer, Any], Awaitable[Any]],
    *,
    asked: type[Declared],
    most: Size | None = None,
) -> Any:
    """What `find(viewer, asked)` answers; each field of `asked` is an argument."""

    async def resolve(info: Info, **given: Any) -> Any:
        async def work() -> Any:
            return await find(info.context.viewer, translated(asked, given))

        return Held(await answered(work()))

    return _asked(words, kind, resolve, arguments(asked), most)


def figures_of(name: str, words: str, figures: Figures) -> Any:
    """What became of a year, area by area; the type `name` has a field for each count, null where there are too few."""
    columns = {key: column(one.words.replace("。", "，几件。", 1)) for key, one in figures.counts.items()}
    types = {"area": Area, **dict.fromkeys(columns, int | None)}
    place = looked_up("哪里。Where.", "area", area_at)
    kind = strawberry.type(type(name, (), {"__annotations__": types, "area": place, **columns}), description=words)
    return sums_of(words, list[kind], figures.of, asked=Year, most=40)  # type: ignore[valid-type]  # made as it runs


def one_of(
    kind: Any,
    choose: Callable[[Viewer, UUID | None], One],
    words: str = "一件；没有或看不到则为空。One; null when not there or not yours to see.",
    *,
    id: str = "编号。Its id.",
) -> Any:
    """The one with this id; null when it is not there, or not the viewer's to know of."""

    async def resolve(info: Info, id: str) -> Any:
        return choose(info.context.viewer, identity(id))

    return _asked(words, kind | None, resolve, [_argument("id", strawberry.ID, id)])


def arguments(asked: Any) -> list[Parameter]:
    """The arguments that the fields of `asked` make."""
    said = Said.of(asked)
    default = {each.name: each.default if each.default != () else None for each in fields(asked)}
    return [
        _argument(name, type_of(asked, name, needed=one.needed), one, Parameter.empty if one.needed else default[name])
        for name, one in said.items()
    ]


def _argument(name: str, kind: Any, said: Said | str, default: Any = Parameter.empty) -> Parameter:
    argument = strawberry.argument(description=said) if isinstance(said, str) else argument_of(said)
    return Parameter(name, Parameter.KEYWORD_ONLY, default=default, annotation=Annotated[kind, argument])


def _asked(words: str, kind: Any, resolve: Any, asked: list[Parameter], most: Size | None = None) -> Any:
    """A field of a query that is answered by `resolve(info, **asked)`."""

    async def resolver(self: Any, info: Info, **given: Any) -> Any:
        return await resolve(info, **given)

    own = [Parameter("self", Parameter.POSITIONAL_ONLY), Parameter("info", Parameter.POSITIONAL_ONLY, annotation=Info)]
    made: Any = resolver
    named = [one.replace(kind=Parameter.KEYWORD_ONLY) for one in asked]
    made.__signature__ = Signature([*own, *named], return_annotation=Any)
    return field(words, kind, most=most)(made)
