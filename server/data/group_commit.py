"""Group commit: writers of one connection who wait at the same time share one transaction, each behind a mark of their
own.

Decision: a safe commit costs a sync of the disk, whatever is in it. So a clerk calls the waiting one after another,
in the order of their coming, into the transaction that is open, and commits when nobody waits any more, when it
holds `MOST` operations or is `LONGEST` old; whoever comes meanwhile waits for the next. There is no timer: a writer
who is alone waits for nobody. What an operation answers, its refusal too, may rest on what its neighbours wrote; so
it answers after the commit. Who fails is undone to their mark, and their neighbours stay. When the commit itself
fails, all are undone and each is run again alone: then the one at fault fails alone. Never wait, inside a
transaction, for the answer of another one: it may be a neighbour's.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextvars import Context
from enum import Enum, auto
from typing import Protocol

MOST = 64  # operations in one commit
LONGEST = 0.05  # seconds after BEGIN in which others are let in


class Undone(Exception):
    """The group was undone, through no fault that is known of this operation: run it again, in no group."""


class Ending(Enum):
    """How an operation left."""

    WELL = auto()
    REFUSED = auto()  # by itself; it says so after the commit
    GONE = auto()  # cancelled: nobody waits for what it would say


class Ground(Protocol):
    """The connection as the clerk needs it: one transaction at a time. Marks are savepoints, one above another."""

    async def begin(self) -> None: ...
    async def mark(self) -> None: ...
    async def back(self) -> None:
        """To the last mark, which stays."""

    async def commit(self) -> None: ...
    async def undo(self) -> None: ...
    def whole(self) -> bool:
        """Whether the transaction is still open: a full disk undoes it whole, without being asked."""


class Place:
    """One operation's place in the line."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.turn: asyncio.Future[None] = loop.create_future()  # it is theirs, or the transaction could not begin
        self.left: asyncio.Future[Ending] = loop.create_future()  # they have done what they wanted
        self.outcome: asyncio.Future[None] = loop.create_future()  # committed, or Undone

    def leave(self, ending: Ending) -> None:
        """Give the turn back; `outcome` tells what becomes of it."""
        if not self.left.done():
            self.left.set_result(ending)


class Line:
    """Those who wait to write on `ground`, and the clerk who calls them. `lock` keeps everybody else away meanwhile."""

    def __init__(self, ground: Ground, lock: asyncio.Lock) -> None:
        self.ground, self.lock = ground, lock
        self.commits = 0
        self._waiting: deque[Place] = deque()
        self._clerk: asyncio.Task[None] | None = None

    def join(self) -> Place:
        """A place at the end of the line: await its `turn`, write, `leave`, and await its `outcome`."""
        place = Place()
        self._waiting.append(place)
        if self._clerk is None:  # they inherit nothing: neither a transaction nor a caller's cancellation
            self._clerk = asyncio.create_task(self._serve(), context=Context())
        return place

    async def _serve(self) -> None:
        try:
            while self._waiting:
                async with self.lock:
                    await self._group()
        finally:  # also when the loop ends with them at work
            self._clerk = None
            self._send_away(Undone())

    async def _group(self) -> None:
        """One transaction, from its beginning to its answers."""
        try:
            await self.ground.begin()
        except Exception as failure:  # another process holds the database: all who wait are told, and try again
            return self._send_away(failure)
        group: list[Place] = []
        try:
            if await self._fill(group):
                await self.ground.commit()
                self.commits += 1
            else:
                await self.ground.undo()
        except BaseException as failure:
            _tell(group, Undone())
            await self.ground.undo()
            if not isinstance(failure, Exception):
                raise
        else:
            _tell(group)

    async def _fill(self, group: list[Place]) -> int:
        """Call one after another; how many of the group did well. The first needs no mark, they have the beginning."""
        until, marked, well = asyncio.get_running_loop().time() + LONGEST, True, 0
        while place := self._next(len(group), until):
            if not marked:
                await self.ground.mark()
                marked = True
            if place.turn.done():  # cancelled meanwhile
                continue
            place.turn.set_result(None)
            group.append(place)
            ending = await place.left
            if not self.ground.whole():
                raise _lost(group, ending)
            if ending is Ending.WELL:
                well, marked = well + 1, False
            elif not well:
                return 0  # nothing to keep: the next one begins anew
            else:
                await self.ground.back()
                if ending is Ending.GONE:
                    _tell([group.pop()])
        return well

    def _next(self, called: int, until: float) -> Place | None:
        """The first in the line, when they may still come in. The first of a group always may."""
        while self._waiting and self._waiting[0].turn.done():
            self._waiting.popleft()
        full = called >= MOST or (called and asyncio.get_running_loop().time() > until)
        return None if full or not self._waiting else self._waiting.popleft()

    def _send_away(self, failure: Exception) -> None:
        """Tell all who wait that it could not begin; each gets an exception of their own."""
        while self._waiting:
            if not (place := self._waiting.popleft()).turn.done():
                place.turn.set_exception(type(failure)(*failure.args))


def _lost(group: list[Place], ending: Ending) -> Undone:
    """The database undid everything by itself. Whoever had the turn has a reason of their own to tell."""
    if ending is not Ending.WELL:
        _tell([group.pop()])
    return Undone()


def _tell(group: list[Place], failure: Exception | None = None) -> None:
    for place in group:
        if failure is None:
            place.outcome.set_result(None)
        else:
            place.outcome.set_exception(failure)
