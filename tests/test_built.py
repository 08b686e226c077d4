"""What is built once is built once, by whoever comes first, and again when its sources differ."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests import built
from tests.stores import SqliteStore


def test_of_two_at_once_one_builds_and_the_other_waits_for_the_whole(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(folder: Path) -> None:
        made.append(folder)
        time.sleep(0.2)
        (folder / "file").write_text("whole")

    with ThreadPoolExecutor(2) as pool:
        places = list(pool.map(lambda _: built.once("thing", make, tmp_path, "key"), range(2)))
    assert len(made) == 1
    assert [(place / "file").read_text() for place in places] == ["whole", "whole"]


def test_what_a_test_fills_itself_is_filled_in_each_session(tmp_path: Path) -> None:
    filled: list[int] = []

    async def fill() -> None:
        filled.append(1)

    for session in ("first", "second"):
        (tmp_path / session).mkdir()
        store = SqliteStore(tmp_path / session)
        assert store.copy("own", fill) != store.copy("own", fill)
    assert len(filled) == 2
    assert not list(built.BUILT.glob("sqlite-own-*"))


def test_what_was_cut_off_is_built_again_and_what_is_old_goes(tmp_path: Path) -> None:
    def fails(folder: Path) -> None:
        (folder / "half").touch()
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        built.once("thing", fails, tmp_path, "key")
    for key in ("key", "second", "third"):
        place = built.once("thing", lambda folder: (folder / "file").touch(), tmp_path, key)
        assert [one.name for one in place.iterdir()] == ["file"]
        time.sleep(0.02)
    assert sorted(one.name for one in tmp_path.glob("thing-*")) == ["thing-second", "thing-third"]
