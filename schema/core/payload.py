"""What a verb answers: the receipt of the operation, or why it was not done, and the subject as it is now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

import strawberry
from strawberry.utils.str_converters import to_snake_case as snake

from schema.core.context import Info
from schema.core.fields import column, field
from schema.core.problems import Problem
from schema.core.receipt import Receipt
from server.core.viewer import Viewer
from server.journal import models
from server.query.row_query import One


def why_not() -> Any:
    """The field `problems` of every payload."""
    return column("没有办成的原因；办成则为空表。Why it was not done; empty when it was.", most=10)


@dataclass(frozen=True)
class OperationResult:
    """What became of an operation; `id` is None when there is nothing to show."""

    id: UUID | None
    receipt: models.Receipt | None = None
    problems: tuple[Problem, ...] = ()


@strawberry.type
class Answer:
    """What the payloads of all verbs have."""

    receipt: Receipt | None = column("回执；没有办成则为空。The receipt; null when it was not done.")
    problems: list[Problem] = why_not()

    @classmethod
    def of(cls, done: Any) -> OperationResult:
        return OperationResult(done.id, done.receipt)

    @classmethod
    def refused(cls, problems: list[Problem], current: Any) -> OperationResult:
        return OperationResult(current.id if current else None, problems=tuple(problems))


@dataclass(frozen=True)
class Heard:
    """What was answered to a command without a receipt, or why nothing was."""

    answer: Any
    problems: tuple[Problem, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.answer, name, None)


class Brief:
    """A payload without a receipt: its fields are read of what the action answers, or of `nothing`."""

    nothing: ClassVar[Any] = None

    @classmethod
    def of(cls, done: Any) -> Heard:
        return Heard(done)

    @classmethod
    def refused(cls, problems: list[Problem], current: Any) -> Heard:
        return Heard(cls.nothing, tuple(problems))


def payload(
    noun: str,
    kind: type,
    one: Callable[[Viewer, UUID | None], One],
    *,
    words: str = "一步的结果。What came of a step.",
    subject: str = "现在的样子；看不到则为空。As it is now; null if not yours to see.",
) -> type[Answer]:
    """The payload of the verbs of `noun`; `one` chooses its subject through the door of sight."""

    async def now(root: strawberry.Parent[OperationResult], info: Info) -> Any:
        return one(info.context.viewer, root.id)

    fields = {snake(noun): field(subject, kind | None)(now)}
    return strawberry.type(type(f"{noun}Payload", (Answer,), fields), description=words)
