"""What a district keeps is for the server's user alone, however careless the shell was."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.core import private
from server.core.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(autouse=True)
def _careless() -> Iterator[None]:
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> set[tuple[str, str]]:
    """Kind and mode of all that is there, the folder itself too."""
    found = [folder, *folder.rglob("*")]
    return {("folder" if path.is_dir() else "file", oct(path.stat().st_mode & 0o777)) for path in found}


def test_a_new_district_is_closed_whatever_the_umask_of_the_shell(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GRID_")}
    subprocess.run(
        [sys.executable, "-m", "server", "migrate"],
        cwd=ROOT, env=clean | {"GRID_DATA_DIR": str(folder)}, check=True, capture_output=True, umask=0o022,
    )  # fmt: skip
    assert modes(folder) == {("folder", "0o700"), ("file", "0o600")}


def test_an_open_folder_is_closed_with_all_that_is_in_it_and_named_once(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    names = ("gridwhistle.sqlite3", "gridwhistle.sqlite3-wal", "gridwhistle.before-0002.sqlite3", "media/ab/ab.jpg")
    for name in (*names, "secret"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    (tmp_path / "elsewhere").write_bytes(b"x")
    (folder / "media" / "link").symlink_to(tmp_path / "elsewhere")
    assert modes(folder) >= {("folder", "0o755"), ("file", "0o644")}

    told = private.mended(Settings(data_dir=folder))

    assert told == f"others could read {folder} and 7 more; now only this user can"
    assert (tmp_path / "elsewhere").stat().st_mode & 0o777 == 0o644
    (folder / "media" / "link").unlink()
    assert modes(folder) == {("folder", "0o700"), ("file", "0o600")}
    assert private.mended(Settings(data_dir=folder)) == ""


def test_a_database_a_secret_and_photos_elsewhere_are_closed_and_their_neighbours_left_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    (tmp_path / "photos").mkdir()
    for name in ("grid.db", "grid.db-wal", "grid.before-0002.db", "key", "gridlock", "photos/one.jpg"):
        (tmp_path / name).write_bytes(b"x")
    private.mended(
        Settings(
            data_dir=tmp_path / "none",
            database_url=f"sqlite:///{tmp_path / 'grid.db'}",
            media_url=f"file://{tmp_path / 'photos'}",
            secret_file=tmp_path / "key",
        )
    )
    still = {path.name for path in (tmp_path, *tmp_path.rglob("*")) if path.stat().st_mode & 0o077}
    assert still == {tmp_path.name, "gridlock"}
