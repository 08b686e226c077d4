"""Moments and days that a client sends: each says how far from now it may lie, in words and as `@within` for programs.

Decision: the numbers stand with the domain (`server/core/moments.py`), which refuses what a person wrote in a verb,
after a repeated operation has found its receipt; forms read them from `web/api/operations.js`. What only asks is
refused at the edge (`server/edge/graphql/bounds.py`): nothing is repeated there.
"""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry.schema_directive import Location

from schema.core.enums import publish as published
from server.core.moments import ASKED, Outside, Within

WITHIN = "within"  # the key of `extensions` under which the edge looks

published(Outside, "Outside", "超出范围的时刻怎么办。What becomes of a moment outside its bounds.")


@strawberry.schema_directive(
    locations=[Location.ARGUMENT_DEFINITION, Location.INPUT_FIELD_DEFINITION],
    name="within",
    description="这个时刻离现在至多多少天。How many days from now this moment may lie.",
)
class WithinDays:
    past: int
    future: int
    outside: Outside


def moment(description: str, bound: Within, **default: Any) -> Any:
    """A moment or a day among the fields of an input; it must be there unless a `default` is named."""
    return strawberry.field(description=_described(description, bound), directives=[_said(bound)], **default)


def moment_argument(description: str) -> Any:
    """One among the arguments of a field that reads."""
    return strawberry.argument(description=_described(description, ASKED), directives=[_said(ASKED)])


def bound_of(place: Any) -> tuple[int, int] | None:
    """What the edge refuses of an argument or a field of the schema: days before now, and after it."""
    declared = getattr(place.extensions.get("strawberry-definition"), "directives", ())
    asks = (one for one in declared if isinstance(one, WithinDays) and one == _said(ASKED))
    return next(((one.past, one.future) for one in asks), None)


def _said(bound: Within) -> WithinDays:
    return WithinDays(past=bound.past, future=bound.future, outside=bound.outside)


def _described(description: str, bound: Within) -> str:
    """The description, "中文。English.", with the days in both languages."""
    chinese, _, english = description.partition("。")
    zh = f"最早 {bound.past} 天前，最晚 {bound.future} 天后"
    en = f"at most {bound.past} days back, {bound.future} ahead"
    return f"{chinese}；{zh}。{english.removesuffix('.')}; {en}."
