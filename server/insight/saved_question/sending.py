"""What time does to a saved question: on Mondays at eight its owner is told that it was asked, and within the hour that
its total is over their bound. It runs as its owner, with the rights of now, and ends with the post it was kept in."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, TypeAlias

import orjson

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import reader, transaction
from server.data.resting import Stale
from server.ground.person.viewers import viewer_of
from server.insight.saved_question import relative
from server.insight.saved_question.models import SavedQuestion
from server.insight.saved_question.noting import looked
from server.insight.saved_question.policy import seats
from server.insight.saved_question.verbs import SAVED_QUESTION
from server.process.change import Change, altered
from server.process.commit import commit

TOLD, ALERTED, CEASED = "saved_question.told", "saved_question.alerted", "saved_question.ceased"
EVENTS = {
    TOLD: "每周一问过一次。It was asked on a Monday.",
    ALERTED: "合计超过了界限。Its total is over the bound.",
    CEASED: "岗位结束，不再发。Its post has ended: it is sent no more.",
}
HOUR = timedelta(hours=1)

# the total that a query answers with these values, as this viewer sees it; None where it cannot be asked
Ask: TypeAlias = Callable[[str, Mapping[str, Any], Viewer], Awaitable[float | None]]


class Sending:
    """The job: one question at a time, the one that waited longest."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    async def sweep(self) -> int:
        now = clock.now()
        due = SavedQuestion.filter(look_at__lte=now).order_by("look_at", "id").using_db(reader())
        if (row := await due.first()) is None:
            return 0
        viewer = await viewer_of(row.made_by_id)
        if all(one.post_id != row.post_id for one in seats(viewer)):
            over = {"weekly": False, "above": None, "look_at": None}
            await _written(CEASED, row, now, {}, over)
            return 1
        total = await self._ask(row.document, orjson.loads(row.given), viewer)
        if row.weekly and row.sent_at is not None and row.sent_at < relative.last_monday(now):
            await _written(TOLD, row, now, _said(total), {"sent_at": now, "look_at": looked_at(row, now)})
        elif row.above is not None and total is not None and total > row.above and row.told_at is None:
            await _written(ALERTED, row, now, _said(total), {"told_at": now, "look_at": now + HOUR})
        else:
            await _noted(row, now, total)
        return 1


def _said(total: float | None) -> dict[str, Any]:
    return {"total": None if total is None else round(total, 4)}


def looked_at(row: SavedQuestion, now: datetime) -> datetime | None:
    """When it is asked next."""
    if row.above is not None:
        return now + HOUR
    return relative.next_monday(now) if row.weekly else None


async def _noted(row: SavedQuestion, now: datetime, total: float | None) -> None:
    """Nobody is told: it is not over its bound, or they were told since it is."""
    is_over = total is not None and row.above is not None and total > row.above
    told_at = row.told_at if is_over or total is None else None
    await looked(row, looked_at(row, now), told_at)


async def _written(kind: str, row: SavedQuestion, now: datetime, told: dict[str, Any], columns: dict[str, Any]) -> None:
    """As an event of its own, which makes no new version: nobody acts upon it. Who was faster changed it."""
    change: Change[SavedQuestion] = Change(
        noun=SAVED_QUESTION,
        kind=kind,
        at=now,
        seat=None,
        told=told,
        before=row,
        after=altered(row, **columns),
        guards=("version", "look_at"),
    )
    try:
        await transaction(lambda: commit(None, change))
    except Stale:
        return
