"""What is recorded without a network: done when it arrives, once, in its turn, and by whatever way it comes.

Of each command that says it works offline. An answer that was lost is given again, however the phone's clock was set
meanwhile; who was overtaken is told what is now; what follows another operation waits for it; and a parcel that a
colleague carries does the same as the phone itself.
"""

from __future__ import annotations

from dataclasses import is_dataclass, replace
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.errors import Conflict, Held, Refusal
from server.core.ids import new_id
from server.core.spoken import camel
from server.journal.models import Receipt
from server.journal.receipts import Sent
from server.process.execute import Done, Verb
from server.process.fields import Said
from server.reach.sync import causal_hold
from server.reach.sync.models import HeldOperation
from tests import town
from tests.kit.kit import MONDAY, Stood, Stride
from tests.kit.standing import Standing
from tests.reach.sync.carrier import carrying, document
from tests.stores import Store

LATER = timedelta(days=2)


class Offline(Standing):
    """The laws of what a phone keeps."""

    async def test_what_was_recorded_without_a_network_is_done_once_when_it_arrives(
        self, store: Store, kept: Stride
    ) -> None:
        async with self.kit.standing(store, type(self).__module__) as stood:
            await self._arrives(kept, await stood.row(kept))
        if isinstance(self.kit.act(kept), Verb):
            await self._overtaken(store, kept)
            await self._in_turn(store, kept)

    async def _arrives(self, stride: Stride, row: Any) -> None:
        """Its answer was lost, and the phone's clock was set meanwhile."""
        kit = self.kit
        command = kit.command(stride, row, sent=Sent(device=new_id(), sequence=1, recorded_at=MONDAY))
        done, before = await self._delivered(stride, command), await kit.everything()
        wrong = Sent(device=new_id(), sequence=9, recorded_at=MONDAY + timedelta(hours=7))
        again = await self._delivered(stride, replace(command, sent=wrong), 2 * LATER)
        assert (again.receipt.at, await kit.everything()) == (done.receipt.at, before)
        assert ((await kit.last(done.id)).at, done.receipt.recorded_at) == (MONDAY + LATER, MONDAY)

    async def _overtaken(self, store: Store, stride: Stride) -> None:
        """Whatever another did meanwhile: it is still good, or its person is told what is now."""
        for other in (one for one in self.kit.later if one.after == stride.after):
            async with self.kit.standing(store, type(self).__module__) as stood:
                row = await stood.row(stride)
                command = self.kit.command(stride, row, sent=Sent(recorded_at=MONDAY))
                await self.kit.take(other, row)
                told = await self._delivered(stride, command)
                assert isinstance(told, Done | Conflict), f"{stride.name} after {other.name}: {told!r}"
                assert isinstance(told, Done) or told.current.id == row.id

    async def _in_turn(self, store: Store, stride: Stride) -> None:
        """What follows another operation waits for it, and is then done."""
        kit, subject = self.kit, self.kit.slice.subject
        acts = [one.act for one in subject.offline] if subject else []
        assert kit.act(stride) in acts, f"a phone may keep {stride.name}: name it in its subject's offline"
        first = next((kit.stride(name) for name in stride.after[-1:]), stride)
        if first.who == stride.who:
            async with kit.standing(store, type(self).__module__) as stood:
                await self._waits(first, stride, await stood.row(first))

    async def _waits(self, first: Stride, stride: Stride, row: Any) -> None:
        kit, before = self.kit, self.kit.command(first, row, sent=Sent(sequence=1))
        seen = 1 if row is None else row.version + (first is not stride)
        after = kit.command(stride, row or before, sent=Sent(sequence=2, after=before.op_id), seen=seen)
        still = await kit.everything()
        for _ in range(2):
            assert isinstance(await self._delivered(stride, after), Held)
        assert (await kit.everything(), await HeldOperation.all().count()) == (still, 1)
        assert isinstance(await self._delivered(first, before), Done)
        assert await HeldOperation.all().count() == 0
        assert await Receipt.filter(op_id=after.op_id).exists()
        assert isinstance(await self._delivered(stride, after), Done)

    async def _delivered(self, stride: Stride, command: Any, later: timedelta = LATER) -> Any:
        viewer = await self.kit.viewer(stride.who)
        with clock.at(MONDAY + later):
            try:
                return await causal_hold.deliver(viewer, self.kit.act(stride), command)
            except Refusal as refusal:
                return refusal


class Carried(Standing):
    """The law of parcels: of what a screen sends."""

    async def test_what_a_colleague_carries_is_done_as_its_own_person_once(
        self, stood: Stood, kept: Stride, tmp_path: Path
    ) -> None:
        kit, command = self.kit, self.kit.command(kept, await stood.row(kept))
        name = f"{camel(kit.slice.kinds[:-1])}{kit.kind(kept).__name__}"
        told = {"opId": str(command.op_id), "id": document(name), "variables": {"input": said(command)}}
        person = (await kit.viewer(kept.who)).person_id or town.WANG  # who has a code may have a post too
        async with carrying(stood.database, tmp_path, person) as carrier:
            first, again = await carrier.bring_all(told), await carrier.bring_all(told)
        assert [one["outcome"] for one in first] == ["done"], first
        assert again == first
        assert await Receipt.filter(op_id=command.op_id).count() == 1


def said(value: Any) -> Any:
    """A command as a client writes it."""
    if is_dataclass(value):
        told = {one.name or key: getattr(value, key) for key, one in Said.of(type(value)).items()}
        return {camel(key): said(inner) for key, inner in told.items() if inner is not None}
    if isinstance(value, tuple):
        return [said(one) for one in value]
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
