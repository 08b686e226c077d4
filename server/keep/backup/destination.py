"""Where backups lie: a folder, or a bucket of S3's kind (AWS_* in the environment, as for photos). What is written is
seen there when it is whole: a folder's file has another name until then, and a bucket's parts are no object until then.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from time import time
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, cast
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

if TYPE_CHECKING:
    from obstore import ReadableFile
    from obstore.store import RetryConfig

FORGOTTEN = timedelta(hours=12).total_seconds()  # after which a half file is nobody's any more
RETRIES: RetryConfig = {"max_retries": 2, "retry_timeout": timedelta(seconds=60)}  # the schedule tries again by itself
PART = 16 << 20  # bytes of an upload at a time: 10,000 of them are the largest object


class Place(Protocol):
    """Where backups lie, by name. Everything raises OSError."""

    def writing(self, name: str) -> AbstractContextManager[BinaryIO]: ...
    def reading(self, name: str) -> AbstractContextManager[BinaryIO]: ...
    def size(self, name: str) -> int: ...
    def names(self) -> list[str]: ...
    def remove(self, name: str) -> None: ...


def own_name(district: str, moment: datetime, *, encrypted: bool) -> str:
    return f"gridwhistle-{district}-{moment:%Y%m%dT%H%M%S}Z.tar.zst{'.age' if encrypted else ''}"


def own(place: Place, district: str) -> list[str]:
    """What a schedule of this district wrote, and may remove, the oldest first. Raises OSError."""
    ours = re.compile(rf"gridwhistle-{re.escape(district)}-\d{{8}}T\d{{6}}Z\.tar\.zst(\.age)?")
    return sorted(one for one in place.names() if ours.fullmatch(one))


def at(where: str) -> Place:
    """The place of a URL s3://bucket/prefix, or of a folder."""
    if where.startswith("s3://"):
        parts = urlsplit(where)
        return Bucket(S3Store(parts.netloc, prefix=parts.path.strip("/") or None, retry_config=RETRIES))
    if "://" in where:
        raise ValueError(f"{where} is no place for backups: name a folder, or s3://bucket/prefix")
    return Folder(Path(where))


def split(file: str) -> tuple[Place, str]:
    """The place of one backup, and its name there."""
    where, _, name = file.rpartition("/")
    if not name:
        raise ValueError(f"{file} is a folder: name a file")
    return at(where or ("/" if file.startswith("/") else ".")), name


@dataclass(frozen=True)
class Folder:
    """A folder, made where it is not there; its files are for their user alone."""

    path: Path

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        """Raises OSError also for a file that is there already."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path, half = self.path / name, self.path / f".{name}.half"
        if path.exists():
            raise OSError(f"{path} is there already")
        self._forget_halves()
        handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(handle, "wb") as raw:
                yield raw
                raw.flush()
                os.fsync(raw.fileno())
            half.rename(path)
            flushed(self.path)
        finally:
            half.unlink(missing_ok=True)

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        with (self.path / name).open("rb") as raw:
            yield raw

    def size(self, name: str) -> int:
        return (self.path / name).stat().st_size

    def names(self) -> list[str]:
        return [one.name for one in self.path.iterdir()] if self.path.exists() else []

    def remove(self, name: str) -> None:
        (self.path / name).unlink(missing_ok=True)

    def _forget_halves(self) -> None:
        """Remove what a killed schedule left."""
        for half in self.path.glob(".gridwhistle-*.half"):
            if time() - half.stat().st_mtime > FORGOTTEN:
                half.unlink(missing_ok=True)


@dataclass(frozen=True)
class Bucket:
    """A bucket, or what lies in one under a prefix."""

    store: S3Store

    @contextmanager
    def writing(self, name: str) -> Iterator[BinaryIO]:
        if name in self.names():
            raise OSError(f"{name} is there already")
        with _plainly():
            out = obstore.open_writer(self.store, name, buffer_size=PART)
            yield cast("BinaryIO", out)
            out.close()  # only here: what is not closed is no object

    @contextmanager
    def reading(self, name: str) -> Iterator[BinaryIO]:
        with _plainly():
            yield cast("BinaryIO", io.BufferedReader(Lying(obstore.open_reader(self.store, name)), PART))

    def size(self, name: str) -> int:
        with _plainly():
            return obstore.head(self.store, name)["size"]

    def names(self) -> list[str]:
        with _plainly():
            return [one["path"] for page in obstore.list(self.store) for one in page]

    def remove(self, name: str) -> None:
        with _plainly():
            obstore.delete(self.store, name)


class Lying(io.RawIOBase):
    """An object of a bucket as Python's own streams are."""

    def __init__(self, source: ReadableFile) -> None:
        self._source = source

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._source.seek(offset, whence)

    def readinto(self, into: Any) -> int:
        with _plainly():
            found = self._source.read(len(into))
        into[: len(found)] = found
        return len(found)


@contextmanager
def _plainly() -> Iterator[None]:
    try:
        yield
    except BaseError as failure:
        raise OSError(f"the bucket does not answer: {str(failure).partition(chr(10))[0]}") from failure


def flushed(path: Path) -> None:
    """A file, or what a folder names, is on the disk from now on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
