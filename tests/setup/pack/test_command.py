"""`./grid district` on the command line: what it prints, and with which exit code it ends."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server import __main__
from server.ground.person import secrets
from tests.setup.pack.folder import TINGLAN, copied, replace

Grid = Callable[..., tuple[int, str, str]]


@pytest.fixture
def grid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Grid:
    """Runs a command against a data folder of its own: exit code, stdout, stderr."""
    monkeypatch.setenv("GRID_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("GRID_DATABASE_URL", "")

    def run(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["./grid", *map(str, words)])
        code = __main__.main()
        return code, *capsys.readouterr()

    return run


def test_a_folder_is_checked_without_a_database_and_loaded_once(grid: Grid, tmp_path: Path) -> None:
    folder, usual = copied(tmp_path), secrets.use(secrets.CHEAP)
    code, out, _ = grid("district", "check", folder)
    assert (code, "没有错误" in out) == (0, True)
    assert not (tmp_path / "data").exists()
    assert grid("district", "load", folder)[0] == 2  # there is no database yet
    assert grid("migrate")[0] == 0
    code, out, _ = grid("district", "load", folder, "--from", "2026-11-01")
    secrets.use(usual)
    passwords = [line.split("\t") for line in out.splitlines() if line.count("\t") == 2]
    assert (code, len(passwords)) == (0, 13)
    assert passwords[0][:2] == ["lin", "林阿海"]
    code, out, _ = grid("district", "load", folder)
    assert (code, "没有变化" in out, "\t" in out) == (0, True, False)
    assert "is over" in grid("district", "check", folder, "--from", "2026-11-01")[2]
    replace(folder, "people.csv", "ye,叶港生", "ye,")
    code, out, err = grid("district", "load", folder, "--english")
    assert (code, out) == (1, "")
    assert "people.csv, row 12, column name/姓名: it is empty. Write: a name: it may not be empty." in err


def test_what_is_no_folder_and_what_is_no_day_are_one_line_and_exit_code_2(grid: Grid, tmp_path: Path) -> None:
    for words in ((tmp_path / "nowhere",), (TINGLAN, "--from", "soon")):
        code, out, err = grid("district", "check", *words)
        assert (code, out, err.count("\n")) == (2, "", 1)
