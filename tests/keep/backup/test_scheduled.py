"""Backups by the clock: kept, encrypted, verified, and their age told to whoever watches the server."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path

import pytest

from server import __main__
from server.core import clock
from server.core.ids import new_id
from server.core.settings import Settings
from server.data.configuration import sqlite_file
from server.data.database import connect
from server.journal import audit
from server.keep.backup import coding, console, destination, schedule
from tests import town as cast
from tests.keep.backup.bucket import bucket
from tests.stores import SqliteStore

PLACES = 40  # of a backup at which a byte is turned
WRONG = "no whole backup|for none of the keys"


@pytest.fixture
def sealing(here: Settings, tmp_path: Path) -> Settings:
    """The same, whose server knows the public key only; the secret one lies in `owner.key`."""
    (tmp_path / "public").write_text(coding.new_key(tmp_path / "owner.key"))
    return here.model_copy(update={"backup_key_file": tmp_path / "public"})


def grid(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["./grid", *words])
    return __main__.main()


@pytest.mark.parametrize("kind", ["tar", "zst", "age"])
async def test_a_changed_or_missing_byte_is_found_wherever_it_is(
    kind: str, here: Settings, sealing: Settings, tmp_path: Path
) -> None:
    writer, name = sealing if kind == "age" else here, f"whole.{kind}"
    owner = here.model_copy(update={"backup_key_file": tmp_path / "owner.key"})
    await console.back_up(writer, tmp_path / name, photos=True)
    whole, broken = (tmp_path / name).read_bytes(), tmp_path / "broken"
    assert "is whole" in console.verify(owner, str(tmp_path / name))
    ends = [*range(64), *range(len(whole) - 64, len(whole))]
    for place in (*ends, *range(64, len(whole), len(whole) // PLACES)):
        broken.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        with pytest.raises(OSError, match=WRONG):
            console.verify(owner, str(broken))
    for cut in (0, 30, len(whole) // 2, len(whole) - (1 if kind != "tar" else 20_480)):
        broken.write_bytes(whole[:cut])
        with pytest.raises(OSError, match=WRONG):
            console.verify(owner, str(broken))
    broken.write_bytes(whole + b"more")
    with pytest.raises(OSError, match=WRONG):
        console.verify(owner, str(broken))


async def test_whether_a_backup_is_whole_is_told_by_the_exit_code(
    here: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await console.back_up(here, tmp_path / "a.tar", photos=True)
    asked = ("backup", "--verify", str(tmp_path / "a.tar"))
    assert await asyncio.to_thread(grid, monkeypatch, *asked) == 0
    with (tmp_path / "a.tar").open("r+b") as file:
        file.seek(40_000)
        file.write(b"\x01")
    capsys.readouterr()
    assert await asyncio.to_thread(grid, monkeypatch, *asked) == 1
    assert capsys.readouterr().err.startswith(f"grid: {tmp_path / 'a.tar'} is no whole backup")


async def test_a_server_cannot_read_the_backups_that_it_encrypts_and_their_owner_restores_them(
    sealing: Settings, tmp_path: Path
) -> None:
    file = str(tmp_path / "sealed.tar.zst.age")
    await console.back_up(sealing, file, photos=True)
    assert (tmp_path / "sealed.tar.zst.age").read_bytes().startswith(coding.AGE)
    (tmp_path / "other.public").write_text(coding.new_key(tmp_path / "other.key"))
    there = Settings(database_url=f"sqlite:///{tmp_path / 'there/x.sqlite3'}", data_dir=tmp_path / "there")
    for key, refusal in (
        (None, "encrypted"),
        (sealing.backup_key_file, "encrypted"),
        (tmp_path / "other.key", "none of the keys"),
    ):
        with pytest.raises(OSError, match=refusal):
            await console.restore(there.model_copy(update={"backup_key_file": key}), file, over=False)
    assert not (tmp_path / "there/x.sqlite3").exists()
    owner = there.model_copy(update={"backup_key_file": tmp_path / "owner.key"})
    assert "phones offer again" in await console.restore(owner, file, over=False)
    async with connect(there.database) as restored:
        with restored.entered():
            assert await audit.verify() == []


def test_a_line_that_is_no_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("# mine\nage1x\n")
    with pytest.raises(ValueError, match="line 2"):
        coding.recipients(tmp_path / "keys")
    (tmp_path / "keys").write_text("")
    with pytest.raises(ValueError, match="--new-key"):
        coding.recipients(tmp_path / "keys")


async def test_a_schedule_keeps_the_newest_and_touches_nobody_else_s_file(
    here: Settings, sqlite_store: SqliteStore, tmp_path: Path
) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "mine.tar.zst").write_bytes(b"")
    there = Settings(database_url=sqlite_store.copy("town", cast.build), data_dir=tmp_path / "there")
    with closing(sqlite3.connect(sqlite_file(there.database))) as other:  # a district of its own; both are copies
        other.execute("UPDATE epoch SET id = ?", (str(new_id()),))
        other.commit()
    place, begun = destination.at(str(folder)), clock.now()
    with clock.at(begun):
        await schedule.once(there, place, photos=True, keep=2)
    (others,) = set(place.names()) - {"mine.tar.zst"}
    for day in range(4):
        with clock.at(begun + timedelta(days=day)):
            assert "events" in await schedule.once(here, place, photos=True, keep=2)
    ours = sorted(set(place.names()) - {"mine.tar.zst", others})
    assert [one[21:] for one in ours] == [f"{begun + timedelta(days=day):%Y%m%dT%H%M%S}Z.tar.zst" for day in (2, 3)]
    assert others in place.names()
    await console.restore(here, folder / ours[1], over=True)
    with clock.at(begun + timedelta(days=5)):  # in the new epoch it is the same district
        await schedule.once(here, place, photos=True, keep=1)
    assert len(place.names()) == 3


@pytest.mark.parametrize("words", ["6", "0h", "h", "6 h", "6w", "-1h", "99999h"])
def test_how_often_is_said_in_one_of_three_ways(words: str) -> None:
    with pytest.raises(ValueError, match="30m, 6h or 1d"):
        schedule.interval(words)
    assert schedule.interval("90m") == timedelta(hours=1.5)


async def test_a_bucket_holds_whole_backups_and_gives_them_back(
    sealing: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with bucket("kept") as environment:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        place, begun = destination.at("s3://kept/grid"), clock.now()
        for hour in range(3):
            with clock.at(begun + timedelta(hours=hour)):
                await schedule.once(sealing, place, photos=True, keep=2)
        names = sorted(place.names())
        assert len(names) == 2
        owner = Settings(
            database_url=f"sqlite:///{tmp_path / 'x.sqlite3'}",
            data_dir=tmp_path / "there",
            backup_key_file=tmp_path / "owner.key",
        )
        assert "is whole" in console.verify(owner, f"s3://kept/grid/{names[0]}")
        assert "phones offer again" in await console.restore(owner, f"s3://kept/grid/{names[1]}", over=False)
        with suppress(InterruptedError), place.writing("half") as out:
            out.write(b"x" * (destination.PART + 1))
            raise InterruptedError
        assert sorted(place.names()) == names
        with pytest.raises(OSError, match="bucket does not answer"):
            destination.at("s3://nobody-s").names()
