"""The course that every verb takes: an earlier receipt, the aggregate as it is, the decision, one commit.

Decision: who is overtaken between reading and writing decides anew on what is now, and that decision itself says what
it means: STEP_CLOSED when the step is gone, CONFLICT when it was meant for an older version, TARGET_ENDED and the like
when something else is no longer what it was.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from inspect import isawaitable
from typing import Any, Generic, TypeVar
from uuid import UUID

from tortoise import Model
from tortoise.exceptions import IntegrityError

from server.core import clock
from server.core.errors import Conflict, Invalid, Missing, Refusal
from server.core.viewer import Viewer
from server.data.resting import ATTEMPTS, Stale, anew
from server.journal.idempotency import Operation
from server.journal.models import Receipt
from server.process.change import Change
from server.process.command import Command
from server.process.commit import commit
from server.process.noun import Noun, S
from server.process.rebasing import rebased

F = TypeVar("F")
M = TypeVar("M", bound=Model)
NOT_YET = UUID(int=0)  # the subject of what has no id before it is decided


@dataclass(frozen=True)
class Inputs:
    """What every decision is given beside the aggregate and the command."""

    viewer: Viewer
    now: datetime


async def inputs(viewer: Viewer) -> Inputs:
    """The viewer's, now."""
    return Inputs(viewer, clock.now())


@dataclass(frozen=True)
class Done:
    """What a verb answers: what it was about, and the receipt that the operation took effect."""

    id: UUID
    receipt: Receipt


@dataclass(frozen=True, eq=False)
class Verbs(Generic[S, F]):
    """The verbs of a noun, and the door through which they see it.

    `load` reads it for the decisions, `current` for who is told of a conflict; both None when it is not there, or not
    the viewer's to know of. `key` is the command's field that names it, `prefix` stands before a verb's name in its
    receipts. `of_parts`: commands may name a part of it, which acts by itself. Then the whole is read in several
    statements, and a refusal upon what moved meanwhile is no refusal.
    """

    noun: Noun[S]
    inputs: Callable[[Viewer], Awaitable[F]]
    load: Callable[[Viewer, Any], Awaitable[S | None]]
    current: Callable[[Viewer, UUID], Awaitable[Any]] | None = None
    prefix: str = ""
    key: str = "id"
    attempts: int = ATTEMPTS
    of_parts: bool = False

    def verb(
        self, name: str, told: str | None = None, *, rebases: bool = False
    ) -> Callable[[Callable[[S, Any, F], Any]], Verb[S, F]]:
        """The verb that decides so: `decide(before, command, inputs)` is, or awaits, a Change. `rebases`: it stays good
        over what is harmless (`rebasing`)."""
        return lambda decide: Verb(self, name, told, decide, rebases)

    def begins(
        self, name: str, told: str | None = None, clash: Callable[[S], Awaitable[None]] | None = None
    ) -> Callable[[Callable[[Any, F], Any]], Beginning[S, F]]:
        """The verb by which one begins: `decide(command, inputs)` is, or awaits, a Change from nothing. `clash` refuses
        what else of it may be there once only."""
        return lambda decide: Beginning(self, name, told, decide, clash)

    async def before(self, viewer: Viewer, command: Any) -> S:
        """The aggregate as it is. Raises Missing when it is not there, or not the viewer's to know of."""
        found = await self.load(viewer, command)
        if found is None:
            raise Missing(f"there is no such {self.noun.called}, or it is not yours to see")
        return found

    async def now(self, viewer: Viewer, command: Any) -> Any:
        """What is true now, for who was told of a conflict."""
        return await (self.current(viewer, self.named(command)) if self.current else self.load(viewer, command))

    def named(self, command: Any) -> UUID:
        found: UUID = getattr(command, self.key)
        return found


