"""The made-up district 汀澜区 moves in by its sheets, and works by its own classes, limits, hours and holidays."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import Database
from server.grid.incident import actions, commands, queries
from server.grid.incident.lifecycle import State
from server.grid.incident.models import ClockKind, Incident, IncidentClock, Outcome, PlaceSource, Verdict
from server.ground.area.coordinates import from_e7
from server.ground.area.territory import territory
from server.ground.catalogue.models import FilingCondition
from server.ground.catalogue.queries import candidates
from server.ground.person import queries as people
from server.ground.person import secrets, viewers
from tests.setup.pack.folder import TINGLAN
from tests.setup.pack.test_loading import load

MONDAY = datetime(2026, 12, 7, 8, 0, tzinfo=UTC)  # 16:00 in Shanghai; the next day is 开海节
SPOT = 250_020_000, 1_186_020_000


@pytest.fixture
async def tinglan(database: Database) -> Database:
    usual = secrets.use(secrets.CHEAP)
    await load(TINGLAN)
    secrets.use(usual)
    return database


async def viewer(login: str) -> Viewer:
    person = await people.person_by_login(login)
    assert person is not None
    return await viewers.viewer_of(person.id)


async def step(login: str, act: Any, incident: Any, command: Any, **words: Any) -> None:
    now = await Incident.get(id=incident)
    await act(await viewer(login), command(op_id=new_id(), incident_id=incident, seen=now.version, **words))


async def reported(incident: UUID) -> None:
    """A grid worker finds a loose mooring post."""
    place = commands.Place(
        lat=from_e7(SPOT[0]), lon=from_e7(SPOT[1]), accuracy_m=6, source=PlaceSource.GPS, address="3 号码头"
    )
    report = commands.Report(op_id=new_id(), incident_id=incident, class_code="P0101", text="缆桩松动", place=place)
    await actions.report(await viewer("lin"), report)


async def dispatched(incident: UUID) -> None:
    """The community takes it in, the street files it by the limit of its own and sends it to whom the lists name."""
    loose = await FilingCondition.get(incident_class_id="P0101", number="01", area="359901001")
    await step("ye", actions.accept, incident, commands.Accept)
    await step("ke", actions.file, incident, commands.File, condition_id=loose.id)
    filed = await Incident.get(id=incident)
    # 180 minutes of work from 16:00: one hour on Monday until 17:00, none on Tuesday's 开海节, two on Wednesday
    case = await IncidentClock.get(incident_id=incident, kind=ClockKind.CASE)
    assert case.due_at == datetime(2026, 12, 9, 3, 0, tzinfo=UTC)
    assert (filed.number or "").startswith("359901-20261207-")
    (best,) = [one.unit for one in await candidates("P0101", filed.grid_id, *SPOT) if one.recommended]
    assert best.name == "区港务中心"
    await step(
        "ke", actions.dispatch, incident, commands.Dispatch, lead_unit_id=best.id, assist_unit_ids=(), task="加固"
    )


async def worked_off(incident: UUID) -> None:
    """The unit does it, another worker of the grid looks, the street closes."""
    done = {
        "accepted_at": MONDAY,
        "contact": "现场",
        "measures": "已加固缆桩",
        "finished": True,
        "outcome": Outcome.SOLVED,
    }
    await step("zeng", actions.sign, incident, commands.Sign)
    await step("zeng", actions.feed_back, incident, commands.FeedBack, **done)
    checker = (await viewer("13800000001")).person_id
    await step("ke", actions.send_check, incident, commands.SendCheck, assignee_id=checker)
    await step("13800000001", actions.check, incident, commands.Check, verdict=Verdict.TRUE)
    await step("ke", actions.pass_, incident, commands.Pass, note="已恢复")


async def test_a_worker_s_find_runs_to_its_close_by_the_district_s_own_limits_hours_and_holidays(
    tinglan: Database,
) -> None:
    incident = new_id()
    with clock.at(MONDAY):
        await reported(incident)
        await dispatched(incident)
        await worked_off(incident)
    closed = await Incident.get(id=incident)
    assert (closed.state, closed.grid_id) == (State.CLOSED, "359901001001001")
    assert await queries.one(await viewer("gao"), incident) is not None
    assert (await territory()).path(closed.grid_id) == "汀南街道 · 港前社区 · 第1网格"
