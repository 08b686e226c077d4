"""The compressed forms of the app's files, kept between starts: to make them takes eight seconds of a core, and a
server that starts again sends the same files to phones that wait. Browsers take brotli only over https and from this
machine; in a district's own network without a certificate they get gzip.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterable, Set
from contextlib import suppress
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from server.edge.web.site import File

# Which way of asking brotli makes a file smallest is chance: of some bytes in a short one, of a hundred in the entry.
# Those are asked twice; the rest is not, since that takes seconds.
SHORT: tuple[dict[str, int], ...] = ({"mode": brotli.MODE_GENERIC}, {"mode": brotli.MODE_FONT})
LONG: tuple[dict[str, int], ...] = ({"lgblock": 0}, {"lgblock": 16})

WAYS = ("br", "gzip")  # as `accept-encoding` says them, the smaller first


def way_for(accepted: str) -> str | None:
    """The best way that a phone takes, or None."""
    said = (one.replace(" ", "") for one in accepted.split(","))
    taken = {one.partition(";")[0] for one in said if not one.endswith((";q=0", ";q=0.0"))}
    return next((way for way in WAYS if way in taken), None)


class Compressed:
    """A folder with one file for each that is sent, named by the SHA-256 of its body and how it is compressed. What a
    power cut left of one is made anew, and a folder that cannot be written only costs time."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._made: dict[str, bytes] = {}

    def of(self, file: File, way: str = "br") -> bytes:
        """The file in brotli or gzip; slow when it is new, so call it in a thread."""
        name = _name(file.digest, way)
        if name not in self._made:
            self._made[name] = self._kept(name, file.body, way) or self._keep(name, _compressed(file.body, way))
        return self._made[name]

    def only(self, files: Iterable[File], others: Set[str] = frozenset()) -> None:
        """Let go of all but these, and those of the digests `others`."""
        names = {_name(digest, way) for digest in {file.digest for file in files} | others for way in WAYS}
        self._made = {name: small for name, small in self._made.items() if name in names}
        if self.folder is None or not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name not in names:
                path.unlink(missing_ok=True)

    def _kept(self, name: str, body: bytes, way: str) -> bytes | None:
        whole = brotli.decompress if way == "br" else gzip.decompress
        with suppress(OSError, EOFError, zlib.error, brotli.error):
            if self.folder is not None and whole(small := (self.folder / name).read_bytes()) == body:
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


def _name(digest: str, way: str) -> str:
    return digest if way == "br" else f"{digest}.{way}"


def _compressed(body: bytes, way: str) -> bytes:
    if way == "gzip":
        return gzip.compress(body, 9, mtime=0)
    tried = SHORT if len(body) < 6000 else LONG if len(body) > 100_000 else LONG[:1]
    return min((bytes(brotli.compress(body, quality=11, **one)) for one in tried), key=len)
