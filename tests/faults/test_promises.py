"""Phones, a network, a desk and a server that is restarted, in any order: nothing is lost, nothing is done twice,
nothing is overwritten in silence (the promises of "Nothing lost, nothing twice", as one machine of states).

`GRID_TEST_MACHINES=200` tries more lives than the suite does.
"""

from __future__ import annotations

import asyncio
import contextvars
import os
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, TypeVar
from uuid import UUID

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from server.core.ids import new_id
from server.data.database import connect, reader
from server.grid.incident.models import Incident, IncidentPhoto
from server.ground.media import actions as media
from server.ground.media.models import Media
from server.ground.media.shelf import Shelf
from server.journal import audit, receipts
from server.journal.models import Event, Receipt
from tests import town
from tests.faults.outbox import Operation, Outbox
from tests.ground.media.album import name, photo
from tests.people import Actor
from tests.reach.sync.phone import settle
from tests.schema.documents import verb
from tests.stores import Store

T = TypeVar("T")

LIVES = int(os.environ.get("GRID_TEST_MACHINES", "6"))
STEPS = 30
OWNERS = {"wang": town.WANG, "he": town.HE}
FATES = st.sampled_from(["arrives", "arrives", "arrives", "lost on the way", "answer lost", "twice at once"])
TOLD = {"CONFLICT", "STEP_CLOSED"}


@cache
def picture() -> bytes:
    return photo(size=(64, 48))


