"""One reading and one encoding for all who are told the same, and never a word of what only another may know."""

from __future__ import annotations

import pytest

from server.edge.graphql.engine import GraphQLRequest
from server.edge.live import scribe
from server.edge.live.scribe import shaping
from tests import town
from tests.edge.live.ears import CHANGED, Ear, Sky
from tests.people import Actor
from tests.schema.road import ACCEPT, DISPATCH, FILED, FOUND, ROAD, SENT, Walk
from tests.statements import heard

STEPS = """subscription Steps($area: AreaCode, $steps: Boolean! = true) {
  incidentChanged(area: $area) { incident { id allowedSteps @include(if: $steps) { step allowed why } } } }"""
WHOLE = """id version state awaits severity text
  reporter { id name } assignee { id name } leadUnit { name } assistUnits { name }
  allowedSteps { step allowed why } stepper { key status by } filingOptions { condition { number } }
  findings { verdict text by { id name } } disposals { measures contact } photos { sha256 }
  events(first: 50) { nodes { kind role by { id name } unit { name } payload } }"""
EVERYTHING = f"subscription All {{ incidentChanged {{ kind incident {{ {WHOLE} }} }} }}"
NOW = f"query Now($id: ID) {{ incident(id: $id) {{ {WHOLE} }} }}"


async def test_what_depends_on_nobody_is_read_and_encoded_once_for_everybody(air: Sky) -> None:
    ears = [await air.listen(login) for login in ("zhang", "li", "wu", "zhao", "he", "wang") for _ in range(10)]
    deaf = [await air.listen("feng") for _ in range(10)]
    walk = Walk()
    await walk.report(*FOUND)
    with heard() as statements:
        await air.tell()
    reads = [one.sql for one in statements if 'FROM "incident"' in one.sql or "FROM chosen" in one.sql]

    assert [ear.kinds for ear in ears] == [["incident.reported"]] * len(ears)
    assert [ear.heard for ear in deaf] == [[]] * len(deaf)
    assert air.live.scribe.asked == 1
    assert len(reads) == 2, reads  # whom it concerns, and what happened


async def test_what_depends_on_who_asks_is_read_once_for_each_standing(air: Sky) -> None:
    ears = {login: [await air.listen(login, document=STEPS) for _ in range(5)] for login in ("zhang", "li", "wu", "he")}
    reporter = [await air.listen("wang", document=STEPS) for _ in range(5)]
    walk = Walk()
    await walk.report(*FOUND)
    await air.tell()

    assert air.live.scribe.asked == len(ears) + 1
    for group in [*ears.values(), reporter]:
        assert [len(ear.heard) for ear in group] == [1] * 5
        assert all(ear.heard == group[0].heard for ear in group)
    assert ears["zhang"][0].heard != ears["wu"][0].heard


async def test_variables_that_only_choose_events_do_not_divide_who_is_told_the_same(air: Sky) -> None:
    assert shaping(_request(air, CHANGED)) == ()
    assert shaping(_request(air, STEPS)) == ("steps",)
    for area in (town.KOUQUAN, town.STREET_SIDE, town.FIRST, None):
        await air.listen("wu", document=STEPS, area=area, steps=False)
    shaped = await air.listen("wu", document=STEPS, steps=True)
    walk = Walk()
    await walk.report(*FOUND)
    await air.tell()

    assert air.live.scribe.asked == 2
    assert "allowedSteps" in shaped.heard[0].only["incident"]
    assert all("allowedSteps" not in ear.heard[0].only["incident"] for ear in air.ears[:-1])


def _request(air: Sky, document: str) -> GraphQLRequest:
    return GraphQLRequest(air.engine.prepare(document), None, {}, trusted=True)


async def test_everybody_is_told_live_just_what_they_would_be_told_if_they_asked(air: Sky) -> None:
    ears = {login: await air.listen(login, document=EVERYTHING) for login in town.NAMES}
    for verb in ("Pass", "NotFound", "GiveBack"):
        (login, told), before, stride = ROAD[verb]
        walk = Walk()
        await walk.report(login, told)
        await _same_for_all(air, ears, walk)
        for step in (*before, stride):
            await walk.take(step)
            await _same_for_all(air, ears, walk)


async def _same_for_all(air: Sky, ears: dict[str, Ear], walk: Walk) -> None:
    for ear in ears.values():
        ear.heard.clear()
    await air.tell()
    for login, ear in ears.items():
        now = (await Actor(login).send(NOW, id=walk.id)).only
        assert [answer.only["incident"] for answer in ear.heard] == ([now] if now else []), (login, walk.seen)


async def test_the_reporter_is_named_to_nobody_by_way_of_another(air: Sky) -> None:
    wang, sun, he = [await air.listen(login, document=EVERYTHING) for login in ("wang", "sun", "he")]
    walk = Walk()
    await walk.report(*FOUND)
    for stride in SENT:
        await walk.take(stride)
    await air.tell()

    assert wang.heard[-1].only["incident"]["reporter"] == {"id": str(town.WANG), "name": "王建国"}
    for ear in (sun, he):
        assert ear.heard[-1].only["incident"]["reporter"] is None
        assert "王建国" not in str(ear.heard)
        assert str(town.WANG) not in str([answer.only["incident"]["events"] for answer in ear.heard])


async def test_a_subscriber_whose_event_cannot_be_told_is_told_that_and_the_next_one_comes(air: Sky) -> None:
    zhang = await air.listen("zhang")
    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(air.live.scribe, "audience", _broken)
        walk = Walk()
        await walk.report(*FOUND)
        await air.tell()
        await zhang.ended()
    assert [answer.codes for answer in zhang.heard] == [["LAGGED"]]

    again = await air.listen("zhang", cursor="0")
    await walk.take(ACCEPT)
    await air.tell()
    assert again.kinds == ["incident.reported", "incident.accepted"]


async def _broken(*_: object) -> None:
    raise OSError("the database is away")


async def test_the_unit_is_told_of_the_past_what_it_may_see_now(air: Sky, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scribe, "REMEMBERED", 0)
    walk = Walk()
    await walk.report(*FOUND)
    for stride in FILED:
        await walk.take(stride)
    await air.tell()
    before = await air.listen("sun", cursor="0")
    assert before.heard == []

    await walk.take(DISPATCH)
    await air.tell()
    after = await air.listen("sun", cursor="0")
    assert after.kinds[-1] == "incident.dispatched"
    assert len(after.kinds) == 4
