"""Which rows a change writes, pure: commit writes them one change at a time, made history thousands together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tortoise import Model

from server.process.change import Change
from server.process.noun import UNLOADED, How, Noun, Part, S, columns

Columns = dict[str, Any]


@dataclass
class Added:
    """New rows. `once`: what is there already under the same key stays."""

    model: type[Model]
    rows: list[Columns]
    once: bool = False


@dataclass
class Altered:
    """The same columns of some rows, as far as they are `still` so. `all`: else nothing may be written."""

    model: type[Model]
    ids: list[UUID]
    columns: Columns
    still: Columns
    all: bool


@dataclass
class Removed:
    model: type[Model]
    ids: list[UUID]
    still: Columns


Write = Added | Altered | Removed


@dataclass
class Rows:
    """The aggregate's own columns that differ (all of them when it begins), and the writes of what hangs on it."""

    own: Columns
    parts: list[Write] = field(default_factory=list)


def rows_of(change: Change[Any]) -> Rows:
    """What has to be written for a change."""
    return _between(change.noun, change.before, change.after)


def together(noun: Noun[S], begun: Iterable[S]) -> Iterator[Added]:
    """The rows of many that begin as they are, by table, what they hang on first."""
    found: list[Write] = []
    for aggregate in begun:
        rows = _between(noun, None, aggregate)
        for write in (Added(noun.model, [rows.own]), *rows.parts):
            _gather(found, write)
    yield from (one for one in found if isinstance(one, Added))


def _between(noun: Noun[S], before: S | None, after: S) -> Rows:
    own = noun.columns(after)
    if before is not None:
        was = noun.columns(before)
        own = {name: value for name, value in own.items() if value != was[name]}
    found = Rows(own)
    for part in noun.parts:
        old = () if before is None else getattr(before, part.name)
        for write in _differing(part, after.id, old, getattr(after, part.name)):
            _gather(found.parts, write)
    if before is None or noun.guards[0] in own:  # nobody else adds to what is guarded
        for write in found.parts:
            if isinstance(write, Added):
                write.once = False
    return found


def _differing(part: Part, owner: UUID, before: Any, after: Any) -> Iterator[Write]:
    if before is after:
        return
    if before is UNLOADED or after is UNLOADED:
        raise ValueError(f"{part.name} of {owner} was not read, so that it cannot be changed")
    known = {row.id: row for row in _rows(before)}
    inner = frozenset(one.name for one in part.parts)
    if part.how is How.REPLACE and (gone := known.keys() - {row.id for row in _rows(after)}):
        yield Removed(part.model, sorted(gone), dict(part.still))
    for row in _rows(after):
        was = known.get(row.id)
        if was is None:
            yield Added(part.model, [_new(part, owner, row, inner)], part.how is How.ONCE)
        elif was is not row and (differing := _differs(was, row, inner)):
            yield _altered(part, row.id, differing)
    for row in _rows(after) if part.parts else ():
        for one in part.parts:
            yield from _differing(one, row.id, getattr(known.get(row.id), one.name, ()), getattr(row, one.name))


def _rows(value: Any) -> Iterable[Any]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _new(part: Part, owner: UUID, row: Any, without: frozenset[str]) -> Columns:
    return ({part.owner: owner} if part.owner else {}) | columns(row, without)


def _differs(was: Any, row: Any, without: frozenset[str]) -> Columns:
    old = columns(was, without)
    return {name: value for name, value in columns(row, without).items() if value != old[name]}


def _altered(part: Part, key: UUID, differing: Columns) -> Altered:
    if part.how in (How.APPEND, How.ONCE):
        raise ValueError(f"{part.name} is only added to")
    still = {} if part.how is How.REPLACE else dict(part.still)
    return Altered(part.model, [key], differing, still, part.how is How.DECIDED)


def _gather(writes: list[Write], write: Write) -> None:
    """Add it to those that one statement writes together."""
    for one in writes:
        if isinstance(one, Added) and isinstance(write, Added) and one.model is write.model:
            one.rows += write.rows
            return
        same = isinstance(one, Altered) and isinstance(write, Altered) and one.model is write.model
        if same and one.columns == write.columns:  # type: ignore[union-attr]
            one.ids += write.ids  # type: ignore[union-attr]
            return
    writes.append(write)
