"""Whatever has an id is found by it, by whom may see it and by nobody else, however many are asked for at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from graphql import execute, parse

from schema import schema
from schema.anything import kinds
from schema.core.context import Context
from schema.core.reading.executor import ReadingExecutor
from server.core.ids import new_id
from server.data.database import Database, reader
from server.grid.handover import actions, commands
from server.grid.incident.models import Incident
from server.query.execute import explained
from tests import town
from tests.people import Actor, Stranger
from tests.query.test_plans import SCANS
from tests.reach.notice.conftest import tell_all
from tests.statements import counted

TYPES: Any = schema._schema
ONE = "query One($id: ID!) { node(id: $id) { __typename id } }"
MANY = "query Many($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }"
LISTS = {  # where the desk of the street finds one of each kind
    "Incident": "incidents { nodes { id } }",
    "Whistle": "whistles { nodes { id } }",
    "WhistleParty": "whistles { nodes { parties { id } } }",
    "HotIssue": "hotIssues { nodes { id } }",
    "Complaint": "complaints { nodes { id } }",
    "Demand": "demands { nodes { id } }",
    "Claim": "claims { nodes { id } }",
    "OuterOrder": "outerOrders { nodes { id } }",
    "Answer": "answers { nodes { id } }",
    "CallBack": "callBacks { nodes { id } }",
    "Handover": "handovers { nodes { id } }",
    "Approval": "approvals { nodes { id } }",
    "Supervision": "incidents { nodes { supervisions { id } } }",
    "SpotCheck": "spotChecks { nodes { id } }",
    "SubjectNotice": "subjectNotices { nodes { id } }",
    "Event": "events { nodes { id } }",
    "DeviceHealth": "syncHealth { nodes { id } }",
    "Area": "areas { nodes { id } }",
    "Unit": "catalogue { units { id } }",
    "FilingCondition": "incidents { nodes { condition { id } } }",
    "Person": "viewer { person { id } }",
    "Post": "viewer { posts { id } }",
}
ADMINISTRATORS = {
    "GridPlan",
    "ImportJob",
    "Invite",
    "RuleDraft",
    "SavedQuestion",
    "StandIn",
}  # theirs alone: their own tests ask
OPEN = {"Area", "Unit", "FilingCondition"}  # everybody's who is signed in


def ids_in(told: Any) -> list[str]:
    """The ids of the innermost objects."""
    if isinstance(told, list):
        return [id for one in told for id in ids_in(one)]
    if isinstance(told, dict):
        return [told["id"]] if "id" in told else [id for one in told.values() for id in ids_in(one)]
    return []


async def one_of_each() -> dict[str, str]:
    """An id of each kind, all seen by the desk of the street."""
    li = await town.viewer("li")
    await actions.write(li, commands.Write(op_id=new_id(), area=town.KOUQUAN, note="今晚留意雨情"))
    await tell_all()
    asked = await Actor("li").send(f"{{ {' '.join(f'{name}: {text}' for name, text in LISTS.items())} }}")
    assert asked.errors == []
    return {name: ids_in(asked.data[name])[0] for name in LISTS}


def test_every_node_of_the_contract_is_asked_about() -> None:
    assert {kind.__name__ for kind in kinds(TYPES)} == set(LISTS) | ADMINISTRATORS


async def test_each_kind_is_found_by_its_id_by_whom_may_see_it_and_by_no_stranger(world: Database) -> None:
    known = await one_of_each()
    nowhere = [str(new_id()), "nonsense", ""]
    for name, id in known.items():
        assert (await Actor("li").send(ONE, id=id)).only == {"__typename": name, "id": id}
        if name not in OPEN:
            for stranger in (Actor("feng"), Stranger("nobody")):
                assert (await stranger.send(ONE, id=id)).only is None, (name, stranger)
    for id in nowhere:
        assert (await Actor("li").send(ONE, id=id)).only is None


async def test_many_come_in_the_order_of_their_ids_with_a_gap_for_what_is_not_theirs(world: Database) -> None:
    known = await one_of_each()
    ids = [known["Whistle"], str(new_id()), known["Area"], known["Incident"], str(new_id()), known["Whistle"]]
    told = (await Actor("li").send(MANY, ids=ids)).only
    assert [one and one["id"] for one in told] == [ids[0], None, ids[2], ids[3], None, ids[0]]
    assert (await Actor("li").send(MANY, ids=[*ids, "nonsense"])).codes == ["ID_MALFORMED"]
    assert (await Actor("feng").send(MANY, ids=[known["Incident"], known["Complaint"]])).only == [None, None]


async def test_all_kinds_at_once_cost_a_statement_each_and_one_that_tells_them_apart(world: Database) -> None:
    known = await one_of_each()
    rows = [id for name, id in known.items() if name not in {*OPEN, "Person", "Post"}]
    await Actor("li").send(MANY, ids=rows)  # what lies in memory is there from now on
    costs = []
    for ids in (rows[:1], rows[:1] * 100, rows):
        viewer = Actor("li")
        with counted() as said:
            await viewer.send(MANY, ids=ids)
        costs.append(len(said))
    base = costs[0] - 2
    assert costs == [base + 2, base + 2, base + 1 + len(rows)]


async def seldom_scanned(opened: Database) -> None:
    """PostgreSQL, which reads small tables whole, is asked what it would do with large ones."""
    if opened.dialect == "postgres":
        pool: Any = reader()
        name = opened.url.split("/")[3].split("?")[0]
        await pool.execute_query(f'ALTER ROLE postgres IN DATABASE "{name}" SET enable_seqscan = off')
        await pool._pool.expire_connections()


@pytest.mark.parametrize("login", ["wu", "li"])
async def test_no_table_is_read_from_end_to_end_for_an_id(login: str, world: Database) -> None:
    await seldom_scanned(world)
    document = parse("query Many($ids: [ID!]!) { nodes(ids: $ids) { id } }")
    ids = list((await one_of_each()).values())
    context = Context(viewer=await Actor(login).viewer())
    with explained() as said:
        ran: Any = execute(
            TYPES, document, context_value=context, variable_values={"ids": ids}, executor_class=ReadingExecutor
        )
        await ran
    assert len(said) > 10
    assert [one.plan for one in said if SCANS.search("\n".join(one.plan))] == []


@pytest.mark.parametrize("login", ["li", "sun"])
async def test_an_id_as_it_is_written_otherwise_is_the_same_id(login: str, world: Database) -> None:
    told = (await Actor(login).send(MANY, ids=[str(town.TEAM).upper(), town.TEAM.hex])).only
    assert [one["id"] for one in told] == [str(town.TEAM)] * 2


PAGES = {"Incident": "incidents", "Whistle": "whistles", "Complaint": "complaints"}
ROUTE = re.compile(r"^  '(/[^']*)': \{", re.MULTILINE)


@pytest.mark.parametrize("name", sorted(PAGES))
async def test_the_address_of_a_thing_is_that_of_its_page_in_the_app(name: str, world: Database) -> None:
    rows = (await Actor("li").send(f"{{ {PAGES[name]} {{ nodes {{ id url }} }} }}")).only["nodes"]
    routes = ROUTE.findall((Path(__file__).parents[2] / "web" / "main.js").read_text())
    pages = [re.compile(re.sub(r":\w+", "[^/]+", one)) for one in routes]
    assert rows
    for row in rows:
        assert row["url"].endswith(f"/{row['id']}")
        assert any(page.fullmatch(row["url"]) for page in pages), row["url"]


async def test_what_it_repeats_and_where_it_went_are_told_to_whom_may_see_those(world: Database) -> None:
    ours = await Incident.filter(street_id=town.KOUQUAN).order_by("id").first()
    theirs = await Incident.exclude(street_id=town.KOUQUAN).order_by("id").first()
    assert ours is not None
    assert theirs is not None
    ours.duplicate_of_id = ours.merged_into_id = theirs.id
    await ours.save()
    asks = "query Q($id: ID!) { incident(id: $id) { duplicateOf mergedInto duplicate { id } merged { id } } }"
    told = (await Actor("wu").send(asks, id=str(ours.id))).only
    assert [told["duplicate"]["id"], told["merged"]["id"]] == [str(theirs.id)] * 2
    hidden = (await Actor("li").send(asks, id=str(ours.id))).only
    assert (hidden["duplicate"], hidden["merged"]) == (None, None)


async def test_a_handover_names_its_desk_as_an_area(world: Database) -> None:
    await one_of_each()
    (row, *_) = (await Actor("li").send("{ handovers { nodes { area desk { code path } } } }")).only["nodes"]
    assert row["desk"]["code"] == row["area"] == town.KOUQUAN
