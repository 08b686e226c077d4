"""Where photos and files lie: a folder or an S3 bucket, by URL, through obstore. Each has a place named by its hash.

Decision: obstore is asked in threads of ours, not by its own async functions. Those hand their answers over from
threads that Python does not know, and a program that ends meanwhile is aborted: 35 of 480 short ones, none of 960 so.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import unquote, urlsplit

import obstore
import structlog
from obstore.exceptions import BaseError
from obstore.store import LocalStore, ObjectStore, S3Store

from server.core.errors import Busy, StorageFull
from server.core.threads import Threads
from server.ground.media.kinds import ENDINGS, JPEG

if TYPE_CHECKING:
    from obstore.store import RetryConfig

__all__ = ["Shelf", "StorageFull", "place", "places"]

FULL = ("No space left on device", "os error 28", "Disk quota exceeded", "os error 122")
LANES = 8  # as many as wait for a slow bucket; the others wait their turn
RETRIES: RetryConfig = {"max_retries": 2, "retry_timeout": timedelta(seconds=20)}  # obstore's own take three minutes

log = structlog.get_logger("grid.media")

_threads = Threads(LANES, "shelf")

T = TypeVar("T")


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
            prefix = parts.path.strip("/") or None
            return cls(S3Store(parts.netloc, prefix=prefix, retry_config=RETRIES))
        raise ValueError("the media URL must begin with file:/// or s3://")

    async def keep(self, name: str, data: bytes) -> None:
        """Write `data` under `name`, whole or not at all. Raises StorageFull, Busy."""
        await self._done(lambda: obstore.put(self._store, name, data))

    async def give(self, name: str) -> bytes | None:
        """The bytes under `name`, or None when there are none. Raises Busy."""
        try:
            return await self._done(lambda: bytes(obstore.get(self._store, name).bytes()))
        except FileNotFoundError:
            return None

    async def remove(self, name: str) -> None:
        """What lies under `name` is there no more, if it was. Raises Busy."""
        with suppress(FileNotFoundError):
            await self._done(lambda: obstore.delete(self._store, name))

    async def _done(self, work: Callable[[], T]) -> T:
        """In a thread. Whatever keeps a bucket or a disk from answering, the same may be sent again later."""
        try:
            return await _threads.run(work)
        except FileNotFoundError:
            raise
        except (BaseError, OSError) as failure:
            if any(sign in str(failure) for sign in FULL):
                raise StorageFull("there is no room for photos") from failure
            log.warning("the photos are away", cause=type(failure).__name__, said=str(failure).partition("\n")[0])
            raise Busy("the photos cannot be reached now; the same may be sent again") from failure


def place(sha256: str, kind: str = JPEG, *, thumb: bool = False) -> str:
    """The name under which a photo or a file lies: two letters of the hash make a folder."""
    return f"{sha256[:2]}/{sha256}{'-thumb' if thumb else ''}.{ENDINGS[kind]}"


def places(sha256: str, kind: str) -> list[str]:
    """All names under which something of it lies."""
    return [place(sha256, kind)] + ([place(sha256, thumb=True)] if kind == JPEG else [])
