"""A full disk: whoever writes is told so in words that their phone understands, reads go on, and writing resumes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest

from server.core import clock
from server.core.errors import StorageFull
from server.data.database import Database, _outside, reader, transaction
from server.data.db_errors import is_full
from server.edge.attempts import BY_ACCOUNT
from server.grid.incident.models import Incident
from server.ground.person import secrets, sessions
from server.ground.person.models import LoginTries, Person, Session
from server.journal import audit
from server.journal.models import Receipt
from tests.conftest import copied
from tests.edge.conftest import code, person, signed_in
from tests.edge.real import whole
from tests.people import Actor
from tests.reach.sync.phone import settle
from tests.schema.documents import REPORT, draft
from tests.stores import SqliteStore
from tests.town import WANG, ZHANG, build


@pytest.fixture
async def town(sqlite_store: SqliteStore) -> AsyncIterator[Database]:
    async with copied(sqlite_store, "town", build) as opened:
        yield opened


@asynccontextmanager
async def no_room() -> AsyncIterator[None]:
    """As if the disk were full: the file may not grow by another page."""
    writer: Any = _outside()
    await settle()
    (now,) = await writer.execute_query_dict("PRAGMA page_count")
    await writer.execute_query_dict(f"PRAGMA max_page_count = {now['page_count']}")
    try:
        yield
    finally:
        await writer.execute_query_dict("PRAGMA max_page_count = 1073741823")


LONG = "井盖破损" * 250  # so that each report wants a page of its own


async def test_who_writes_is_told_and_nothing_is_written_by_half(town: Database) -> None:
    wang = Actor("wang")
    sent = [draft(text=LONG) for _ in range(12)]
    async with no_room():
        codes = [(await wang.send(REPORT, input=report)).problems for report in sent]
        assert ["STORAGE_FULL"] in codes
        assert (await wang.send("{ incidents { totalCount nodes { text } } }")).errors == []  # reads go on
        kept = await Incident.all().using_db(reader()).count()
        assert kept == await Receipt.all().using_db(reader()).count() == codes.count([])
    again = [(await wang.send(REPORT, input=report)).problems for report in sent]  # the phones send it all again
    assert again == [[]] * len(sent)
    assert await Incident.all().count() == await Receipt.all().count() == len(sent)
    await settle()
    assert await audit.verify() == []


async def test_of_many_at_once_each_is_whole_or_told(town: Database) -> None:
    sent = [draft(text=LONG) for _ in range(20)]
    async with no_room():
        answers = await asyncio.gather(*(Actor("wang").send(REPORT, input=report) for report in sent))
        told = [answer.problems for answer in answers]
        assert all(codes in ([], ["STORAGE_FULL"]) for codes in told)
        assert ["STORAGE_FULL"] in told
        assert await Receipt.all().using_db(reader()).count() == told.count([])
    answers = await asyncio.gather(*(Actor("wang").send(REPORT, input=report) for report in sent))
    assert all(answer.problems == [] for answer in answers)


async def test_at_the_edge_it_is_an_answer_and_no_failure(town: Database, tmp_path: Path) -> None:
    before = secrets.use(secrets.CHEAP)
    documents: dict[str, str] = orjson.loads((Path(__file__).parents[2] / "web/api/documents.json").read_bytes())
    which = next(id for id, text in documents.items() if "incidentReport(" in text)
    try:
        async with whole(town, tmp_path) as app, signed_in(app, "wang") as wang, no_room():
            said = []
            for _ in range(12):
                body = {"documentId": which, "variables": {"input": draft(text=LONG)}}
                answer = await wang.post("/graphql", json=body)
                assert answer.status_code == 200
                said += [one["code"] for one in answer.json()["data"]["incidentReport"]["problems"]]
            assert set(said) == {"STORAGE_FULL"}
            assert (await wang.get("/health")).status_code in {200, 404}
    finally:
        secrets.use(before)


async def test_people_still_sign_in_and_read_and_nobody_guesses(town: Database, tmp_path: Path) -> None:
    before = secrets.use(secrets.CHEAP)
    try:
        async with whole(town, tmp_path) as app, person(app) as zhang, person(app) as guesser:
            async with no_room():
                await _fill()
                assert (await zhang.sign_in("zhang")).status_code == 200
                assert (await zhang.get("/session")).json()["person"]["name"] == "张秀兰"
                tried = [code(await guesser.sign_in("zhang", "wrong password")) for _ in range(BY_ACCOUNT + 1)]
                assert tried == ["LOGIN_FAILED"] * BY_ACCOUNT + ["LIMITED"]
                zhang.cookies.delete("grid-known")
                assert code(await zhang.sign_in("zhang")) == "LIMITED"
                with clock.at(clock.now() + sessions.LENT):
                    assert (await zhang.get("/session")).status_code == 401
            assert (await zhang.get("/session")).status_code == 200
            await transaction(lambda: Person.filter(id=ZHANG).update(password_hash="set by another process"))
            assert (await zhang.get("/session")).status_code == 401
    finally:
        secrets.use(before)


async def _fill() -> None:
    """Until not even a session or a counter finds room."""
    for number in range(2000):
        digest = f"{number:064d}"
        try:
            await transaction(lambda digest=digest: _row(digest))  # type: ignore[misc]  # mypy sees no default here
        except StorageFull:
            if number > 100:
                return
    raise AssertionError("the disk never was full")


async def _row(digest: str) -> None:
    now, end = clock.now(), clock.now() + timedelta(days=1)  # nothing that is over, which would go by itself
    await Session.create(digest=digest, person_id=WANG, created_at=now, seen_at=now, expires_at=end, agent="x" * 120)
    await LoginTries.create(key=digest[-48:], errors=1, at=int(now.timestamp()), until=0)


def test_both_databases_words_for_it_are_known() -> None:
    class Postgres(Exception):
        sqlstate = "53100"

    assert is_full(Postgres())
    assert not is_full(ValueError("disk"))
