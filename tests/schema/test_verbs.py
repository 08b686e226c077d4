"""Each verb by GraphQL: it works, a stranger learns nothing, sending twice is sending once, who comes late is told."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from schema import schema
from server.core.viewer import Role
from server.grid.incident import sampling
from server.ground.person.models import Post
from tests import town
from tests.people import Actor, demanded, op
from tests.schema.documents import REPORT, VERBS, draft, verb
from tests.schema.road import FED_BACK, PHOTO, ROAD, SHOP, SHOP_DONE, Road, Walk, walked

WHOLE = """query Whole($id: ID!) { incident(id: $id) {
  version state awaits changedAt rating clock { startedAt } clocks { stage stoppedAt }
  level findings { at } disposals { at } photos { sha256 }
  supervisions { answer } spotCheck { verdict } events(first: 100) { nodes { number kind } } } }"""


# verbs whose words on the road hold more than is demanded, and other words for those that cannot do without
OPEN = [
    name for name, (_, _, stride) in ROAD.items()
    if not all(demanded(f"Incident{name}Input")[key] for key in stride.told)
]  # fmt: skip
OTHERWISE: dict[str, tuple[dict[str, Any], Road]] = {
    "Assign": ({"unitId": str(town.KEEPERS)}, ROAD["Assign"]),
    "FeedBack": ({key: FED_BACK[key] for key in FED_BACK if key != "photos"}, (SHOP, SHOP_DONE[:-1], SHOP_DONE[-1])),
    "Note": ({"photos": [PHOTO]}, ROAD["Note"]),
    "TransferOut": ({"receiver": "POLICE", "note": "已报 110"}, ROAD["TransferOut"]),
}


async def as_it_is(walk: Walk) -> Any:
    """Everything about the incident that a verb could move, as the supervisor sees it."""
    return (await Actor("wu").send(WHOLE, id=walk.id)).only


def test_every_verb_of_the_contract_but_the_report_stands_on_the_road() -> None:
    """Who adds a mutation of an incident adds how it is refused to the stranger, replayed and told to the late."""
    mutations = {field.name for field in schema.get_type_by_name("Mutation").fields}  # type: ignore[union-attr]
    verbs = {name.removeprefix("incident_").title().replace("_", "") for name in mutations if name[:9] == "incident_"}
    assert set(ROAD) | {"Report"} == set(VERBS) == verbs


@pytest.fixture(autouse=True)
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance checks nothing that may be closed unchecked, and everything that was settled on the spot."""
    monkeypatch.setattr(sampling, "drawn", lambda seed, incident, share=sampling.SHARE: share == sampling.SHARE)


@pytest.mark.parametrize("name", ROAD)
async def test_a_verb_is_refused_to_the_stranger_done_once_and_told_to_the_late(name: str, feng: Actor) -> None:
    walk, stride = await walked(name)
    before = await as_it_is(walk)

    refused = await walk.try_as("feng", stride)
    nothing = await walk.try_as("feng", stride, id=str(op()["opId"]))
    assert refused.problems == ["NOT_FOUND"]
    assert refused == nothing

    told = walk.input(stride)
    for field in (name for name, needed in demanded(f"Incident{name}Input").items() if needed):
        lacking = {key: value for key, value in told.items() if key != field}
        old = await Actor(stride.login).send_from_phone(verb(name), input=lacking)
        assert field in [problem["field"] for problem in old.only["problems"]], f"{name} without {field}"
        assert field in (await Actor(stride.login).send(verb(name), input=lacking)).errors[0].message
    assert await as_it_is(walk) == before

    done = await Actor(stride.login).send(verb(name), input=told)
    assert done.problems == []
    assert done.only["receipt"]["opId"] == told["opId"]
    after = await as_it_is(walk)
    assert len(after["events"]["nodes"]) == len(before["events"]["nodes"]) + 1

    again = await Actor(stride.login).send(verb(name), input=told)
    assert again == done
    assert await as_it_is(walk) == after

    other = await Actor(stride.login).send(verb(name), input=told | {"id": str(op()["opId"])})
    assert other.problems == ["OP_ID_REUSED"]
    assert other.only["incident"] is None


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("name", OPEN)
async def test_what_may_be_left_out_is_not_always_refused_without(name: str) -> None:
    """Whatever a verb is refused without must be non-null, unless somebody takes it without."""
    if name == "Assign":  # a unit may take it if somebody works there
        await Post.create(id=town.fixed(9, 1), person_id=town.QIAN, role=Role.DEPT_HANDLER, area_id=town.STREET_SIDE,
                          unit_id=town.KEEPERS, starts_on=town.SINCE)  # fmt: skip
    walk, stride = await walked(name)
    bare = {key: value for key, value in stride.told.items() if demanded(f"Incident{name}Input")[key]}
    answer = await walk.try_as(stride.login, replace(stride, told=bare))
    wants = {problem["field"] for problem in answer.only["problems"]}
    assert answer.errors == []
    if wants:
        assert name in OTHERWISE, f"{name} is refused without {wants}"
        other, way = OTHERWISE[name]
        assert not wants & set(other), f"{name} is refused without {wants}"
        walk, stride = await walked(name, way)
        assert (await walk.try_as(stride.login, replace(stride, told=other))).problems == []


