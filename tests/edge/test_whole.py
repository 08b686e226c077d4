"""The real schema behind the real edge: phones' documents, photos on incidents, live news, prices."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import orjson
import pytest
from graphql import get_introspection_query
from starlette.applications import Starlette

from server.core import clock
from server.data.database import Database
from server.edge.graphql.documents import identify
from server.grid.incident.commands import Photo
from server.grid.incident.models import PhotoKind
from server.journal.models import Event
from tests.edge.conftest import code, signed_in
from tests.edge.real import whole
from tests.edge.serving import browser, served
from tests.grid.incident.road import STRIDES, brought_to, reported, walk
from tests.ground.media.album import name, photo

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT / "web/api/documents.json"


@pytest.fixture
async def real(town: Database, tmp_path: Path) -> AsyncIterator[Starlette]:
    async with whole(town, tmp_path) as started:
        yield started


async def test_every_document_of_the_phones_fits_the_schema(real: Starlette) -> None:
    texts = orjson.loads(DOCUMENTS.read_bytes())
    assert len(texts) > 20
    async with signed_in(real, "zhang") as zhang:
        for sha256, text in texts.items():
            assert identify(text) == sha256
            answer = await zhang.post("/graphql", json={"documentId": sha256, "variables": {}})
            codes = [error["extensions"].get("code") for error in answer.json().get("errors", [])]
            messages = [error["message"] for error in answer.json().get("errors", [])]
            assert all("Variable" in message for message in messages) or codes == ["STREAM_NEEDED"], (text, messages)


async def test_of_two_browsers_each_knows_itself_in_the_list_of_credentials(real: Starlette) -> None:
    async with signed_in(real, "wu") as desk, signed_in(real, "wu") as home:
        heres = []
        for browser_ in (desk, home):
            listed = (await browser_.ask("{ credentials { id here } }")).json()["data"]["credentials"]
            heres.append([one["id"] for one in listed if one["here"]])
        assert [len(one) for one in heres] == [1, 1]
        assert heres[0] != heres[1]


async def test_a_photo_is_seen_by_those_who_see_its_incident(real: Starlette) -> None:
    data = photo()
    async with signed_in(real, "wang") as wang:
        sent = await wang.put(f"/media/{name(data)}", content=data, headers={"content-type": "image/jpeg"})
        assert sent.status_code == 200
        async with signed_in(real, "zhang") as zhang, signed_in(real, "feng") as feng:
            assert (await zhang.get(f"/media/{name(data)}")).status_code == 404
            await reported(photos=(Photo(sha256=name(data), kind=PhotoKind.BEFORE),))
            assert (await zhang.get(f"/media/{name(data)}")).status_code == 200
            assert (await zhang.get(f"/media/{name(data)}/thumb")).status_code == 200
            assert (await feng.get(f"/media/{name(data)}")).status_code == 404


async def test_the_usual_question_of_an_editor_has_a_bearable_price(real: Starlette) -> None:
    async with signed_in(real, "wu") as wu:
        answer = await wu.ask(get_introspection_query(input_value_deprecation=True, schema_description=True))
        assert answer.status_code == 200, answer.text[:300]
        weighed: httpx.Response = await wu.post("/playground/price", json={"query": get_introspection_query()})
    assert weighed.json()["cost"] <= weighed.json()["limit"]


async def test_the_contract_that_is_served_is_the_one_beside_the_code(real: Starlette) -> None:
    async with signed_in(real, "wang") as wang:
        served_text = (await wang.get("/schema.graphql")).text
    assert served_text + "\n" == (ROOT / "schema" / "schema.graphql").read_text("utf-8")


async def test_the_desk_hears_of_a_step_that_the_field_took_and_the_stranger_does_not(real: Starlette) -> None:
    texts = orjson.loads(DOCUMENTS.read_bytes())
    document = next(sha256 for sha256, text in texts.items() if text.startswith("subscription Inc"))
    body = {"documentId": document, "variables": {}}
    headers = {"accept": "text/event-stream"}
    async with (
        served(real) as address,
        browser(address, "zhang") as zhang,
        browser(address, "feng") as feng,
        zhang.stream("POST", "/graphql", json=body, headers=headers) as zhangs,
        feng.stream("POST", "/graphql", json=body, headers=headers) as fengs,
    ):
        told, strange = zhangs.aiter_lines(), fengs.aiter_lines()
        assert [await anext(told), await anext(strange)] == [":", ":"]
        incident = await brought_to(STRIDES["accept"])
        await walk(STRIDES["accept"], incident)
        line = await heard_within(told, 10)
        assert line is not None
        change = orjson.loads(line[5:])["data"]["incidentChanged"]
        assert change["incident"]["id"] == str(incident)
        assert await heard_within(strange, 2) is None


async def heard_within(lines: AsyncIterator[str], seconds: float) -> str | None:
    """The next line of data, or None when there is none in time."""
    try:
        async with asyncio.timeout(seconds):
            return await anext(line async for line in lines if line.startswith("data:"))
    except TimeoutError:
        return None


async def test_the_stranger_cannot_tell_a_foreign_incident_from_none(real: Starlette) -> None:
    foreign = await reported()
    texts = orjson.loads(DOCUMENTS.read_bytes())
    asks_one = [sha for sha, text in texts.items() if text.startswith("query") and "$id: ID!" in text.split("{")[0]]
    assert asks_one
    async with signed_in(real, "feng") as feng:
        for document in asks_one:
            answers = [
                await feng.post("/graphql", json={"documentId": document, "variables": {"id": one}})
                for one in (str(foreign), "01a1fdbc-f056-7d6c-a9ba-63d951a38175")
            ]
            assert {answer.content for answer in answers} == {answers[0].content}


async def test_the_playground_has_a_page_for_each_kind_of_caller(real: Starlette) -> None:
    async with signed_in(real, "wu") as wu, signed_in(real, "wang") as wang:
        open_, closed = await wu.get("/playground"), await wang.get("/playground")
        assert (open_.status_code, closed.status_code) == (200, 403)
        assert "查询台" in open_.text
        assert "unsafe" not in open_.headers["content-security-policy"]
        assert "查询台不对你的岗位开放" in closed.text
        assert "Not open to your posts" in closed.text
        await wang.delete("/session")
        nobody = await wang.get("/playground")
        assert nobody.status_code == 401
        assert '<a class="main" href="/login"' in nobody.text
        for path in ("price", "changes"):
            assert (
                await wang.post(f"/playground/{path}", json={"query": "{ viewer { signedIn } }"})
            ).status_code == 401


async def test_wang_learns_no_price_and_opens_no_changes(real: Starlette) -> None:
    async with signed_in(real, "wang") as wang:
        for path in ("price", "changes"):
            answer = await wang.post(f"/playground/{path}", json={"query": "{ viewer { signedIn } }"})
            assert (answer.status_code, code(answer)) == (403, "UNTRUSTED_DOCUMENT")


async def test_the_files_of_the_playground_are_ours_and_no_others(real: Starlette, tmp_path: Path) -> None:
    async with signed_in(real, "wu") as wu:
        script = await wu.get("/playground/files/graphiql.min.js", headers={"accept-encoding": "br"})
        assert (script.status_code, script.headers["content-encoding"]) == (200, "br")
        etag = {"if-none-match": script.headers["etag"]}
        assert (await wu.get("/playground/files/graphiql.min.js", headers=etag)).status_code == 304
        for other in ("lock.json", "index.html", "..%2Findex.html", "%2e%2e%2f%2e%2e%2fserver%2fapp.py"):
            assert (await wu.get(f"/playground/files/{other}")).status_code == 404


CHANGE = """mutation Note($input: IncidentNoteInput!) { incidentNote(input: $input) { problems { code } } }"""


async def test_changes_are_refused_until_they_are_opened_and_for_ten_minutes_only(
    real: Starlette, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with signed_in(real, "wu") as wu, signed_in(real, "wu") as other_browser:
        body = {"query": CHANGE, "variables": {"input": {"opId": "x", "id": "y", "text": "z"}}}
        assert code(await wu.post("/graphql", json=body)) == "READ_ONLY"
        opened = (await wu.post("/playground/changes", json={})).json()
        shown = {"x-grid-changes": opened["pass"]}
        allowed = await wu.post("/graphql", json=body, headers=shown)
        assert allowed.status_code == 200
        assert "READ_ONLY" not in allowed.text
        assert code(await other_browser.post("/graphql", json=body, headers=shown)) == "READ_ONLY"
        for forged in (
            "",
            ".",
            "9999999999.",
            opened["pass"] + "0",
            "x." + opened["pass"].partition(".")[2],
            "9" + opened["pass"],
        ):
            assert code(await wu.post("/graphql", json=body, headers={"x-grid-changes": forged})) == "READ_ONLY"
        later = clock.now() + timedelta(minutes=10, seconds=1)
        monkeypatch.setattr("server.core.clock.now", lambda: later)
        assert code(await wu.post("/graphql", json=body, headers=shown)) == "READ_ONLY"
    assert await Event.filter(kind="playground.changes_opened").count() == 1


async def test_the_limits_can_be_asked_and_are_those_that_hold(real: Starlette) -> None:
    async with signed_in(real, "wu") as wu:
        text = "{ limits { cost budget left depth pageRows countedRows streams } }"
        first = (await wu.ask(text)).json()
        limits = first["data"]["limits"]
        assert (limits["cost"], limits["budget"], limits["depth"], limits["pageRows"]) == (10_000, 300_000, 12, 100)
        assert 300_000 - 8 <= limits["left"] < 300_000  # what has just been taken is filling up again
        assert first["extensions"]["cost"] | {"left": 0} == {"requested": 8, "actual": 8, "left": 0}
