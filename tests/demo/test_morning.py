"""What there is to read in the demo, for a supervisor and for everybody: the sweeper came in its time, and what waits
to be read is little and new."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from server.core import clock
from server.data.database import connect
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import IncidentClock
from server.grid.incident.notices.recipients import DESK_ROLES
from server.grid.incident.notices.settling import CLOCKS, TURN
from server.ground.person.models import Person
from server.ground.person.viewers import viewer_of, viewers_of
from server.journal.models import Event
from server.reach.notice import queries, quiet_hours
from server.reach.notice.models import Notice

MOST = 10
MOST_AT_ONCE = 15  # of who acts, at the end of a busy day


async def test_the_supervisor_finds_a_digest_and_at_most_ten_unread_each_of_something_that_goes_on(
    district: Path,
) -> None:
    async with connect(f"sqlite:///{district / 'gridwhistle.sqlite3'}") as database:
        with database.entered():
            last = await Event.all().order_by("-at").first()
            assert last is not None
            with clock.at(last.at):  # as it was built
                wu = await viewer_of((await Person.get(login="wu")).id)
                assert 1 <= await queries.unread(wu) <= MOST
                first = (await queries.digests(wu))[0]
                assert first.count >= 1
                assert first.read_at is None
                morning = quiet_hours.next_morning(last.at) - timedelta(days=1)
                assert morning - timedelta(days=9) < first.at <= morning  # over a weekend or a feast nobody looks
            unread = await Notice.filter(person_id=wu.person_id, read_at=None, digest_id=None).select_related(
                "incident"
            )
            assert {one.incident.state for one in unread if one.incident} & ENDS == set()
            slept = IncidentClock.filter(stopped_at=None, look_at__lt=last.at - timedelta(minutes=15)).exclude(
                incident__state=State.SUSPENDED
            )
            assert await slept.count() == 0


async def test_whoever_opens_the_demo_finds_little_to_read_and_a_desk_no_clock_of_what_is_not_urgent(
    district: Path,
) -> None:
    async with connect(f"sqlite:///{district / 'gridwhistle.sqlite3'}") as database:
        with database.entered():
            last = await Event.all().order_by("-at").first()
            assert last is not None
            alone = await Notice.filter(read_at=None, digest_id=None).select_related("incident")
            with clock.at(last.at):
                viewers = await viewers_of({one.person_id for one in alone})
                unread = {one.name: await queries.unread(one) for one in viewers.values()}
    assert {name: count for name, count in unread.items() if count > MOST_AT_ONCE} == {}
    desks = {person for person, one in viewers.items() if one.roles <= {*DESK_ROLES}}
    clocks = [one for one in alone if one.kind in CLOCKS and one.person_id in desks and not _works_at_it(one)]
    assert {one.severity for one in clocks} <= {3, 4}
    asking = [one for one in alone if one.kind in TURN]
    assert asking
    assert {one.incident.state for one in asking if one.incident} & ENDS == set()


def _works_at_it(notice: Notice) -> bool:
    """Whether who was told handles it themselves (自办): then the clock is theirs."""
    return notice.incident is not None and notice.incident.assignee_id == notice.person_id
