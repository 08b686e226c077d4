"""Scalars: moments with their offset in UTC, days, and free-form JSON, each described for the playground."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from schema.core.list_sizes import Cost

JSON = NewType("JSON", object)
AreaCode = NewType("AreaCode", str)
RFC = "https://www.rfc-editor.org/rfc/"


def moment(text: str) -> datetime:
    """The moment that an ISO 8601 text with an offset says, in UTC; ValueError for a text without one."""
    said = datetime.fromisoformat(text)
    if said.tzinfo is None:
        raise ValueError("a moment needs an offset, e.g. 2026-11-23T08:30:00+08:00")
    return said.astimezone(UTC)


def text(value: object) -> str:
    """A code as it was sent; whether there is such a one is told by the argument's name (`schema.core.meaning`)."""
    if not isinstance(value, str):
        raise ValueError("an area's code is a text")
    return value


def iso(value: datetime) -> str:
    return value.astimezone(UTC).isoformat()


SCALARS: dict[object, ScalarDefinition] = {
    datetime: strawberry.scalar(
        name="DateTime",
        description="时刻：ISO 8601，带时区，回答用 UTC。A moment: ISO 8601 with an offset; answers are in UTC.",
        serialize=iso,
        parse_value=moment,
        specified_by_url=f"{RFC}rfc3339#section-5.6",
    ),
    date: strawberry.scalar(
        name="Date",
        description="日期：ISO 8601，上海的一天。A day in Shanghai: ISO 8601.",
        serialize=date.isoformat,
        parse_value=date.fromisoformat,
        specified_by_url=f"{RFC}rfc3339#section-5.6",
    ),
    AreaCode: strawberry.scalar(
        name="AreaCode",
        description="区域代码：区 6 位、街道 9 位、社区 12 位、网格 15 位数字，以上级的代码开头。"
        "An area's code: 6 digits for a district, 9 for a street, 12 and 15 below; it begins with its parent's.",
        serialize=str,
        parse_value=text,
    ),
    JSON: strawberry.scalar(
        name="JSON",
        description="任意 JSON 值。Any JSON value.",
        serialize=lambda value: value,
        parse_value=lambda value: value,
        specified_by_url=f"{RFC}rfc8259",
        directives=[Cost(weight="20")],
    ),
}
