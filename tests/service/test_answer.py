"""答复: what its table of steps promises; four elements, nobody named, and never read by who wrote it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Missing, Refusal
from server.core.ids import new_id
from server.data.database import Database, reader
from server.grid.incident.models import Disposal, Outcome
from server.service.answer import commands, verbs
from server.service.answer.lifecycle import State
from server.service.answer.models import Answer
from server.service.call_back.models import CallBack
from server.service.hotline import verbs as hotline
from server.service.hotline.commands import Take
from server.service.hotline.lifecycle import State as OrderState
from server.service.hotline.models import Kind, OuterOrder
from tests import town as place
from tests.kit.kit import MONDAY
from tests.kit.laws import Kit, Laws, Stride
from tests.service import test_hotline as orders

FOUR: dict[str, Any] = {
    "accepted_at": MONDAY, "contact": "小区物业经理", "measures": "当天更换井盖并加固，现场已复查", "finished": True,
}  # fmt: skip


async def ours(**columns: Any) -> OuterOrder:
    """An order that was taken on."""
    key = await orders.received(f"{orders.NUMBER}-{new_id()}", **columns)
    with clock.at(MONDAY):
        take = Take(op_id=new_id(), id=key, seen=1, grid=place.FIRST)
        await hotline.take(await place.viewer("li"), take)
    return await OuterOrder.get(id=key, using_db=reader())


ORDERS: dict[str, UUID] = {}  # that was taken on last, by the dialect of the database it lies in


class Drafting(Kit):
    """A draft is of an order that was taken on."""

    async def brought(self, stride: Stride) -> Any:
        ORDERS[reader().capabilities.dialect] = (await ours()).id
        return await super().brought(stride)

    def command(self, stride: Stride, row: Any, **words: Any) -> Any:
        of = {"order_id": ORDERS[reader().capabilities.dialect]} if stride.name == "draft" else {}
        return super().command(stride, row, **of | words)


class TestAnswer(Laws):
    kit = Drafting(verbs, commands, sees="zhang li zhao wu shen", strides=(
        Stride("draft", "zhang", FOUR, State.DRAFT),
        Stride("edit", "zhang", FOUR | {"measures": "已更换井盖"}, State.DRAFT, ("draft",)),
        Stride("send_back", "li", {"text": "写明是谁换的"}, State.DRAFT, ("draft",)),
        Stride("read", "li", {}, State.READ, ("draft",)),
        Stride("send", "zhang", {}, State.SENT, ("draft", "read")),
    ))  # fmt: skip


async def drafted(order: OuterOrder, who: str = "li", **words: Any) -> Answer:
    with clock.at(MONDAY):
        command = commands.Draft(op_id=new_id(), id=new_id(), order_id=order.id, **FOUR | words)
        done = await verbs.draft(await place.viewer(who), command)
    return await Answer.get(id=done.id, using_db=reader())


async def codes(work: Any) -> list[tuple[str, str | None]]:
    with clock.at(MONDAY), pytest.raises(Refusal) as told:
        await work
    return [(one.code, one.field) for one in told.value.problems]


@pytest.mark.parametrize(("words", "code"), [
    ({"measures": "已联系赵甲，井盖换好"}, "ANSWER_NAME"),
    ({"measures": "已换井盖，王女士表示认可"}, "ANSWER_NAME"),
    ({"contact": "赵 甲"}, "ANSWER_NAME"),
    ({"measures": "有事请拨 139 0000 1234"}, "ANSWER_NUMBER"),
    ({"measures": "有事请拨０３５２－５５５０１００"}, "ANSWER_NUMBER"),
])  # fmt: skip
async def test_it_names_nobody_who_called_and_no_number(town: Database, words: dict[str, str], code: str) -> None:
    assert await codes(drafted(await ours(), **words)) == [(code, next(iter(words)))]


async def test_a_day_and_a_role_are_no_number_and_no_name(town: Database) -> None:
    row = await drafted(
        await ours(), measures="2026年11月23日 9时到场，2026-11-23 换好", contact="社区网格员、物业经理"
    )
    assert row.state is State.DRAFT


async def test_who_reported_somebody_is_not_even_spoken_of(town: Database) -> None:
    order = await ours(kind=Kind.REPORT)
    assert await codes(drafted(order, contact="举报人")) == [("ANSWER_REPORTER", "contact")]
    assert (await drafted(order)).kind is Kind.REPORT


async def test_what_the_unit_fed_back_is_not_typed_again(town: Database) -> None:
    order = await ours()
    assert order.incident_id is not None
    await Disposal.create(id=new_id(), incident_id=order.incident_id, by_id=place.SUN, at=MONDAY,
                          outcome=Outcome.SOLVED, accepted_at=MONDAY, contact="门店店主", measures="已更换井盖",
                          finished=True)  # fmt: skip
    row = await drafted(order, accepted_at=None, contact=None, measures=None, finished=None)
    assert (row.contact, row.measures, row.finished) == ("门店店主", "已更换井盖", True)


async def test_it_is_read_by_another_changed_and_sent_and_whoever_called_is_called_back(town: Database) -> None:
    order = await ours()
    row, li, zhao = await drafted(order), await place.viewer("li"), await place.viewer("zhao")
    assert await codes(verbs.read(li, commands.Read(op_id=new_id(), id=row.id, seen=1))) == [("TWO_PERSON", None)]
    with clock.at(MONDAY):
        await verbs.send_back(zhao, commands.SendBack(op_id=new_id(), id=row.id, seen=1, text="写明哪天换的"))
    assert await codes(verbs.read(zhao, commands.Read(op_id=new_id(), id=row.id, seen=2))) == [
        ("ANSWER_TO_CHANGE", None)
    ]
    with clock.at(MONDAY):
        await verbs.edit(li, commands.Edit(op_id=new_id(), id=row.id, seen=2, **FOUR | {"measures": "11月23日换好"}))
        await verbs.read(zhao, commands.Read(op_id=new_id(), id=row.id, seen=3))
        await verbs.send(li, commands.Send(op_id=new_id(), id=row.id, seen=4))
    order = await OuterOrder.get(id=order.id, using_db=reader())
    assert (order.state, order.answer_id, order.late) == (OrderState.ANSWERED, row.id, False)
    assert (await CallBack.get(order_id=order.id, using_db=reader())).answer_id == row.id


async def test_an_order_that_waits_for_no_answer_gets_none(town: Database) -> None:
    key = await orders.received()
    order = await OuterOrder.get(id=key, using_db=reader())
    assert await codes(drafted(order)) == [("ORDER_NOT_OURS", "order_id")]
    with pytest.raises(Missing):
        await drafted(await ours(), "feng")
