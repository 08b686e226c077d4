"""Tables: what a spreadsheet or a script reads by address and token, as JSON would tell it, and nothing else."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from server.core import query_limits
from server.data.database import Database
from server.edge.graphql import table
from server.edge.graphql.admission import Gate
from server.edge.graphql.flat import Column
from server.edge.graphql.sheet import _cell, disarmed
from server.ground.person import bearer_tokens
from tests import town as people
from tests.edge.conftest import ORIGIN, Person, code, person, signed_in
from tests.edge.real import whole
from tests.grid.incident.road import reported

README = Path(__file__).parents[2] / "README.md"
ALL = (
    "{ incidents { nodes { number words: text severity place { lat } grid { code at: name } "
    "leadUnit { name } late mayWhistle } } }"
)


@pytest.fixture
async def real(town: Database, tmp_path: Path) -> AsyncIterator[Starlette]:
    async with whole(town, tmp_path) as started:
        yield started


@pytest.fixture
async def program(real: Starlette) -> AsyncIterator[Person]:
    """A script that acts for wu by a token, without a browser."""
    _, secret = await bearer_tokens.add_token(None, people.WU, "sheets")
    headers = {"authorization": f"Bearer {secret}"}
    async with Person(transport=httpx.ASGITransport(real), base_url=ORIGIN, headers=headers) as somebody:
        yield somebody


async def asked(somebody: Person, query: str, **variables: Any) -> httpx.Response:
    return await somebody.ask(query, accept="text/csv", **variables)


def lines(answer: httpx.Response) -> list[list[str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


async def test_a_table_says_what_json_says_page_by_page(
    real: Starlette, program: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "PAGE_ROWS", 2)
    for text in ('=HYPERLINK("http://x")', "a, b\nc", "＝1+1", "边上；“好”", "-"):
        await reported(text=text)
    await reported("feng", grid=people.FIFTH)
    told = (await program.ask(ALL.replace("incidents", "incidents(first: 100)"))).json()["data"]["incidents"]["nodes"]
    answer = await asked(program, ALL)
    head, *rows = lines(answer)
    assert head == [
        "number",
        "words",
        "severity",
        "place.lat",
        "grid.code",
        "grid.at",
        "leadUnit.name",
        "late",
        "mayWhistle",
    ]
    assert len(rows) == len(told) == 6
    for row, one in zip(rows, told, strict=True):
        assert row[1].removeprefix("'") == one["words"]
        assert row[2:6] == [str(one["severity"]), str(one["place"]["lat"]), one["grid"]["code"], one["grid"]["at"]]
        assert row[6] == (one["leadUnit"] or {"name": ""})["name"]
        assert row[7:] == [str(one[name]).lower() for name in ("late", "mayWhistle")]
    assert {row[1] for row in rows if row[1].startswith("'")} == {'\'=HYPERLINK("http://x")', "'＝1+1", "'-"}
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert re.fullmatch(r'attachment; filename="incidents-\d{8}-\d{4}\.csv"', answer.headers["content-disposition"])
    assert "x-grid-cut" not in answer.headers
    assert len(lines(await asked(program, ALL.replace("incidents", "incidents(first: 3)")))) == 1 + 3
    async with signed_in(real, "zhao") as zhao:
        assert len(lines(await asked(zhao, ALL))) == 1 + 5  # 新胜 is another street's
    async with signed_in(real, "feng") as feng, person(real) as nobody:
        assert code(await asked(feng, ALL)) == "UNTRUSTED_DOCUMENT"
        assert code(await asked(nobody, ALL)) == "AUTH_EXPIRED"


async def test_a_table_that_is_cut_says_so_twice_and_where_to_go_on(
    program: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(5):
        await reported()
    every = [row[0] for row in lines(await asked(program, "{ incidents { nodes { id } } }"))[1:]]
    paged = "query Rows($after: String) { incidents(after: $after) { nodes { id } } }"
    monkeypatch.setattr(table, "PAGE_ROWS", 2)
    monkeypatch.setattr(table, "TABLE_ROWS", 3)
    for query, told in ((paged, every[:3]), ("{ catalogue { classes { code } } }", [])):
        answer = await asked(program, query)
        *rows, last = lines(answer)[1:]
        assert answer.headers["x-grid-cut"] == "ROWS"
        assert len(rows) == 3
        assert not told or [row[0] for row in rows] == told
        assert last[0].startswith("# CUT ROWS: 只有前 3 行")
        if told:
            assert last[0].endswith(f'"{answer.headers["x-grid-after"]}"')
            rest = await asked(program, paged, after=answer.headers["x-grid-after"])
            assert [row[0] for row in lines(rest)[1:]] == every[3:]
    monkeypatch.setattr(table, "TABLE_SECONDS", 0)
    answer = await asked(program, paged)
    assert (answer.headers["x-grid-cut"], len(lines(answer))) == ("SECONDS", 1 + 2 + 1)


async def test_each_page_of_a_table_is_paid_for(program: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        await reported()
    monkeypatch.setattr(table, "PAGE_ROWS", 2)
    monkeypatch.setattr("server.edge.graphql.budget.monotonic", lambda: 1000.0)  # nothing fills up meanwhile

    async def left() -> int:
        return int((await program.ask("{ limits { left } }")).json()["extensions"]["cost"]["left"])

    before = await left()
    lines(await asked(program, "{ incidents { nodes { id } } }"))
    assert before - await left() == 1 + 3 * 5 + 5 * 1 + 2  # admission, three pages, five rows, `limits`
    pay = Gate.again

    def last(*given: Any) -> Any:
        """Pays, and leaves less than another page costs."""
        paid = pay(*given)
        monkeypatch.setattr(query_limits, "BUDGET", 3)
        return paid

    monkeypatch.setattr(Gate, "again", last)
    cut = await asked(program, "{ incidents { nodes { id } } }")
    assert cut.headers["x-grid-cut"] == "BUDGET"
    assert len(lines(cut)) == 1 + 2 + 1
    spent = await asked(program, "{ incidents { nodes { id } } }")
    assert (spent.status_code, code(spent)) == (429, "BUDGET_SPENT")
    assert int(spent.headers["retry-after"]) > 0


NO_TABLES = {
    "{ viewer { signedIn } }": "viewer is no list",
    "{ incidents { nodes { id } } units { nodes { id } } }": "2 roots are no table",
    "{ incidents { nodes { id clocks { kind } } } }": "clocks is a list within a row",
    "{ incidents { nodes { id events(first: 1) { nodes { id } } } } }": "events.nodes is a list within a row",
    "{ incidents { total { count } nodes { id } } }": "total would stand beside the rows",
    "{ __schema { types { name } } }": "",
    "mutation { noticeRead(input: { ids: [] }) { problems { code } } }": "only a query is a table",
    "subscription { incidentChanged { cursor } }": "only a query is a table",
}


async def test_what_is_no_table_is_told_what_to_ask_instead(program: Person) -> None:
    program.headers["accept-language"] = "en"
    for query, why in NO_TABLES.items():
        answer = await asked(program, query)
        assert (answer.status_code, code(answer)) == (400, "NOT_A_TABLE"), answer.text
        told = answer.json()["errors"][0]
        assert why in told["message"]
        assert told["extensions"]["hint"].endswith(".")


async def test_who_leaves_is_read_for_no_longer(program: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        await reported()
    paid: list[Any] = []
    pay = Gate.again

    def counted(*given: Any) -> Any:
        paid.append(pay(*given))
        return paid[-1]

    monkeypatch.setattr(Gate, "again", counted)
    monkeypatch.setattr(table, "PAGE_ROWS", 1)

    async def gone(request: Request) -> bool:
        return len(paid) == 2

    monkeypatch.setattr(Request, "is_disconnected", gone)
    assert (await asked(program, "{ incidents { nodes { id } } }")).status_code == table.GONE
    assert len(paid) == 2


async def test_fragments_directives_and_other_kinds_of_rows(program: Person) -> None:
    incident = await reported()
    query = """query Some($no: Boolean = false, $ids: [ID!]!) {
      ... on Query { nodes(ids: $ids) { ...Both ... on Unit { kind } } nodes(ids: $ids) { __typename } } __typename
    }
    fragment Both on Node { id ... on Incident { text @include(if: $no) number light } }"""
    head, *rows = lines(await asked(program, query, ids=[str(incident), str(people.TEAM), str(people.WANG)]))
    assert head == ["id", "number", "light", "kind", "__typename"]
    assert [row[0] for row in rows] == [str(incident), str(people.TEAM), ""]
    assert [row[3:] for row in rows] == [["", "Incident"], ["ENFORCEMENT", "Unit"], ["", ""]]
    edges = lines(await asked(program, "{ incidents { edges { cursor node { id } } } }"))
    assert (edges[0], edges[1][1]) == (["cursor", "node.id"], str(incident))
    refused = await asked(program, '{ incidents(after: "x") { nodes { id } } }')
    assert (refused.status_code, code(refused)) == (400, "CURSOR_MALFORMED")
    assert (await program.ask("{ incidents { nodes { id } } }", accept="text/csv;q=0.1, */*")).json()["data"]
    assert code(await asked(program, "{ nothing { id } }")) == "QUERY_INVALID"


def test_numbers_stay_numbers_and_no_text_is_a_formula() -> None:
    row = {"n": -5, "f": 0.5, "b": True, "l": ["=1", "b"], "j": {"a": [1]}, "t": "-5", "none": None, "one": None}
    shown = {name: _cell(row, Column((name,), is_json=name == "j")) for name in row}
    assert shown == {
        "n": "-5",
        "f": "0.5",
        "b": "true",
        "l": "'=1; b",
        "j": '{"a":[1]}',
        "t": "'-5",
        "none": "",
        "one": "",
    }
    assert _cell(row, Column(("one", "name"))) == ""
    for sign in "=+-@＝＋－＠\t\r\n":
        assert disarmed(f"{sign}1") == f"'{sign}1"
    assert disarmed(" =1") == "' =1"
    assert disarmed("a=1") == "a=1"


async def test_the_readmes_table_comes_by_address_and_token(program: Person) -> None:
    await reported()
    told = README.read_text("utf-8").split("text/csv", 1)[1]
    address = re.search(r'pandas\.read_csv\(\s*"([^"]+)"', told)
    assert address
    parts = urlsplit(address[1])
    answer = await program.get(f"{parts.path}?{parts.query}", headers={"accept": "text/csv"})
    head, *rows = lines(answer)
    assert head[:2] == ["number", "light"]
    assert len(rows) == 1
    assert parse_qs(parts.query).keys() == {"query"}
