"""Whistles by GraphQL: each verb once, nothing to a stranger, units without each other's people, two words at once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

import orjson
import pytest

from schema import schema
from server.core import clock
from server.core.ids import new_id
from server.core.spoken import camel
from server.grid.incident.models import Incident
from server.grid.whistle.models import ArrivalMode, Whistle
from server.journal.models import Event
from tests import town
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK, Stride
from tests.people import Actor, Answer, demanded, op

pytestmark = pytest.mark.usefixtures("town")

CARD = """{ id number state reason light parties { id unit { name } state results { measures } board { key late }
  objection { text } ackedBy { name } } events { nodes { kind payload } } }"""
ONE = {
    "as a node": f"query One($key: ID!) {{ node(id: $key) {{ id ... on Whistle {CARD} }} }}",
    "in the list": f"query One($key: ID!) {{ whistles {{ totalCount nodes {CARD} pageInfo {{ endCursor }} }} }}",
    "its incident's": f"query One($key: ID!) {{ incident(id: $key) {{ whistles {CARD} }} }}",
    "of its incident": f"query One($key: ID!) {{ whistles(filter: {{ incident: $key }}) {{ nodes {CARD} }} }}",
}


def document(stride: Stride) -> str:
    name = taken(stride)[len("Whistle") : -len("Input")]
    return f"""mutation M($input: {taken(stride)}!) {{ whistle{name}(input: $input) {{
      whistle {{ id version state parties {{ unit {{ id }} state version }} }}
      receipt {{ opId at }} problems {{ code field }} }} }}"""


def taken(stride: Stride) -> str:
    """The name of the input of a stride."""
    return f"Whistle{''.join(word.title() for word in stride.verb.rstrip('_').split('_'))}Input"


def plain(value: Any) -> Any:
    """A value as a document's variables have it."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if is_dataclass(value):
        return {camel(field.name): plain(getattr(value, field.name)) for field in fields(value)}
    return str(value) if isinstance(value, UUID) else value


async def told(stride: Stride, whistle: UUID, **words: Any) -> dict[str, Any]:
    """What a screen sends for a stride."""
    command = await road.command(stride, whistle)
    given = {camel(name): plain(value) for name, value in (stride.words | words).items()}
    return op(id=command.id, seen=command.seen) | {name: value for name, value in given.items() if name}


async def send(stride: Stride, input: dict[str, Any], who: str | None = None) -> Answer:
    return await Actor(who or stride.who).send(document(stride), input=input)


async def as_it_is(whistle: UUID) -> Any:
    return await road.look(whistle), await Event.all().count()


@pytest.mark.parametrize("name", WALK)
async def test_a_verb_is_refused_to_the_stranger_done_once_and_told_to_the_late(name: str) -> None:
    stride = WALK[name]
    with clock.at(MONDAY):
        whistle = await road.brought_to(stride)
        input, before = await told(stride, whistle), await as_it_is(whistle)

        refused = await send(stride, input, "feng")
        nothing = await send(stride, input | {"id": str(new_id())}, "feng")
        late = await send(stride, input | {"seen": 0, "opId": str(new_id())}) if name != "note" else None
        assert refused.problems == ["NOT_FOUND"]
        assert refused == nothing
        for field in (name for name, needed in demanded(taken(stride)).items() if needed):
            lacking = {key: value for key, value in input.items() if key != field}
            old = await Actor(stride.who).send_from_phone(document(stride), input=lacking)
            assert field in [problem["field"] for problem in old.only["problems"]], f"{name} without {field}"
        assert await as_it_is(whistle) == before
        if late is not None:
            assert late.problems == ["CONFLICT"]
            assert late.only["whistle"]["version"] == before[0].version

        done = await send(stride, input)
        assert (done.errors, done.problems) == ([], [])
        assert done.only["whistle"]["state"] == stride.to
        after = await as_it_is(whistle)
        assert after[1] == before[1] + 1
        assert await send(stride, input) == done
        assert await as_it_is(whistle) == after


OTHERWISE: dict[str, dict[str, Any]] = {"arrive": {"mode": ArrivalMode.MEETING}}


@pytest.mark.parametrize(
    "name", [name for name, one in WALK.items() if not all(demanded(taken(one))[camel(key)] for key in one.words)]
)
async def test_what_may_be_left_out_is_not_always_refused_without(name: str) -> None:
    stride = WALK[name]
    with clock.at(MONDAY):
        whistle = await road.brought_to(stride)
        input = await told(stride, whistle)
        bare = {key: value for key, value in input.items() if demanded(taken(stride)).get(key, True)}
        if refused := (await send(stride, bare)).only["problems"]:
            assert name in OTHERWISE, refused
            assert not OTHERWISE[name].keys() & (input.keys() - bare.keys()), refused
            other = await told(replace(stride, words=OTHERWISE[name]), whistle)
            assert (await send(stride, other)).problems == []


