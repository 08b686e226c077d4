"""The one way to write: one transaction, the rows of each change and its one event, one receipt or mark for all.

Decision: reading and deciding happen before the transaction, which then only writes and so holds the database for a
moment. What tells whether somebody was faster are the noun's guards and what the decision rests on; own rows, rests and
effects are taken in the order of (table, id), so that no two writers wait for each other. Only columns that differ are
written, rows with the same new columns by one statement, which also tells what the rows have become: their digests are
part of the event (`digest`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tortoise import Model

from server.core.viewer import Viewer
from server.data import orm
from server.data.database import inside, reader, transaction
from server.data.resting import Hold, Stale, in_order
from server.journal import log
from server.journal.idempotency import Operation
from server.journal.models import Receipt
from server.process.change import Change
from server.process.noun import Noun
from server.process.rows import Added, Columns, Removed, Rows, Write, digests, rows_of

MOST = 20  # more is a job, with one operation for each subject


async def commit(
    viewer: Viewer | None, *changes: Change[Any], receipt: Operation | None = None, mark: Sequence[Model] = ()
) -> Receipt | None:
    """Write changes and tell of each; `viewer` None is the system. With an operation its receipt is written too, or
    the earlier one answered; `mark` are a job's rows, by whose unique key it is done once. Joins in a transaction.

    Raises Stale when an aggregate, or what a change rests on, is no longer as it was read.
    """
    changes = tuple(one for change in changes for one in (change, *change.together))
    if len(changes) > MOST:
        raise ValueError(f"{len(changes)} changes at once: make it a job, one operation for each subject")

    async def work() -> None:
        if mark:
            await type(mark[0]).bulk_create(mark)
        await _written(viewer, changes)

    if receipt is not None:
        return await receipt.settled(work)
    await (work() if inside() else transaction(work))
    return None


async def _written(viewer: Viewer | None, changes: Sequence[Change[Any]]) -> None:
    settled = [await _settled(change) for change in changes]
    rows = [rows_of(change) for change in settled]
    await in_order(hold for change, found in zip(settled, rows, strict=True) for hold in _held(change, found))
    for change, found in zip(settled, rows, strict=True):
        for write in found.parts:
            await _write(change.noun, write)
        for follows in change.noun.follows:
            await follows(change)
        await _tell(viewer, change, digests(change.noun, found))


async def _settled(change: Change[Any]) -> Change[Any]:
    if not change.late:
        return change
    return change.settled({name: await late.take() for name, late in change.late.items()})


def _held(change: Change[Any], rows: Rows) -> Iterator[Hold]:
    """What is written or looked at before anything that hangs on it is written."""
    yield Hold.of(change.noun.model, change.after.id, lambda: _own(change, rows))
    yield from (rest.hold() for rest in change.rests_on if rest.keys)
    yield from (Hold.of(effect.model, effect.key, effect.write) for effect in change.effects)


async def _own(change: Change[Any], rows: Rows) -> bool:
    """Write the aggregate's own row; False when it is no longer as the change takes it to be."""
    model, before = change.noun.model, change.before
    if before is None:
        await model.bulk_create([model(**rows.own)])
        return True
    guards = change.guards
    if guards is None:
        guards = change.noun.guards if change.noun.guards[0] in rows.own else ()
    same = {name: getattr(before, name) for name in guards}
    if not (columns := rows.own or same):  # what is only guarded is written as it is, so that it stays so
        return True
    became = await _became(change.noun, model, columns, id=before.id, **same)
    rows.whole = became[0] if became else {}
    return bool(became)


async def _write(noun: Noun[Any], write: Write) -> None:
    if isinstance(write, Added):
        await write.model.bulk_create([write.model(**row) for row in write.rows], ignore_conflicts=write.once)
    elif isinstance(write, Removed):
        await write.model.filter(id__in=write.ids, **write.still).delete()
    else:
        write.rows = await _became(noun, write.model, write.columns, id__in=write.ids, **write.still)
        if len(write.rows) < len(write.ids) and write.all:
            raise Stale


async def _became(noun: Noun[Any], model: type[Model], columns: Columns, **chosen: Any) -> list[Columns]:
    """Change these columns of the chosen rows; what the rows have become, whoever else changed others of them."""
    update = model.filter(**chosen).using_db(reader()).update(**columns)
    statement, values = orm.statement(update)
    form = noun.forms[model]
    told = await reader().execute_query_dict(f"{statement} RETURNING {form.read_by}", values)
    return [form.row(one) for one in told]


async def _tell(viewer: Viewer | None, change: Change[Any], digest: str | None) -> None:
    also = [dict(one.also) for one in change.effects if one.also]
    await log.record(
        change.kind,
        subject_id=change.after.id,
        area=change.noun.area(change.after),
        viewer=viewer,
        seat=change.seat,
        payload=change.told | ({"also": also} if also else {}),
        first=change.before is None,
        digest=digest,
    )
