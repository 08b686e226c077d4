"""What a stranger must not know they cannot learn by any path: they get, byte for byte, what there is for nothing."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from server.core.ids import new_id
from tests import town
from tests.people import Actor
from tests.schema.documents import point
from tests.schema.road import (
    DISPATCH,
    DONE,
    FILED,
    FOUND,
    GIVE_BACK,
    GRANT,
    SEEN,
    SEEN_DONE,
    SHOP_DONE,
    SIGN,
    Stride,
    Walk,
)

CARD = "{ id number text photos { sha256 url } reporter { id name } grid { path } events { nodes { payload } } }"
ONE = {
    "by id": ("id", f"query One($key: ID!) {{ incident(id: $key) {CARD} }}"),
    "by number": ("number", f"query One($key: String!) {{ incident(number: $key) {CARD} }}"),
    "as a node": ("id", f"query One($key: ID!) {{ node(id: $key) {{ id ... on Incident {CARD} }} }}"),
    "by its events": (
        "id",
        "query One($key: ID!) { events(subject: $key) { nodes { kind payload hash } pageInfo { endCursor } } }",
    ),
    "in a search": (
        "number",
        f"query One($key: String!) {{ incidents(filter: {{ text: $key }}) {{ totalCount nodes {CARD} }} }}",
    ),
}
MANY = {
    "the list": f"{{ incidents {{ totalCount nodes {CARD} pageInfo {{ hasNextPage endCursor }} }} }}",
    "the list of the area": f'{{ incidents(filter: {{ area: "{town.KOUQUAN}" }}) {{ totalCount nodes {CARD} }} }}',
    "the unit's": f'{{ incidents(filter: {{ unit: "{town.TEAM}" }}) {{ totalCount nodes {CARD} }} }}',
    "the box": "{ incidents(filter: { box: { south: 39, west: 112, north: 41, east: 114 } }) { totalCount } }",
    "counts by street": "{ incidentCounts(by: STREET) { key label count } }",
    "counts by light": "{ incidentCounts(by: LIGHT) { key count } }",
    "counts by unit": "{ incidentCounts(by: UNIT) { key count } }",
    "what happened": "{ events { nodes { kind payload subjectId } pageInfo { hasNextPage } } }",
    "what happened there": f'{{ events(area: "{town.KOUQUAN}") {{ nodes {{ kind subjectId }} }} }}',
    "the likes of it": f'{{ similarIncidents(classCode: "{town.COVER}", lat: {point(town.FIRST)["lat"]}, '
    f"lon: {point(town.FIRST)['lon']}) {CARD} }}",
}


async def said(actor: Actor, document: str, **variables: Any) -> bytes:
    """The whole answer, as bytes."""
    answer = await actor.send(document, **variables)
    return orjson.dumps([answer.data, [error.formatted for error in answer.errors]])


async def dispatched() -> tuple[Walk, str]:
    """An incident of wang's, filed and dispatched, and its number."""
    walk = Walk()
    await walk.report(*FOUND)
    for stride in (*FILED, DISPATCH):
        await walk.take(stride)
    found = await Actor("wu").send("query Number($id: ID!) { incident(id: $id) { number } }", id=walk.id)
    return walk, found.only["number"]


async def test_a_stranger_who_has_the_id_or_the_number_is_answered_as_for_one_that_is_not(
    feng: Actor, nobody: Actor, wu: Actor
) -> None:
    walk, number = await dispatched()
    keys = {"id": (walk.id, str(new_id())), "number": (number, "140214-20200101-00001")}

    for path, (kind, document) in ONE.items():
        there, nowhere = keys[kind]
        assert await said(wu, document, key=there) != await said(wu, document, key=nowhere), path
        for stranger in (feng, nobody):
            assert await said(stranger, document, key=there) == await said(stranger, document, key=nowhere), path


async def test_lists_counts_and_neighbours_are_the_same_for_the_stranger_before_and_after(
    feng: Actor, nobody: Actor, wu: Actor
) -> None:
    before = {(one.login, path): await said(one, text) for one in (feng, nobody, wu) for path, text in MANY.items()}
    await dispatched()
    after = {(one.login, path): await said(one, text) for one in (feng, nobody, wu) for path, text in MANY.items()}

    assert {path for path in MANY if before["wu", path] == after["wu", path]} == set()
    for stranger in (feng, nobody):
        changed = {path for path in MANY if before[stranger.login, path] != after[stranger.login, path]}
        assert changed == set()


