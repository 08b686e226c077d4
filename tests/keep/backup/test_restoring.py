"""Restoring is all or nothing: never under somebody who is at work, never from what was damaged, never by half."""

from __future__ import annotations

import asyncio
import shutil
import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from server.core import secret
from server.core.settings import Settings
from server.data import moved
from server.data.at_work import Occupied, alone, at_work
from server.data.configuration import sqlite_file
from server.data.database import connect
from server.demo import build
from server.grid.incident.models import Incident
from server.ground.media import actions as media
from server.ground.media.shelf import Shelf
from server.journal import epochs
from server.keep.backup import archive, console, tables
from server.keep.backup.own_secret import Which
from tests import town as cast
from tests.ground.media.album import name, photo
from tests.keep.backup.test_backup import settings
from tests.reach.sync.test_pull import reported
from tests.stores import SqliteStore, Store

ROOT = Path(__file__).parents[3]
PLACES = 120  # in a backup at which a byte is turned


async def state(url: str) -> tuple[int, str]:
    """How many incidents a district has, and in which epoch."""
    async with connect(url) as database:
        with database.entered():
            return await Incident.all().count(), str(await epochs.current())


async def filled(url: str, count: int) -> None:
    async with connect(url) as database:
        with database.entered():
            for _ in range(count):
                await reported()


async def test_a_backup_is_not_restored_while_a_server_is_at_work(store: Store, tmp_path: Path) -> None:
    here = settings(store.copy("town", cast.build), tmp_path)
    await console.back_up(here, tmp_path / "early.tar", photos=False)
    await filled(here.database, 1)
    before = await state(here.database)
    async with at_work(here.database), at_work(here.database):  # several servers, or a server and a command
        with pytest.raises(Occupied, match="stop every server"):
            await console.restore(here, tmp_path / "early.tar", over=True)
        assert await state(here.database) == before
    there = settings(store.empty(), tmp_path / "there")
    await console.restore(there, tmp_path / "early.tar", over=False)
    async with alone(there.database):
        with pytest.raises(Occupied, match="being restored"):
            async with at_work(there.database):
                pass


async def test_whoever_comes_by_a_link_to_the_file_finds_its_lock_and_that_it_moved(
    sqlite_store: SqliteStore, tmp_path: Path
) -> None:
    url = sqlite_store.copy("town", cast.build)
    (link := tmp_path / "link.sqlite3").symlink_to(sqlite_file(url))
    async with at_work(f"sqlite:///{link}"):
        with pytest.raises(Occupied, match="stop every server"):
            async with alone(url):
                pass
    moved.put(url, {"to": "postgres://there", "at": "2026-11-30T00:00:00+00:00", "state": "moved"})
    with pytest.raises(ValueError, match="there"):
        async with at_work(f"sqlite:///{link}"):
            pass


