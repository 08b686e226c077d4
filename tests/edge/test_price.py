"""What a question costs, what is left, and what to ask instead: of whoever writes their own, and of programs."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from graphql import ArgumentNode, FieldNode, IntValueNode, NameNode, Visitor, parse, print_ast, validate, visit
from starlette.applications import Starlette

from schema import schema
from server.core import query_limits
from server.core.query_limits import BUDGET, MAX_COST
from server.edge.graphql import budget
from server.edge.graphql.engine import Engine, GraphQLRequest
from server.edge.graphql.query_cost import answered, price, reckoned
from server.edge.refusal import Refused
from tests.edge.conftest import THINGS, Person, code, signed_in

TYPES = schema._schema
PARTY = "parties { unit { id name } results { at } allowedSteps { step allowed why } }"
CLOCKS = "clocks { kind startedAt warnAt dueAt stoppedAt light leftMinutes }"
DEAR = {
    "one page": "{ incidents(first: 100) { nodes { " + CLOCKS + " } } }",
    "the page above": "{ areas(first: 100) { nodes { code children(first: 100) { code name } } } }",
    "two pages": "{ a: incidents(first: 100) { nodes { number text light allowedSteps { step why } } } "
    "b: whistles(first: 100) { nodes { reason " + PARTY + " } } }",
    "in a fragment": "query Q($n: Int = 90) { incidents(first: $n) { nodes { ...All } } } "
    "fragment All on Incident { number whistles { reason " + PARTY + " } events(first: 20) { nodes { kind at } } }",
    "by a variable": "query Q($n: Int) { incidents(first: $n) { nodes { number " + CLOCKS + " } } }",
    "no page": "{ viewer { home { name } } catalogue { version classes { code name major { code name } } "
    "units { id name area { code name path parent { code name path parent { code name path } } } } "
    "majors { code name } "
    "a: units { id name area { code name path parent { code name path } } } "
    "b: units { id name trade area { code name path parent { code name path parent { code name path } } } } "
    "c: units { id name area { code name path parent { code name path } } } } }",
}


class Obedient(Visitor):
    """Writes what a refusal names instead: pages of so many rows, and without some fields."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__()
        self.firsts = {(one["line"], one["column"]): one["to"] for one in told["first"]}
        self.without = {(one["line"], one["column"]) for one in told["leaveOut"]}

    def leave_field(self, node: FieldNode, *_: Any) -> Any:
        assert node.loc is not None
        place = (node.loc.start_token.line, node.loc.start_token.column)
        if place in self.without:
            return self.REMOVE
        if place not in self.firsts:
            return None
        first = ArgumentNode(name=NameNode(value="first"), value=IntValueNode(value=str(self.firsts[place])))
        others = tuple(one for one in node.arguments or () if one.name.value != "first")
        return replace(node, arguments=(first, *others))


@pytest.mark.parametrize("name", DEAR)
def test_a_refusal_names_a_smaller_question_that_passes_when_it_is_asked_so(name: str) -> None:
    document, variables = parse(DEAR[name]), {"n": 95}
    assert validate(TYPES, document) == []
    with pytest.raises(Refused) as refused:
        price(document, TYPES, variables, None)
    assert refused.value.code == "QUERY_TOO_EXPENSIVE"
    told = refused.value.more["smaller"]
    asked = parse(print_ast(visit(document, Obedient(told))))
    assert [error for error in validate(TYPES, asked) if "never used" not in error.message] == []
    cost = price(asked, TYPES, {}, None).cost
    assert cost == told["cost"] <= MAX_COST
    assert cost > MAX_COST // 2 or told["leaveOut"], "smaller than it has to be"
    for one in told["first"]:
        assert f"first: {one['to']} at {one['field']}" in refused.value.message
        assert 1 <= one["to"] < one["from"]


def test_a_price_that_is_remembered_is_the_price_of_these_variables() -> None:
    """Numbers, yes and no, names of enums, entries of lists, what is not said: none is taken for another."""
    engine = Engine(TYPES, lambda viewer: None)
    said: list[dict[str, Any]] = [
        {}, {"n": None}, {"n": 0}, {"n": 1}, {"n": True}, {"n": 9}, {"n": 9, "by": "STREET"}, {"n": 9, "by": "CLASS"},
        {"n": 9, "filter": {"states": ["REPORTED"] * 5}}, {"n": 9, "filter": {"states": ["REPORTED"]}},
        {"n": 9, "filter": {"text": "REPORTED"}}, *({"n": number} for number in range(2, 60)),
    ]  # fmt: skip
    text = (
        "query Q($n: Int = 30, $by: IncidentCountBy, $filter: IncidentFilter) { incidents(first: $n, filter: $filter) "
        "{ nodes { number text } } incidentCounts(by: $by) { count } }"
    )
    prepared = engine.prepare(text)
    for variables in said * 2:
        fresh = reckoned(prepared.document, TYPES, variables, "Q")
        assert engine.reckon(GraphQLRequest(prepared, "Q", variables, trusted=True)) == fresh, variables


def test_a_page_of_a_hundred_with_what_happened_to_each_is_bearable() -> None:
    asked = """{ incidents(first: 100) { nodes { id number state receivedAt grid { name } incidentClass { name }
      events(first: 10) { nodes { at kind by { name } role unit { name } } } } pageInfo { hasNextPage endCursor } } }"""
    assert price(parse(asked), TYPES, {}, None).cost == 8005


def test_an_answers_fields_are_counted_whatever_its_texts_say() -> None:
    assert answered(rb'{"a":"x\":\"y","b":[{"c":null},{"c":"\\"}],"d":{"e":"\":"}}') == 6


async def test_what_a_question_did_not_cost_is_put_back(wu: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.edge.graphql.budget.monotonic", lambda: 1000.0)  # nothing fills up meanwhile
    text = "{ things(first: 2) { nodes { friends { name } } } }"  # ten friends each are reckoned, none is there
    first, second = [(await wu.ask(text)).json()["extensions"]["cost"] for _ in range(2)]
    assert (first["requested"], first["actual"]) == (24, 4)
    assert first["left"] - second["left"] == 4


async def test_who_has_spent_their_minute_is_told_when_there_is_room_again(
    app: Starlette, wu: Person, program: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [5000.0]
    monkeypatch.setattr("server.edge.graphql.budget.monotonic", lambda: now[0])
    monkeypatch.setattr(query_limits, "BUDGET", 600)  # ten a second
    text = "{ things(first: 100) { nodes { name } } }"
    for _ in range(5):
        assert (await program.ask(text)).status_code == 200
    spent = await program.ask(text)
    assert (spent.status_code, code(spent)) == (429, "BUDGET_SPENT")
    told = spent.json()["errors"][0]["extensions"]["cost"]
    assert told == {"requested": 102, "left": 90, "budget": 600, "roomIn": 2}
    assert spent.headers["retry-after"] == "2"
    assert (await program.trusted(THINGS, first=100)).status_code == 429  # the screens' documents are no way around it
    assert (await wu.ask(text)).status_code == 200  # the same person's session has its own
    async with signed_in(app, "wang") as wang:
        for _ in range(7):
            answer = await wang.trusted(THINGS, first=100)
            assert answer.status_code == 200  # a phone pays for nothing, and is told nothing of it
            assert "extensions" not in answer.json()
    now[0] += told["roomIn"]
    assert (await program.ask(text)).status_code == 200


def test_a_minutes_budget_holds_what_it_says() -> None:
    account = budget.Budget()
    for _ in range(BUDGET // MAX_COST):
        account.take(MAX_COST)
    with pytest.raises(Refused):
        account.take(MAX_COST)
