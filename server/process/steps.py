"""The steps of a noun: one table says who takes each, and feeds guards, allowed steps, events and decisions alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from inspect import isawaitable
from typing import Any, Generic, TypeVar

from server.core.errors import Forbidden
from server.core.viewer import Seat, Viewer
from server.data import orm
from server.data.resting import Rest
from server.process.change import Change, Effect, altered
from server.process.execute import Beginning, Inputs, Verb, Verbs, inputs
from server.process.guards import Allowed, same_version
from server.process.lifecycle import Lifecycle
from server.process.noun import Noun
from server.query.door import Door

S = TypeVar("S")
P = TypeVar("P", bound=StrEnum)
BEGUN, REMINDED = "新建。Begun.", "到期提醒。Reminded of what is due."


@dataclass(frozen=True)
class Own:
    """Who takes a step without a post: whose the thing is, by person or by a holder's code."""


OWN = Own()


@dataclass(frozen=True)
class Moved:
    """What a decision makes of a step: the columns that change, what the event tells besides, on what it rests, and
    what is written elsewhere with it, told by this event (`effects`) or by its own (`together`)."""

    columns: Mapping[str, Any] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)
    rests_on: tuple[Rest, ...] = ()
    effects: tuple[Effect, ...] = ()
    together: tuple[Change[Any], ...] = ()


@dataclass(frozen=True)
class Begun:
    """What a decision makes of nothing: the row, in which post, what the event tells besides, and what is written
    elsewhere with it."""

    row: Any
    seat: Seat | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    effects: tuple[Effect, ...] = ()
    together: tuple[Change[Any], ...] = ()


Decide = Callable[[Any, Any, Any], Any]  # (before, command, inputs) is, or awaits, Moved


def steps_of(
    noun: Noun[Any],
    door: Door[Any],
    life: Lifecycle[Any, P],
    kinds: Mapping[P, str],
    taker: Callable[[P, Viewer, Any], Seat | Own | None],
    why: Callable[[P, Viewer, Any], str | None] = lambda step, viewer, row: None,
    *,
    tells: tuple[str, ...] = (),
    inputs: Callable[[Viewer], Awaitable[Inputs]] = inputs,
) -> Steps[Any, P]:
    """The steps of a noun whose rows are their own aggregates, seen through its door."""
    verbs = Verbs(noun, inputs, door.load, prefix=f"{noun.name}_")
    return Steps(verbs, life, kinds, taker, why, tells)


@dataclass(frozen=True, eq=False)
class Steps(Generic[S, P]):
    """`taker(step, viewer, row)` is the post in which the viewer could take it, OWN, or None where it is not theirs at
    all; `why` the code of why it is not open to them now. `kinds` names each step's event, which also tells the columns
    `tells`."""

    verbs: Verbs[Any, Any]
    life: Lifecycle[Any, P]
    kinds: Mapping[P, str]
    taker: Callable[[P, Viewer, Any], Seat | Own | None]
    why: Callable[[P, Viewer, Any], str | None] = lambda step, viewer, row: None
    tells: tuple[str, ...] = ()
    besides: dict[str, str] = field(default_factory=dict)  # kinds of no step: by which it begins, or its writer is gone

    def __post_init__(self) -> None:
        """Raises TypeError for a step whose event has no name."""
        for step in {step for _, step in self.life.transitions} - self.kinds.keys():
            kind = f'{type(step).__name__}.{step}: "{self.verbs.noun.called}.{step.lower()}ed"'
            raise TypeError(f"no event tells of {step}: add {kind} to the kinds of {self.life.called}")

    @property
    def events(self) -> dict[str, str]:
        """The kinds of its events, in words: those of its steps, by which it begins, and of its reminders."""
        told = self.besides | {kind: getattr(step, "words", "") for step, kind in self.kinds.items()}
        reminded = {"look_at", "due_at"} <= orm.columns(self.verbs.noun.model).keys()
        return told | ({f"{self.verbs.noun.name}.reminded": REMINDED} if reminded else {})

    def step(self, step: P) -> Callable[[Decide], Verb[Any, Any]]:
        """The verb of this step, of the same name: what it decides is only what changes."""

        def made(decide: Decide) -> Verb[Any, Any]:
            async def decided(before: Any, command: Any, at: Inputs) -> Change[Any]:
                by = self.admit(step, before, command.seen, at.viewer)
                found = decide(before, command, at)
                moved: Moved = await found if isawaitable(found) else found
                return self.change(step, before, at.now, moved, by)

            return self.verbs.verb(step.lower())(decided)

        return made

    def begins(self, name: str, kind: str) -> Callable[[Callable[[Any, Any], Any]], Beginning[Any, Any]]:
        """The verb by which one begins: `decide(command, inputs)` is, or awaits, Begun."""
        self.besides[kind] = BEGUN

        def made(decide: Callable[[Any, Any], Any]) -> Beginning[Any, Any]:
            async def decided(command: Any, at: Inputs) -> Change[Any]:
                found = decide(command, at)
                begun: Begun = await found if isawaitable(found) else found
                row = begun.row
                told = {"step": name.upper(), "to": row.state, "version": 1} | self._told(row) | dict(begun.told)
                return Change(
                    noun=self.verbs.noun,
                    kind=kind,
                    at=at.now,
                    seat=begun.seat,
                    told=told,
                    before=None,
                    after=row,
                    effects=begun.effects,
                    together=begun.together,
                )

            return self.verbs.begins(name)(decided)

        return made

    def _told(self, row: Any) -> dict[str, Any]:
        return {name: getattr(row, name) for name in self.tells}

    def admit(self, step: P, before: Any, seen: int | None, viewer: Viewer) -> Seat | Own:
        """As whom the viewer takes it. Raises Conflict for what is over or was changed, Forbidden when the step is not
        theirs, with the code of the reason where it is not open to them now."""
        self.life.after(before.state, step)
        same_version(self.verbs.noun.called, seen, before.version)
        by = self.taker(step, viewer, before)
        if by is None:
            raise Forbidden(f"{step} is not yours to take here")
        if why := self.why(step, viewer, before):
            raise Forbidden(f"{step} is not open now", code=why)
        return by

    def allowed(self, viewer: Viewer, row: Any) -> list[Allowed[P]]:
        """The steps that leave the row's state and could be the viewer's, each open or with why not."""
        theirs = (step for step in self.life.steps_from(row.state) if self.taker(step, viewer, row) is not None)
        return [Allowed(step, self.why(step, viewer, row)) for step in theirs]

    def change(self, step: P, before: Any, now: datetime, moved: Moved, by: Seat | Own = OWN) -> Change[Any]:
        """What the step makes of it; also for jobs, whose step nobody takes."""
        state, version = self.life.after(before.state, step), before.version + 1
        after = altered(before, state=state, version=version, **moved.columns)
        told = {"step": step, "from": before.state, "to": state, "version": version}
        told |= self._told(after) | dict(moved.told)
        seat = by if isinstance(by, Seat) else None
        return Change(
            noun=self.verbs.noun,
            kind=self.kinds[step],
            at=now,
            seat=seat,
            told=told,
            before=before,
            after=after,
            rests_on=moved.rests_on,
            effects=moved.effects,
            together=moved.together,
        )
