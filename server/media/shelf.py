"""Where photos lie: a folder or an S3 bucket, by URL, through obstore. Each photo has a place named by its hash.

Decision: obstore is asked in threads of ours, not by its own async functions. Those hand their answers over from
threads that Python does not know, and a program that ends meanwhile is aborted: 35 of 480 short ones, none of 960 so.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import obstore
from obstore.store import LocalStore, ObjectStore, S3Store

from server.errors import StorageFull
from server.threads import Threads

__all__ = ["Shelf", "StorageFull", "place"]

FULL = ("No space left on device", "os error 28", "Disk quota exceeded", "os error 122")
LANES = 8  # as many as wait for a slow bucket; the others wait their turn

_threads = Threads(LANES, "shelf")


class Shelf:
    """Keeps and gives back bytes by name."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def at(cls, url: str) -> Shelf:
        """The shelf at `file:///path` (made if it is not there) or `s3://bucket/prefix` (AWS_* in the environment)."""
        parts = urlsplit(url)
        if parts.scheme == "file":
            folder = Path(unquote(parts.path))
            folder.mkdir(parents=True, exist_ok=True)
            return cls(LocalStore(folder, mkdir=True))
        if parts.scheme == "s3":
            return cls(S3Store(parts.netloc, prefix=parts.path.strip("/") or None))
        raise ValueError("the media URL must begin with file:/// or s3://")

    async def keep(self, name: str, data: bytes) -> None:
        """Write `data` under `name`, whole or not at all. Raises StorageFull."""
        try:
            await _threads.run(lambda: obstore.put(self._store, name, data))
        except Exception as failure:
            if any(sign in str(failure) for sign in FULL):
                raise StorageFull("there is no room for photos") from failure
            raise

    async def give(self, name: str) -> bytes | None:
        """The bytes under `name`, or None when there are none."""
        try:
            return await _threads.run(lambda: bytes(obstore.get(self._store, name).bytes()))
        except FileNotFoundError:
            return None


def place(sha256: str, *, thumb: bool = False) -> str:
    """The name under which a photo lies: two letters of the hash make a folder."""
    return f"{sha256[:2]}/{sha256}{'-thumb' if thumb else ''}.jpg"
