"""One desk hands over to the next: numbers and a note, confirmed by another person, seen by nobody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database
from server.grid.handover.models import Handover
from server.ground.person import viewers
from server.ground.person.models import Post
from server.journal.models import Event, Receipt
from tests import town as town_ids
from tests.people import Actor, Stranger
from tests.schema.road import FED_BACK, FOUND, SENT, SIGN, Stride, Walk
from tests.statements import counted as counted_statements

WRITE = """mutation Write($input: HandoverWriteInput!) { handoverWrite(input: $input) {
  handover { id area note openCount lateCount promisedCount writtenBy { name } confirmedBy { name } mayConfirm }
  receipt { code } problems { code field } } }"""
CONFIRM = """mutation Confirm($input: HandoverConfirmInput!) { handoverConfirm(input: $input) {
  handover { id confirmedBy { name } confirmedAt mayConfirm } receipt { code } problems { code field } } }"""
LIST = """query List($area: AreaCode, $after: String, $first: Int = 2) {
  handovers(area: $area, first: $first, after: $after) {
  nodes { id note mayConfirm } pageInfo { hasNextPage endCursor } } }"""
PROMISE = Stride(
    "FeedBack", "sun", FED_BACK | {"finished": False, "promisedOn": (clock.today() + timedelta(days=9)).isoformat()}
)


def left(area: str = town_ids.KOUQUAN, note: str = "路口积水盯一下") -> dict[str, Any]:
    return {"opId": str(new_id()), "area": area, "note": note}


def taken(handover: str) -> dict[str, Any]:
    return {"opId": str(new_id()), "id": handover}


@pytest.fixture
def li(town: Database) -> Actor:
    """Intake and dispatch of 口泉 street."""
    return Actor("li")


@pytest.fixture
async def qian(town: Database) -> Actor:
    """They dispatch at li's desk too, from today on."""
    post: dict[str, Any] = {
        "id": new_id(),
        "person_id": town_ids.QIAN,
        "role": Role.STREET_DISPATCH,
        "area_id": town_ids.KOUQUAN,
    }
    await Post.create(**post, starts_on=date(2020, 1, 1))
    viewers.forget(town_ids.QIAN)
    return Actor("qian")


async def counted() -> tuple[int, int, int]:
    return await Handover.all().count(), await Event.all().count(), await Receipt.all().count()


async def test_a_desk_hands_over_what_is_open_late_and_promised_with_a_note(li: Actor) -> None:
    await Walk().report(*FOUND)
    promised = Walk()
    await promised.report(*FOUND)
    for stride in (*SENT, SIGN, PROMISE):
        await promised.take(stride)

    answer = await li.send(WRITE, input=left())

    told = answer.only["handover"]
    assert answer.problems == []
    assert (told["area"], told["note"], told["writtenBy"]["name"]) == (town_ids.KOUQUAN, "路口积水盯一下", "李志强")
    assert (told["openCount"], told["lateCount"], told["promisedCount"]) == (2, 0, 1)
    assert (told["confirmedBy"], told["mayConfirm"]) == (None, False)
    event = await Event.get(kind="handover.written")
    assert event.payload == {"open": 2, "late": 0, "promised": 1}
    assert (event.area, str(event.subject_id)) == (town_ids.KOUQUAN, told["id"])


async def test_another_person_of_the_desk_takes_over_once(li: Actor, qian: Actor) -> None:
    handover = (await li.send(WRITE, input=left())).only["handover"]["id"]
    assert (await qian.send(LIST)).only["nodes"] == [{"id": handover, "note": "路口积水盯一下", "mayConfirm": True}]

    answer = await qian.send(CONFIRM, input=taken(handover))

    assert answer.problems == []
    assert answer.only["handover"]["confirmedBy"] == {"name": "钱文博"}
    assert answer.only["handover"]["mayConfirm"] is False
    assert (await Event.get(kind="handover.confirmed")).payload == {}
    before = await counted()
    assert (await qian.send(CONFIRM, input=taken(handover))).problems == ["STEP_CLOSED"]
    assert await counted() == before


