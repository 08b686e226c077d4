"""GraphQL over HTTP, judged by somebody else: the audit of graphql-http on our real application, really served."""

from __future__ import annotations

import asyncio
import hashlib
import json
import sys
from pathlib import Path

import pytest

from server.app import create_app
from server.core.settings import Settings
from server.data.database import Database
from server.ground.person import bearer_tokens
from tests import town as people
from tests.edge.serving import served

HERE = Path(__file__).parent
LOCKS = [HERE.parent / "vendor/graphql-http/lock.json", HERE.parents[1] / "web/vendor/graphiql/lock.json"]


async def test_all_61_audits_of_graphql_over_http_pass(town: Database, tmp_path: Path) -> None:
    _, secret = await bearer_tokens.add_token(None, people.WU, "audit")
    app = create_app(Settings(data_dir=tmp_path), database_url=town.url)
    async with app.router.lifespan_context(app), served(app) as address:
        results = await _audited(f"{address}/graphql", secret)
    failed = [f"{one['id']} {one['name']}: {one['reason']}" for one in results if one["status"] != "ok"]
    assert failed == []
    assert len(results) == 61


async def _audited(url: str, secret: str) -> list[dict[str, str]]:
    deno = Path(sys.executable).parent / "deno"
    command = (
        "run",
        "--quiet",
        "--no-remote",
        "--no-lock",
        "--no-config",
        "--allow-net=127.0.0.1",
        str(HERE / "audit.js"),
    )
    running = await asyncio.create_subprocess_exec(deno, *command, url, secret, stdout=asyncio.subprocess.PIPE)
    printed, _ = await asyncio.wait_for(running.communicate(), 60)
    assert running.returncode == 0
    found: list[dict[str, str]] = json.loads(printed)
    return found


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.parent.name)
def test_what_is_vendored_is_what_the_lock_names_and_nothing_else(lock: Path) -> None:
    packages = json.loads(lock.read_text("utf-8"))
    named = {name: digest for package in packages for name, digest in package["files"].items()}
    there = {str(path.relative_to(lock.parent)) for path in lock.parent.rglob("*") if path.is_file()}
    assert there == {*named, "lock.json"}
    for name, digest in named.items():
        assert hashlib.sha256((lock.parent / name).read_bytes()).hexdigest() == digest, name
    for package in packages:
        assert all(package[word] for word in ("name", "version", "licence", "edits"))
        assert any(name.endswith("LICENSE") for name in package["files"])
