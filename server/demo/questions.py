"""What wu keeps in the demo: a question for the district with a Monday's mail, one with a bound, one of their own."""

from __future__ import annotations

from collections.abc import Callable

import orjson

from server.core.ids import new_id
from server.data.database import reader
from server.edge.questions.templates import all_of_them
from server.ground.person.models import Person
from server.ground.person.viewers import viewer_of
from server.insight.saved_question import commands, verbs
from server.insight.saved_question.models import SavedQuestion, Scope

KEPT: tuple[tuple[str, str, Scope, dict[str, str], bool, int | None], ...] = (
    ("late-by-street", "超期按街道（周一看）", Scope.DISTRICT, {}, True, None),
    ("shares-by-street", "各街道上月按期率、满意率", Scope.DISTRICT, {"period": "LAST_MONTH"}, False, None),
    ("urgent-open", "没办完的紧急案件", Scope.MINE, {}, False, 20),
)


async def build(report: Callable[[int, int], None]) -> None:
    """As wu keeps them on screen."""
    wu = await viewer_of((await Person.get(login="wu", using_db=reader())).id)
    known = {one.key: one for one in all_of_them()}
    for number, (key, name, scope, given, weekly, above) in enumerate(KEPT, 1):
        values = orjson.dumps(known[key].given | given).decode()
        kept = commands.Keep(op_id=new_id(), id=new_id(), name=name, scope=scope, document=known[key].document,
                             given=values)  # fmt: skip
        row = await SavedQuestion.get(id=(await verbs.keep(wu, kept)).id)
        if weekly or above is not None:
            await verbs.send(wu, commands.Send(op_id=new_id(), id=row.id, seen=1, weekly=weekly, above=above))
        report(number, len(KEPT))
