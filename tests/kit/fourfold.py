"""Four laws of every verb: it works; a stranger is refused, nothing moves and nothing leaks; the same operation again
changes nothing; who acted on an older version is told so.

    KIT = Kit(verbs, commands, COMPLAINT, town.viewer, "feng", (Stride("file", "wang", {…}, State.RECEIVED), …))
    test_works, test_stranger, test_again, test_stale = fourfold(KIT)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest

from server import clock
from server.database import reader
from server.errors import Conflict, Missing, Refusal
from server.event.models import Event, Receipt
from server.ids import new_id
from server.process.execute import Beginning, Done
from server.process.noun import Noun
from server.viewer import Viewer

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 09:30 in Shanghai, a workday


@dataclass(frozen=True)
class Stride:
    """A verb with who takes it, by which words, whither, and after which other strides."""

    name: str
    who: str
    words: dict[str, Any]
    to: StrEnum
    after: tuple[str, ...] = ()


@dataclass(frozen=True)
class Kit:
    """A noun's verbs and commands by module, how the cast is known, and who must see nothing."""

    verbs: ModuleType
    commands: ModuleType
    noun: Noun[Any]
    viewer: Callable[[str], Awaitable[Viewer]]
    stranger: str
    strides: tuple[Stride, ...] = field(default=())

    def stride(self, name: str) -> Stride:
        return next(one for one in self.strides if one.name == name)

    def act(self, stride: Stride) -> Any:
        return getattr(self.verbs, stride.name)

    def command(self, stride: Stride, row: Any) -> Any:
        """The command of a stride on what is there, as its taker sees it; of the first one on nothing."""
        kind = getattr(self.commands, stride.name.title().replace("_", ""))
        return kind(op_id=new_id(), id=row.id if row else new_id(), seen=getattr(row, "version", None), **stride.words)

    async def row(self, key: UUID) -> Any:
        return await self.noun.model.get(id=key, using_db=reader())

    async def brought(self, stride: Stride) -> Any:
        """The row where the stride begins; None for what begins by it."""
        row: Any = None
        for name in stride.after:
            row = await self.row((await self.take(self.stride(name), row)).id)
        return row

    async def take(self, stride: Stride, row: Any) -> Done:
        with clock.at(MONDAY):
            done: Done = await self.act(stride)(await self.viewer(stride.who), self.command(stride, row))
        return done

    async def everything(self) -> list[Any]:
        """All that a refusal must leave as it is."""
        tables: list[Any] = [self.noun.model, *(part.model for part in self.noun.parts), Event, Receipt]
        return [sorted(await table.all().using_db(reader()).values(), key=str) for table in tables]

    async def refused(self, stride: Stride, who: str, command: Any) -> Refusal:
        before = await self.everything()
        with clock.at(MONDAY), pytest.raises(Refusal) as told:
            await self.act(stride)(await self.viewer(who), command)
        assert await self.everything() == before
        return told.value


def fourfold(kit: Kit) -> tuple[Callable[..., Any], ...]:
    """The four laws as tests, each over every stride."""
    every = pytest.mark.parametrize("stride", kit.strides, ids=lambda one: one.name)
    later = [one for one in kit.strides if not isinstance(kit.act(one), Beginning)]
    upon = pytest.mark.parametrize("stride", later, ids=lambda one: one.name)

    @every
    async def works(town: Any, stride: Stride) -> None:
        done = await kit.take(stride, await kit.brought(stride))
        row, told = await kit.row(done.id), await Event.filter(subject_id=done.id).order_by("-place_in_chain").first()
        assert (row.state, told and told.payload["to"]) == (stride.to, stride.to)

    @upon
    async def stranger(town: Any, stride: Stride) -> None:
        command = kit.command(stride, await kit.brought(stride))
        there = await kit.refused(stride, kit.stranger, command)
        nowhere = await kit.refused(stride, kit.stranger, replace(command, op_id=new_id(), id=new_id()))
        assert isinstance(there, Missing)
        assert there.problems == nowhere.problems

    @every
    async def again(town: Any, stride: Stride) -> None:
        row, viewer = await kit.brought(stride), await kit.viewer(stride.who)
        command = kit.command(stride, row)
        with clock.at(MONDAY):
            first = await kit.act(stride)(viewer, command)
            before = await kit.everything()
            second = await kit.act(stride)(viewer, command)
        assert (second.id, second.receipt.at, await kit.everything()) == (first.id, first.receipt.at, before)

    @upon
    async def stale(town: Any, stride: Stride) -> None:
        command = replace(kit.command(stride, await kit.brought(stride)), seen=0)
        told = await kit.refused(stride, stride.who, command)
        assert isinstance(told, Conflict)
        assert told.current.id == command.id

    return works, stranger, again, stale
