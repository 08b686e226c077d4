"""Four laws of every verb: it works; a stranger is refused, nothing moves and nothing leaks; the same operation again
changes nothing; who acted on an older version is told so. And two of what it declares: no verb is without its stride,
no field without words; and what it demands it cannot do without."""

from __future__ import annotations

from dataclasses import fields, replace

from server.core import clock
from server.core.errors import Conflict, Invalid, Missing
from server.core.ids import new_id
from server.journal.models import Event
from server.process.fields import Said
from tests.kit.kit import MONDAY, Stood, Stride
from tests.kit.standing import Standing


class FourFold(Standing):
    """The four laws, each over every stride."""

    def test_its_declarations_are_whole(self) -> None:
        kit = self.kit
        for name in kit.acts:
            kit.stride(name)
        for step, kind in kit.kinds.items():
            assert kind.startswith(kit.slice.kinds), f"{kind} of {step} is no {kit.slice.kinds}…, as its events are"
        for stride in kit.strides:
            kind = kit.kind(stride)
            for name in {one.name for one in fields(kind)} - Said.of(kind).keys() - {"seen", "sent"}:
                words = f'{name}: … = given("中文。English.")'
                raise AssertionError(f"nobody can say {name} of {kind.__name__}, which has no words: write {words}")

    async def test_it_works(self, stood: Stood, stride: Stride) -> None:
        kit, row = self.kit, await stood.row(stride)
        told = await Event.filter(subject_id=row.id).count() if row else 0
        done = await kit.take(stride, row)
        row, event = await kit.row(done.id), await kit.last(done.id)
        told_of = None if stride.stays else stride.to
        assert (getattr(row, "state", None), event.payload.get("to")) == (stride.to, told_of)
        assert (event.place_in_chain, event.by_id) == (told + 1, (await kit.viewer(stride.who)).person_id)

    async def test_a_stranger_learns_nothing(self, stood: Stood) -> None:
        kit, before = self.kit, await self.kit.everything()
        for stride in kit.later:
            row = await stood.row(stride)
            for who in set(kit.cast) - kit.seers(row):
                viewer, command = await kit.viewer(who), kit.command(stride, row)
                there = await kit.refusal(stride, viewer, command)
                nowhere = await kit.refusal(stride, viewer, replace(command, op_id=new_id(), id=new_id()))
                assert isinstance(there, Missing), f"{who} learns by {stride.name} that it is there: {there!r}"
                assert (there.problems, str(there)) == (nowhere and nowhere.problems, str(nowhere)), (who, stride.name)
        assert await kit.everything() == before

    async def test_it_is_refused_without_what_it_demands(self, stood: Stood) -> None:
        kit, before = self.kit, await self.kit.everything()
        for stride in kit.strides:
            viewer, command = await kit.viewer(stride.who), kit.command(stride, await stood.row(stride))
            for name in (name for name, said in Said.of(kit.kind(stride)).items() if said.weak):
                told = await kit.refusal(stride, viewer, replace(command, op_id=new_id(), **{name: None}))
                assert told, f"{stride.name} is done without {name}: say {name} = given(…)"
                assert not isinstance(told, Invalid) or name in [one.field for one in told.problems], name
        assert await kit.everything() == before

    async def test_sent_twice_is_done_once(self, stood: Stood, stride: Stride) -> None:
        kit = self.kit
        viewer, command = await kit.viewer(stride.who), kit.command(stride, await stood.row(stride))
        with clock.at(MONDAY):
            first = await kit.act(stride)(viewer, command)
            before = await kit.everything()
            second = await kit.act(stride)(viewer, command)
        assert (second.id, second.receipt.at, await kit.everything()) == (first.id, first.receipt.at, before)

    async def test_the_late_are_told(self, stood: Stood) -> None:
        kit, before = self.kit, await self.kit.everything()
        for stride in (one for one in kit.later if hasattr(kit.noun.model, "version")):
            row = await stood.row(stride)
            told = await kit.refusal(stride, await kit.viewer(stride.who), kit.command(stride, row, seen=0))
            assert isinstance(told, Conflict), f"{stride.name} upon an older version: {told!r}"
            assert told.current.id == row.id
        assert await kit.everything() == before