@pytest.mark.parametrize("name", [name for name in ROAD if name != "Note"])
async def test_who_acts_on_an_older_version_is_told_what_is_true_now(name: str, wu: Actor) -> None:
    walk, stride = await walked(name)
    before = await as_it_is(walk)

    late = await walk.try_as(stride.login, stride, seen=walk.seen - 2)  # one may be their own

    assert late.problems == ["CONFLICT"]
    assert late.only["incident"]["version"] == walk.seen
    assert late.only["receipt"] is None
    assert await as_it_is(walk) == before


async def test_a_step_that_has_passed_is_closed_and_shows_where_the_incident_stands(zhang: Actor) -> None:
    walk, stride = await walked("File")

    again = await walk.try_as("zhang", ROAD["Accept"][2])

    assert again.problems == ["STEP_CLOSED"]
    assert again.only["incident"]["state"] == "PENDING_FILING"
    assert stride.name == "File"


async def test_wang_reports_once_however_often_the_phone_sends_it(wang: Actor, wu: Actor) -> None:
    told = draft()

    first = await wang.send(REPORT, input=told)
    second = await wang.send(REPORT, input=told)

    assert first.problems == []
    assert first == second
    assert first.only["incident"]["state"] == "REPORTED"
    counted = await wu.send("{ incidents { totalCount } events(first: 100) { nodes { kind } } }")
    assert counted.data["incidents"]["totalCount"] == 1
    assert counted.data["events"]["nodes"] == [{"kind": "incident.reported"}]


async def test_an_empty_report_hears_all_that_is_wrong_with_it_at_once(wang: Actor, wu: Actor) -> None:
    answer = await wang.send_from_phone(REPORT, input=op(id=op()["opId"]))

    fields = {problem["field"] for problem in answer.only["problems"]}
    assert {"classCode", "place"} <= fields
    assert answer.only["incident"] is None
    assert (await wu.send("{ incidents { totalCount } }")).only["totalCount"] == 0


async def test_ids_that_are_no_ids_are_named_together(li: Actor) -> None:
    told = {"opId": "x", "id": "y", "seen": 1, "leadUnitId": "z", "assistUnitIds": ["u"]}

    answer = await li.send(verb("Dispatch"), input=told)

    assert answer.problems == ["ID_MALFORMED"] * 4
    assert {problem["field"] for problem in answer.only["problems"]} == {"opId", "id", "leadUnitId", "assistUnitIds"}


async def test_nobody_may_do_nothing(nobody: Actor, wu: Actor) -> None:
    assert (await nobody.send(REPORT, input=draft())).problems == ["FORBIDDEN"]
    assert (await wu.send("{ incidents { totalCount } }")).only["totalCount"] == 0
