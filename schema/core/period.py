"""The one way in which the contract speaks of a stretch of time: `period: {from, before}`."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.moments import moment
from schema.core.sent import as_sent
from server.core.moments import ASKED


@as_sent
@strawberry.input(
    description="一段时间，含开头，不含结尾；缺一头即不限。"
    "A stretch of time with its beginning and without its end; an end left out is open."
)
class PeriodInput:
    start: datetime | None = moment("不早于此刻。At this moment or later.", ASKED, name="from", default=None)
    before: datetime | None = moment("早于此刻。Before this moment.", ASKED, default=None)
