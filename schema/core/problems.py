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

from schema.core.enums import publish
from schema.core.list_sizes import reckoned
from server.core import spoken
from server.core.errors import Conflict, Refusal
from server.core.errors import Problem as Said
from server.core.spoken.problem_code import ProblemCode, code_of

T = TypeVar("T")
publish(ProblemCode, "ProblemCode", "为什么没有办成或不能问。Why something was not done, or cannot be asked.")


@strawberry.type(description="为什么没有办成，一条一个原因。Why it was not done: one reason each.")
class Problem:
    code: ProblemCode = strawberry.field(description="固定代码，如 CONFLICT。A stable code, e.g. CONFLICT.")
    message: str = strawberry.field(
        description="为什么、怎么办，用本人的语言。Why and what to do, in the language that was asked for."
    )
    path: list[str] = strawberry.field(
        description="在输入的哪里，逐级，表里带第几个；不关输入则为空表。"
        "Where in the input, step by step, with the place in a list; empty when it is about none.",
        directives=reckoned(8),
    )
    field: str | None = strawberry.field(
        description="有关的输入字段，不带第几个。The input field that it is about, without places in lists."
    )


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
        return payload.refused([as_problem(problem) for problem in refusal.problems], current)


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


def as_problem(problem: Said) -> Problem:
    """A problem of the domain in the contract's words."""
    where = [one if one.isdigit() else spoken.camel(one) for one in (problem.field or "").split(".") if one]
    return Problem(
        code=code_of(problem.code),
        message=spoken.half(problem.hint) if problem.hint else spoken.message(problem),
        path=where,
        field=".".join(one for one in where if not one.isdigit()) or None,
    )


def identity(text: str | None) -> UUID | None:
    """The UUID that an ID says, or None when it says none: such a thing does not exist."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
