"""A cursor goes on in the list that gave it, and is refused in every other."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest

from schema.core.reading.cursors import LONGEST, sealed
from server.data.database import Database
from server.grid.incident import paging
from server.grid.incident.models import Incident
from server.grid.incident.sorting import Sort
from tests.query.lists import Listed, listed, told

PAGE = "edges { cursor node { __typename } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }"
PULL = "query Pull($cursor: String) { pull(cursor: $cursor) { more } }"
REFUSED = (None, ["CURSOR_MALFORMED"])
LISTS = listed()


async def test_every_list_goes_on_behind_its_own_cursor_and_refuses_those_of_all_others(world: Database) -> None:
    owners = {one: await one.owner() for one in LISTS}
    given: dict[Listed, str] = {}
    for one, owner in owners.items():
        whole, errors = await one.ask(owner, PAGE, first=100)
        assert (errors, whole["pageInfo"]["hasPreviousPage"]) == ([], False)
        cursors = [edge["cursor"] for edge in whole["edges"]]
        assert cursors, f"{one} is empty here: let tests/query/world.py fill it"
        ends = [whole["pageInfo"][name] for name in ("startCursor", "endCursor")]
        assert ends == [cursors[0], cursors[-1]]
        given[one] = cursors[0]
        behind, _ = await one.ask(owner, PAGE, first=100, after=cursors[0])
        assert [edge["cursor"] for edge in behind["edges"]] == cursors[1:]
        assert behind["pageInfo"]["hasPreviousPage"]
    assert max(map(len, given.values())) <= LONGEST
    for one, owner in owners.items():
        others = {str(other): after for other, after in given.items() if other != one}
        answers = {other: await one.ask(owner, PAGE, first=1, after=after) for other, after in others.items()}
        assert answers == dict.fromkeys(others, REFUSED), str(one)
    for cursor in given.values():
        assert await told(PULL, {"cursor": cursor}) == ({"pull": None}, ["CURSOR_MALFORMED"])


@pytest.mark.parametrize("after", ["nonsense", "WzEs", sealed("incidents", "x"), "x" * 10_000, "é", "WzEsMSwyXQ"])
async def test_what_is_no_cursor_is_refused_in_every_list(after: str, world: Database) -> None:
    answers = {str(one): await one.ask(await one.owner(), PAGE, first=1, after=after) for one in LISTS}
    assert answers == dict.fromkeys(answers, REFUSED)


async def test_a_cursor_of_another_order_is_refused(world: Database) -> None:
    incidents = Listed("Query", "incidents")
    newest, _ = await incidents.ask("", PAGE, "orderBy: { by: RECEIVED, direction: DESCENDING }", first=1)
    _, errors = await incidents.ask(
        "", PAGE, "orderBy: { by: CHANGED, direction: DESCENDING }", after=newest["pageInfo"]["endCursor"]
    )
    assert errors == ["CURSOR_MALFORMED"]


async def test_a_phone_goes_on_with_the_cursor_that_an_older_server_gave_it(world: Database) -> None:
    """An id of a list by id, a number of events, a code of areas, an order and a place of incidents."""
    first = await Incident.filter(late_at=None).order_by("id").first()
    assert first is not None
    old = {
        Listed("Query", "areas"): "140214",
        Listed("Incident", "events"): "2",
        Listed("Query", "subjectNotices"): str(first.id),
        Listed("Query", "incidents"): urlsafe_b64encode(paging.cursor(Sort.URGENT_FIRST, first).encode())
        .decode()
        .rstrip("="),
    }
    for one, cursor in old.items():
        page, errors = await one.ask(await one.owner(), PAGE, after=cursor)
        assert (errors, page["pageInfo"]["hasPreviousPage"]) == ([], True), str(one)
