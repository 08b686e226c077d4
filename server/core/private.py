"""What a district keeps is for the server's user alone: folders 0700, files 0600, whatever umask a shell came with.

Decision: the umask of the process, since SQLite, the shelf of photos and temporary files are made by libraries that ask
nobody; and at the start a look at what is there already. Inside a closed folder nobody looks at a file, so that the
walk over all photos is made once, when the folder was open.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from server.core import secret
from server.core.settings import Settings

OTHERS = 0o077


def only_ours() -> None:
    """From now on nothing that this process makes is open to others."""
    os.umask(OTHERS)


def told(failure: OSError) -> str:
    """What went wrong, and what to type where the program's own folder may not be written to."""
    place = Path(os.fsdecode(failure.filename or "")).absolute()
    if failure.errno in {errno.EROFS, errno.EACCES} and place.is_relative_to(Path(".data").absolute()):
        return f"{failure.strerror}: {place}; name another folder by GRID_DATA_DIR (the demo's by --data)"
    return str(failure)


def mended(settings: Settings) -> str:
    """Close to others what of this district is open to them; a line that names it, or "" when nothing was."""
    closed = [path for path in open_to_others(settings) if _close(path)]
    if not closed:
        return ""
    others = f" and {len(closed) - 1} more" if closed[1:] else ""
    return f"others could read {closed[0]}{others}; now only this user can"


def open_to_others(settings: Settings) -> Iterator[Path]:
    """What of this district others can read, and is this user's to close."""
    return (path for path in _kept(settings) if _is_open(path))


def _kept(settings: Settings) -> Iterator[Path]:
    """The folders with all that is in them while they are open, the database with its copies, the secret, the keys."""
    folders = [settings.data_dir.absolute()]
    if settings.media.startswith("file://"):
        folders.append(Path(unquote(urlsplit(settings.media).path)))
    for folder in folders:
        if _is_open(folder):
            for inside, _, names in os.walk(folder):
                yield Path(inside)
                yield from (Path(inside, name) for name in names)
    if settings.database.startswith("sqlite:"):
        file = Path(unquote(urlsplit(settings.database).path))
        own = (file.name, f"{file.stem}.before-")  # with its log, and what upgrades and restores keep beside it
        yield from (path for path in _inside(file.parent) if path.name.startswith(own))
    yield from (secret.of(settings), settings.contact_ring)


def _inside(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _is_open(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    return bool(found.st_mode & OTHERS) and not stat.S_ISLNK(found.st_mode) and found.st_uid == os.geteuid()


def _close(path: Path) -> bool:
    """Whether it was open; what is not ours stays as it is, and so does what vanished meanwhile."""
    if not _is_open(path):
        return False
    try:
        path.chmod(path.stat().st_mode & ~OTHERS & 0o7777)
    except OSError:
        return False
    return True
