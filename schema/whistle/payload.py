"""What a verb of a whistle answers: the whistle as it is now, the receipt of the operation, or why it was not done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import strawberry

from schema.context import Info
from schema.fields import column, field
from schema.problems import Problem
from schema.receipt import Receipt
from schema.whistle.whistle import Whistle
from server.event import models as event_models
from server.whistle import choices


@dataclass(frozen=True)
class Outcome:
    """What became of an operation; `whistle_id` is None when there is nothing to show."""

    whistle_id: UUID | None
    receipt: event_models.Receipt | None = None
    problems: tuple[Problem, ...] = ()


@strawberry.type(description="哨的一步的结果。What came of a step of a whistle.")
class WhistlePayload:
    receipt: Receipt | None = column("回执；没有办成则为空。The receipt; null when it was not done.")
    problems: list[Problem] = column("没有办成的原因；办成则为空表。Why it was not done; empty when it was.")

    @field(
        "哨现在的样子，冲突时也给；看不到则为空。The whistle now, in a conflict too; null if not yours to see.",
        Whistle | None,
    )
    async def whistle(root: strawberry.Parent[Outcome], info: Info) -> Any:
        return choices.one(info.context.viewer, root.whistle_id)

    @classmethod
    def of(cls, done: Any) -> Outcome:
        return Outcome(done.whistle_id, done.receipt)

    @classmethod
    def refused(cls, problems: list[Problem], current: Any) -> Outcome:
        return Outcome(current.id if current else None, problems=tuple(problems))
