"""Fields told by declaration: each is a field of the contract and says what it reads.

A type of the schema holds no values of its own: its source is a row of the domain. What is declared here lets a whole
selection be read in one statement (`schema.core.reading`), and is a resolver besides, for whoever reads field by field.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from operator import attrgetter
from typing import Annotated, Any, TypeAlias

import strawberry

from schema.core.context import Info
from schema.core.list_sizes import Size, reckoned
from schema.core.meaning.guard import meant
from schema.core.reading.bounds import AFTER, FIRST
from schema.core.reading.declare import Column, Computed, Guard, LookedUp, Many, Pages, Paging, Reads, Same, Seen, To
from server.ground.area.coordinates import from_e7
from server.ground.worktime.limits import Limit
from server.query.needs import Needs
from server.query.projection import Hanging, Link, Want

Resolver: TypeAlias = Callable[..., Any]
SOURCE: Any = strawberry.Parent[Any]  # type: ignore[misc]  # an alias of Annotated
READS = "reads"  # the declaration's place in a field's metadata


def column(description: str, *, of: str | None = None, most: Size | None = None, deprecated: str | None = None) -> Any:
    """A column of the row, of the field's own name or of the name `of` (in memory dots reach further). `most`: of a
    list, as everywhere here, with how many it is reckoned (`schema.core.list_sizes`)."""
    if of is None:
        return strawberry.field(
            description=description,
            metadata={READS: Column("")},
            directives=reckoned(most),
            deprecation_reason=deprecated,
        )
    return declared(description, Column(of), most=most, deprecated=deprecated)


def degrees(description: str, *, of: str) -> Any:
    """A column that is stored in 1e-7 degree, in degrees."""
    return declared(description, Column(of, from_e7))


def named(description: str, kind: Any, *, of: str, by: Callable[[Any], Any]) -> Any:
    """A number or a text of the row as a value of the enum `kind`: `by(it)`."""
    return declared(description, Column(of, by), kind=kind)


def part(description: str) -> Any:
    """A group of the same row's columns under one name."""
    return declared(description, Same())


def seen(description: str, *, of: str) -> Any:
    """The rows of a page, or the row of an edge."""
    return declared(description, Seen(attrgetter(of)))


def paging(description: str, kind: Any = None, *, of: str, deprecated: str | None = None) -> Any:
    """What a page tells of itself: `cursor`, `more`, `behind`, `start_cursor`, `end_cursor`, `total`, `exact`."""
    return declared(description, Paging(of), kind=kind, deprecated=deprecated)


def limit(description: str) -> Any:
    """A limit that the row keeps in its columns `limit_kind` and `limit_amount`."""
    columns = ("limit_kind", "limit_amount")
    read = Computed(lambda row, at: Limit(row.limit_kind, row.limit_amount), Needs(columns), steady=True)
    return declared(description, read)


def looked_up(description: str, key: str, find: Callable[[Any, Any], Any], kind: Any = None) -> Any:
    """What lies in memory under the key that our column `key` holds: `find(at, key)`. Null where the column is."""

    return declared(description, LookedUp(key, find), kind=kind)


def one(
    description: str,
    link: Link,
    kind: Any = None,
    *,
    unless_hidden: Guard | None = None,
    needs: tuple[Want, ...] = (),
) -> Any:
    """The row that `link` leads to; null also where the guard, which needs `needs` of our row, says no."""
    return declared(description, To(link, Needs(needs), unless_hidden), kind=kind)


def many(
    description: str,
    hanging: Hanging,
    kind: Any = None,
    *,
    most: int,
    unless_hidden: Guard | None = None,
    needs: tuple[Want, ...] = (),
) -> Any:
    """All rows that hang on ours: for what is never more than a few (`most`); without those to which the guard, which
    needs `needs` of each of them, says no."""
    return declared(description, Many(hanging, Needs(needs), unless_hidden), kind=kind, most=most)


def pages(description: str, hanging: Hanging, kind: Any = None, *, key: str) -> Any:
    """The rows that hang on ours, page by page. `key` is the whole number that orders them and is their cursor."""
    return declared(description, Pages(hanging, key), kind=kind, arguments=PAGE)


def computed(
    description: str,
    kind: Any = None,
    *,
    needs: tuple[Want, ...] = (),
    waits: bool = False,
    most: Size | None = None,
) -> Callable[[Resolver], Any]:
    """A function `(row, at: Ground, *, arguments)` over what it needs of the row. `kind`: its type in the contract.

    `waits`: it is a coroutine, with a statement of its own for each row; for what is asked of one row at a time.
    """

    def declare(function: Resolver) -> Any:
        arguments = [one for one in inspect.signature(function).parameters.values() if one.kind is one.KEYWORD_ONLY]
        read = Computed(meant(function, [one.name for one in arguments]), Needs(needs), waits)
        return declared(description, read, kind=kind, arguments=arguments, like=function, most=most)

    return declare


def field(
    description: str, kind: Any = None, *, most: Size | None = None, deprecated: str | None = None
) -> Callable[[Resolver], Any]:
    """A field at the edge of the graph: a function that chooses rows, or answers by itself. `kind` is its type."""
    sized = reckoned(most)
    return lambda resolver: strawberry.field(
        resolver, description=description, graphql_type=kind, deprecation_reason=deprecated, directives=sized
    )


def mutation(description: str) -> Callable[[Resolver], Any]:
    """A verb. A document may hold only one of them, so each runs alone."""
    return lambda resolver: strawberry.mutation(resolver, description=description)


def subscription(description: str, kind: Any) -> Callable[[Resolver], Any]:
    """A stream. `kind` is the type of one of its events in the contract."""
    return lambda resolver: strawberry.subscription(resolver, description=description, graphql_type=kind)


def given(description: str) -> Any:
    """A field of an input that may be left out."""
    return strawberry.field(description=description, default=None)


def _first(
    first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
    after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
) -> None:
    """The arguments of a page."""  # fmt: skip


PAGE = list(inspect.signature(_first, eval_str=True).parameters.values())


def declared(
    description: str,
    reads: Reads,
    *,
    kind: Any = None,
    arguments: list[inspect.Parameter] | None = None,
    like: Resolver | None = None,
    deprecated: str | None = None,
    most: Size | None = None,
) -> Any:
    """A field of the contract with what it reads, and a resolver that reads it by itself."""

    async def resolve(root: Any, info: Any, **args: Any) -> Any:
        here = reads.at(info._raw_info.parent_type.name, info.field_name)
        return await here.plain(root, await info.context.ground(), args)

    resolver: Any = resolve
    resolver.__module__ = like.__module__ if like else __name__
    resolver.__name__ = like.__name__ if like else "resolve"
    resolver.__signature__ = _signature(arguments or [], like)
    return strawberry.field(
        resolver=resolver,
        description=description,
        graphql_type=kind,
        metadata={READS: reads},
        deprecation_reason=deprecated,
        directives=reckoned(most),
    )


def _signature(arguments: list[inspect.Parameter], like: Resolver | None) -> inspect.Signature:
    root = inspect.Parameter("root", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=SOURCE)
    info = inspect.Parameter("info", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Info)
    plain = [one.replace(kind=inspect.Parameter.KEYWORD_ONLY) for one in arguments]
    returned = inspect.signature(like).return_annotation if like else inspect.Signature.empty
    return inspect.Signature([root, info, *plain], return_annotation=returned)
