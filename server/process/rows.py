"""Which rows a change writes, pure: commit writes them one change at a time, made history thousands together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson
from tortoise import Model

from server.process.change import Change
from server.process.digest import SALT
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
    """The same columns of some rows, as far as they are `still` so. `all`: else nothing may be written. `rows` are
    they as a whole, as they become."""

    model: type[Model]
    ids: list[UUID]
    columns: Columns
    still: Columns
    all: bool
    rows: list[Columns] = field(default_factory=list, compare=False)


@dataclass
class Removed:
    model: type[Model]
    ids: list[UUID]
    still: Columns


Write = Added | Altered | Removed


@dataclass
class Rows:
    """The aggregate's own columns that differ (all of them when it begins), and the writes of what hangs on it.

    `whole` is its own row as it becomes. `anew`: it has a new salt, and the event says the digests of all its rows, of
    `kept` too, which are not written.
    """

    own: Columns
    parts: list[Write] = field(default_factory=list)
    whole: Columns = field(default_factory=dict, compare=False)
    anew: bool = False
    kept: list[Added] = field(default_factory=list)


def rows_of(change: Change[Any]) -> Rows:
    """What has to be written for a change."""
    return _between(change.noun, change.before, change.after)


def digests(noun: Noun[Any], rows: Rows) -> str | None:
    """What the event says of them (`server.process.digest`) as JSON, or None where none was written."""
    salt: str = rows.whole[SALT]
    found: dict[str, dict[str, str | None]] = {}

    def say(model: type[Model], some: Iterable[Columns]) -> None:
        form = noun.forms[model]
        found.setdefault(form.table, {}).update({str(row[form.key]): form.digest(salt, row) for row in some})

    if rows.own:
        say(noun.model, [rows.whole])
    for write in (*rows.kept, *rows.parts):
        if isinstance(write, Removed):
            found.setdefault(noun.forms[write.model].table, {}).update({str(key): None for key in write.ids})
        else:
            say(write.model, write.rows)
    anew = {"anew": True} if rows.anew else {}
    return orjson.dumps({"form": noun.form, **anew, **found}).decode() if found else None


def together(noun: Noun[S], begun: Iterable[S]) -> Iterator[Added]:
    """The rows of many that begin as they are, by table, what they hang on first."""
    found: list[Write] = []
    for aggregate in begun:
        rows = _between(noun, None, aggregate)
        for write in (Added(noun.model, [rows.own]), *rows.parts):
            _gather(found, write)
    yield from (one for one in found if isinstance(one, Added))


def _between(noun: Noun[S], before: S | None, after: S) -> Rows:
    own = whole = noun.columns(after)
    if before is not None:
        was = noun.columns(before)
        own = {name: value for name, value in own.items() if value != was[name]}
    found = Rows(own, whole=whole)
    for part in noun.parts:
        old = () if before is None else getattr(before, part.name)
        for write in _differing(part, after.id, old, getattr(after, part.name)):
            _gather(found.parts, write)
    if before is None or noun.guards[0] in own:  # nobody else adds to what is guarded
        for write in found.parts:
            if isinstance(write, Added):
                write.once = False
    if before is not None and SALT in own:
        found.anew = True
        found.kept = [Added(part.model, [row]) for part in noun.parts for part, row in _all(part, after.id, after)]
    return found


def _all(part: Part, owner: UUID, of: Any) -> Iterator[tuple[Part, Columns]]:
    """All rows of a part, and of its parts. Raises ValueError where they were not read."""
    found = getattr(of, part.name)
    if found is UNLOADED:
        raise ValueError(f"{part.name} of {owner} was not read, so that it gets no new salt")
    for row in _rows(found):
        yield part, _new(part, owner, row, part.inner)
        for one in part.parts:
            yield from _all(one, row.id, row)


def _differing(part: Part, owner: UUID, before: Any, after: Any) -> Iterator[Write]:
    if before is after:
        return
    if before is UNLOADED or after is UNLOADED:
        raise ValueError(f"{part.name} of {owner} was not read, so that it cannot be changed")
    known = {row.id: row for row in _rows(before)}
    if part.how is How.REPLACE and (gone := known.keys() - {row.id for row in _rows(after)}):
        yield Removed(part.model, sorted(gone), dict(part.still))
    for row in _rows(after):
        was = known.get(row.id)
        if was is None:
            yield Added(part.model, [_new(part, owner, row, part.inner)], part.how is How.ONCE)
        elif was is not row and (differing := _differs(was, row, part.inner)):
            yield _altered(part, owner, row, differing)
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


def _altered(part: Part, owner: UUID, row: Any, differing: Columns) -> Altered:
    if part.how in (How.APPEND, How.ONCE):
        raise ValueError(f"{part.name} is only added to")
    still = {} if part.how is How.REPLACE else dict(part.still)
    whole = _new(part, owner, row, part.inner)
    return Altered(part.model, [row.id], differing, still, part.how is How.DECIDED, [whole])


def _gather(writes: list[Write], write: Write) -> None:
    """Add it to those that one statement writes together."""
    for one in writes:
        if isinstance(one, Added) and isinstance(write, Added) and one.model is write.model:
            one.rows += write.rows
            return
        if not (isinstance(one, Altered) and isinstance(write, Altered)):
            continue
        if one.model is write.model and one.columns == write.columns:
            one.ids += write.ids
            one.rows += write.rows
            return
    writes.append(write)
