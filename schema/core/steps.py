"""The steps that are a viewer's now, as a field of any noun: each open, or with the code of why not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum
from typing import Any

import strawberry

from schema.core.fields import column, computed
from schema.core.reading.request_scope import Ground
from server.core.spoken.problem_code import ProblemCode
from server.process.guards import Allowed
from server.query.projection import Want

WORDS = "此刻能走的步，和不能走的原因。The steps open to the viewer now, and why not the others."
ONE = "此刻能走的一步，或为何不能。A step that is the viewer's, open now or why not."


def allowed_steps(
    noun: str, step: type[Enum], find: Callable[[Any, Ground], Iterable[Allowed[Any]]], *, needs: tuple[Want, ...]
) -> Any:
    """The field and its type `{noun}AllowedStep`; `find(row, at)` reads `needs` of the row."""
    fields = {
        "step": column("哪一步。Which step."),
        "allowed": column("现在能走。Whether it is open now."),
        "why": column("不能走的原因代码。The code of the reason why not."),
    }
    types = {"step": step, "allowed": bool, "why": ProblemCode | None}
    kind = strawberry.type(type(f"{noun}AllowedStep", (), {"__annotations__": types, **fields}), description=ONE)

    def found(row: Any, at: Ground) -> list[Any]:
        return list(find(row, at))

    return computed(WORDS, list[kind], needs=needs, most=8)(found)  # type: ignore[valid-type]  # made as it runs
