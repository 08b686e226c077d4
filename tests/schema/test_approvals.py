"""The list of requests: who sees what, what waits for whom, page by page in one statement, and the counts by unit."""

from __future__ import annotations

from server.core.ids import new_id
from tests import town
from tests.people import Actor
from tests.schema.road import FOUND, GIVE_BACK, GRANT, SENT, Walk
from tests.statements import counted

LISTED = """query Listed($filter: ApprovalFilter, $first: Int, $after: String) {
  approvals(filter: $filter, first: $first, after: $after) {
    nodes { id kind state decider reason unit { name } askedBy { name } decidedBy { name } incident { number state } }
    pageInfo { hasNextPage endCursor } } }"""
NOTHING = {"nodes": [], "pageInfo": {"hasNextPage": False, "endCursor": None}}


async def asked() -> Walk:
    """An incident that sun's team has asked to give back."""
    walk = Walk()
    await walk.report(*FOUND)
    for stride in (*SENT, GIVE_BACK):
        await walk.take(stride)
    return walk


async def test_who_may_decide_finds_it_who_asked_finds_it_and_a_stranger_finds_nothing(
    li: Actor, sun: Actor, wu: Actor, feng: Actor, nobody: Actor
) -> None:
    await asked()
    waits, own = {"mine": "TO_DECIDE"}, {"mine": "ASKED"}

    (found,) = (await li.send(LISTED, filter=waits)).only["nodes"]
    assert (found["kind"], found["state"], found["decider"]) == ("GIVE_BACK", "ASKED", "DISPATCHER")
    assert found["incident"]["state"] == "DISPATCHED"
    assert len((await sun.send(LISTED, filter=own)).only["nodes"]) == 1
    assert (await sun.send(LISTED, filter=waits)).only == NOTHING
    assert (await wu.send(LISTED, filter=waits)).only == NOTHING
    assert len((await wu.send(LISTED, filter={"kinds": ["GIVE_BACK"], "area": town.KOUQUAN})).only["nodes"]) == 1
    for stranger in (feng, nobody):
        assert (await stranger.send(LISTED)).only == NOTHING


async def test_what_was_decided_no_longer_waits_and_says_who_decided(li: Actor, sun: Actor) -> None:
    walk = await asked()
    await walk.take(GRANT)

    assert (await li.send(LISTED, filter={"mine": "TO_DECIDE"})).only == NOTHING
    (found,) = (await sun.send(LISTED, filter={"states": ["GRANTED"]})).only["nodes"]
    assert found["decidedBy"]["name"] == "李*"
    assert found["unit"]["name"] == "口泉城管中队"


async def test_the_list_goes_on_behind_its_cursor_and_costs_the_same_for_any_size(li: Actor) -> None:
    for _ in range(3):
        await asked()
    first = (await li.send(LISTED, first=2)).only
    rest = (await li.send(LISTED, first=2, after=first["pageInfo"]["endCursor"])).only
    assert len({one["id"] for one in first["nodes"] + rest["nodes"]}) == 3
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)

    costs = []
    for size in (1, 3):
        await li.send(LISTED, first=size)
        with counted() as said:
            await li.send(LISTED, first=size)
        costs.append(len(said))
    assert costs[0] == costs[1]
    assert (await li.send(LISTED, after="x")).codes == ["CURSOR_MALFORMED"]
    assert (await li.send(LISTED, after=str(new_id()))).errors == []


async def test_returns_are_counted_by_unit(wu: Actor, feng: Actor) -> None:
    await asked()
    asks = """query Refusals($period: PeriodInput!) {
      unitRefusals(area: "140214", period: $period) { unit { name } asked granted declined pushed } }"""
    ever = {"period": {"from": "2020-01-01T00:00:00Z", "before": "2100-01-01T00:00:00Z"}}

    assert (await wu.send(asks, **ever)).only == [
        {"unit": {"name": "口泉城管中队"}, "asked": 1, "granted": 0, "declined": 0, "pushed": 0}
    ]
    assert (await feng.send(asks, **ever)).only == []