def test_every_verb_of_the_contract_but_the_draft_stands_on_the_road() -> None:
    """Who adds a mutation of a whistle adds how it is refused to the stranger, replayed and told to the late."""
    mutations = {field.name for field in schema.get_type_by_name("Mutation").fields}  # type: ignore[union-attr]
    verbs = {name.removeprefix("whistle_") for name in mutations if name.startswith("whistle_")}
    assert {stride.verb.rstrip("_") for stride in WALK.values()} | {"draft"} == verbs


async def test_li_drafts_a_whistle_and_hears_all_that_is_wrong_with_an_empty_one() -> None:
    draft = """mutation M($input: WhistleDraftInput!) { whistleDraft(input: $input) {
      whistle { number state kind parties { part unit { name } task } matter { code } mayNot: allowedSteps { step } }
      problems { code field path } } }"""
    with clock.at(MONDAY):
        about = str(await road.incident())
        empty = await Actor("li").send_from_phone(draft, input=op(id=new_id(), incidentId=about))
        assert {one["field"] for one in empty.only["problems"]} == {"kind", "reason", "matterCode", "parties"}
        calls = [{"unitId": str(town.HOUSING), "part": "LEAD", "task": "抽水"}, {"unitId": str(town.TEAM)}]
        more = {
            "incidentId": about,
            "kind": "RESIDENT_DEMAND",
            "reason": "积水",
            "matterCode": "S013",
            "parties": calls,
        }
        odd = more | {"parties": [*calls, {"unitId": "nonsense"}]}
        assert (await Actor("li").send(draft, input=op(id=new_id()) | odd)).only["problems"] == [
            {"code": "ID_MALFORMED", "field": "parties.unitId", "path": ["parties", "2", "unitId"]}
        ]
        stranger = await Actor("feng").send(draft, input=op(id=new_id()) | more)
        assert stranger.problems == ["NOT_FOUND"]
        assert await Whistle.all().count() == 0
        done = await Actor("li").send(draft, input=op(id=new_id()) | more)
    assert done.problems == []
    assert [one["part"] for one in done.only["whistle"]["parties"]] == ["LEAD", "ASSIST"]
    assert {one["step"] for one in done.only["whistle"]["mayNot"]} == {"SUBMIT", "ADD_PARTY", "REVISE"}


async def said(actor: Actor, document: str, **variables: Any) -> bytes:
    answer = await actor.send(document, **variables)
    return orjson.dumps([answer.data, [error.formatted for error in answer.errors]])


async def test_a_stranger_is_answered_as_for_nothing_and_a_unit_not_called_too(
    feng: Actor, wu: Actor, qian: Actor
) -> None:
    with clock.at(MONDAY):
        before = {who.login: await said(who, ONE["in the list"], key="x") for who in (feng, qian)}
        whistle = await road.brought_to(WALK["approve"])
        incident = (await road.look(whistle)).incident_id
        for path, document in ONE.items():
            there = str(incident if "incident" in path else whistle)
            assert await said(wu, document, key=there) != await said(wu, document, key=str(new_id())) or "list" in path
            for stranger in (feng, qian):
                assert await said(stranger, document, key=there) == await said(stranger, document, key=str(new_id()))
        assert {who.login: await said(who, ONE["in the list"], key="x") for who in (feng, qian)} == before
        await road.step("approve", whistle)
        assert (await qian.send(ONE["as a node"], key=str(whistle))).only["state"] == "BLOWN"


async def test_the_grids_worker_sees_the_incident_and_not_its_whistles(wang: Actor, li: Actor) -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["ack"])
        asks = "query Q($id: ID!) { incident(id: $id) { mayWhistle whistles { id state incident { number } } } }"
        about = str((await road.look(whistle)).incident_id)
        assert (await wang.send(asks, id=about)).only == {"mayWhistle": False, "whistles": []}
        (shown,) = (await li.send(asks, id=about)).only["whistles"]
    assert shown["incident"]["number"]


async def test_a_unit_knows_its_own_people_and_otherwise_units(sun: Actor, qian: Actor, li: Actor) -> None:
    asks = """query Q($id: ID!) { node(id: $id) { ... on Whistle { draftedBy { name } approvedBy { name }
      parties { unit { name } ackedBy { name } } events(first: 50) { nodes { kind by { id } } } } } }"""
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["arrive"])
        seen = {who.login: (await who.send(asks, id=str(whistle))).only for who in (sun, qian, li)}
    acked = {login: one["parties"][0]["ackedBy"] is not None for login, one in seen.items()}
    assert acked == {"sun": False, "qian": True, "li": True}
    assert seen["sun"]["draftedBy"] is None
    assert seen["li"]["approvedBy"] is not None
    assert str(town.QIAN) not in str(seen["sun"])  # nor in the log


