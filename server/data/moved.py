"""The mark of a SQLite database that has moved to another one: a file beside it. No server and no command works on a
district that lives elsewhere by now; what happened there since is not in the old file.

A mark is made before anything is written elsewhere and says `moved` when all of it is there: whenever a move is cut
off, at most one of the two can be worked on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from glob import escape
from pathlib import Path
from urllib.parse import urlsplit

import orjson

from server.data.configuration import dialect_of, sqlite_file


def mark_file(url: str) -> Path:
    file = sqlite_file(url)
    return file.with_name(f"{file.name}.moved")


def mark(url: str) -> Mapping[str, str] | None:
    """What the mark says: `to`, `at`, and the `state`, "moving" or "moved"."""
    try:
        found: dict[str, str] = orjson.loads(mark_file(url).read_bytes())
    except FileNotFoundError:
        return None
    return found


def left_behind(folder: Path, before: datetime) -> Iterator[tuple[Path, str]]:
    """The files in a folder, whole districts, that moved elsewhere before a moment; and where they moved to."""
    for marking in sorted(folder.glob("*.moved")):
        file = marking.with_name(marking.name.removesuffix(".moved"))
        with suppress(ValueError, KeyError, TypeError):  # no mark of ours
            said = orjson.loads(marking.read_bytes())
            if said["state"] == "moved" and datetime.fromisoformat(said["at"]) < before and copies(file):
                yield file, said["to"]


def copies(file: Path) -> list[Path]:
    """A database's file with its log, and what upgrades and restores kept beside it."""
    kept = [*file.parent.glob(f"{escape(file.stem)}.before-*"), *file.parent.glob(f"{escape(file.name)}.before-*")]
    return [one for one in (file, Path(f"{file}-wal"), Path(f"{file}-shm"), *kept) if one.is_file()]


def put(url: str, said: Mapping[str, str]) -> None:
    """Write the mark, whole, onto the disk."""
    file = mark_file(url)
    half = file.with_name(f".{file.name}.half")
    with half.open("wb") as out:
        out.write(orjson.dumps(said))
        out.flush()
        os.fsync(out.fileno())
    half.replace(file)
    folder = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def refuse(url: str) -> None:
    """Raises ValueError in one line for a district that lives elsewhere by now."""
    if dialect_of(url) != "sqlite" or (said := mark(url)) is None:
        return
    file = mark_file(url)
    if said["state"] == "moving":
        raise ValueError(
            f"a move of this district to {said['to']} was cut off: run ./grid move again, or remove {file}"
        )
    back = f" (to go back to what it was then, remove {file})" if sqlite_file(url).exists() else ""
    raise ValueError(f"this district moved to {said['to']} at {said['at']}: name that by GRID_DATABASE_URL{back}")


def told(url: str) -> str:
    """An address without its password."""
    parts = urlsplit(url)
    user = f"{parts.username}@" if parts.username else ""
    port = f":{parts.port}" if parts.port else ""
    return parts._replace(netloc=f"{user}{parts.hostname or ''}{port}").geturl()
