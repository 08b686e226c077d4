"""The compressed form of the app's files, kept between starts: to make it takes eight seconds of a core, and a server
that starts again sends the same files to phones that wait.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from server.edge.web.site import File

# Which way of asking brotli makes a file smallest is chance: of some bytes in a short one, of a hundred in the entry.
# Those are asked twice; the rest is not, since that takes seconds.
SHORT: tuple[dict[str, int], ...] = ({"mode": brotli.MODE_GENERIC}, {"mode": brotli.MODE_FONT})
LONG: tuple[dict[str, int], ...] = ({"lgblock": 0}, {"lgblock": 16})


class Compressed:
    """A folder with one file for each that is sent, named by the SHA-256 of its body. What a power cut left of one is
    made anew, and a folder that cannot be written only costs time."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._made: dict[str, bytes] = {}

    def of(self, file: File) -> bytes:
        """The file in brotli; slow when it is new, so call it in a thread."""
        if file.digest not in self._made:
            small = self._kept(file.digest, file.body) or self._keep(file.digest, _compressed(file.body))
            self._made[file.digest] = small
        return self._made[file.digest]

    def only(self, files: Iterable[File]) -> None:
        """Let go of all others: they are of another version of the app."""
        names = {file.digest for file in files}
        self._made = {name: small for name, small in self._made.items() if name in names}
        if self.folder is None or not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name not in names:
                path.unlink(missing_ok=True)

    def _kept(self, name: str, body: bytes) -> bytes | None:
        with suppress(OSError, brotli.error):
            if self.folder is not None and brotli.decompress(small := (self.folder / name).read_bytes()) == body:
                return bytes(small)
        return None

    def _keep(self, name: str, small: bytes) -> bytes:
        if self.folder is not None:
            with suppress(OSError):
                self.folder.mkdir(parents=True, exist_ok=True)
                building = self.folder / f"{name}.{os.getpid()}"
                building.write_bytes(small)
                building.replace(self.folder / name)
        return small


def _compressed(body: bytes) -> bytes:
    tried = SHORT if len(body) < 6000 else LONG if len(body) > 100_000 else LONG[:1]
    return min((bytes(brotli.compress(body, quality=11, **one)) for one in tried), key=len)
