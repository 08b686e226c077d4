"""Whole numbers that a person sends: each says between what it lies, in words and as `@between` for programs.

Decision: the numbers stand with the domain, which refuses what a person wrote in a verb after a repeated operation has
found its receipt; forms read them from `web/api/operations.js`.
"""

from __future__ import annotations

from typing import Any

import strawberry
from strawberry.schema_directive import Location


@strawberry.schema_directive(
    locations=[Location.ARGUMENT_DEFINITION, Location.INPUT_FIELD_DEFINITION],
    description="这个整数从几到几。Between which this whole number lies, both included.",
)
class Between:
    least: int
    most: int


def number(description: str, bound: tuple[int, int], **default: Any) -> Any:
    """A whole number among the fields of an input; it must be there unless a `default` is named."""
    return strawberry.field(description=_described(description, *bound), directives=within(bound), **default)


def bound_of(place: Any) -> tuple[int, int] | None:
    """Between what an argument or a field of the schema says that it lies."""
    declared = getattr(place.extensions.get("strawberry-definition"), "directives", ())
    return next(((one.least, one.most) for one in declared if isinstance(one, Between)), None)


def number_argument(description: str, bound: tuple[int, int]) -> Any:
    """A whole number among the arguments of a field."""
    return strawberry.argument(description=_described(description, *bound), directives=within(bound))


def within(bound: tuple[int, int] | None) -> list[Between]:
    """What says of a number, or of each in a list, between what it lies; nothing where it may be any."""
    return [Between(least=bound[0], most=bound[1])] if bound else []


def _described(description: str, least: int, most: int) -> str:
    """The description, "中文。English.", with the numbers in both languages."""
    chinese, _, english = description.partition("。")
    return f"{chinese}；{least} 到 {most}。{english.removesuffix('.')}; {least} to {most}."
