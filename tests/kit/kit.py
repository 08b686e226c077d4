"""A noun's table for its laws, and one of the noun standing wherever a stride begins."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from functools import cached_property
from types import ModuleType
from typing import Any
from uuid import UUID

from tortoise.exceptions import OperationalError
from tortoise.expressions import Q

from server.core import clock
from server.core.errors import Refusal
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import Database, reader
from server.journal.models import Event, Receipt
from server.process.execute import Beginning, Done, Verb, Verbs
from server.process.lifecycle import Lifecycle
from server.process.noun import Noun
from server.process.slice import Slice
from server.process.steps import Steps
from server.slices import slices
from tests import town
from tests.conftest import copied
from tests.rows import rows_of
from tests.stores import Store

MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)  # 09:30 in Shanghai, a workday
After = tuple[str, ...]


@dataclass(frozen=True)
class Stride:
    """A verb with who takes it, by which words, whither, and after which other strides."""

    name: str
    who: str
    words: Mapping[str, Any]
    to: StrEnum | None = None  # None: it has no states
    after: After = ()
    stays: bool = False  # it moves nothing, and its event tells of no state


@dataclass(frozen=True, eq=False)
class Kit:
    """`sees` names who of the cast see one of it, or says so by state; the others of them are its strangers. `begins`
    makes one that no person begins; `ground` is what else stands in the town. `viewer` knows the cast, which may have
    holders of codes in it."""

    verbs: ModuleType
    commands: ModuleType
    strides: tuple[Stride, ...]
    sees: str | Mapping[Any, str]
    cast: tuple[str, ...] = tuple(town.NAMES)
    viewer: Callable[[str], Awaitable[Viewer]] = town.viewer
    begins: Callable[[], Awaitable[UUID]] | None = None
    ground: Callable[[], Awaitable[None]] | None = None
    said: Slice | None = None  # of a noun that only tests know
    _places: dict[str, dict[After, UUID]] = field(default_factory=dict)  # by dialect

    @cached_property
    def of(self) -> Verbs[Any, Any]:
        return next(iter(self.acts.values())).of

    @cached_property
    def slice(self) -> Slice:
        found = self.said or next((one for one in slices() if one.noun is self.noun), None)
        name = self.verbs.__name__.removeprefix("server.").removesuffix(".verbs")
        assert found, f'server/slices.py does not know {name}: add "{name}", to its NOUNS'
        return found

    @property
    def noun(self) -> Noun[Any]:
        return self.of.noun

    @cached_property
    def steps(self) -> Steps[Any, Any] | None:
        return next((one for one in vars(self.verbs).values() if isinstance(one, Steps)), None)

    @property
    def life(self) -> Lifecycle[Any, Any] | None:
        return self.steps.life if self.steps else None

    @property
    def kinds(self) -> Mapping[Any, str]:
        """The kind of event by which each step is told."""
        return self.steps.kinds if self.steps else {}

    @cached_property
    def acts(self) -> dict[str, Verb[Any, Any] | Beginning[Any, Any]]:
        """All verbs of the noun, by name."""
        return {one.name: one for one in vars(self.verbs).values() if isinstance(one, Verb | Beginning)}

    @cached_property
    def kept(self) -> tuple[Stride, ...]:
        """The strides that a phone may keep without a network."""
        return tuple(one for one in self.strides if self.kind(one).offline)

    @cached_property
    def later(self) -> tuple[Stride, ...]:
        """The strides on what is there."""
        return tuple(one for one in self.strides if isinstance(self.act(one), Verb))

    def seers(self, row: Any) -> set[str]:
        """Who of the cast see this one."""
        return set((self.sees if isinstance(self.sees, str) else self.sees[row.state]).split())

    def stride(self, name: str) -> Stride:
        found = [one for one in self.strides if one.name == name]
        assert found, f'the kit has no stride {name}: add Stride("{name}", WHO, {{…}}, State.…, after=(…))'
        return found[0]

    def act(self, stride: Stride) -> Any:
        assert stride.name in self.acts, (
            f"{stride.name} is no verb of {self.verbs.__name__}: it has {sorted(self.acts)}"
        )
        return self.acts[stride.name]

    def kind(self, stride: Stride) -> Any:
        """The command of a stride."""
        return getattr(self.commands, stride.name.title().replace("_", ""))

    def command(self, stride: Stride, row: Any, **words: Any) -> Any:
        """The command of a stride on what is there, as its taker sees it; of the first one on nothing."""
        kind = self.kind(stride)
        told = {"op_id": new_id(), "id": row.id if row else new_id(), "seen": getattr(row, "version", None)}
        known = {name: value for name, value in told.items() if name in kind.__dataclass_fields__}
        return kind(**known | dict(stride.words) | words)

    async def row(self, key: UUID) -> Any:
        return await self.noun.model.get(id=key, using_db=reader())

    async def rows(self, *wanted: Q) -> list[Any]:
        """Those of the noun, the eldest first."""
        return list(await self.noun.model.filter(*wanted).order_by("id").using_db(reader()))

    async def brought(self, stride: Stride) -> Any:
        """A new one where the stride begins; None for what begins by it."""
        row = await self.row(await self.begins()) if self.begins else None
        for name in stride.after:
            row = await self.row((await self.take(self.stride(name), row)).id)
        return row

    async def take(self, stride: Stride, row: Any) -> Done:
        with clock.at(MONDAY):
            done: Done = await self.act(stride)(await self.viewer(stride.who), self.command(stride, row))
        return done

    async def everything(self) -> dict[str, list[str]]:
        """All that a refusal must leave as it is."""
        return await rows_of(self.noun.model, *(part.model for part in self.noun.parts), Event, Receipt)

    async def refusal(self, stride: Stride, who: Viewer, command: Any) -> Refusal | None:
        """Why it is not done; None when it was."""
        with clock.at(MONDAY):
            try:
                await self.act(stride)(who, command)
            except Refusal as refusal:
                return refusal
        return None

    def led(self, state: Any, event: Event) -> Any:
        """The state to which an event leads from this one, by the table. AssertionError: it tells of no way there."""
        if self.life is None:
            return None
        step = next((step for step in self.kinds if self.kinds[step] == event.kind), None)
        if step is None:
            assert any(one.stays for one in self.strides), f"{event.kind} is no step"
            return state
        assert self.life.open_in(state, step), f"{event.kind} of one that is {state}"
        state = self.life.transitions.get((state, step), state)
        assert event.payload.get("to", state) == state, f"{event.kind} tells {event.payload}, the table {state}"
        return state

    async def last(self, key: UUID) -> Event:
        """What was told of one last."""
        found = await Event.filter(subject_id=key).order_by("-place_in_chain").first()
        assert found is not None
        return found

    async def _has_table(self) -> None:
        assert self.slice
        try:
            await self.noun.model.all().count()
        except OperationalError as error:
            migrate = f"./grid migrate --make {self.noun.called.replace(' ', '_')}"
            raise AssertionError(f"{error}: {migrate}") from error

    @asynccontextmanager
    async def standing(self, store: Store, home: str) -> AsyncIterator[Stood]:
        """A town with one of the noun wherever a stride begins: a copy of what is made once a session. `home` is the
        test's own file, whose words they are, and after which nothing that is built outlives the session."""

        async def fill() -> None:
            await town.build()
            await self._has_table()
            if self.ground is not None:
                await self.ground()
            begun = {stride.after: stride for stride in self.strides}
            self._places[store.dialect] = {
                after: row.id for after, stride in begun.items() if (row := await self.brought(stride))
            }

        fill.__module__ = home
        async with copied(store, f"kit {self.noun.called}", fill) as database:
            yield Stood(self, database, self._places[store.dialect])


@dataclass(frozen=True)
class Stood:
    """A town in which one of the noun stands wherever a stride begins, by what led there."""

    kit: Kit
    database: Database
    places: Mapping[After, UUID]

    async def row(self, stride: Stride) -> Any:
        """The one where this stride begins; None for what begins by it."""
        return await self.kit.row(self.places[stride.after]) if stride.after in self.places else None
