"""What arrives before the operation that it follows waits, and is then done in order, with the rights of then."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.ids import new_id
from server.grid.incident import commands
from server.grid.incident.models import Disposal, Finding, Incident
from server.grid.incident.noun import HARMLESS
from server.ground.person import viewers
from server.ground.person.models import Post
from server.journal import receipts
from server.journal.models import Event, Receipt
from server.process.rebasing import rebased
from server.reach.sync import causal_hold, held_command
from server.reach.sync.causal_hold import Waiting
from server.reach.sync.models import HeldOperation
from tests import town as place
from tests.grid.incident.road import load
from tests.people import Actor, Answer
from tests.schema.documents import draft, verb
from tests.schema.road import CHECK, FEED_BACK, FOUND, SEND_CHECK, SENT, SHOP, SIGN, TOLD, Stride, Walk

NOTE, REPORT = verb("Note"), verb("Report")


class Recorded:
    """What one phone recorded of one incident, each operation naming the one before."""

    def __init__(self, **report: Any) -> None:
        self.device, self.told = str(new_id()), draft(**report)
        self.operations: list[tuple[str, dict[str, Any]]] = []
        self._add("Report", self.told)

    def note(self, text: str) -> None:
        self._add("Note", {"opId": str(new_id()), "id": self.told["id"], "seen": 1, "text": text})

    def step(self, name: str, seen: int, **told: Any) -> None:
        self._add(name, {"opId": str(new_id()), "id": self.told["id"], "seen": seen} | told)

    def _add(self, name: str, told: dict[str, Any]) -> None:
        before = self.operations[-1][1]["opId"] if self.operations else None
        sent = {"device": self.device, "sequence": len(self.operations) + 1, "after": before}
        self.operations.append((name, told | {"sent": sent}))

    async def send(self, who: Actor, number: int, **other: Any) -> Answer:
        name, told = self.operations[number]
        answer = await who.send(verb(name), input=told | other)
        assert answer.errors == []
        return answer


async def told_in_order(incident: str) -> list[str]:
    events = await Event.filter(subject_id=UUID(incident)).order_by("place_in_chain")
    return [str(one.payload.get("text") or one.kind) for one in events]


@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
async def test_in_whatever_order_they_arrive_they_are_done_in_theirs(wang: Actor, order: tuple[int, ...]) -> None:
    phone = Recorded()
    phone.note("第一句")
    phone.note("第二句")
    for number in order:
        await phone.send(wang, number)
    answers = [await phone.send(wang, number) for number in range(3)]
    assert [answer.problems for answer in answers] == [[], [], []]
    assert await told_in_order(phone.told["id"]) == ["incident.reported", "第一句", "第二句"]
    assert await HeldOperation.all().count() == 0
    assert await Receipt.all().count() == 3


async def test_who_holds_and_who_takes_effect_at_the_same_moment_do_not_miss_each_other(
    wang: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = Recorded()
    phone.note("还在冒水")
    checked, done, save = asyncio.Event(), asyncio.Event(), HeldOperation.save

    async def slowly(self: HeldOperation, **how: Any) -> None:
        """It has seen that the report is not there; now the report may come, if it can."""
        checked.set()
        with suppress(TimeoutError):
            async with asyncio.timeout(0.5):
                await done.wait()
        await save(self, **how)

    async def reported() -> None:
        await checked.wait()
        await phone.send(wang, 0)
        done.set()

    monkeypatch.setattr(HeldOperation, "save", slowly)
    answer, _ = await asyncio.gather(phone.send(wang, 1), reported())
    assert answer.problems == ["HELD"]
    assert await HeldOperation.all().count() == 0
    assert await told_in_order(phone.told["id"]) == ["incident.reported", "还在冒水"]


async def test_a_held_operation_is_answered_so_and_its_receipt_comes_with_the_next_sending(wang: Actor) -> None:
    phone = Recorded()
    phone.note("还在冒水")
    held = await phone.send(wang, 1)
    assert (held.problems, held.only["receipt"], held.only["incident"]) == (["HELD"], None, None)
    assert (await phone.send(wang, 1)).problems == ["HELD"]
    assert (await phone.send(wang, 1, text="别的话")).problems == ["OP_ID_REUSED"]
    assert await Incident.all().count() == await Receipt.all().count() == 0
    await phone.send(wang, 0)
    assert await Receipt.all().count() == 2
    assert (await phone.send(wang, 1)).only["receipt"]["opId"] == phone.operations[1][1]["opId"]


async def test_it_never_blocks_another_incident(wang: Actor) -> None:
    phone, other = Recorded(), Recorded()
    phone.note("等着")
    assert (await phone.send(wang, 1)).problems == ["HELD"]
    assert (await other.send(wang, 0)).problems == []


async def test_after_five_days_it_is_refused_and_stays_so(wang: Actor) -> None:
    phone = Recorded()
    phone.note("等着")
    await phone.send(wang, 1)
    await HeldOperation.all().update(at=clock.now() - timedelta(days=5, minutes=1))
    for _ in range(2):
        assert (await phone.send(wang, 1)).problems == ["HELD_TOO_LONG"]
    await phone.send(wang, 0)
    assert await told_in_order(phone.told["id"]) == ["incident.reported"]
    # its person sees it and sends it by itself: now that the report is there, it is done
    assert (await phone.send(wang, 1)).problems == []


async def test_it_is_done_with_the_rights_of_then_and_the_refusal_is_told(wang: Actor) -> None:
    phone = Recorded()
    phone.note("等着")
    await phone.send(wang, 1)
    await Post.filter(person_id=place.WANG).update(ends_on=clock.today() - timedelta(days=1))
    viewers.forget(place.WANG)
    assert (await phone.send(wang, 0)).problems != []
    assert await Incident.all().count() == 0
    assert (await phone.send(wang, 1)).problems == ["HELD"]


async def test_anothers_operation_lets_nothing_go_and_a_stranger_learns_nothing(wang: Actor, feng: Actor) -> None:
    phone = Recorded()
    phone.note("等着")
    await phone.send(wang, 0)
    there = await phone.send(feng, 1, opId=str(new_id()))
    nowhere = await phone.send(feng, 1, opId=str(new_id()), id=str(new_id()))
    assert there.problems == nowhere.problems == ["HELD"]
    assert there.data == nowhere.data
    assert await told_in_order(phone.told["id"]) == ["incident.reported"]


async def test_what_may_not_be_done_offline_is_never_held(li: Actor) -> None:
    told = {"opId": str(new_id()), "id": str(new_id()), "seen": 1, "sent": {"after": str(new_id())}}
    assert (await li.send(verb("Accept"), input=told)).problems == ["NOT_FOUND"]
    assert await HeldOperation.all().count() == 0


async def test_five_sendings_at_once_in_both_orders_have_one_effect(wang: Actor) -> None:
    phone = Recorded()
    phone.note("一次")
    await asyncio.gather(*(phone.send(wang, number) for _ in range(5) for number in (1, 0)))
    answers = await asyncio.gather(*(phone.send(wang, 1) for _ in range(5)))
    assert len({answer.only["receipt"]["code"] for answer in answers}) == 1
    assert await told_in_order(phone.told["id"]) == ["incident.reported", "一次"]


async def test_what_a_killed_server_left_waiting_is_swept(wang: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    phone = Recorded()
    phone.note("等着")
    await phone.send(wang, 1)

    async def killed(*_: Any) -> int:
        return 0

    with monkeypatch.context() as patched:
        patched.setattr(causal_hold, "release", killed)
        await phone.send(wang, 0)
    assert await HeldOperation.all().count() == 1
    sweeper = Waiting(viewers.viewer_of)
    assert await sweeper.sweep() == 1
    assert await sweeper.sweep() == 0
    assert await told_in_order(phone.told["id"]) == ["incident.reported", "等着"]


async def test_a_report_and_settling_it_on_the_spot_arrive_the_wrong_way_round(wang: Actor) -> None:
    phone = Recorded(**SHOP[1])
    phone.step("SelfResolve", 1, note="已劝离，摊位收回店内")
    assert (await phone.send(wang, 1)).problems == ["HELD"]
    await phone.send(wang, 0)
    assert (await Incident.get()).state == "CLOSED"


def test_an_order_that_was_kept_is_the_same_order() -> None:
    where = commands.Place(lat=40.1, lon=113.2, accuracy_m=8, confirmed_at=clock.now())
    photos = (commands.Photo(sha256="ab" * 32),)
    told = commands.Report(op_id=new_id(), incident_id=new_id(), class_code=place.COVER, place=where, photos=photos,
                         occurred_at=clock.now(), severity=2, text="井盖")  # fmt: skip
    again = held_command.restored(commands.Report, told.body() | {"op_id": str(told.op_id)})
    assert again == told
    assert receipts.digest("report", again.body()) == receipts.digest("report", told.body())
    assert receipts.digest("report", replace(told, seen=9).body()) == receipts.digest("report", told.body())


VERIFIED = {"verdict": "TRUE", "text": "确有破损"}


async def verifying() -> Walk:
    walk = Walk()
    await walk.report(*TOLD)
    await walk.take(Stride("SendVerify", "li", {"assigneeId": str(place.WANG)}))
    return walk


async def test_a_finding_stays_good_when_only_oversight_came_between(wang: Actor, wu: Actor) -> None:
    walk = await verifying()
    seen = walk.seen
    text = "mutation S($input: IncidentSuperviseInput!) { incidentSupervise(input: $input) { problems { code } } }"
    told = {"opId": str(new_id()), "id": walk.id, "seen": seen, "opinion": "请尽快核实并反馈结果"}
    assert (await wu.send(text, input=told)).problems == []
    assert (await walk.try_as("wang", Stride("Verify", "wang", VERIFIED), seen=seen)).problems == []
    assert await Finding.all().count() == 1


async def test_what_another_person_did_since_is_a_conflict(wang: Actor, sun: Actor, he: Actor) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    for stride in (*SENT, SIGN, FEED_BACK, SEND_CHECK):
        await walk.take(stride)
    before = await load(await he.viewer(), UUID(walk.id))
    command = commands.Check(op_id=new_id(), incident_id=before.id, seen=before.version - 1)
    by = (await he.viewer()).person_id
    assert (await rebased(command, "CHECK", before, HARMLESS, by)).seen == before.version - 1
    answer = await walk.try_as("he", CHECK, seen=walk.seen - 1)
    assert answer.problems == ["CONFLICT"]
    assert answer.only["incident"]["version"] == walk.seen
    assert await Finding.all().count() == 0


async def test_a_run_of_ones_own_work_needs_no_answer_in_between(wang: Actor, sun: Actor) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    for stride in SENT:
        await walk.take(stride)
    seen = walk.seen
    await walk.take(SIGN)
    assert (await walk.try_as("sun", FEED_BACK, seen=seen)).problems == []
    assert await Disposal.all().count() == 1


async def test_the_same_step_twice_is_no_run(wang: Actor, sun: Actor, he: Actor) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    for stride in (*SENT, SIGN, FEED_BACK, SEND_CHECK):
        await walk.take(stride)
    first, again = [await walk.try_as("he", CHECK, seen=walk.seen) for _ in range(2)]
    assert first.problems == []
    assert again.problems != []
    assert await Finding.all().count() == 1