@dataclass(frozen=True, eq=False)
class _Act(Generic[S, F]):
    """`await act(viewer, command)` answers Done; the same operation id again is answered from its receipt and does
    nothing. `told` is the verb in the receipt, where it is not the name behind the prefix."""

    of: Verbs[S, F]
    name: str
    told: str | None
    decide: Callable[..., Any]

    def operation(self, viewer: Viewer, command: Command, subject: UUID) -> Operation:
        """The command as one operation of its person. Raises Forbidden for nobody."""
        name = f"{self.of.prefix}{self.name}"
        asked = Operation.of(viewer, command.op_id, name, command.body(), subject, command.sent)
        return replace(asked, verb=self.told) if self.told else asked

    async def decided(self, viewer: Viewer, *given: Any) -> Change[S]:
        """What is decided upon what is given, and the inputs of now."""
        decided = self.decide(*given, await self.of.inputs(viewer))
        change: Change[S] = await decided if isawaitable(decided) else decided
        return change

    async def commit(self, viewer: Viewer, asked: Operation, change: Change[S]) -> Receipt:
        """Write it with the operation's receipt, or answer its earlier one."""
        if asked.subject_id == NOT_YET:
            asked = replace(asked, subject_id=change.after.id)
        receipt = await commit(viewer, change, receipt=asked)
        assert receipt is not None  # of the operation
        return receipt


@dataclass(frozen=True, eq=False)
class Verb(_Act[S, F]):
    """A verb on what is there. Raises Missing for a stranger as for nothing; Conflict brings what is now."""

    rebases: bool = False

    async def __call__(self, viewer: Viewer, command: Any) -> Done:
        asked = self.operation(viewer, command, self.of.named(command))
        found: list[Any] = []

        async def attempt() -> Receipt:
            found[:] = [await self.of.before(viewer, command)]
            return await self._attempt(viewer, asked, command, found[0])

        try:
            receipt = await asked.once(lambda: anew(attempt, self.of.attempts))
        except Conflict as conflict:
            conflict.current = await self.of.now(viewer, command)
            raise
        if not self.of.of_parts:
            return Done(receipt.subject_id, receipt)
        whole: Any = found[0] if found else await self.of.before(viewer, command)
        return Done(whole.id, receipt)

    async def _attempt(self, viewer: Viewer, asked: Operation, command: Any, before: Any) -> Receipt:
        try:
            if self.rebases:
                step, harmless = self.name.upper(), self.of.noun.harmless
                command = await rebased(command, step, before, harmless, viewer.person_id)
            change = await self.decided(viewer, before, command)
            try:
                return await self.commit(viewer, asked, change)
            except IntegrityError:  # what begins along with it was begun by somebody faster
                if any(one.before is None for one in change.together):
                    raise Stale from None
                raise
        except Refusal:
            guard = self.of.noun.guards[0]
            if not self.of.of_parts or getattr(await self.of.before(viewer, command), guard) == getattr(before, guard):
                raise
            raise Stale from None


@dataclass(frozen=True, eq=False)
class Beginning(_Act[S, F]):
    """A verb that makes one, whose id is the command's; without such a field it is the server's to give.

    Raises Conflict or Invalid ID_TAKEN for an id that is there already, whoever may see it."""

    clash: Callable[[S], Awaitable[None]] | None = None

    async def __call__(self, viewer: Viewer, command: Any) -> Done:
        asked = self.operation(viewer, command, getattr(command, self.of.key, NOT_YET))

        async def attempt() -> Receipt:
            change = await self.decided(viewer, command)
            try:
                return await self.commit(viewer, asked, change)
            except IntegrityError:
                await self._refuse_known(viewer, command, change.after)
                raise

        receipt = await asked.once(lambda: anew(attempt, self.of.attempts))
        return Done(receipt.subject_id, receipt)

    async def _refuse_known(self, viewer: Viewer, command: Any, new: S) -> None:
        if await self.of.noun.model.exists(id=new.id):
            current = await self.of.now(viewer, command)
            if current is None:
                raise Invalid("this id is taken", field="id", code="ID_TAKEN")
            raise Conflict(f"this {self.of.noun.called} is there already", current=current)
        if self.clash is not None:
            await self.clash(new)
