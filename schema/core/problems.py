"""From refusals to data: a mutation answers with `problems`, a query with an error that carries the refusal's code.

Decision: a refusal is an answer that a person can act on, so a mutation never fails because of one. A query has no
place for it beside its data, so there it becomes a GraphQL error with `extensions.code`; a thing that is not there, or
not for the viewer to know of, is simply null.
"""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, Protocol, TypeVar
from uuid import UUID

import strawberry
from graphql import GraphQLError

from server.core import spoken
from server.core.errors import Conflict, Refusal
from server.core.errors import Problem as Said

T = TypeVar("T")


@strawberry.type(description="为什么没有办成，一条一个原因。Why it was not done: one reason each.")
class Problem:
    code: str = strawberry.field(description="固定代码，如 CONFLICT。A stable code, e.g. CONFLICT.")
    message: str = strawberry.field(description="英文说明，供日志和查询台。English words for logs and the playground.")
    field: str | None = strawberry.field(description="有关的输入字段。The input field it is about.")


class Refused(GraphQLError):
    """A refusal on the way out of a query: the edge may show it as it is, for nothing in it is secret."""


class Done(Protocol):
    """What an action of the domain returns: what changed, and the receipt of the operation."""

    @property
    def receipt(self) -> Any: ...


class Payload(Protocol):
    """A mutation's payload: made from what was done, or from why not."""

    @classmethod
    def of(cls, done: Any) -> Any: ...

    @classmethod
    def refused(cls, problems: list[Problem], current: Any) -> Any: ...


async def answer(payload: type[Payload], work: Awaitable[Any]) -> Any:
    """Await `work` and wrap what was done; a Refusal becomes problems, and a Conflict brings what is true now along."""
    try:
        return payload.of(await work)
    except Refusal as refusal:
        current = refusal.current if isinstance(refusal, Conflict) else None
        return payload.refused([told(problem) for problem in refusal.problems], current)


async def asked(work: Awaitable[T]) -> T:
    """Await what a query needs; a Refusal becomes an error with the code of its first problem."""
    try:
        return await work
    except Refusal as refusal:
        raise refused(refusal) from refusal


def refused(refusal: Refusal) -> Refused:
    """The GraphQL error that tells `refusal`."""
    first = refusal.problems[0]
    return Refused(spoken.message(first), extensions=spoken.extensions(first))


def camel(name: str | None) -> str | None:
    """A field's name as the contract spells it: lead_unit_id → leadUnitId."""
    head, *rest = (name or "").split("_")
    return head + "".join(word.title() for word in rest) or None


def told(problem: Said) -> Problem:
    """A problem of the domain in the contract's words."""
    return Problem(code=problem.code, message=problem.message, field=camel(problem.field))


def identity(text: str | None) -> UUID | None:
    """The UUID that an ID says, or None when it says none: such a thing does not exist."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
