"""Questions as forms and tables: templates answer, whoever opens one sees what is theirs, sheets have their types."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from python_calamine import CalamineWorkbook
from starlette.applications import Starlette

from schema import schema
from server.core import clock
from server.core.ids import new_id
from server.data.database import Database
from server.edge.doors.questions import XLSX
from server.edge.graphql.engine import Engine
from server.edge.questions import templates
from server.edge.questions.answer import Row
from server.edge.questions.asked import Question
from server.edge.questions.heading import Head
from server.edge.questions.sheets import Workbook
from server.grid.incident.models import Incident
from server.ground.person import bearer_tokens
from server.insight.saved_question import commands, verbs
from server.insight.saved_question.models import SavedQuestion, Scope
from tests import town as people
from tests.edge.conftest import ORIGIN, Person, code, signed_in
from tests.edge.real import whole
from tests.grid.incident.road import reported
from tests.insight.figures.questions import QUESTIONS

ROWS = """query Rows($area: AreaCode, $unit: ID, $period: PeriodInput) {
  incidents(filter: { area: $area, leadUnit: $unit, received: $period }) {
    nodes { number state severity incidentClass { name } street { name } receivedAt late text }
  }
}"""
MOST = 1000  # what one question may cost


@pytest.fixture
async def real(town: Database, tmp_path: Path) -> AsyncIterator[Starlette]:
    """With an incident of each of two streets; the text of one looks like a formula."""
    await reported(text="=1+1 井盖坏了，路过要小心")
    other = await reported(text="垃圾桶满了，没人清运")
    await Incident.filter(id=other).update(street_id=people.XINSHENG)
    async with whole(town, tmp_path) as started:
        yield started


async def kept(document: str = ROWS, scope: Scope = Scope.DISTRICT, **given: Any) -> SavedQuestion:
    words: dict[str, Any] = {
        "name": "收到的案件",
        "scope": scope,
        "document": document,
        "given": orjson.dumps(given).decode(),
    }
    done = await verbs.keep(await people.viewer("wu"), commands.Keep(op_id=new_id(), id=new_id(), **words))
    return await SavedQuestion.get(id=done.id)


async def table(who: Person, body: dict[str, Any], accept: str = "application/json") -> httpx.Response:
    return await who.post("/questions/answer", json=body, headers={"accept": accept})


def of(row: SavedQuestion, **values: Any) -> dict[str, Any]:
    return {"documentId": f"question:{row.id}", "variables": values}


def test_every_template_fits_the_contract_and_costs_little() -> None:
    engine = Engine(schema._schema, lambda viewer: None)
    found = templates.all_of_them()
    assert len({one.key for one in found}) == len({one.zh for one in found}) == len(found) == 60
    for one in found:
        assert engine.prepare(one.document).errors == (), one.key
        given = Question(one.document, one.given).asked(engine).variables
        assert engine.weigh(one.document, given, None).cost < MOST, one.key


def test_what_sql_answers_by_hand_is_among_the_templates() -> None:
    """The numbers of a question depend on its dimension and its measure: those are held against SQL."""
    held = {(one.of, one.by, one.measure) for one in QUESTIONS}
    single = {(one.kind, one.by, measure) for one in templates.FIGURES for measure in one.measures.split()}
    assert held <= single, held - single


async def test_every_template_answers_under_chinese_headings(real: Starlette) -> None:
    async with signed_in(real, "wu") as wu:
        told = (await wu.get("/questions/templates")).json()
        assert len(told) == 60
        for one in told:
            answer = await table(wu, {"query": one["document"], "variables": one["given"]})
            assert answer.status_code == 200, (one["key"], answer.text)
            heads = answer.json()["heads"]
            assert all(any(letter >= "\u4e00" for letter in head["zh"]) for head in heads), (one["key"], heads)


async def test_codes_are_words_and_a_row_opens_its_case(real: Starlette) -> None:
    async with signed_in(real, "wu") as wu:
        found = (await table(wu, {"query": ROWS})).json()
    heads = [one["zh"] for one in found["heads"]]
    assert heads[:5] == ["案号", "状态", "紧急程度", "小类", "街道"]
    assert found["heads"][1]["words"]["REPORTED"][0] == "已上报"
    assert {one["href"][:3] for one in found["rows"]} == {"/i/"}
    assert len(found["rows"]) == 2


async def test_whoever_opens_a_shared_question_sees_their_own_street_alone(real: Starlette) -> None:
    shared, mine = await kept(), await kept(scope=Scope.MINE)
    async with signed_in(real, "wu") as wu, signed_in(real, "zhao") as zhao, signed_in(real, "wang") as wang:
        assert len((await table(wu, of(shared))).json()["rows"]) == 2
        assert [row["cells"][4] for row in (await table(zhao, of(shared))).json()["rows"]] == ["口泉街道"]
        assert (await table(zhao, of(mine))).status_code == 404
        assert code(await table(wang, of(shared))) == "UNTRUSTED_DOCUMENT"
    assert (await SavedQuestion.get(id=shared.id)).used_at is not None


async def test_a_sheet_has_its_types_and_no_formula(real: Starlette) -> None:
    shared = await kept()
    async with signed_in(real, "wu") as wu:
        answer = await table(wu, of(shared), XLSX)
        plain = await table(wu, of(shared), "text/csv")
        few = next(one for one in templates.all_of_them() if one.key == "shares-by-street")
        assert "样本不足" in (await table(wu, {"query": few.document}, "text/csv")).text
    assert answer.status_code == 200, answer.text
    heads, *rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_name("数据").to_python()
    assert heads[3] == "小类"
    first = next(row for row in rows if row[4] == "口泉街道")
    assert [type(one) for one in first] == [str, str, float, str, str, datetime, str, str]
    assert (first[1], first[6], first[7]) == ("已上报", "否", "=1+1 井盖坏了，路过要小心")
    assert isinstance(first[5], datetime)
    assert abs(first[5] - datetime.now(clock.SHANGHAI).replace(tzinfo=None)) < timedelta(days=1)
    lines = list(csv.reader(io.StringIO(plain.content.decode("utf-8-sig"), newline="")))
    assert {row[7][:5] for row in lines[1:]} == {"'=1+1", "垃圾桶满了"}


async def test_a_period_stays_relative_and_the_values_of_a_link_come_before_those_kept(real: Starlette) -> None:
    shared = await kept(period="LAST_MONTH")
    async with signed_in(real, "wu") as wu:
        assert (await table(wu, of(shared))).json()["rows"] == []
        assert len((await table(wu, of(shared, period="TODAY"))).json()["rows"]) == 2
        read = (await wu.post("/questions/read", json=of(shared))).json()
    assert read["given"] == {"period": "LAST_MONTH"}
    assert [(one["name"], one["kind"]) for one in read["form"]] == [
        ("area", "area"),
        ("unit", "unit"),
        ("period", "period"),
    ]
    assert {"value": "LAST_MONTH", "zh": "上月", "en": "Last month"} in read["form"][2]["options"]


async def test_a_question_that_no_longer_fits_or_names_a_unit_that_is_gone_says_so(real: Starlette) -> None:
    nobody = str(new_id())
    unit, old = await kept(unit=nobody), await kept("{ incidents { nodes { colour } } }")
    dear = await kept("{ incidents(first: 100) { nodes { events(first: 100) { nodes { kind payload } } } } }")
    async with signed_in(real, "wu") as wu:
        read = (await wu.post("/questions/read", json=of(unit))).json()
        assert read["gone"] == [{"what": "unit", "name": "unit", "value": nobody}]
        assert (await wu.post("/questions/read", json=of(old))).json()["code"] == "QUERY_INVALID"
        assert (await wu.post("/questions/read", json=of(dear))).json()["code"] == "QUERY_TOO_EXPENSIVE"
        assert code(await table(wu, of(old))) == "QUERY_INVALID"


async def test_a_program_asks_by_the_questions_id_and_by_its_address(real: Starlette) -> None:
    shared = await kept(period="TODAY")
    _, secret = await bearer_tokens.add_token(None, people.WU, "sheets")
    headers = {"authorization": f"Bearer {secret}"}
    async with Person(transport=httpx.ASGITransport(real), base_url=ORIGIN, headers=headers) as program:
        answer = await program.post("/graphql", json=of(shared))
        assert len(answer.json()["data"]["incidents"]["nodes"]) == 2
        own = await program.post("/graphql", json={"query": ROWS, "variables": {"period": "LAST_MONTH", "area": None}})
        assert own.json()["data"]["incidents"]["nodes"] == []
        plain = await program.get(f"/questions/{shared.id}.csv", params={"area": people.KOUQUAN})
        assert len(plain.text.splitlines()) == 2
        assert (await program.get(f"/questions/{new_id()}.csv")).status_code == 404


async def test_a_sheet_of_fifty_thousand_rows_is_made_beside_the_loop(tmp_path: Path) -> None:
    heads = [Head("案号", "Number"), Head("紧急程度", "Severity", "number"), Head("何时", "When", "moment")]
    book, most = Workbook(tmp_path), 2_000
    rows = [Row([f"-{n}", n, "2026-11-30T00:00:00+00:00"]) for n in range(most)]
    await book.add(heads, rows)
    await book.close(heads, [["导出", "吴敏"]])
    sheet = CalamineWorkbook.from_path(str(book.made)).get_sheet_by_name("数据").to_python()
    assert (len(sheet), sheet[1]) == (most + 1, ["-0", 0.0, datetime.fromisoformat("2026-11-30T08:00")])
    book.remove()
    assert os.listdir(tmp_path) == []


async def test_the_number_that_is_watched_is_the_total_of_figures_or_the_length_of_a_list(real: Starlette) -> None:
    ask, given = real.state.total, {"period": "TODAY"}
    wu, zhao, wang = [await people.viewer(who) for who in ("wu", "zhao", "wang")]
    figures = next(one.document for one in templates.all_of_them() if one.key == "week-by-street")
    for document in (ROWS, figures, "{ incidentCounts(by: STREET) { count } }"):
        assert [await ask(document, given, who) for who in (wu, zhao, wang)] == [2, 1, None], document
    assert await ask("{ incidents { nodes { colour } } }", {}, wu) is None