class District(RuleBasedStateMachine):
    """Two workers with a phone each, a desk, and one server."""

    store: Store

    def __init__(self) -> None:
        super().__init__()
        self.runner, self.context = asyncio.Runner(), contextvars.copy_context()
        self.url = self.store.copy("town", town.build)
        self.shelf = Shelf.at(f"file://{mkdtemp(prefix='gridwhistle-shelf-')}")
        self.stack = AsyncExitStack()
        self.phones = {who: Outbox() for who in OWNERS}
        self.blobs: dict[str, set[str]] = {who: set() for who in OWNERS}  # photos that are still on the phone
        self.run(self._open())

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work, context=self.context)

    async def _open(self) -> None:
        opened = await self.stack.enter_async_context(connect(self.url))
        self.stack.enter_context(opened.entered())

    def operation(self, number: int) -> tuple[str, Operation]:
        """One of all that were recorded."""
        all_of_them = [(who, one) for who, phone in self.phones.items() for one in phone.operations]
        return all_of_them[number % len(all_of_them)]

    def incident(self, number: int) -> str:
        return str(self.operation(number)[1].told["id"])

    def anything_recorded(self) -> bool:
        return any(phone.operations for phone in self.phones.values())

    @initialize(who=st.sampled_from(sorted(OWNERS)))
    def first_report(self, who: str) -> None:
        self.phones[who].report("第一件")

    @rule(who=st.sampled_from(sorted(OWNERS)), pictured=st.booleans())
    def reports(self, who: str, pictured: bool) -> None:
        self.phones[who].report("店外经营")
        if pictured:
            told = self.phones[who].operations[-1].told
            told["photos"] = [{"sha256": name(picture()), "kind": "BEFORE"}]
            self.blobs[who].add(name(picture()))

    @precondition(anything_recorded)
    @rule(number=st.integers(0, 99), text=st.sampled_from("甲乙丙丁"))
    def notes(self, number: int, text: str) -> None:
        who, one = self.operation(number)
        self.phones[who].note(str(one.told["id"]), text)

    @precondition(anything_recorded)
    @rule(number=st.integers(0, 99))
    def settles_on_the_spot(self, number: int) -> None:
        who, one = self.operation(number)
        self.phones[who].self_resolve(str(one.told["id"]))

    @precondition(anything_recorded)
    @rule(number=st.integers(0, 99), fate=FATES)
    def sends(self, number: int, fate: str) -> None:
        who, one = self.operation(number)
        self.run(self._send(who, one, fate))

    async def _send(self, who: str, one: Operation, fate: str = "arrives") -> None:
        async def wire(document: str, told: dict[str, Any]) -> dict[str, Any] | None:
            if fate == "lost on the way":
                return None
            times = 2 if fate == "twice at once" else 1
            answers = await asyncio.gather(*(Actor(who).send(document, input=told) for _ in range(times)))
            assert [answer.errors for answer in answers] == [[]] * times
            receipt, *others = [(answer.only["receipt"] or {}).get("code") for answer in answers]
            assert all(other == receipt for other in others if other and receipt)
            return None if fate == "answer lost" else dict(answers[-1].only)

        await self.phones[who].send(one, wire)

    @rule(who=st.sampled_from(sorted(OWNERS)), arrives=st.booleans())
    def uploads(self, who: str, arrives: bool) -> None:
        self.run(self._upload(who, arrives))

    async def _upload(self, who: str, arrives: bool = True) -> None:
        for sha in sorted(self.blobs[who]):
            kept = await media.receive(self.shelf, sha256=sha, data=picture(), sent_by=OWNERS[who])
            if arrives:  # the phone lets go of a picture only against an answer that names it
                self.blobs[who].discard(kept.sha256)

    @precondition(anything_recorded)
    @rule(number=st.integers(0, 99))
    def the_desk_accepts(self, number: int) -> None:
        told = {"opId": str(new_id()), "id": self.incident(number), "seen": 1}
        self.run(Actor("zhang").send(verb("Accept"), input=told))

    @precondition(anything_recorded)
    @rule(number=st.integers(0, 99))
    def another_person_uses_the_same_id(self, number: int) -> None:
        who, one = self.operation(number)
        if one.receipt:
            answer = self.run(Actor("feng").send(verb(one.verb), input=one.input(self.phones[who].device)))
            assert answer.problems == ["OP_ID_REUSED"]

    @rule()
    def the_server_is_started_anew(self) -> None:
        self.run(self.stack.aclose())
        self.stack = AsyncExitStack()
        self.run(self._open())

    @invariant()
    def what_was_acknowledged_is_there_once(self) -> None:
        self.run(self._acknowledged())

    async def _acknowledged(self) -> None:
        kept = {str(one.op_id): receipts.code(one, b"") for one in await Receipt.all().using_db(reader())}
        for phone in self.phones.values():
            told = {one.id: one.receipt for one in phone.operations if one.receipt}
            assert {op: kept.get(op) for op in told} == told
        assert await Event.filter(kind__startswith="incident.").using_db(reader()).count() == len(kept)

    def teardown(self) -> None:
        try:
            self.run(self._to_the_end())
        finally:
            self.run(self.stack.aclose())
            self.runner.close()
            self.store.drop(self.url)

    async def _to_the_end(self) -> None:
        """The network is back: everything is sent until it is settled, and then everything is as it was recorded."""
        for _ in range(STEPS):
            for who, phone in self.phones.items():
                await self._upload(who)
                for one in phone.waiting:
                    await self._send(who, one)
        assert [phone.waiting for phone in self.phones.values()] == [[], []]
        await settle()
        assert await audit.verify() == []
        for phone in self.phones.values():
            for incident in {str(one.told["id"]) for one in phone.operations}:
                await self._as_recorded(incident, [one for one in phone.operations if one.told["id"] == incident])
        named = {str(sha) for sha in await IncidentPhoto.all().values_list("sha256", flat=True)}
        assert named <= {str(sha) for sha in await Media.all().values_list("sha256", flat=True)}

    async def _as_recorded(self, incident: str, operations: list[Operation]) -> None:
        done = [one for one in operations if one.receipt]
        assert all(one.verb == "SelfResolve" and set(one.problems) <= TOLD for one in operations if one.problems)
        events = await Event.filter(subject_id=UUID(incident), kind__not="incident.accepted").order_by("place_in_chain")
        happened = [str(one.payload.get("text") or one.payload.get("note") or "report") for one in events]
        assert happened == ["report" if one.verb == "Report" else one.told.get("text", one.told.get("note"))
                            for one in done]  # fmt: skip
        closed = (await Incident.get(id=UUID(incident))).state == "CLOSED"
        assert closed == any(one.verb == "SelfResolve" for one in done)


def test_nothing_is_lost_and_nothing_is_done_twice(store: Store, tmp_path: Path) -> None:
    machine = type("Life", (District,), {"store": store})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=LIVES, stateful_step_count=STEPS, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
