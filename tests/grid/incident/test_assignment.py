"""Why this unit? What the duty lists said when it was sent is kept, and told as long as that unit leads."""

from __future__ import annotations

from typing import Any

from server.data.database import Database
from server.ground.catalogue.models import DutyRule
from server.ground.catalogue.queries import forget
from server.journal.models import Event
from tests import town as place
from tests.people import Actor
from tests.schema.road import DISPATCH, FILED, GIVE_BACK, GRANT, Stride, Walk

ASKED = """
query ($id: ID!) { node(id: $id) { ... on Incident { whyAssigned {
  rule matter { code listKind } reasons distanceM
  others { unit { id } matter { code } recommended reasons distanceM }
} } } }
"""


async def sent(stride: Stride) -> Walk:
    walk = Walk()
    await walk.report("wang", {})
    for one in (*FILED, stride):
        await walk.take(one)
    return walk


async def why(walk: Walk, login: str = "li") -> Any:
    answer = await Actor(login).send(ASKED, id=walk.id)
    assert answer.errors == []
    return answer.only and answer.only["whyAssigned"]


async def test_the_first_of_the_lists_is_told_with_those_behind_it(town: Database) -> None:
    told = await why(await sent(DISPATCH))
    assert told["rule"] == "RECOMMENDED"
    assert told["matter"] == {"code": "B037", "listKind": "BASIC"}
    assert told["reasons"] == ["BASIC_DUTY", "SAME_STREET"]
    assert told["distanceM"] == 0
    assert [(one["unit"]["id"], one["matter"]["code"]) for one in told["others"]] == [
        (str(place.HOUSING), "S012"), (str(place.DRAINAGE), "S013"),
    ]  # fmt: skip
    assert all(one["distanceM"] > 1000 for one in told["others"])


async def test_who_was_chosen_outside_the_lists_is_told_as_such(town: Database) -> None:
    walk = await sent(Stride("Dispatch", "li", {"leadUnitId": str(place.POLICE), "reason": "现场已有民警"}))
    told = await why(walk)
    assert (told["rule"], told["matter"], told["reasons"]) == ("OUTSIDE_LIST", None, [])
    assert told["distanceM"] > 0
    assert [one["recommended"] for one in told["others"]] == [True, False, False]


async def test_it_is_what_the_dispatcher_was_shown_whatever_the_lists_say_now(town: Database) -> None:
    walk = await sent(DISPATCH)
    before = await why(walk)
    await DutyRule.filter(incident_class_id=place.COVER).delete()
    forget()
    assert await why(walk) == before
    event = await Event.filter(kind="incident.dispatched").get()
    kept: Any = event.payload["assignment"]
    assert (kept["rule"], len(kept["others"])) == ("RECOMMENDED", 2)


async def test_what_was_given_back_has_no_unit_to_explain(town: Database) -> None:
    walk = await sent(DISPATCH)
    await walk.take(GIVE_BACK)
    assert await why(walk) is not None  # it is asked for, not granted yet
    await walk.take(GRANT)
    assert await why(walk) is None


async def test_a_stranger_learns_nothing(town: Database) -> None:
    assert await why(await sent(DISPATCH), "feng") is None
