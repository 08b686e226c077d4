"""What the command line says where there is no district: one line with what to type, exit code 2, and nothing made."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from server import __main__

Grid = Callable[[str], tuple[int, str, str]]
COMMANDS = ("audit verify", "audit head", "audit export {log}", "tally compare", "user list", "token list wang",
            "channel list", "roster list", "backup {log}", "explain {query} --as wang")  # fmt: skip


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


def test_a_database_that_waits_for_migrations_is_told_so(grid: Grid, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "gridwhistle.sqlite3").touch()
    code, out, err = grid("audit verify")
    assert (code, out, "migrate first (./grid migrate)" in err) == (2, "", True)
