"""What is asked for at the root is found there by whom may see it, and each condition means what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.grid.incident import supervisions
from server.grid.incident.approval import Approval
from server.grid.incident.models import Incident
from server.grid.incident.oversight import Supervision
from server.grid.whistle.models import Whistle
from server.query.execute import explained
from tests import town
from tests.people import Actor, Stranger
from tests.query.test_nodes import seldom_scanned
from tests.query.test_plans import SCANS
from tests.query.world import NOW

MODELS: dict[str, Any] = {"whistle": Whistle, "approval": Approval, "supervision": Supervision}
UNITS = """query Units($area: AreaCode, $kinds: [UnitKind!], $text: String, $after: String) {
  units(area: $area, kinds: $kinds, text: $text, after: $after, first: 3) {
    total { count exact } nodes { id name kind area { code } } pageInfo { hasNextPage endCursor } } }"""


@pytest.mark.parametrize("root", sorted(MODELS))
async def test_one_is_found_by_its_id_by_the_desk_and_not_by_a_stranger(root: str, world: Database) -> None:
    row = await MODELS[root].first()
    document = f"query One($id: ID!) {{ {root}(id: $id) {{ id incident {{ id }} }} }}"
    told = (await Actor("li").send(document, id=str(row.id))).only
    assert told == {"id": str(row.id), "incident": {"id": str(row.incident_id)}}
    for stranger in (Actor("feng"), Stranger("nobody")):
        assert (await stranger.send(document, id=str(row.id))).only is None
    for nothing in (str(new_id()), "nonsense"):
        assert (await Actor("li").send(document, id=nothing)).only is None


async def test_an_incident_is_named_in_exactly_one_way(world: Database) -> None:
    row = await Incident.filter(number__not_isnull=True).first()
    assert row is not None
    document = "query One($by: IncidentBy) { incident(by: $by) { id number } }"
    told = {"id": str(row.id), "number": row.number}
    for by in ({"id": str(row.id)}, {"number": row.number}):
        assert (await Actor("wu").send(document, by=by)).only == told
        assert (await Actor("feng").send(document, by=by)).only is None
    for wrong in ({"id": str(row.id), "number": row.number}, {}, {"id": None}):
        assert (await Actor("wu").send(document, by=wrong)).errors != []


async def supervised() -> None:
    """Four supervisions of one incident beside that of the world: late or in time, answered or not, with a unit."""
    about = await Incident.filter(street_id=town.KOUQUAN).order_by("id").first()
    assert about is not None
    for place, (due, answered) in enumerate(((1, 2), (2, 1), (-1, None), (1, None))):
        unit = town.HOUSING if place % 2 else None
        await Supervision.create(
            id=new_id(), incident_id=about.id, unit_id=unit, at=NOW, opinion="请抓紧",
            reply_by=NOW + timedelta(hours=due), answered_at=answered and NOW + timedelta(hours=answered),
        )  # fmt: skip


async def test_each_condition_on_supervisions_means_what_it_says(world: Database) -> None:
    await supervised()
    viewer, rows = await Actor("wu").viewer(), await Supervision.all()
    incident = rows[-1].incident_id
    held: dict[str, Any] = {
        "open": lambda row, value: (row.answered_at is None) is value,
        "late": lambda row, value: supervisions.late(row.reply_by, row.answered_at, clock.now()) is value,
        "unit": lambda row, value: row.unit_id == value,
        "incident": lambda row, value: row.incident_id == value,
    }
    asked: list[tuple[str, Any]] = [
        ("open", True),
        ("open", False),
        ("late", True),
        ("late", False),
        ("unit", town.HOUSING),
        ("incident", incident),
    ]
    for name, value in asked:
        page = supervisions.page(viewer, supervisions.Wanted(**{name: value}), 100, None)
        told = [row.id for row in (await page.plain()).rows]
        wanted = sorted((row.id for row in rows if held[name](row, value)), reverse=True)
        assert told == wanted, (name, value)
        assert 0 < len(told) < len(rows), name


async def test_no_list_of_supervisions_reads_the_table(world: Database) -> None:
    await supervised()
    await seldom_scanned(world)
    wanted = [
        {},
        {"open": True},
        {"open": False},
        {"late": True},
        {"unit": str(town.HOUSING)},
        {"incident": str((await Supervision.all())[0].incident_id)},
        {"area": town.KOUQUAN},
    ]
    document = "query Q($filter: SupervisionFilter) { supervisions(filter: $filter) { nodes { id } } }"
    for who in ("wu", "li", "sun"):
        for one in wanted:
            with explained() as said:
                assert (await Actor(who).send(document, filter=one)).errors == []
            assert [each.plan for each in said if SCANS.search("\n".join(each.plan))] == [], (who, one)


async def test_units_are_listed_by_area_page_by_page_and_found_by_name(world: Database) -> None:
    told, after = [], None
    while True:
        page = (await Actor("wang").send(UNITS, after=after)).only
        told += page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            break
        after = page["pageInfo"]["endCursor"]
    assert page["total"] == {"count": len(told), "exact": True}
    assert len({one["id"] for one in told}) == len(told) > 3
    assert [one["area"]["code"] for one in told] == sorted(one["area"]["code"] for one in told)
    (named,) = (await Actor("wang").send(UNITS, text=told[0]["name"])).only["nodes"]
    assert named["id"] == told[0]["id"]
    kinds = {one["kind"] for one in (await Actor("wang").send(UNITS, kinds=[told[0]["kind"]])).only["nodes"]}
    assert kinds == {told[0]["kind"]}
    assert (await Actor("wang").send(UNITS, kinds=[])).only["nodes"] == []
    assert (await Actor("wang").send(UNITS, area="x")).codes == ["CODE_UNKNOWN"]
