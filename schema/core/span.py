"""How the contract speaks of a stretch of whole numbers: `{least, most}`."""

from __future__ import annotations

import strawberry

from schema.core.numbers import number
from schema.core.sent import as_sent
from server.core.span import MOST


@as_sent
@strawberry.input(
    description="从几到几，两头都含；缺一头即不限。From one number to another, both included; an end left out is open."
)
class SpanInput:
    least: int | None = number("至少。At least.", (0, MOST), default=None)
    most: int | None = number("至多。At most.", (0, MOST), default=None)
