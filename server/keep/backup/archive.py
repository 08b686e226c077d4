"""The file of a backup: a tar with the database as one moment left it, photos and their list, the secret, a manifest.

Decision: one file, so that a district moves in one command. Photos are named and, when asked for, contained; they never
change, so whoever copies their folder by other means needs only the list. The server's secret is in it, because it
proves receipts: a backup is as private as the server, and readable by its user alone.

The manifest names every member with its size and SHA-256, and its own digest comes last. All of it is checked before
anything is taken out: what was damaged, cut off, swapped, put in twice or put in besides is refused. The first format
had no digests; nobody has such a backup, and it is refused, too.
"""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

FORMAT = 2
MANIFEST, SUM, PHOTOS, SECRET = "manifest.json", "manifest.sha256", "photos.txt", "secret"
CHUNK, MOST_MANIFEST = 1 << 20, 1 << 28  # bytes


class Damaged(ValueError):
    """It is not what was written."""


@dataclass
class Making:
    """An archive that is being written."""

    tar: tarfile.TarFile
    members: dict[str, tuple[int, str]] = field(default_factory=dict)

    def put(self, name: str, data: bytes) -> None:
        self.members[name] = len(data), hashlib.sha256(data).hexdigest()
        self._put(name, data)

    def add(self, file: Path, name: str) -> None:
        with file.open("rb") as opened:
            self.members[name] = file.stat().st_size, hashlib.file_digest(opened, "sha256").hexdigest()
        self.tar.add(file, name)

    def seal(self, besides: dict[str, Any]) -> None:
        """End it with the manifest, which tells this besides."""
        manifest = orjson.dumps({"format": FORMAT, **besides, "members": self.members})
        self._put(MANIFEST, manifest)
        self._put(SUM, hashlib.sha256(manifest).hexdigest().encode())

    def _put(self, name: str, data: bytes) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = len(data), 0o600
        self.tar.addfile(info, io.BytesIO(data))


@dataclass(frozen=True)
class Held:
    """A whole archive: what its manifest tells, and its members."""

    tar: tarfile.TarFile
    manifest: dict[str, Any]

    def names(self) -> list[str]:
        return list(self.manifest["members"])

    def member(self, name: str) -> bytes:
        """The bytes of a member; raises KeyError when there is none."""
        return b"".join(_chunks(self.tar, self.tar.getmember(name)))

    def unpacked(self, name: str, to: Path) -> None:
        """Write a member, whole, to a file of ours alone."""
        handle = os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            for chunk in _chunks(self.tar, self.tar.getmember(name)):
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())


@contextmanager
def written(path: Path) -> Iterator[Making]:
    """A new archive that takes its place when it is whole. Raises OSError, also for a file that is there already."""
    if path.exists():
        raise OSError(f"{path} is there already")
    half = path.with_name(f".{path.name}.half")
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(handle, "wb") as raw:
            with tarfile.open(fileobj=raw, mode="w") as tar:
                yield Making(tar)
            raw.flush()
            os.fsync(raw.fileno())
        half.rename(path)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[Held]:
    """A backup that was checked from end to end. Raises OSError for whatever is none of ours, or not whole."""
    with ExitStack() as stack:
        try:
            tar = stack.enter_context(tarfile.open(path, mode="r:"))
            held = Held(tar, _manifest(tar, path.stat().st_size))
            _check(held)
        except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as wrong:
            raise OSError(f"{path} is no whole backup of this program, and nothing was changed: {wrong}") from wrong
        yield held


def _manifest(tar: tarfile.TarFile, size: int) -> dict[str, Any]:
    """What the manifest tells. Raises ValueError, KeyError for one that is damaged or of another version."""
    seen = set[str]()
    for one in tar:
        if one.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or one.sparse is not None or one.name in seen:
            raise Damaged(f"{one.name} has no business in it")
        if one.offset_data + one.size > size:
            raise Damaged(f"{one.name} is cut off")
        seen.add(one.name)
    found = tar.getmember(MANIFEST)
    if found.size > MOST_MANIFEST:
        raise Damaged("its manifest is too long")
    manifest = b"".join(_chunks(tar, found))
    said: dict[str, Any] = orjson.loads(manifest)
    if said["format"] != FORMAT:
        raise ValueError(
            f"it is of format {said['format']}, and this version reads format {FORMAT}: use the version "
            f"that made it ({said.get('version', 'unknown')})"
        )
    if tar.getmember(SUM).size != 64 or b"".join(_chunks(tar, tar.getmember(SUM))) != _sha256([manifest]):
        raise Damaged("its manifest is damaged")
    if more := seen ^ (set(said["members"]) | {MANIFEST, SUM}):
        raise Damaged(f"{sorted(more)[0]} is missing, or was not in it")
    return said


def _check(held: Held) -> None:
    for name, (size, digest) in held.manifest["members"].items():
        found = held.tar.getmember(name)
        if found.size != size or _sha256(_chunks(held.tar, found)) != digest.encode():
            raise Damaged(f"{name} is damaged")


def _chunks(tar: tarfile.TarFile, member: tarfile.TarInfo) -> Iterator[bytes]:
    source = tar.extractfile(member)
    if source is None:
        raise KeyError(member.name)
    while chunk := source.read(CHUNK):
        yield chunk


def _sha256(chunks: Any) -> bytes:
    found = hashlib.sha256()
    for chunk in chunks:
        found.update(chunk)
    return found.hexdigest().encode()
