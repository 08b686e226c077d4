"""Anybody does anything: random walks of a noun's commands by random actors at random times.

After each attempt its table was kept: one step, one version, one event, the next of a whole chain; what was refused
left everything as it was. Each way of the table is taken, so each event is reached. In the end what people read is what
the log says, and the whole walk sent again changes nothing. `GRID_TEST_WALKS=100` walks ten of them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from tortoise.expressions import Q

from server.core import clock
from server.core.errors import Refusal
from server.core.viewer import Viewer
from server.journal import log
from server.journal.models import Receipt
from server.keep.audit import subjects
from server.process.execute import Beginning
from tests.kit.kit import MONDAY, Kit, Stride
from tests.kit.standing import Standing
from tests.laws.rounds import ROUNDS
from tests.stores import Store

LENGTH = 12  # attempts for each way of the table
MOST = 12  # things that a walk looks after


@dataclass
class Walk:
    """What was done so far, and when it is."""

    kit: Kit
    chance: Random
    cast: dict[str, Viewer]
    keys: list[UUID]
    now: datetime = MONDAY
    done: list[tuple[Viewer, Stride, Any, Any]] = field(default_factory=list)
    taken: Counter[Any] = field(default_factory=Counter)  # ways of the table

    async def step(self) -> None:
        """Time passes, and somebody tries something: as a rule what is open to them, and was tried least."""
        self.now += timedelta(minutes=self.chance.choice([0, 1, 17, 95, 700]))
        with clock.at(self.now):
            who, row, stride = await self._chosen()
            await self.attempt(who, row, stride)

    async def _chosen(self) -> tuple[str, Any, Stride]:
        rows = await self.kit.rows(Q(id__in=self.keys[-MOST:]))
        likely = [(self._way(row, stride), who, row, stride) for who, row, stride in self.open_to_all(rows)]
        if likely and self.chance.random() < 0.8:
            least = min(self.taken[way] for way, *_ in likely)
            return self.chance.choice([one[1:] for one in likely if self.taken[one[0]] == least])
        stride = self.chance.choice(self.kit.strides)
        begins = isinstance(self.kit.act(stride), Beginning) or not rows
        who = stride.who if begins or self.chance.random() < 0.5 else self.chance.choice(self.kit.cast)
        return who, None if begins else self.chance.choice(rows), stride

    def open_to_all(self, rows: list[Any]) -> list[tuple[str, Any, Stride]]:
        """Who could do what to which now, by the rule that draws the buttons."""
        steps = self.kit.steps
        if steps is None:
            return []
        return [(who, row, self.kit.stride(allowed.step.lower())) for row in rows for who, viewer in self.cast.items()
                for allowed in steps.allowed(viewer, row) if allowed.allowed]  # fmt: skip

    def _way(self, row: Any, stride: Stride) -> tuple[str, str]:
        return (str(getattr(row, "state", "")), stride.name)

    async def attempt(self, who: str, row: Any, stride: Stride) -> None:
        """Sometimes with its words forgotten, sometimes upon an older version."""
        kit, viewer, before = self.kit, self.cast[who], await self.kit.everything()
        command = kit.command(stride, row, **self._forgotten(stride))
        try:
            done = await kit.act(stride)(viewer, command)
        except Refusal:
            assert await kit.everything() == before, f"{who} was refused {stride.name}, and something moved"
            return
        self.done.append((viewer, stride, command, done.receipt.at))
        self.taken[self._way(row, stride)] += 1
        after, told = await kit.row(done.id), await kit.last(done.id)
        assert await Receipt.filter(op_id=command.op_id).count() == 1
        if row is None:
            self.keys.append(done.id)
            return
        assert getattr(after, "state", None) == kit.led(getattr(row, "state", None), told)
        assert getattr(after, "version", 1) == getattr(row, "version", 0) + (not stride.stays)
        assert told.by_id == viewer.person_id

    def _forgotten(self, stride: Stride) -> dict[str, Any]:
        if self.chance.random() < 0.1:
            return dict.fromkeys(stride.words)
        return {"seen": 0} if self.chance.random() < 0.05 else {}

    async def again(self) -> None:
        """The whole walk, sent once more by the same people."""
        before = await self.kit.everything()
        with clock.at(self.now + timedelta(days=1)):
            for viewer, stride, command, at in self.done:
                told = await self.kit.act(stride)(viewer, command)
                assert told.receipt.at == at, stride.name
        assert await self.kit.everything() == before


class Walks(Standing):
    """Long walks of several things beside each other."""

    async def test_whoever_does_whatever_the_table_is_kept_and_all_of_it_is_reached(self, store: Store) -> None:
        kit, taken = self.kit, Counter[tuple[str, str]]()
        ways = {(str(state), step.lower()) for state, step in kit.life.transitions} if kit.life else set()
        for number in range(ROUNDS):
            async with kit.standing(store, type(self).__module__) as stood:
                chance, keys = Random(f"{kit.noun.called} {number}"), list(stood.places.values())
                taken += (await self._walked(chance, keys, LENGTH * (1 + len(ways)))).taken
        unreached = {way for way in ways if way[1] in kit.acts} - taken.keys()
        assert not unreached, f"nobody came to {unreached}"

    async def _walked(self, chance: Random, keys: list[UUID], steps: int) -> Walk:
        kit = self.kit
        if kit.begins:  # nobody of the cast does
            keys += [await kit.begins() for _ in kit.later]
        walk = Walk(kit, chance, {who: await kit.viewer(who) for who in kit.cast}, keys)
        for _ in range(steps):
            await walk.step()
        assert await log.verify() == []
        (life,) = (one for one in subjects.LIVES if one.model is kit.noun.model)
        assert (await subjects.compare(life))[1] == []
        await walk.again()
        return walk
