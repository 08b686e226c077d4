"""Each two commands of a noun on the same one, at one moment: never both where its table of states says only one, and
never lost. `GRID_TEST_WALKS=200` runs many rounds of what the suite runs once.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product
from typing import Any

from server.core import clock
from server.core.errors import Refusal
from server.journal.models import Event, Receipt
from server.process.execute import Done
from tests.kit.kit import MONDAY, After, Stride
from tests.kit.standing import Standing
from tests.laws.rounds import ROUNDS
from tests.overtaken import at_once
from tests.stores import Store


class Races(Standing):
    """Both have read and decided before the first of them writes."""

    async def test_of_two_at_the_same_moment_the_table_allows_what_is_done_and_none_is_lost(self, store: Store) -> None:
        begun: dict[After, list[Stride]] = defaultdict(list)
        for stride in self.kit.later:
            begun[stride.after].append(stride)
        for one, other in [two for found in begun.values() for two in product(found, repeat=2)] * ROUNDS:
            async with self.kit.standing(store, type(self).__module__) as stood:
                await self._race(await stood.row(one), one, other)

    async def _race(self, before: Any, *strides: Stride) -> None:
        kit, key, events = self.kit, before.id, await Event.filter(subject_id=before.id).count()
        works, receipts = [await self._work(stride, before) for stride in strides], await Receipt.all().count()
        told = await at_once(*works)
        named = " and ".join(f"{stride.name} {answer!r}" for stride, answer in zip(strides, told, strict=True))
        done = [answer for answer in told if isinstance(answer, Done)]
        assert done, f"neither: {named}"
        assert all(isinstance(answer, Done | Refusal) for answer in told), named
        assert await Receipt.all().count() - receipts == len(done), named
        path = await Event.filter(subject_id=key, place_in_chain__gt=events).order_by("place_in_chain")
        assert len(path) == len(done), named
        assert kit.life or len(done) == 1, named
        state = getattr(before, "state", None)
        for event in path:  # one after the other, as the table has it
            state = kit.led(state, event)
        assert getattr(await kit.row(key), "state", None) == state, named

    async def _work(self, stride: Stride, row: Any) -> Any:
        viewer, command = await self.kit.viewer(stride.who), self.kit.command(stride, row)

        async def work() -> Any:
            with clock.at(MONDAY):
                return await self.kit.act(stride)(viewer, command)

        return work
