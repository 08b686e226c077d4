"""An operator asks what a query costs, and is told the statements and what no statement covers."""

from __future__ import annotations

import pytest

from schema import explain
from server.data.database import Database
from tests.people import Actor


async def test_an_operator_reads_the_one_statement_of_a_feed_and_how_it_is_answered(world: Database) -> None:
    query = "query Q($first: Int) { incidents(first: $first) { totalCount nodes { id photos { url } } } }"
    told = await explain.statements(query, await Actor("li").viewer(), {"first": 3})
    assert told.count("WITH ") == 1
    assert "incident_photo" in told
    assert "  | " in told
    assert told.endswith("1 statement(s); what lies in memory needs none.")


async def test_a_mutation_is_not_carried_out_to_explain_it(world: Database) -> None:
    with pytest.raises(ValueError, match="only a query"):
        await explain.statements("mutation { __typename }", await Actor("li").viewer(), {})


async def test_a_query_that_does_not_fit_is_refused_with_its_reason(world: Database) -> None:
    with pytest.raises(ValueError, match="nothing"):
        await explain.statements("{ nothing }", await Actor("li").viewer(), {})


async def test_who_is_not_there_cannot_ask(world: Database) -> None:
    with pytest.raises(ValueError, match="nobody"):
        await explain.explain(world.url, "stranger", "{ viewer { signedIn } }", {})


async def test_a_person_asks_by_their_login(world: Database) -> None:
    told = await explain.explain(world.url, "li", "{ incidents { nodes { id } } viewer { signedIn } }", {})
    assert told.endswith("1 statement(s); what lies in memory needs none.")


def test_what_cannot_be_planned_is_listed() -> None:
    assert "Incident.candidates" in explain.listed()
    assert "Incident.light" not in explain.listed()
