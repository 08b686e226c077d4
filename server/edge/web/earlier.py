"""The app's files of releases that are not the current one: an open page asks for its modules for a day more, and
during a rolling restart one process is asked for what another has just begun to serve.

Decision: each release lies in a folder of its own beside the data, which all processes of a machine share, as its files
go out; at most `MOST` of them and the last day's. The time of the folder tells when its release was last current.
"""

from __future__ import annotations

import os
import re
import shutil
from contextlib import suppress
from pathlib import Path, PurePosixPath
from time import time

import orjson

from server.edge.web.site import TYPES, File, Site

DAY, MOST = 86_400, 4  # seconds; releases, the current one among them
LISTING = "files.json"  # the files of a release, each with its digest
_VERSION = re.compile(r"[0-9a-f]{16}")


class Earlier:
    """The folder of releases; one that cannot be written only means that none is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder

    def keep(self, site: Site) -> None:
        """`site` is current from now on; what was until now has its day."""
        if self.folder is None:
            return
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            place = self.folder / site.version
            if (kept := self._newest_first()) and kept[0] != place:
                os.utime(kept[0])
            if not place.is_dir():
                self._write(place, site.at_addresses())
            os.utime(place)
            too_many, over = self._newest_first()[MOST:], (path for path in self.folder.iterdir() if not _lasts(path))
            for old in (*too_many, *over):  # also what a kill left by half
                shutil.rmtree(old, ignore_errors=True)

    def of(self, version: str, path: str) -> File | None:
        """A file of a release of the last day."""
        if self.folder is None or not _VERSION.fullmatch(version):
            return None
        place = self.folder / version
        with suppress(OSError, ValueError):
            if _lasts(place) and path in orjson.loads((place / LISTING).read_bytes()):
                return File((place / path).read_bytes(), TYPES[PurePosixPath(path).suffix])
        return None

    def digests(self) -> set[str]:
        """The digests of all files of all releases that are kept."""
        found = set[str]()
        for place in self._newest_first():
            with suppress(OSError, ValueError):
                found |= set(orjson.loads((place / LISTING).read_bytes()).values())
        return found

    def _newest_first(self) -> list[Path]:
        if self.folder is None or not self.folder.is_dir():
            return []
        found = (path for path in self.folder.iterdir() if _VERSION.fullmatch(path.name))
        return sorted(found, key=lambda path: path.stat().st_mtime, reverse=True)

    def _write(self, place: Path, files: dict[str, File]) -> None:
        half = place.with_name(f".{place.name}.{os.getpid()}")
        try:
            for path, file in files.items():
                (half / path).parent.mkdir(parents=True, exist_ok=True)
                (half / path).write_bytes(file.body)
            (half / LISTING).write_bytes(orjson.dumps({path: file.digest for path, file in files.items()}))
            half.rename(place)
        finally:
            shutil.rmtree(half, ignore_errors=True)  # also where another process was first


def _lasts(place: Path) -> bool:
    return time() - place.stat().st_mtime < DAY
