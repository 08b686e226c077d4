"""Whoever writes a program takes the client that they know, and it works as it is: compiled, generated, subscribed."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.app import create_app
from server.core.settings import Settings
from server.data.database import Database
from server.ground.person import bearer_tokens
from tests import town as people
from tests.clients.installed import Installed, installed
from tests.edge.serving import served
from tests.schema.road import FOUND, SENT, Walk

COMPILER = "node_modules/relay-compiler/cli.js"
CODEGEN = "node_modules/@graphql-codegen/cli/esm/bin.js"
TSC = "node_modules/typescript/bin/tsc"


@dataclass
class Served:
    """The town's server at an address, with a token of the district's supervisor, who may send documents of their own;
    and what was reported there, the first of it dispatched to a unit."""

    address: str
    token: str
    reported: list[str]

    async def contract(self, folder: Path) -> None:
        """Fetch the contract as text, as one who begins does."""
        async with httpx.AsyncClient(base_url=self.address, headers={"authorization": f"Bearer {self.token}"}) as sent:
            answer = await sent.get("/schema.graphql")
        assert answer.status_code == 200
        (folder / "schema.graphql").write_bytes(answer.content)


@pytest.fixture
async def served_town(town: Database, tmp_path: Path) -> AsyncIterator[Served]:
    walks = [Walk() for _ in range(4)]
    app = create_app(Settings(data_dir=tmp_path), database_url=town.url)
    async with app.router.lifespan_context(app), served(app) as address:
        for walk in walks:
            await walk.report(*FOUND)
        for stride in SENT:
            await walks[0].take(stride)
        _, secret = await bearer_tokens.add_token(None, people.WU, "clients")
        yield Served(address, secret, [walk.id for walk in walks])


@pytest.fixture(scope="session")
def clients() -> Installed:
    return installed()


async def test_a_relay_app_compiles_pages_through_lists_and_keeps_what_a_verb_changed(
    clients: Installed, served_town: Served, tmp_path: Path
) -> None:
    app = clients.app("relay", tmp_path)
    await served_town.contract(app)
    await clients.run(app, *clients.deno, COMPILER)
    told: Any = json.loads(
        await clients.run(app, *clients.deno, "--sloppy-imports", "run.js", served_town.address, served_town.token)
    )
    assert told["person"] == "吴敏"
    assert len(told["first"]) == 2
    assert set(told["all"]) == set(served_town.reported)
    assert told["all"][:2] == told["first"]
    assert told["total"] == {"count": 4, "exact": True}
    assert told["problems"] == []
    assert told["said"] == ["从 Relay 来，请抓紧"]


async def test_the_client_preset_of_codegen_holds_under_strict_typescript(
    clients: Installed, served_town: Served, tmp_path: Path
) -> None:
    app = clients.app("codegen", tmp_path)
    await served_town.contract(app)
    await clients.run(app, *clients.deno, CODEGEN, "--config", "codegen.json")
    await clients.run(app, *clients.deno, TSC)


async def test_a_python_client_that_ariadne_generates_reads_does_and_hears(
    clients: Installed, served_town: Served, tmp_path: Path
) -> None:
    app = clients.app("ariadne", tmp_path)
    await served_town.contract(app)
    await clients.run(app, clients.python, "-m", "ariadne_codegen")
    told: Any = json.loads(
        await clients.run(app, clients.python, "run.py", served_town.address, served_town.token, "0")
    )
    assert set(told["rows"]) == set(served_town.reported)
    assert told["total"] == 4
    assert sum(told["reported"]) == 3
    assert told["problems"] == []
    assert "incident.supervised" in told["kinds"]
    assert told["heard"] == ["incident.reported", served_town.reported[0]]


async def test_gql_learns_the_contract_by_itself_and_reads_does_and_hears(
    clients: Installed, served_town: Served, tmp_path: Path
) -> None:
    app = clients.app("gql", tmp_path)
    told: Any = json.loads(
        await clients.run(app, clients.python, "run.py", served_town.address, served_town.token, "0")
    )
    assert set(told["rows"]) == set(served_town.reported)
    assert told["total"] == 4
    assert told["problems"] == []
    assert told["refused"] == ["FIRST_TOO_LARGE"]
    assert told["heard"] == ["incident.reported", served_town.reported[0]]


async def test_the_reference_clients_of_both_protocols_hear_the_same_and_say_why_they_may_not(
    clients: Installed, served_town: Served, tmp_path: Path
) -> None:
    app = clients.app("streams", tmp_path)
    told: Any = json.loads(await clients.run(app, *clients.deno, "run.js", served_town.address, served_town.token, "0"))
    assert told["socket"] == told["events"]
    assert told["socket"]["data"]["incidentChanged"]["incident"]["id"] == served_town.reported[0]
    assert (told["socket refused"], told["events refused"]) == ("AUTH_EXPIRED", 401)
