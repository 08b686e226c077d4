"""The keys of contacts after a restore: with an encrypted backup they come along; else what is missing is said."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from server.core.settings import Settings
from server.data.database import connect, transaction
from server.edge.check import district
from server.keep.backup import coding, console
from server.process.contact import keys
from server.process.contact.box import opened, sealed
from server.process.contact.models import Contact
from server.process.contact.rotation import bring_in
from tests import town as cast
from tests.keep.backup.test_backup import settings
from tests.stores import SqliteStore

SUBJECT, WORDS = UUID(int=7), "13812345678"


@pytest.fixture
async def here(sqlite_store: SqliteStore, tmp_path: Path) -> Settings:
    """A district that keeps a contact."""
    found = settings(sqlite_store.copy("town", cast.build), tmp_path / "here")
    keys.of(found).begin()
    async with connect(found.database) as database:
        with database.entered():
            await transaction(lambda: Contact.bulk_create([sealed("complaint", SUBJECT, WORDS)]))
    return found


async def codes(found: Settings) -> list[str]:
    return [one.code async for one in district.contacts(found)]


async def elsewhere(found: Settings) -> tuple[str | None, list[str]]:
    """What the restored contact says, and what a check finds."""
    keys.of(found)
    async with connect(found.database) as database:
        with database.entered():
            return opened(await Contact.get(subject_id=SUBJECT)), await codes(found)


async def test_an_encrypted_backup_brings_them_along(here: Settings, tmp_path: Path) -> None:
    (tmp_path / "public").write_text(coding.new_key(tmp_path / "owner.key"))
    sealing = here.model_copy(update={"backup_key_file": tmp_path / "public"})
    assert "with the keys of contacts" in await console.back_up(sealing, tmp_path / "x.age", photos=False)
    there = settings(f"sqlite:///{tmp_path / 'there/x.sqlite3'}", tmp_path / "there")
    keys.KeyRing(there.contact_ring).begin()  # somebody filed a complaint there before
    own = keys.KeyRing(there.contact_ring).newest()
    owner = there.model_copy(update={"backup_key_file": tmp_path / "owner.key"})
    assert "cannot be opened" not in await console.restore(owner, tmp_path / "x.age", over=False)
    assert await elsewhere(there) == (WORDS, [])
    assert keys.ring().newest() == own


async def test_without_them_backup_restore_and_check_say_so_until_they_are_brought(
    here: Settings, tmp_path: Path
) -> None:
    assert f"keep a copy of {here.contact_ring} apart" in await console.back_up(here, tmp_path / "x.tar", photos=False)
    there = settings(f"sqlite:///{tmp_path / 'there/x.sqlite3'}", tmp_path / "there")
    told = await console.restore(there, tmp_path / "x.tar", over=False)
    held = keys.KeyRing(here.contact_ring).all()
    assert f"1 contacts cannot be opened: {there.contact_ring} lacks their keys ({held[0].id})" in told
    assert await elsewhere(there) == (None, ["CONTACT_KEYS_MISSING"])
    async with connect(there.database) as database:
        with database.entered():
            assert "No key is missing" in await bring_in(held)
    assert await elsewhere(there) == (WORDS, [])
    there.contact_ring.write_text("{}")
    assert "is no file of keys" in await console.restore(there, tmp_path / "x.tar", over=True)
    assert await elsewhere(there) == (None, ["CONTACT_KEYS_UNREADABLE"])


def test_a_secret_that_lies_where_nobody_writes_does_not_take_the_keys_there(tmp_path: Path) -> None:
    found = Settings(data_dir=tmp_path, secret_file=Path("/run/secrets/grid"))
    assert found.contact_ring == tmp_path / "contact-keys"
    assert found.model_copy(update={"contact_keys": tmp_path / "own"}).contact_ring == tmp_path / "own"
