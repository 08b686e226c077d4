"""Whoever runs the server is told what to mend: what it is, why it matters, what to type. Else there is nothing."""

from __future__ import annotations

import ast
import json
import shutil
import sys
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from string import Formatter

import pytest

from server import __main__
from server.core import clock, private
from server.core.settings import Settings
from server.data.database import Database
from server.edge.check import console, machine, outside, told
from server.edge.check.words import WORDS
from server.ground.person import secrets
from server.ground.person.models import Person
from server.keep.backup import last
from server.reach.notice.models import PushSubscription
from tests import town as cast
from tests.edge.conftest import running
from tests.edge.serving import served
from tests.reach.sync.test_pull import reported
from tests.stores import Store

CHECK = Path(__file__).parents[3] / "server" / "edge" / "check"
DEMO = console.Demo("known to everybody", {"wang", "nobody"})
SEEN = {"host": "grid.test:8443", "address": "203.0.113.9", "scheme": "https"}


@pytest.fixture
async def well(town: Database, tmp_path: Path, web_folder: Path) -> AsyncIterator[Settings]:
    """An installation with nothing to mend, whose server runs."""
    here = tmp_path / "data"
    here.mkdir(mode=0o700)
    settings = Settings(database_url=town.url, data_dir=here)
    last.note(settings, clock.now(), "a backup", 1)
    async with running(settings, web_folder) as app, served(app) as address:
        private.mended(settings)  # as a server's start does
        yield settings.model_copy(update={"public_url": address})


async def codes(settings: Settings, demo: console.Demo = DEMO) -> list[str]:
    found, _ = await console.look(settings, demo)
    for one in found:
        assert all(part and "{" not in part for words in (True, False) for part in one.words(english=words))
    return [one.code for one in found]


async def test_a_well_kept_installation_has_nothing_to_mend(well: Settings) -> None:
    found, looked_at = await console.look(well, DEMO)
    assert (found, len(looked_at)) == ([], 14)