async def test_nobody_takes_over_from_themselves(li: Actor) -> None:
    handover = (await li.send(WRITE, input=left())).only["handover"]["id"]
    before = await counted()
    assert (await li.send(CONFIRM, input=taken(handover))).problems == ["TWO_PERSON"]
    assert await counted() == before


async def test_the_head_reads_it_and_does_not_take_over(li: Actor) -> None:
    handover = (await li.send(WRITE, input=left())).only["handover"]["id"]
    zhao = Actor("zhao")
    assert [one["mayConfirm"] for one in (await zhao.send(LIST)).only["nodes"]] == [False]
    assert (await zhao.send(CONFIRM, input=taken(handover))).problems == ["FORBIDDEN"]


@pytest.mark.parametrize("login", ["feng", "zhang", "sun", "wu"])
async def test_a_stranger_can_neither_hand_over_nor_take_over_nor_read(li: Actor, login: str) -> None:
    handover = (await li.send(WRITE, input=left())).only["handover"]["id"]
    before, stranger = await counted(), Actor(login)
    nowhere = await stranger.send(CONFIRM, input=taken(str(new_id())))
    assert (await stranger.send(WRITE, input=left())).problems == ["NOT_FOUND"]
    assert (await stranger.send(CONFIRM, input=taken(handover))).only == nowhere.only
    assert nowhere.problems == ["NOT_FOUND"]
    assert (await stranger.send(LIST)).only["nodes"] == []
    assert await counted() == before


async def test_nobody_at_all_is_told_to_sign_in(li: Actor) -> None:
    handover = (await li.send(WRITE, input=left())).only["handover"]["id"]
    before = await counted()
    assert (await Stranger("").send(WRITE, input=left())).problems == ["FORBIDDEN"]
    assert (await Stranger("").send(CONFIRM, input=taken(handover))).problems == ["FORBIDDEN"]
    assert await counted() == before


async def test_sending_twice_is_handing_over_once(li: Actor, qian: Actor) -> None:
    told = left()
    first, second = [(await li.send(WRITE, input=told)).only for _ in range(2)]
    assert first == second
    command = taken(first["handover"]["id"])
    one, two = [(await qian.send(CONFIRM, input=command)).only for _ in range(2)]
    assert one == two
    assert await counted() == (1, 2, 2)
    other = await li.send(WRITE, input=told | {"note": "别的话"})
    assert other.problems == ["OP_ID_REUSED"]


async def test_a_note_may_be_missing_but_not_endless(li: Actor) -> None:
    assert (await li.send(WRITE, input=left(note=""))).problems == []
    endless = await li.send(WRITE, input=left(note="长" * 1001))
    assert endless.only["problems"] == [{"code": "TEXT_LONG", "field": "note"}]
    assert endless.only["handover"] is None


async def test_the_list_goes_back_in_time_page_by_page(li: Actor) -> None:
    for note in ("早", "中", "晚"):
        await li.send(WRITE, input=left(note=note))
    first = (await li.send(LIST, area=town_ids.KOUQUAN)).only
    assert [one["note"] for one in first["nodes"]] == ["晚", "中"]
    rest = (await li.send(LIST, after=first["pageInfo"]["endCursor"])).only
    assert ([one["note"] for one in rest["nodes"]], rest["pageInfo"]["hasNextPage"]) == (["早"], False)
    assert (await li.send(LIST, after="x")).codes == ["CURSOR_MALFORMED"]
    assert (await li.send(LIST, area="x")).codes == ["CODE_UNKNOWN"]


async def test_a_longer_page_costs_no_more_statements(li: Actor) -> None:
    for note in ("早", "中", "晚"):
        await li.send(WRITE, input=left(note=note))
    costs = []
    for first in (1, 3, 1, 3):
        with counted_statements() as said:
            assert len((await li.send(LIST, first=first)).only["nodes"]) == first
        costs.append(len(said))
    assert costs[2] == costs[3]
    assert (await li.send(LIST, first=101)).codes == ["FIRST_TOO_LARGE"]
