"""What the command line says where there is no district: one line with what to type, exit code 2, and nothing made."""

from __future__ import annotations

import errno
import io
import socket
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from server import __main__
from server.core.settings import Settings
from server.demo import build
from server.process.contact import keys

Grid = Callable[[str], tuple[int, str, str]]
COMMANDS = ("audit verify", "audit head", "audit export {log}", "tally compare", "user list", "token list wang",
            "channel list", "roster list", "backup {log}", "explain {query} --as wang", "serve --port 0")  # fmt: skip


@pytest.fixture
def grid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Grid:
    """Runs a command where the data folder is empty: exit code, stdout, stderr."""
    monkeypatch.setenv("GRID_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("GRID_DATABASE_URL", "")

    def run(words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["./grid", *words.split()])
        code = __main__.main()
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("words", COMMANDS)
def test_where_there_is_no_district_a_command_says_what_to_type_and_makes_nothing(
    grid: Grid, words: str, tmp_path: Path
) -> None:
    query = tmp_path / "query"
    query.write_text("{ viewer { name } }")
    code, out, err = grid(words.format(log=tmp_path / "log", query=query))
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "make one with ./grid migrate" in err
    assert list(tmp_path.iterdir()) == [query]


def test_a_demo_whose_address_is_taken_says_so_before_it_is_built(grid: Grid, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, out, err = grid(f"demo --data {tmp_path / 'demo'} --port {port}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"cannot listen on 127.0.0.1:{port}" in err
    assert list(tmp_path.iterdir()) == []


def test_a_demo_tells_without_a_terminal_what_it_is_building(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def nothing(report: Callable[[int, int], None]) -> None:
        assert capsys.readouterr().out == "areas …\n", "before it begins"

    monkeypatch.setattr(keys, "of", lambda _: None)
    monkeypatch.setattr(build, "parts", lambda *_: [("areas", nothing)])
    build.ensure(Settings(data_dir=tmp_path, database_url=""))


@pytest.mark.parametrize("way", ["typed", "environment", "stdin"])
def test_a_move_takes_its_address_without_a_password_on_the_command_line(
    grid: Grid, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "gridwhistle.sqlite3").touch()
    address, asked = "postgres://grid:hunter2@127.0.0.1:9/grid", list[str]()

    async def opened(url: str, *_: object) -> None:
        asked.append(url)
        raise OSError("nobody is there")

    monkeypatch.setattr("server.data.at_work._locked", opened)
    monkeypatch.setenv("GRID_MOVE_TO", address if way == "environment" else "")
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{address}\n"))
    assert grid({"typed": f"move {address}", "environment": "move", "stdin": "move -"}[way])[0] == 2
    assert asked == [address]


@pytest.mark.parametrize("words", ["audit verify", "serve --port 0"])
def test_a_database_of_another_version_is_told_so_in_one_line(grid: Grid, tmp_path: Path, words: str) -> None:
    (tmp_path / "data").mkdir(mode=0o700)
    with closing(sqlite3.connect(tmp_path / "data" / "gridwhistle.sqlite3")) as file:
        code, out, err = grid(words)
        assert (code, out, err.count("\n"), "migrate first (./grid migrate)" in err) == (2, "", 1, True)
        file.executescript(
            "CREATE TABLE tortoise_migrations (id INTEGER PRIMARY KEY, app TEXT, name TEXT);"
            "INSERT INTO tortoise_migrations (app, name) VALUES ('grid', '9999_of_tomorrow');"
        )
        code, out, err = grid(words)
        assert (code, out, err.count("\n"), "it knows 9999_of_tomorrow" in err) == (2, "", 1, True)


@pytest.mark.parametrize("why", [errno.EROFS, errno.EACCES], ids=["read-only", "somebody else's"])
def test_a_program_that_lies_where_nobody_writes_asks_for_another_folder(
    grid: Grid, monkeypatch: pytest.MonkeyPatch, why: int
) -> None:
    def refused(path: Path, *_: object, **__: object) -> None:
        raise OSError(why, "no", str(path))

    monkeypatch.setenv("GRID_DATA_DIR", ".data")
    monkeypatch.setattr(Path, "mkdir", refused)
    code, out, err = grid("migrate")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith(f"grid: no: {Path('.data').absolute()}; name another folder by GRID_DATA_DIR")
