"""A supervisor's morning in the demo: the sweeper came in its time, and what waits to be read is little and new."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from server import clock
from server.database import connect
from server.event.models import Event
from server.incident.lifecycle import ENDS, State
from server.incident.models import IncidentClock
from server.notice import queries, windows
from server.notice.models import Notice
from server.person.models import Person
from server.person.queries import viewer_of

MOST = 10


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
                assert first.at == windows.next_morning(last.at) - timedelta(days=1)
            unread = await Notice.filter(person_id=wu.person_id, read_at=None, digest_id=None).select_related(
                "incident"
            )
            assert {one.incident.state for one in unread} & ENDS == set()
            slept = IncidentClock.filter(stopped_at=None, look_at__lt=last.at - timedelta(minutes=15)).exclude(
                incident__state=State.SUSPENDED
            )
            assert await slept.count() == 0