async def test_a_killed_server_leaves_no_lock(sqlite_store: SqliteStore, tmp_path: Path) -> None:
    url = sqlite_store.copy("town", cast.build)
    holding = (
        "import asyncio, sys\nfrom server.data.at_work import at_work\n"
        "async def held():\n async with at_work(sys.argv[1]):\n  print('held', flush=True)\n  await asyncio.sleep(60)\n"
        "asyncio.run(held())"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", holding, url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"held\n"
    with pytest.raises(Occupied):
        async with alone(url):
            pass
    process.kill()
    await process.wait()
    async with alone(url):
        pass


def test_the_demo_is_not_thrown_away_under_somebody_who_looks_at_it(tmp_path: Path) -> None:
    asked = Settings(data_dir=tmp_path, database_url="")
    (tmp_path / "photo.jpg").write_bytes(b"x")

    async def looking() -> None:
        async with at_work(asked.database):
            with pytest.raises(Occupied):
                build.ensure(asked, fresh=True)

    asyncio.run(looking())
    assert (tmp_path / "photo.jpg").exists()


async def test_a_byte_turned_anywhere_is_found_before_anything_is_replaced(
    sqlite_store: SqliteStore, tmp_path: Path
) -> None:
    here = settings(sqlite_store.copy("town", cast.build), tmp_path / "here")
    await console.back_up(here, tmp_path / "whole.tar", photos=False)
    whole, broken = (tmp_path / "whole.tar").read_bytes(), tmp_path / "broken.tar"
    there = settings(f"sqlite:///{tmp_path / 'there.sqlite3'}", tmp_path / "there")
    with (tmp_path / "whole.tar").open("rb") as raw, archive.opened(raw, "whole.tar") as held:
        manifest = held.tar.getmember(archive.MANIFEST).offset_data
        said = {name: held.member(name) for name in held.names()}
    places = {*range(0, len(whole), len(whole) // PLACES), *range(manifest - 512, len(whole), 37)}
    for place in sorted(places):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        try:
            with (
                broken.open("rb") as raw,
                archive.opened(raw, "broken") as held,
            ):  # what is no part of any member: nothing else was changed
                assert {name: held.member(name) for name in held.names()} == said
        except OSError:
            continue
    for cut in (0, 700, len(whole) // 2, manifest + 20):
        broken.write_bytes(whole[:cut])
        with pytest.raises(OSError, match="nothing was changed"):
            await console.restore(there, broken, over=False)
    assert not (tmp_path / "there.sqlite3").exists()
    assert not (tmp_path / "there").exists()


@pytest.mark.parametrize("wrong", ["swapped", "twice", "besides", "newer", "older"])
async def test_what_is_not_as_it_was_written_is_refused(wrong: str, tmp_path: Path) -> None:
    right, made = tmp_path / "right.tar", tmp_path / "made.tar"
    with right.open("wb") as raw, archive.making(raw) as making:
        making.put("one", b"1")
        making.put("two", b"2")
        making.seal({"dialect": "sqlite", "version": "9"})
    with tarfile.open(right) as tar:
        members = [(one, (tar.extractfile(one) or BytesIO()).read()) for one in tar]
    if wrong == "swapped":
        members[0][0].name, members[1][0].name = "two", "one"
    if wrong == "twice":
        members.append(members[0])
    if wrong == "besides":
        members.append((tarfile.TarInfo("../three"), b""))
    with tarfile.open(made, "w") as tar:
        for told, data in members:
            if told.name == archive.MANIFEST and wrong in ("newer", "older"):
                data = data.replace(b'"format":3', b'"format":4' if wrong == "newer" else b'"format":1')
            tar.addfile(told, BytesIO(data))
    sentence = "use the version that made it" if wrong in ("newer", "older") else "no whole"
    with pytest.raises(OSError, match=sentence), made.open("rb") as found, archive.opened(found, "made"):
        pass


@pytest.mark.parametrize("seam", ["epochs.begin", "replacing._keep", "os.link", "os.replace"])
async def test_a_restore_that_is_killed_leaves_the_old_or_the_new(
    seam: str, sqlite_store: SqliteStore, tmp_path: Path
) -> None:
    here = settings(sqlite_store.copy("town", cast.build), tmp_path)
    await console.back_up(here, tmp_path / "early.tar", photos=False)
    await filled(here.database, 1)
    old = await state(here.database)
    killing = (
        "import asyncio, os, sys\nfrom pathlib import Path\nfrom server.keep.backup import console, replacing\n"
        "from server.core.settings import Settings\nfrom server.journal import epochs\n"
        f"{seam} = lambda *_, **__: os._exit(9)\n"
        "there = Settings(database_url=sys.argv[1], data_dir=sys.argv[2])\n"
        "asyncio.run(console.restore(there, Path(sys.argv[3]), over=True))"
    )
    arguments = [sys.executable, "-c", killing, here.database, str(tmp_path), str(tmp_path / "early.tar")]
    killed = await asyncio.to_thread(subprocess.run, arguments, cwd=ROOT, check=False)
    assert killed.returncode == 9
    assert await state(here.database) == old
    await console.restore(here, tmp_path / "early.tar", over=True)
    count, epoch = await state(here.database)
    assert count == old[0] - 1
    assert epoch != old[1]
    file = Path(here.database.removeprefix("sqlite:///"))
    assert not list(file.parent.glob(".restoring*"))


def test_the_log_of_the_old_file_is_not_taken_for_one_of_the_new(sqlite_store: SqliteStore, tmp_path: Path) -> None:
    here = settings(sqlite_store.copy("town", cast.build), tmp_path)
    asyncio.run(console.back_up(here, tmp_path / "early.tar", photos=False))
    file = Path(here.database.removeprefix("sqlite:///"))
    with closing(sqlite3.connect(file)) as open_still:  # as after a kill: its log stays beside the file
        open_still.execute("PRAGMA journal_mode = WAL")
        open_still.execute("UPDATE person SET name = '旧名'")
        open_still.commit()
        shutil.copy(f"{file}-wal", tmp_path / "wal")
    shutil.copy(tmp_path / "wal", f"{file}-wal")
    file.write_bytes(b"broken" * 1000)
    asyncio.run(console.restore(here, tmp_path / "early.tar", over=True))
    with closing(sqlite3.connect(file)) as restored:
        assert restored.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert not restored.execute("SELECT 1 FROM person WHERE name = '旧名'").fetchone()
    assert len(list(file.parent.glob(f"{file.name}.before-*-wal"))) == 1


async def test_another_secret_is_asked_for_and_both_are_kept(store: Store, tmp_path: Path) -> None:
    here = settings(store.copy("town", cast.build), tmp_path / "here")
    await console.back_up(here, tmp_path / "x.tar", photos=True)
    saved = (tmp_path / "here/secret").read_bytes()
    there = settings(store.empty(), tmp_path / "there")
    own = secret.load(there)  # somebody started a server there
    file = tmp_path / "there/secret"
    with pytest.raises(ValueError, match="another secret than the backup's, and nothing was changed"):
        await console.restore(there, tmp_path / "x.tar", over=False)
    assert [one.name for one in file.parent.iterdir()] == ["secret"]

    told = await console.restore(there, tmp_path / "x.tar", over=False, which=Which.BACKUP)
    (before,) = file.parent.glob("secret.before-*")
    assert str(before) in told
    assert (file.read_bytes(), before.read_bytes()) == (saved, own)

    other = settings(store.empty(), tmp_path / "other")
    own = secret.load(other)
    assert "is not the backup's" in await console.restore(other, tmp_path / "x.tar", over=False, which=Which.KEEP)
    assert secret.load(other) == own


@pytest.mark.parametrize("wrong", ["a district", "another version"])
async def test_what_refuses_the_database_refuses_before_anything_lies_beside_it(
    wrong: str, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, picture = settings(store.copy("town", cast.build), tmp_path / "here"), photo()
    async with connect(here.database) as database:
        with database.entered():
            await media.receive(Shelf.at(here.media), sha256=name(picture), data=picture, sent_by=cast.WANG)
    with monkeypatch.context() as made:
        if wrong == "another version" and here.database.startswith("postgres"):
            made.setattr(tables, "migrations", lambda _: tomorrows())
        elif wrong == "another version":
            with closing(sqlite3.connect(here.database.removeprefix("sqlite:///"))) as file:
                file.execute("INSERT INTO tortoise_migrations (app, name, applied_at) VALUES ('grid', '9999_later', 0)")
                file.commit()
            made.setattr(console, "ready", nothing)
        await console.back_up(here, tmp_path / "x.tar", photos=True)
    url = store.empty() if wrong == "another version" else store.copy("town", cast.build)
    there = settings(url, tmp_path / "there")
    with pytest.raises(ValueError, match="already" if wrong == "a district" else "version that made it|it knows"):
        await console.restore(there, tmp_path / "x.tar", over=False)
    assert not (tmp_path / "there/secret").exists()
    assert not (tmp_path / "there/media").exists()


async def nothing(*_: object) -> None:
    pass


async def tomorrows() -> list[str]:
    return ["9999_later"]