async def test_neither_side_sees_the_others_word_before_both_have_spoken(qian: Actor, li: Actor, wu: Actor) -> None:
    asks = """query Q($id: ID!) { node(id: $id) { ... on Whistle { parties { unit { id }
      marks { prompt quality worth } call { needed } } events(first: 50) { nodes { kind payload } } } } }"""

    async def known(actor: Actor, whistle: UUID) -> tuple[bool, bool]:
        found = (await actor.send(asks, id=str(whistle))).only
        assert not {"GOOD", "FAIRLY"} & {
            str(value) for one in found["events"]["nodes"] for value in one["payload"].values()
        }
        party = next(one for one in found["parties"] if one["unit"]["id"] == str(town.HOUSING))
        return party["marks"] is not None, party["call"] is not None

    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["sign"])
        await road.step("sign", whistle)
        assert [await known(who, whistle) for who in (li, qian, wu)] == [(True, False), (False, False), (False, False)]
        await road.step("score", whistle)
        assert [await known(who, whistle) for who in (li, qian, wu)] == [(True, True)] * 3
        other = await road.brought_to(WALK["score"])
        await road.step("score", other)
        assert [await known(who, other) for who in (li, qian, wu)] == [(False, False), (False, True), (False, False)]


TODO = "query Q($filter: WhistleFilter!) { whistles(filter: $filter) { nodes { id } } }"


@pytest.mark.parametrize(
    ("name", "who"),
    [("submit", "li"), ("approve", "zhao"), ("review", "zhao"), ("ack", "qian"), ("uphold", "wu"), ("sign", "li"),
     ("close", "li"), ("finish", "qian")],
)  # fmt: skip
async def test_what_waits_for_somebody_is_on_their_list_and_on_nobody_elses(name: str, who: str) -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK[name])
        listed = {login: (await Actor(login).send(TODO, filter={"mine": "TODO"})).only["nodes"] for login in town.NAMES}
    assert listed[who] == [{"id": str(whistle)}]
    assert listed["feng"] == listed["wang"] == listed["zhang"] == []


@pytest.mark.parametrize(
    ("filter", "count"),
    [({"area": town.KOUQUAN}, 3), ({"area": town.XINSHENG}, 0), ({"states": ["BLOWN"]}, 2),
     ({"kinds": ["EMERGENCY"]}, 1), ({"overdue": True}, 1), ({"overdue": False}, 2),
     ({"unit": str(town.HOUSING)}, 2), ({"states": []}, 0)],
)  # fmt: skip
async def test_a_list_holds_what_was_asked_for(filter: dict[str, Any], count: int, wu: Actor) -> None:
    with clock.at(MONDAY):
        await road.brought_to(WALK["submit"])
        await road.brought_to(WALK["ack"])
        await road.brought_to(WALK["review"])
    with clock.at(MONDAY + timedelta(minutes=20)):
        assert len((await wu.send(TODO, filter=filter)).only["nodes"]) == count


async def test_pages_follow_one_another_what_is_due_first_in_front(wu: Actor) -> None:
    with clock.at(MONDAY):
        made = [await road.brought_to(WALK[name]) for name in ("submit", "ack", "review", "submit")]
        page = """query Q($after: String) { whistles(first: 1, after: $after) {
          totalCount nodes { id } pageInfo { endCursor hasNextPage } } }"""
        found, after = [], None
        for _ in made:
            shown = (await wu.send(page, after=after)).only
            found.append(UUID(shown["nodes"][0]["id"]))
            after = shown["pageInfo"]["endCursor"]
    assert (shown["totalCount"], shown["pageInfo"]["hasNextPage"]) == (4, False)
    assert found[:2] == [made[2], made[1]]
    assert set(found) == set(made)


async def test_rates_are_asked_by_area_and_period(wu: Actor, feng: Actor) -> None:
    asks = """query Q($period: PeriodInput!) { whistleRates(area: "140214", period: $period) {
      rates { area { name } filed blown perHundred tail } low high ruled upheldShare } }"""
    with clock.at(MONDAY):
        await road.brought_to(WALK["ack"])
    period = {"period": {"from": "2026-11-01T00:00:00+08:00", "before": "2026-12-01T00:00:00+08:00"}}
    shown = (await wu.send(asks, **period)).only
    assert [one["filed"] for one in shown["rates"]] == [None]  # one case says nothing
    assert (await feng.send(asks, **period)).only["rates"] == []
    assert await Incident.all().count() == 1
