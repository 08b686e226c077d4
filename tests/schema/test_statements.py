"""Lists cost the same number of statements whatever the page's size: nothing is read row by row."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from schema import schema
from schema.core.context import Context
from server.ground.area import map as area_map
from server.ground.area import territory
from server.ground.catalogue import queries as catalogue
from server.ground.worktime import queries as worktime
from tests import town
from tests.people import Actor
from tests.schema.road import CHECK, DONE, FOUND, SEND_CHECK, Walk
from tests.statements import counted

DOCUMENTS: dict[str, str] = json.loads(
    (Path(__file__).parents[2] / "web" / "api" / "documents.json").read_text("utf-8")
)
EVERYTHING = """query Everything($first: Int!) { incidents(first: $first) { totalCount nodes {
  id reporter { name } assignee { name } leadUnit { name area { path parent { name shape { ring } } } }
  assistUnits { name } grid { path shape { ring } children { name } parent { name parent { name children { name } } } }
  clock { light leftMinutes unitMinutes limit { amount } } clocks { dueAt } photos { arrived url }
  findings { by { name } } disposals { unit { name } } stepper { by } allowedSteps { why }
  condition { evidence limit { kind } } matter { title } incidentClass { major { name } }
  events(first: 3) { nodes { by { name } role unit { name } } pageInfo { hasNextPage } } } } }"""
HAPPENED = "query Happened($first: Int!) { events(first: $first) { nodes { kind by { name } role unit { name } } } }"
AREAS = """query Areas($first: Int!) { areas(first: $first) {
  totalCount nodes { code path parent { name } shape { ring } children { name } } } }"""


def trusted(name: str) -> str:
    return next(text for text in DOCUMENTS.values() if text.startswith((f"query {name}(", f"query {name} {{")))


@pytest.fixture(autouse=True)
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in memory stays there for the length of a test: whether it is fresh is not asked here."""
    monkeypatch.setattr(catalogue.REMEMBERED, "seconds", 1e9)
    monkeypatch.setattr(worktime.REMEMBERED, "seconds", 1e9)
    monkeypatch.setattr(area_map.REMEMBERED, "seconds", 1e9)
    monkeypatch.setattr(territory.REMEMBERED, "seconds", 1e9)


async def cost(actor: Actor, document: str, **variables: Any) -> int:
    """How many statements the answer costs once what is kept in memory is there."""
    viewer = await actor.viewer()
    for _ in range(2):
        with counted() as said:
            result = await schema.execute(document, variable_values=variables, context_value=Context(viewer=viewer))
        assert result.errors is None, result.errors
    return len(said)


PAGES: dict[str, tuple[str, dict[str, Any], int]] = {  # what is asked, and the most statements that it may cost
    "feed": (trusted("Feed"), {}, 11),
    "desk": (trusted("DeskList"), {"filter": {"area": town.KOUQUAN, "open": True}}, 12),
    "search": (trusted("DeskList"), {"filter": {"text": "井盖"}}, 12),
    "newest yellow or green": (
        trusted("Feed"),
        {"filter": {"lights": ["GREEN", "YELLOW"]}, "orderBy": {"by": "RECEIVED", "direction": "DESCENDING"}},
        11,
    ),
    "everything at once": (EVERYTHING, {}, 22),
    "events": (HAPPENED, {}, 4),
    "areas": (AREAS, {}, 6),
}


async def test_a_page_of_six_costs_the_same_statements_as_a_page_of_two(li: Actor) -> None:
    for number in range(7):
        walk = Walk()
        await walk.report("wang", FOUND[1] | {"photos": [{"sha256": f"{number:064x}", "kind": "BEFORE"}]})
        for stride in (*DONE, SEND_CHECK, CHECK):
            await walk.take(stride)

    costs = {
        name: (await cost(li, document, first=2, **more), await cost(li, document, first=6, **more))
        for name, (document, more, _) in PAGES.items()
    }

    assert {name: small for name, (small, _) in costs.items()} == {name: large for name, (_, large) in costs.items()}
    assert {name: large for name, (_, large) in costs.items() if large > PAGES[name][2]} == {}


async def test_an_incident_with_a_long_story_costs_as_much_as_a_new_one(li: Actor, wang: Actor) -> None:
    new, old = Walk(), Walk()
    await new.report("wang", {"photos": [{"sha256": "cd" * 32, "kind": "BEFORE"}]})
    await old.report("wang", {"photos": [{"sha256": "ef" * 32, "kind": "BEFORE"}]})
    for stride in DONE:
        await old.take(stride)

    costs = [await cost(li, trusted("IncidentDetail"), id=walk.id) for walk in (new, old)]

    assert costs[1] <= costs[0]
    assert costs[1] <= 16


async def test_who_does_not_ask_for_the_total_does_not_pay_for_it(li: Actor) -> None:
    plain = await cost(li, "{ incidents { nodes { id } } }")
    with_total = await cost(li, "{ incidents { totalCount nodes { id } } }")
    assert with_total == plain
