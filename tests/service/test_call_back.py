"""回访: what its table of steps promises; by day, three times on two days, and by nobody of the unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Forbidden, Missing
from server.core.ids import new_id
from server.data.database import Database, reader
from server.grid.incident import inputs
from server.grid.incident.models import Rating
from server.journal.models import Event
from server.process.commit import commit
from server.service.call_back import commands, verbs
from server.service.call_back.lifecycle import State
from server.service.call_back.models import CallBack, Resolved
from server.service.call_back.slice import SLICE
from server.service.hotline import verbs as hotline
from server.service.hotline.commands import Take
from server.service.hotline.lifecycle import State as OrderState
from server.service.hotline.models import Kind, OuterOrder
from tests import town as place
from tests.kit.kit import MONDAY
from tests.kit.laws import Kit, Laws, Stride
from tests.service import test_hotline as orders

SOLVED = {"resolved": Resolved.YES, "rating": Rating.SATISFIED, "text": "很快，谢谢"}


async def begun(unit: UUID | None = place.TEAM, **columns: Any) -> CallBack:
    """One of an order that was answered."""
    key = await orders.received(f"{orders.NUMBER}-{new_id()}", **columns)
    li = await place.viewer("li")
    with clock.at(MONDAY):
        take = Take(op_id=new_id(), id=key, seen=1, grid=place.FIRST)
        await hotline.take(li, take)
        row = await OuterOrder.get(id=key, using_db=reader())
        made = verbs.begun(row, new_id(), unit, await inputs.turn(li))
        await commit(None, hotline.answered(row, new_id(), MONDAY), made)
    return await CallBack.get(order_id=key, using_db=reader())


async def begins() -> UUID:
    return (await begun()).id


class Tried(Kit):
    """`spent`: three calls, on two days."""

    async def brought(self, stride: Stride) -> Any:
        if stride.after != ("spent",):
            return await super().brought(stride)
        row = await begun()
        for days in (0, 0, 1):
            row = await dialled(row, days)
        return row


async def dialled(row: CallBack, days: float, who: str = "zhang") -> CallBack:
    with clock.at(MONDAY + timedelta(days=days)):
        await verbs.dial(await place.viewer(who), commands.Dial(op_id=new_id(), id=row.id, seen=row.version))
    return await CallBack.get(id=row.id, using_db=reader())


class TestCallBack(Laws):
    kit = Tried(verbs, commands, sees="zhang li zhao wu shen", begins=begins, strides=(
        Stride("dial", "zhang", {}, State.TRYING),
        Stride("answer", "zhang", SOLVED, State.ANSWERED, ("dial",)),
        Stride("refuse", "zhang", {}, State.REFUSED, ("dial",)),
        Stride("unreachable", "zhang", {}, State.UNREACHABLE, ("spent",)),
    ))  # fmt: skip


async def refused(row: CallBack, days: float, who: str = "zhang") -> str:
    with pytest.raises(Forbidden) as told:
        await dialled(row, days, who)
    return told.value.problems[0].code


async def test_it_is_called_by_day_three_times_and_not_all_on_one(town: Database) -> None:
    row = await begun()
    assert await refused(row, 10 / 24) == "CALL_HOURS", "19:30"
    row = await dialled(await dialled(row, 0), 0.1)
    assert await refused(row, 0.2) == "CALL_ANOTHER_DAY"
    gone = commands.Unreachable(op_id=new_id(), id=row.id, seen=row.version)
    zhang = await place.viewer("zhang")
    with clock.at(MONDAY), pytest.raises(Forbidden) as told:
        await verbs.unreachable(zhang, gone)
    assert told.value.problems[0].code == "CALLS_LEFT"
    row = await dialled(row, 1)
    assert await refused(row, 2) == "CALLS_SPENT"
    with clock.at(MONDAY + timedelta(days=3)):
        assert await SLICE.jobs[0].sweep() == 1
    assert (await CallBack.get(id=row.id, using_db=reader())).state is State.UNREACHABLE


async def test_the_number_is_shown_for_the_call_to_who_makes_it_and_for_a_minute(town: Database) -> None:
    row, zhang, li = await begun(), await place.viewer("zhang"), await place.viewer("li")
    assert row.contact == "赵* 139****1234"
    with clock.at(MONDAY):
        assert await verbs.CONTACTS.read(zhang, row) is None
    row = await dialled(row, 0)
    with clock.at(MONDAY + timedelta(seconds=30)):
        assert await verbs.CONTACTS.read(zhang, row) == orders.CALLED
        assert await verbs.CONTACTS.read(li, row) is None
    with clock.at(MONDAY + timedelta(seconds=61)):
        assert await verbs.CONTACTS.read(zhang, row) is None
    assert not any("13900001234" in str(one.payload) for one in await Event.all())


async def test_nobody_of_the_unit_that_did_it_asks_how_it_was(town: Database) -> None:
    row, sun = await begun(), await place.viewer("sun")
    both = replace(sun, seats=(*sun.seats, *(await place.viewer("zhang")).seats))
    with clock.at(MONDAY), pytest.raises(Missing):
        await verbs.dial(both, commands.Dial(op_id=new_id(), id=row.id, seen=1))
    own = await begun(None)  # by the community itself
    with clock.at(MONDAY), pytest.raises(Missing):
        await verbs.dial(await place.viewer("zhang"), commands.Dial(op_id=new_id(), id=own.id, seen=1))
    assert (await dialled(own, 0, "li")).state is State.TRYING
    assert (await begun(kind=Kind.REPORT)).level == 2


async def test_what_is_not_solved_may_be_done_again_in_their_words(town: Database) -> None:
    row = await dialled(await begun(), 0)
    words: dict[str, Any] = {
        "resolved": Resolved.NO,
        "rating": Rating.DISSATISFIED,
        "text": "井盖还是响",
        "again": True,
    }
    with clock.at(MONDAY):
        said = commands.Answer(op_id=new_id(), id=row.id, seen=row.version, **words)
        await verbs.answer(await place.viewer("zhang"), said)
    order = await OuterOrder.get(id=row.order_id, using_db=reader())
    assert (order.state, order.round, order.words) == (OrderState.SENT_BACK, 2, "井盖还是响")
