"""Our own migrations: a district in which people work is upgraded whole, and no model is ahead of them."""

from __future__ import annotations

import hashlib
import importlib
import json
import pkgutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from tortoise import fields, migrations
from tortoise.migrations.operations import AddField

from server.core import clock
from server.core.ids import new_id
from server.data.configuration import MIGRATIONS
from server.data.database import Database, connect, reader, transaction
from server.data.migrate import make, migrate, pending
from server.grid.incident import commands
from server.ground.media.models import Media, MediaSender
from server.ground.person.models import Person, Session, Token
from server.journal import log
from tests import town as people
from tests.data.later import OURS, REBUILDS, Later, hangings, rows, run
from tests.grid.incident.road import reported
from tests.ground.media.album import arrived
from tests.journal.conftest import happened, sealed
from tests.service.test_complaint import filed
from tests.stores import PostgresStore

REMOVED = frozenset({"ended_at", "nick"})
RELEASED = Path(__file__).parents[1] / "tables" / "migrations.json"  # of the last release: a release adds its new ones


@pytest.fixture
def later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Later:
    """The next version of the product, which as yet is this one."""
    monkeypatch.syspath_prepend(tmp_path)
    return Later.beside(tmp_path, OURS)


@pytest.fixture
async def lived_in(town: Database) -> Database:
    """A town in which people signed in and things happened."""
    person = await Person.all().using_db(reader()).first()
    assert person is not None

    async def work() -> None:
        at = person.created_at
        await Session.create(digest="d", person=person, created_at=at, seen_at=at, expires_at=at)
        await Token.create(id=new_id(), person=person, name="t", digest="d", created_at=at)

    await transaction(work)
    for subject in (uuid4(), uuid4()):
        for turn in range(3):
            await happened(subject, turn=turn)
    await sealed(town)
    return town


async def test_a_rebuild_keeps_every_row_index_and_trigger(lived_in: Database, later: Later) -> None:
    later.add("0901_later", REBUILDS)
    before, hung = await rows(lived_in, REMOVED), await hangings()
    assert before["session"], "the cascading children must be there to be lost"
    assert await migrate(lived_in.url, package=later.package) == ["0901_later"]
    async with connect(lived_in.url) as again:
        assert await rows(again, REMOVED) == before
        assert hung - await hangings() == set()
        with pytest.raises(Exception, match="append-only"):
            await run("UPDATE event SET kind = 'x'")
        assert await pending(again.url, package=later.package) == []
        assert await log.verify() == []


async def test_a_district_lives_in_a_schema_of_its_own(postgres_store: PostgresStore) -> None:
    url = postgres_store.empty() + "&schema=d140214"
    assert (await migrate(url))[0] == "0001_initial"
    assert await pending(url) == []
    async with connect(url) as district:
        await happened(uuid4())
        assert await log.verify() == []
        assert await rows(district) == {}, "nothing lies in the public schema"


async def test_whose_pictures_lay_here_have_sent_them(town: Database) -> None:
    """Before, the first sender alone was noted."""
    first, kept, paper = uuid4(), "ab" * 32, "cd" * 32
    await arrived(kept, first)
    await arrived(paper, first)
    await Media.create(sha256="ef" * 32, width=0, height=0, size=0, sent_by=first, received_at=clock.now())
    await reported(photos=(commands.Photo(sha256=kept), commands.Photo(sha256="12" * 32)))
    told = await filed(photos=("ef" * 32, kept), files=(paper,))
    await MediaSender.all().delete()
    await run(importlib.import_module(f"{MIGRATIONS}.0005_media_sender").Migration.operations[-1].sql)
    found = {(one.sha256, one.by_id) for one in await MediaSender.all().using_db(reader())}
    wang, writer = people.WANG, told.writer_id
    assert found == {(kept, first), (paper, first), (kept, wang), (kept, writer), (paper, writer)}


async def test_no_model_was_changed_without_a_migration(later: Later) -> None:
    assert await make("forgotten", package=later.package) == ""


def test_a_column_that_must_have_a_value_brings_one_for_the_rows_that_are_there() -> None:
    package = importlib.import_module(MIGRATIONS)
    modules = [importlib.import_module(f"{MIGRATIONS}.{one.name}") for one in pkgutil.iter_modules(package.__path__)]
    assert modules
    assert without_value(module.Migration for module in modules) == []
    assert without_value([Careless]) == ["nick"], "such a column would be seen"


class Careless(migrations.Migration):
    """A migration that fails wherever the table has a row."""

    operations = [
        AddField(model_name="Person", name="nick", field=fields.CharField(max_length=20)),
        AddField(model_name="Person", name="age", field=fields.IntField(null=True)),
    ]


def without_value(all_of_them: Iterable[Any]) -> list[str]:
    """Columns that are added without saying what the rows that are there get."""
    added: list[Any] = [one for each in all_of_them for one in each.operations if isinstance(one, AddField)]
    return [one.name for one in added if not one.field.null and not one.field.has_db_default()]


def test_a_released_migration_is_never_edited() -> None:
    """Districts have run it: what is to be otherwise is a migration of its own."""
    folder = Path(importlib.import_module(MIGRATIONS).__file__ or "").parent
    released = json.loads(RELEASED.read_text("utf-8"))
    assert {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in released} == released


def test_each_migration_follows_the_one_before() -> None:
    """Two that were made beside each other are put one after the other: a district has one way to the newest."""
    package = importlib.import_module(MIGRATIONS)
    names = sorted(one.name for one in pkgutil.iter_modules(package.__path__))
    follows = {name: importlib.import_module(f"{MIGRATIONS}.{name}").Migration.dependencies for name in names}
    assert [follows[name] for name in names[1:]] == [[("grid", before)] for before in names[:-1]]
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
