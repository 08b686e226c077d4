"""Who hears of an incident in memory is just who sees it in the database."""

from __future__ import annotations

from server.core.ids import new_id
from server.core.viewer import Role, Seat, Viewer
from server.data.database import Database
from server.grid.incident.live_recipients import audience
from server.grid.incident.models import Incident, IncidentUnit
from server.grid.incident.policy import visible_to
from tests import town as cast
from tests.grid.incident import crowd as places
from tests.grid.incident.crowd import gather
from tests.grid.incident.road import MONDAY


def _more() -> list[Viewer]:
    """Posts that nobody of the cast holds: several at once, on areas within areas, in units only."""
    places = (cast.DISTRICT, cast.KOUQUAN, cast.STREET_SIDE, cast.FIRST, cast.FIFTH, "140299")
    seats = [Seat(cast.fixed(9, n), Role.COMMUNITY, area) for n, area in enumerate(places)]
    units = [Seat(cast.fixed(9, 20 + n), Role.DEPT_DUTY, cast.DISTRICT, unit) for n, unit in enumerate((cast.TEAM,))]
    people = [Viewer(cast.fixed(8, n), "", (seat,)) for n, seat in enumerate((*seats, *units))]
    return [*people, Viewer(cast.fixed(8, 99), "", (seats[3], seats[4], *units)), Viewer(cast.fixed(8, 98), "", ())]


async def test_memory_and_database_agree_on_everybody_and_every_incident(town: Database) -> None:
    ids = await gather(60)
    for number, incident in enumerate(ids[::3]):
        unit = places.UNITS[number % len(places.UNITS)]
        await IncidentUnit.create(id=new_id(), incident_id=incident, unit_id=unit, since=MONDAY, until=MONDAY)
    viewers = [await cast.viewer(login) for login in cast.NAMES]
    for viewer in (*viewers, *_more(), Viewer.nobody()):
        seen = set(await Incident.filter(visible_to(viewer)).values_list("id", flat=True))
        for incident in ids:
            concerned = await audience(incident)
            assert concerned is not None
            assert concerned.sees(viewer) == (incident in seen), (viewer, incident)


async def test_news_of_nothing_concerns_nobody(town: Database) -> None:
    assert await audience(new_id()) is None
