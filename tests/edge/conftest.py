"""The edge around the toy schema, in the small town, and the people who send things to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest
from starlette.applications import Starlette

from server.app import served
from server.core.runner import Runner
from server.core.settings import Settings
from server.core.viewer import Viewer
from server.data.database import Database
from server.edge.assembly import Parts, assemble
from server.edge.graphql.documents import Upcast, identify
from server.ground.person import bearer_tokens, secrets
from server.journal.postgres_bus import bus_for
from server.journal.relay import Relay
from tests import town as people
from tests.edge import toy

ORIGIN = "http://grid.test"
WHO = "query Who { viewer { name signedIn } }"
SAY = "mutation Say($text: String!) { say(text: $text) }"
COUNT = "subscription Count($to: Int!) { count(to: $to) }"
HEARD = "subscription Heard { heard }"
THINGS = "query Things($first: Int!) { things(first: $first) { nodes { name } } }"
ECHO = "query Echo($text: String!) { echo(text: $text) }"
OLD = "query Things { things(first: 1) { nodes { name } } }"  # as a release before asked
OLDER = "query Things($many: Int!) { things(many: $many) { nodes { name } } }"  # and as the schema of now refuses
UPCASTS = {identify(OLDER): Upcast(THINGS, lambda variables: {"first": variables["many"]})}
TRUSTED = (WHO, SAY, COUNT, HEARD, THINGS, ECHO)
GRAPHQL = "application/graphql-response+json"


@pytest.fixture(autouse=True)
def _cheap_passwords() -> Iterator[None]:
    """Signing in costs tests nothing: the cast's hashes are cheap, and stay so."""
    before = secrets.use(secrets.CHEAP)
    yield
    secrets.use(before)


async def sees_none(viewer: Viewer, sha256: str) -> bool:
    return False


@pytest.fixture
def web_folder(tmp_path: Path) -> Path:
    """A web folder with the trusted documents and nothing else."""
    (tmp_path / "web" / "api").mkdir(parents=True)
    documents = {identify(text): text for text in TRUSTED}
    (tmp_path / "web" / "api" / "documents.json").write_bytes(orjson.dumps(documents))
    return tmp_path / "web"


@pytest.fixture
def settings(town: Database, tmp_path: Path) -> Settings:
    return Settings(database_url=town.url, data_dir=tmp_path / "data", public_url="")


@pytest.fixture(autouse=True)
def _upcasts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("server.edge.assembly.UPCASTS", UPCASTS)


@pytest.fixture
async def app(settings: Settings, web_folder: Path) -> AsyncIterator[Starlette]:
    async with running(settings, web_folder) as started:
        yield started


@asynccontextmanager
async def running(settings: Settings, web: Path) -> AsyncIterator[Starlette]:
    """The toy's application from its start to its end."""
    shipped = {identify(text): text for text in (*TRUSTED, OLD, OLDER)}
    parts = Parts(
        toy.schema._schema,
        lambda viewer, bus: toy.Context(viewer, bus),
        sees_none,
        web,
        [],
        shipped=shipped,
        contract=toy.schema.as_str,
    )
    bus = bus_for(settings.database)

    def beside(app: Starlette) -> list[Runner]:
        return [Relay(app.state.database, bus).runner(), app.state.watch.runner(), app.state.live.runner()]

    app = assemble(settings, parts, bus, lambda app: served(app, settings, bus, beside))
    async with app.router.lifespan_context(app):
        yield app


class Person(httpx.AsyncClient):
    """Somebody with a browser (their own cookies), or with a program (a token)."""

    async def sign_in(self, login: str, password: str = people.PASSWORD) -> httpx.Response:
        return await self.post("/session", json={"login": login, "password": password})

    async def ask(self, text: str, /, *, accept: str = GRAPHQL, **variables: Any) -> httpx.Response:
        """A query of one's own making."""
        return await self.post("/graphql", json={"query": text, "variables": variables}, headers={"accept": accept})

    async def trusted(self, text: str, /, *, accept: str = GRAPHQL, **variables: Any) -> httpx.Response:
        """One of the phones' documents, by its id."""
        body = {"documentId": identify(text), "variables": variables}
        return await self.post("/graphql", json=body, headers={"accept": accept})


def person(app: Starlette, *, address: str = "10.0.0.1") -> Person:
    transport = httpx.ASGITransport(app, client=(address, 1234))
    return Person(transport=transport, base_url=ORIGIN, headers={"origin": ORIGIN})


def code(response: httpx.Response) -> str:
    """The code of a refusal, GraphQL's or not."""
    body = response.json()
    return str(body["errors"][0]["extensions"]["code"] if "errors" in body else body["code"])


@asynccontextmanager
async def signed_in(app: Starlette, login: str) -> AsyncIterator[Person]:
    async with person(app) as somebody:
        answer = await somebody.sign_in(login)
        assert answer.status_code == 200, answer.text
        yield somebody


@pytest.fixture
async def nobody(app: Starlette) -> AsyncIterator[Person]:
    async with person(app) as somebody:
        yield somebody


@pytest.fixture
async def wang(app: Starlette) -> AsyncIterator[Person]:
    """Grid worker, with their phone."""
    async with signed_in(app, "wang") as somebody:
        yield somebody


@pytest.fixture
async def wu(app: Starlette) -> AsyncIterator[Person]:
    """Supervisor of the district, at their desk."""
    async with signed_in(app, "wu") as somebody:
        yield somebody


@pytest.fixture
async def program(app: Starlette) -> AsyncIterator[Person]:
    """A program that acts for wu, by a bearer token and without a browser."""
    _, secret = await bearer_tokens.add_token(None, people.WU, "report")
    transport = httpx.ASGITransport(app)
    headers = {"authorization": f"Bearer {secret}"}
    async with Person(transport=transport, base_url=ORIGIN, headers=headers) as somebody:
        yield somebody
