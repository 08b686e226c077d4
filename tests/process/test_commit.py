"""Writing changes: all of them or nothing, one event each, late values anew in each run, a job's mark once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tortoise.exceptions import IntegrityError

from server.core import clock
from server.core.ids import new_id
from server.data.database import inside, transaction
from server.data.resting import Stale
from server.grid.handover.actions import HANDOVER
from server.grid.handover.models import Handover
from server.grid.hotissue.actions import HOTISSUE
from server.grid.hotissue.models import HotIssue
from server.journal.models import Event
from server.process.change import Change, Effect, altered
from server.process.commit import MOST, commit
from server.process.models import ClockMark
from tests import town

pytestmark = pytest.mark.usefixtures("database")


def begun(**late: Any) -> Change[Handover]:
    row = Handover(id=new_id(), area=town.KOUQUAN, note="", open_count=0, late_count=0, promised_count=0,
                   written_by_id=town.LI, written_at=clock.now())  # fmt: skip
    return Change(noun=HANDOVER, kind="handover.written", at=clock.now(), seat=None, told={}, before=None, after=row,
                  late=late)  # fmt: skip


def confirmed(row: Handover, **columns: Any) -> Change[Handover]:
    after = altered(row, confirmed_at=clock.now(), confirmed_by_id=town.LI, **columns)
    return Change(noun=HANDOVER, kind="handover.confirmed", at=clock.now(), seat=None, told={}, before=row, after=after)


async def test_several_changes_are_one_transaction_and_an_event_each() -> None:
    one, other = begun(), begun()
    await commit(None, one, other)
    assert await Event.all().count() == await Handover.all().count() == 2
    row = await Handover.get(id=one.after.id)
    stale = confirmed(altered(await Handover.get(id=other.after.id), confirmed_at=clock.now()))
    with pytest.raises(Stale):
        await commit(None, confirmed(row), stale)
    assert await Event.all().count() == 2
    assert (await Handover.get(id=row.id)).confirmed_at is None


async def test_what_changes_no_version_conflicts_with_nobody_unless_it_says_so() -> None:
    issue = HotIssue(id=new_id(), state="PROPOSED", class_code=town.COVER, lat=0, lon=0, grid_id=town.FIRST, count=3,
                     proposed_at=clock.now(), last_at=clock.now())  # fmt: skip
    change = Change(noun=HOTISSUE, kind="hotissue.proposed", at=clock.now(), seat=None, told={}, before=None,
                    after=issue)  # fmt: skip
    await commit(None, change)
    await HotIssue.filter(id=issue.id).update(version=2)
    added = replace(change, before=issue, after=altered(issue, count=4))
    await commit(None, added)
    assert (await HotIssue.get(id=issue.id)).count == 4
    for guarded in (added, replace(added, after=issue)):
        with pytest.raises(Stale):
            await commit(None, replace(guarded, guards=("version",)))
    with pytest.raises(Stale):
        await commit(None, replace(change, before=issue, after=altered(issue, version=2, count=5)))


async def test_a_late_value_is_taken_within_the_transaction_and_told() -> None:
    class Late:
        async def take(self) -> str:
            assert inside()
            return "十件"

    change = begun(note=Late())
    await commit(None, change)
    assert (await Handover.get(id=change.after.id)).note == "十件"
    assert (await Event.get()).payload == {"note": "十件"}


async def test_an_effect_is_told_and_undoes_all_when_what_it_adds_to_is_gone() -> None:
    there = True

    async def write() -> bool:
        return there

    change = replace(begun(), effects=(Effect(Handover, new_id(), write, {"open": 2}),))
    await commit(None, change)
    assert (await Event.get()).payload == {"also": [{"open": 2}]}
    there = False
    with pytest.raises(Stale):
        await commit(None, replace(change, after=altered(change.after, id=new_id())))
    assert await Handover.all().count() == 1


async def test_a_job_is_done_once_by_its_mark() -> None:
    mark = {"clock_id": new_id(), "threshold": 80, "at": clock.now(), "told": True}
    await commit(None, begun(), mark=[ClockMark(id=new_id(), **mark)])
    with pytest.raises(IntegrityError):
        await commit(None, begun(), mark=[ClockMark(id=new_id(), **mark)])
    assert await Handover.all().count() == await Event.all().count() == 1


async def test_it_joins_in_a_transaction_and_is_undone_with_it() -> None:
    async def work() -> None:
        await commit(None, begun())
        raise LookupError

    with pytest.raises(LookupError):
        await transaction(work)
    assert await Event.all().count() == 0


async def test_more_than_so_many_at_once_are_a_job() -> None:
    with pytest.raises(ValueError, match="make it a job"):
        await commit(None, *[begun()] * (MOST + 1))