async def test_each_thing_to_mend_is_named(well: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GRID_PUBLC_URL", "https://grid.test")
    (tmp_path / ".env").write_text("# GRID_COMMENT=1\nGRID_HOTS=x\nGRID_PORT=8000\n")
    monkeypatch.setattr(console, "ENV_FILE", tmp_path / ".env")
    well.data_dir.chmod(0o750)
    monkeypatch.setattr(machine, "LEAST_FREE", 1 << 60)
    last.note(well, clock.now() - timedelta(days=8), "a backup", 1)
    assert await codes(well) == ["SETTING_UNKNOWN", "SETTING_UNKNOWN", "DISK", "FILE_MODE", "BACKUP_LATE"]
    unset = well.model_copy(update={"public_url": "", "host": "0.0.0.0", "data_dir": tmp_path / "nowhere"})
    assert {"PUBLIC_URL_MISSING", "BACKUP_NONE"} <= set(await codes(unset))
    away = well.model_copy(update={"public_url": "http://192.0.2.1:9"})
    monkeypatch.setattr(outside, "PATIENCE", 0.2)
    assert {"PUBLIC_URL_HTTP", "PUBLIC_UNREACHABLE"} <= set(await codes(away))


def test_a_misspelt_setting_is_told_what_was_meant() -> None:
    (found,) = told.unknown({"GRID_DATABSE_URL": "x", "GRID_TEST_DEMO": "x", "GRID_PORT": "1"}, Path("nowhere"))
    assert dict(found.values)["nearest"] == "GRID_DATABASE_URL"


async def test_an_account_with_the_demo_s_password_is_named_unless_it_is_the_demo_s_here(well: Settings) -> None:
    stored = await secrets.hash_password(DEMO.password)
    await Person.filter(login__in=["wang", "li"]).update(password_hash=stored)
    assert await codes(well) == ["DEMO_PASSWORD"]
    found, _ = await console.look(well, DEMO)
    assert dict(found[0].values) == {"count": 2, "logins": "li, wang", "first": "li"}
    itself = console.Demo(DEMO.password, {"wang", "li"})
    assert await codes(well.model_copy(update={"public_url": ""}), itself) == []
    assert await codes(well, itself) == ["DEMO_PASSWORD"]


async def test_a_clock_that_went_back_is_noticed(well: Settings) -> None:
    await reported()
    with clock.at(clock.now() - timedelta(minutes=1)):
        assert "CLOCK_DATABASE" in await codes(well.model_copy(update={"public_url": ""}))


async def test_a_push_service_that_nobody_reaches_is_named_with_how_many_wait_for_it(well: Settings) -> None:
    for place in range(2):
        await PushSubscription.create(
            id=cast.WANG if place else cast.LI,
            person_id=cast.WANG,
            digest=str(place),
            p256dh="",
            auth="",
            endpoint=f"http://127.0.0.1:9/{place}",
            made_at=clock.now(),
        )
    assert await codes(well) == []  # it may not be sent to at all
    allowed = well.model_copy(update={"push_services": "http://127.0.0.1:9"})
    assert await codes(allowed) == ["PUSH_UNREACHABLE"]


@pytest.mark.parametrize(
    ("seen", "own", "codes"),
    [
        ({}, "203.0.113.9", []),
        ({"host": "127.0.0.1:8000"}, "203.0.113.9", ["PROXY_HOST"]),
        ({"scheme": "http"}, "203.0.113.9", ["PROXY_SCHEME"]),
        ({"address": outside.FORGED}, "203.0.113.9", ["PROXY_FORGED"]),
        ({"address": "172.18.0.1"}, "203.0.113.9", ["PROXY_ADDRESS"]),
        ({"address": "192.168.1.5"}, "192.168.1.5", []),
        ({"address": "8.8.8.8"}, "10.0.0.5", []),  # behind a router
    ],
)
def test_a_proxy_that_tells_the_wrong_thing_is_found_out(seen: dict[str, str], own: str, codes: list[str]) -> None:
    found = outside.judged("https://grid.test:8443", SEEN | seen, apart=0, own={own})
    assert [one.code for one in found] == codes
    assert next(one.code for one in outside.judged("https://grid.test", SEEN, apart=31, own={"x"})) == "CLOCK_PUBLIC"


async def test_a_database_that_cannot_be_asked_ends_the_questions_to_it(store: Store, tmp_path: Path) -> None:
    settings = Settings(database_url=store.empty(), data_dir=tmp_path)
    assert {"DATABASE_MISSING", "MIGRATIONS_PENDING"} & set(await codes(settings))
    away = settings.model_copy(update={"database_url": "postgres://nobody:x@127.0.0.1:9/grid"})
    assert "DATABASE_UNREACHABLE" in await codes(away)


def test_the_demo_fails_its_check_where_others_could_reach_it(
    district: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(district, tmp_path / "demo")
    monkeypatch.setenv("GRID_DATA_DIR", str(tmp_path / "demo"))
    monkeypatch.setenv("GRID_HOST", "0.0.0.0")
    for words in (["--json"], ["--english"], []):
        monkeypatch.setattr(sys, "argv", ["./grid", "check", *words])
        assert __main__.main() == 1
        printed = capsys.readouterr().out
        if words == ["--json"]:
            found = {one["code"] for one in json.loads(printed)["findings"]}
            assert {"PUBLIC_URL_MISSING", "BACKUP_NONE", "DEMO_PASSWORD"} <= found
        else:
            assert ("./grid user password" in printed, "why:" in printed) == (True, bool(words))


def test_each_code_has_its_words_and_each_word_its_value() -> None:
    used = set()
    for path in CHECK.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "finding":
                code = ast.literal_eval(node.args[0])
                used.add(code)
                asked = {
                    name for said in WORDS[code] for part in said for _, name, _, _ in Formatter().parse(part) if name
                }
                assert asked <= {str(one.arg) for one in node.keywords}, code
    assert used == set(WORDS)