async def test_a_cursor_from_another_desk_opens_no_door(feng: Actor, wu: Actor) -> None:
    await dispatched()
    page = """query Page($after: String) {
      incidents(first: 1, after: $after) { totalCount nodes { id } pageInfo { endCursor } } }"""
    borrowed = (await wu.send(page)).only["pageInfo"]["endCursor"]

    assert borrowed
    answer = await feng.send(page, after=borrowed)
    assert answer.only == {"totalCount": 0, "nodes": [], "pageInfo": {"endCursor": None}}


async def test_the_unit_sees_what_it_was_given_and_not_who_reported_it(sun: Actor, qian: Actor, li: Actor) -> None:
    walk, _ = await dispatched()
    asks = """query Asks($id: ID!) { incident(id: $id) { number reporter { name }
      events(first: 100) { nodes { kind by { id name } } } } }"""

    seen = (await sun.send(asks, id=walk.id)).only
    assert seen["number"]
    assert seen["reporter"] is None
    by = {event["kind"]: event["by"] for event in seen["events"]["nodes"]}
    assert by["incident.reported"] is None
    assert by["incident.dispatched"]["name"] == "李*"
    assert str(town.WANG) not in str(by)
    assert (await qian.send(asks, id=walk.id)).only is None
    assert (await li.send(asks, id=walk.id)).only["reporter"]["name"] == "王建国"


async def test_the_log_of_all_hides_the_reporter_as_the_incident_does(sun: Actor, li: Actor) -> None:
    await dispatched()
    asks = "{ events(kinds: [INCIDENT_REPORTED]) { nodes { by { id } payload } } }"

    (hidden,) = (await sun.send(asks)).only["nodes"]
    (known,) = (await li.send(asks)).only["nodes"]

    assert hidden["by"] is None
    assert str(town.WANG) not in str(hidden)
    assert known["by"]["id"] == str(town.WANG)


async def test_nobody_but_the_person_finds_a_person_by_id(wang: Actor, wu: Actor, feng: Actor) -> None:
    asks = "query Who($id: ID!) { node(id: $id) { id ... on Person { name } } }"

    assert (await wang.send(asks, id=str(town.WANG))).only["name"] == "王建国"
    for other in (wu, feng):
        assert await said(other, asks, id=str(town.WANG)) == await said(other, asks, id=str(new_id()))


async def test_a_unit_that_gave_it_back_still_sees_what_became_of_it(sun: Actor) -> None:
    walk, number = await dispatched()
    await walk.take(GIVE_BACK)

    answer = await walk.take(GRANT)

    assert answer.only["incident"]["state"] == "FILED"
    assert (await sun.send("query One($id: ID!) { incident(id: $id) { number } }", id=walk.id)).only["number"] == number


@pytest.mark.parametrize("field", ["filingOptions { dueAt }", "candidates { unit { id } }"])
async def test_what_the_desk_may_choose_from_is_empty_for_who_has_no_desk(
    field: str, wang: Actor, sun: Actor, li: Actor
) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    asks = f"query Offers($id: ID!) {{ incident(id: $id) {{ offered: {field} }} }}"

    assert (await li.send(asks, id=walk.id)).only["offered"] != []
    assert (await wang.send(asks, id=walk.id)).only["offered"] == []


async def test_steps_are_offered_to_each_as_they_may_take_them(
    wang: Actor, zhang: Actor, sun: Actor, feng: Actor
) -> None:
    walk, _ = await dispatched()
    asks = "query Steps($id: ID!) { incident(id: $id) { allowedSteps { step allowed why } } }"

    assert {one["step"] for one in (await sun.send(asks, id=walk.id)).only["allowedSteps"]} == {"SIGN", "GIVE_BACK"}
    assert (await wang.send(asks, id=walk.id)).only["allowedSteps"] == []
    assert (await feng.send(asks, id=walk.id)).only is None


async def test_the_rater_stays_unnamed_to_the_unit(sun: Actor) -> None:
    walk = Walk()
    await walk.report(*SEEN)
    for stride in SEEN_DONE:
        await walk.take(stride)
    await walk.take(Stride("Rate", "lin", {"rating": "FAIR"}))
    asks = "query Rated($id: ID!) { incident(id: $id) { rating events(first: 5) { nodes { kind by { id } } } } }"

    seen = (await sun.send(asks, id=walk.id)).only

    assert seen["rating"] == "FAIR"
    assert seen["events"]["nodes"][0] == {"kind": "incident.rated", "by": None}
    assert (SIGN in SHOP_DONE, SIGN in DONE) == (True, True)
