"""督办 and spot checks by GraphQL: what the supervisor asks is on the incident, and a stranger finds none of it."""

from __future__ import annotations

from typing import Any

import pytest

from server.grid.incident import sampling
from tests import town
from tests.people import Actor, op
from tests.schema.documents import verb
from tests.schema.road import ROAD, Walk, walked

SEEN = """query Seen($id: ID!) { incident(id: $id) {
  supervisions { id opinion late replyBy unit { name } by { id } answer answeredAt answeredBy { id } }
  spotCheck { verdict text seed share by { id } incident { id } }
  allowedSteps { step allowed why } events(first: 1) { nodes { kind payload } } } }"""
DRAWN = """query Drawn($filter: SpotCheckFilter) { spotChecks(filter: $filter) {
  nodes { verdict drawnAt incident { id incidentClass { name } } } pageInfo { hasNextPage } } }"""


@pytest.fixture
def always_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance takes everything."""
    monkeypatch.setattr(sampling, "drawn", lambda seed, incident_id: True)


async def seen(actor: Actor, walk: Walk) -> Any:
    return (await actor.send(SEEN, id=walk.id)).only


async def test_the_supervisor_asks_and_the_unit_answers(wu: Actor, sun: Actor) -> None:
    walk, _ = await walked("FeedBack")
    asked = await wu.send(verb("Supervise"), input=op(id=walk.id, seen=walk.seen, opinion="请说明进展"))
    assert (asked.problems, asked.only["incident"]["version"]) == ([], walk.seen)
    (one,) = (await seen(sun, walk))["supervisions"]
    assert (one["opinion"], one["late"], one["unit"]["name"]) == ("请说明进展", False, "口泉城管中队")
    told = op(id=walk.id, seen=walk.seen, supervisionId=one["id"], text="明日更换")
    assert (await sun.send(verb("AnswerSupervision"), input=told)).problems == []
    (one,) = (await seen(wu, walk))["supervisions"]
    assert (one["answer"], one["answeredBy"]["id"]) == ("明日更换", str(town.SUN))


async def test_the_stranger_is_told_what_they_are_told_of_nothing(wu: Actor, feng: Actor) -> None:
    walk, _ = await walked("FeedBack")
    before = await seen(wu, walk)
    told = op(id=walk.id, seen=walk.seen, opinion="请说明进展")
    refused = await feng.send(verb("Supervise"), input=told)
    nothing = await feng.send(verb("Supervise"), input=told | {"id": str(op()["opId"])})
    assert refused.problems == ["NOT_FOUND"]
    assert refused == nothing
    assert await seen(wu, walk) == before


@pytest.mark.usefixtures("always_drawn")
async def test_what_was_drawn_is_listed_to_those_who_see_it_until_somebody_looked(he: Actor, feng: Actor) -> None:
    (login, told), _, stride = ROAD["SelfResolve"]
    walk = Walk()
    await walk.report(login, told)
    await walk.take(stride)
    pending = {"filter": {"pending": True, "area": town.KOUQUAN}}
    (row,) = (await he.send(DRAWN, **pending)).only["nodes"]
    assert row["incident"]["id"] == walk.id
    assert (await he.send(DRAWN, filter={"area": town.XINSHENG})).only["nodes"] == []
    nobodys = await feng.send(DRAWN)
    assert nobodys.only == {"nodes": [], "pageInfo": {"hasNextPage": False}}

    looked = op(id=walk.id, seen=walk.seen, verdict="INVALID", text="现场仍在占道")
    assert (await he.send(verb("SpotCheck"), input=looked)).problems == []
    assert (await he.send(DRAWN, **pending)).only["nodes"] == []
    assert (await seen(he, walk))["spotCheck"]["verdict"] == "INVALID"
    assert (await he.send(DRAWN, filter={"area": "x"})).codes == ["CODE_UNKNOWN"]
