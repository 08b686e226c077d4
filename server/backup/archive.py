"""The file of a backup: a tar with a manifest, the database as one moment left it, the list of photos, and the secret.

Decision: one file, so that a district moves in one command. Photos are named and, when asked for, contained; they never
change, so whoever copies their folder by other means needs only the list. The server's secret is in it, because it
proves receipts: a backup is as private as the server, and readable by its user alone.
"""

from __future__ import annotations

import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import orjson

FORMAT = 1
MANIFEST, PHOTOS, SECRET = "manifest.json", "photos.txt", "secret"


@contextmanager
def written(path: Path) -> Iterator[tarfile.TarFile]:
    """A new archive that takes its place when it is whole. Raises OSError, also for a file that is there already."""
    if path.exists():
        raise OSError(f"{path} is there already")
    half = path.with_name(f".{path.name}.half")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w") as tar:
                yield tar
            raw.flush()
            os.fsync(raw.fileno())
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[tuple[tarfile.TarFile, dict[str, Any]]]:
    """An archive with its manifest. Raises OSError for whatever is none of ours."""
    with ExitStack() as stack:
        try:
            tar = stack.enter_context(tarfile.open(path, mode="r:"))
            told = orjson.loads(member(tar, MANIFEST))
            if told["format"] != FORMAT:
                raise ValueError(f"format {told['format']}")
        except (tarfile.TarError, ValueError, KeyError, TypeError) as wrong:
            raise OSError(f"{path} is no backup of this program: {wrong}") from wrong
        yield tar, told


def put(tar: tarfile.TarFile, name: str, data: bytes) -> None:
    """Add a member."""
    told = tarfile.TarInfo(name)
    told.size, told.mode = len(data), 0o600
    tar.addfile(told, io.BytesIO(data))


def member(tar: tarfile.TarFile, name: str) -> bytes:
    """The bytes of a member; raises KeyError when there is none."""
    found = tar.extractfile(name)
    if found is None:
        raise KeyError(name)
    return found.read()


def unpacked(tar: tarfile.TarFile, name: str, to: Path) -> None:
    """Write a member, whole, to a file of ours alone."""
    source = tar.extractfile(name)
    if source is None:
        raise KeyError(name)
    handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as out:
        while chunk := source.read(1 << 20):
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
