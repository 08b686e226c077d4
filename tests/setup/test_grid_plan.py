"""网格调整方案: a grid is split and grids are merged by a plan that another person approves, from a moment on; what was
open stays where it was, and nobody is left without a person."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from server.core import clock
from server.core.errors import Refusal
from server.core.ids import new_id
from server.core.viewer import Role
from server.data.database import Database, reader
from server.grid.incident.models import Incident
from server.ground.area import loading
from server.ground.area import map as maps
from server.ground.area.models import Area, AreaShape
from server.ground.person import actions
from server.ground.person.models import Post
from server.ground.person.policy import held_on
from server.process.subject.kinds import NoticeKind
from server.reach.sync import reference_data
from server.setup.grid_plan import commands, lookups, verbs
from server.setup.grid_plan.drawing import pieces_of
from server.setup.grid_plan.lifecycle import State
from server.setup.grid_plan.models import GridPlan
from server.setup.grid_plan.pieces import Piece
from server.setup.grid_plan.slice import SLICE
from tests import town as place
from tests.grid.incident import road
from tests.grid.incident.road import STRIDES
from tests.kit.laws import MONDAY, Kit, Laws, Stride
from tests.people import Actor
from tests.reach.notice.conftest import tell_all
from tests.setup.grid_plans import MIDDLE, NINTH, NORTH, SIDE, SOUTH, SPLIT, TENTH, WEST, box, drafted, halves, line

NOON = MONDAY.replace(hour=4)


class TestGridPlan(Laws):
    kit = Kit(verbs, commands, sees="admin xu shen", strides=(
        Stride("draft", "admin", SPLIT | {"area": place.STREET_SIDE}, State.DRAFT),
        Stride("amend", "admin", SPLIT, State.DRAFT, ("draft", "check")),
        Stride("check", "admin", {}, State.CHECKED, ("draft",)),
        Stride("approve", "xu", {}, State.APPROVED, ("draft", "check")),
        Stride("decline", "xu", {"reason": "线画歪了"}, State.DRAFT, ("draft", "check")),
        Stride("drop", "admin", {}, State.DROPPED, ("draft", "check", "approve")),
    ))  # fmt: skip


async def step(name: str, who: str, row: GridPlan, **words: Any) -> GridPlan:
    command = getattr(commands, name.title())(op_id=new_id(), id=row.id, seen=row.version, **words)
    await getattr(verbs, name)(await place.viewer(who), command)
    return await GridPlan.get(id=row.id)


async def approved(**words: Any) -> GridPlan:
    return await step("approve", "xu", await step("check", "admin", await drafted(**words)))


async def swept() -> None:
    for job in SLICE.jobs:
        while await job.sweep():
            pass


async def problems(work: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refusal) as told:
        await work
    assert all(one.hint for one in told.value.problems if one.field and one.code != "NOT_FOUND")
    return [(one.code, one.field) for one in told.value.problems]


async def faults(**words: Any) -> list[tuple[str, str | None]]:
    """What a check of such a plan says."""
    return await problems(step("check", "admin", await drafted(**words)))


async def located(lat: int, lon: int) -> str:
    found = (await maps.grid_map()).locate(lat, lon)
    assert found is not None
    return found[0]


async def test_split_at_noon_the_old_case_stays_the_next_point_is_in_the_new_grid_and_phones_follow(
    town: Database,
) -> None:
    with clock.at(MONDAY):
        old = await road.brought_to(STRIDES["accept"])
        before = await Incident.get(id=old).values()
        wang = await place.viewer("wang")
        held = await reference_data.reference(wang)
        row = await approved(starts_at=NOON)
        assert (row.stay_count, row.stays.count(str(old))) == (1, 1)
        await swept()
        assert (await GridPlan.get(id=row.id)).state is State.APPROVED
        assert await located(SOUTH + 9, WEST + 9) == place.FIRST
    with clock.at(NOON + timedelta(seconds=1)):
        await swept()
        assert (await GridPlan.get(id=row.id)).state is State.IN_FORCE
        assert [await located(SOUTH + 9, one) for one in (WEST + 9, WEST + SIDE - 9)] == [NINTH, TENTH]
        assert await Incident.get(id=old).values() == before
        for who in ("wang", "he"):  # they keep their post in the old grid, and its case on their phones
            assert (await Actor(who).send(ASK, id=str(old))).only == {"grid": {"code": place.FIRST}}
        place_of = {"lat": (SOUTH + 9) / 1e7, "lon": (WEST + 9) / 1e7, "source": "GPS"}
        new = await reported(place_of)
        assert (new.grid_id, new.grid_version, new.community_id) == (NINTH, 1, place.STREET_SIDE)
        away = await reported({"gridCode": place.FIRST, "source": "ADDRESS", "address": "东门"})
        assert away.grid_id in (NINTH, TENTH)  # a phone that was away still names the old one
        assert held is not None
        for who, own, others in (("wang", NINTH, TENTH), ("he", TENTH, NINTH)):
            told = await reference_data.reference(await place.viewer(who), held.version)
            assert told is not None
            codes = [one.code for one in told.grids]
            assert own in codes
            assert not {place.FIRST, others} & set(codes)


ASK = "query($id: ID!) { incident(id: $id) { grid { code } } }"
REPORT = """mutation($input: IncidentReportInput!) {
  incidentReport(input: $input) { incident { id } problems { code } }
}"""


async def reported(where: dict[str, Any]) -> Incident:
    asked = {"opId": str(new_id()), "id": str(new_id()), "classCode": place.COVER, "text": "井盖松了", "place": where}
    told = (await Actor("wang").send(REPORT, input=asked)).only
    assert told["problems"] == []
    return await Incident.get(id=told["incident"]["id"])


async def test_the_people_of_before_keep_the_old_grid_until_its_last_case_has_ended(town: Database) -> None:
    with clock.at(MONDAY):
        old = await road.brought_to(STRIDES["accept"])
        await approved()
        await swept()
        assert {one.role for one in await posts(NINTH)} == {Role.GRID_WORKER}
        assert {one.person_id for one in await posts(place.FIRST)} == {place.WANG, place.HE}
    with clock.at(MONDAY + timedelta(days=1)):
        await swept()
        assert await posts(place.FIRST)
    await Incident.filter(id=old).update(closed_at=MONDAY)
    with clock.at(MONDAY + timedelta(days=2)):
        await swept()
        assert await posts(place.FIRST) == []
        assert {one.person_id for one in await posts(place.SECOND)} == {place.WANG, place.HE}


async def posts(area: str) -> list[Post]:
    return await Post.filter(held_on(clock.today()), area_id=area).using_db(reader())


async def test_neighbours_become_one_and_the_numbers_of_before_are_never_used_again(town: Database) -> None:
    whole = Piece(ring=box(WEST, SOUTH, WEST + 2 * SIDE, SOUTH + SIDE), name="第3网格", people=(place.HE,))
    await approved(grids=(place.FIRST, place.SECOND), pieces=(whole,))
    await swept()
    grid = await Area.get(code=NINTH)
    assert (grid.name, grid.predecessor, grid.valid_to) == ("第3网格", place.FIRST, None)
    assert await Area.filter(code__in=[place.FIRST, place.SECOND], valid_to=clock.today()).count() == 2
    assert [await located(SOUTH + 9, one) for one in (WEST + 9, WEST + SIDE + 9)] == [NINTH, NINTH]
    again = Piece(ring=whole.ring, name="再来", code=place.FIRST, people=(place.HE,))
    assert await faults(grids=(NINTH,), pieces=(again,)) == [("GRID_NUMBER_USED", "pieces.0.code")]
    assert [one.code for one in pieces_of(await drafted(grids=(NINTH,), pieces=(whole,)))] == [TENTH]


NARROW = box(WEST, SOUTH, MIDDLE - 500, NORTH)  # leaves 4 m to nobody
BROAD = box(WEST, SOUTH, MIDDLE + 500, NORTH)
OUT = box(WEST - 500, SOUTH, MIDDLE, NORTH)
CROSSED = line((WEST, SOUTH), (MIDDLE, NORTH), (MIDDLE, SOUTH), (WEST, NORTH))
WITHIN_A_METRE = box(WEST, SOUTH, MIDDLE - 80, NORTH)


@pytest.mark.parametrize(
    ("piece", "told"),
    [
        ({"ring": NARROW}, [("GROUND_GAP", "grids")]),
        ({"ring": BROAD}, [("GROUND_OVERLAP", "pieces.0.ring")]),
        ({"ring": OUT}, [("GROUND_BEYOND", "pieces.0.ring")]),
        ({"ring": CROSSED}, [("RING_UNSOUND", "pieces.0.ring")]),
        ({"people": ()}, [("GRID_UNMANNED", "pieces.0.people")]),
        ({"people": (place.FENG, place.ZHANG)},
         [("NO_SUCH_WORKER", "pieces.0.people.0"), ("NO_SUCH_WORKER", "pieces.0.people.1")]),
        ({"code": place.SECOND}, [("GRID_NUMBER_USED", "pieces.0.code")]),
        ({"code": place.SPRING_SIDE + "009"}, [("INVALID", "pieces.0.code")]),
        ({"ring": NARROW, "people": (), "code": place.FIRST},
         [("GRID_NUMBER_USED", "pieces.0.code"), ("GRID_UNMANNED", "pieces.0.people"), ("GROUND_GAP", "grids")]),
    ],
)  # fmt: skip
async def test_each_fault_says_where_it_is_and_what_to_do(
    town: Database, piece: dict[str, Any], told: list[tuple[str, str]]
) -> None:
    west, east = halves()
    fields = {"ring": west.ring, "name": west.name, "people": west.people} | piece
    assert await faults(pieces=(Piece(**fields), east)) == told


async def test_a_metre_between_two_pieces_is_none(town: Database) -> None:
    west, east = halves()
    near = Piece(ring=WITHIN_A_METRE, name=west.name, people=west.people)
    assert (await step("check", "admin", await drafted(pieces=(near, east)))).state is State.CHECKED


async def test_what_cannot_be_read_is_told_at_once_and_nothing_is_kept(town: Database) -> None:
    bad = Piece(ring="113.15,40.03 113.16", name=" ")
    assert await problems(drafted(reason="", grids=(place.THIRD,), pieces=(bad,))) == [
        ("INVALID", "reason"), ("NOT_FOUND", "grids.0"), ("INVALID", "pieces.0.name"),
        ("LINE_MALFORMED", "pieces.0.ring"),
    ]  # fmt: skip
    assert await GridPlan.all().count() == 0


async def test_a_plan_whose_grids_have_changed_is_stale_when_checked_and_when_its_moment_comes(town: Database) -> None:
    late, other = await approved(starts_at=clock.now() + timedelta(hours=1)), await drafted()
    other = await step("check", "admin", other)
    assert [one.code[-3:] for one in pieces_of(other)] == ["005", "006"]  # those before wait in the first plan
    there = await loading.standing()
    grid, drawn = there.areas[place.FIRST], there.shapes[place.FIRST]
    ring = [[lon, lat if lat == SOUTH else lat + 50] for lon, lat in drawn.ring]
    wanted = loading.Wanted(grid.code, grid.name, grid.valid_from, (grid.lat, grid.lon), loading.Drawn(ring, "重测"),
                            grid.kind, grid.households)  # fmt: skip
    await loading.load(None, [wanted], since=clock.today())
    assert ("PLAN_STALE", "grids.0") in await problems(step("check", "admin", other))
    with clock.at(clock.now() + timedelta(hours=2)):
        await swept()
    row = await GridPlan.get(id=late.id)
    assert (row.state, row.lapsed_code, row.look_at) == (State.DRAFT, "PLAN_STALE", None)
    assert await AreaShape.filter(area_id__in=[NINTH, TENTH]).count() == 0
    anew = await step("amend", "admin", row, **SPLIT)
    assert (await step("check", "admin", anew)).state is State.CHECKED


async def test_open_cases_of_a_grid_that_nobody_works_keep_the_plan_from_holding(town: Database) -> None:
    with clock.at(MONDAY):
        await road.brought_to(STRIDES["accept"])
        for post in await posts(place.FIRST):
            await actions.end_post(None, post.id)
        assert await faults() == [("GRID_UNMANNED", "grids.0")]


async def test_nobody_approves_their_own_and_whoever_decides_or_drafted_hears_of_it(town: Database) -> None:
    row = await step("check", "admin", await drafted())
    assert await problems(step("approve", "admin", row)) == [("TWO_PERSON", None)]
    await step("decline", "xu", row, reason="线画歪了")
    told = [(one.kind, one.person_id) for one in await tell_all() if one.subject_id == row.id]
    assert told == [(NoticeKind.TO_DECIDE, place.XU), (NoticeKind.DECLINED, place.ADMIN)]


async def test_the_workers_of_a_community_are_known_to_who_plans_there(town: Database) -> None:
    found = await lookups.workers(await place.viewer("xu"), lookups.Of(area=place.STREET_SIDE))
    assert [(one.name, one.areas) for one in found] == [
        ("何玉梅", [place.FIRST, place.SECOND]), ("王建国", [place.FIRST, place.SECOND]),
    ]  # fmt: skip
