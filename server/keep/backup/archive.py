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
import shutil
import tarfile
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import orjson

from server.keep.backup import coding

FORMAT, READ = 3, (2, 3)  # of what is written, and what is read: a table of PostgreSQL was one member in 2
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

    def add(self, raw: BinaryIO, name: str) -> None:
        """All of a file."""
        digest = hashlib.file_digest(cast("Any", raw), "sha256").hexdigest()
        self.members[name] = raw.tell(), digest
        raw.seek(0)
        self.tar.addfile(_info(name, self.members[name][0]), raw)

    def seal(self, besides: dict[str, Any]) -> None:
        """End it with the manifest, which tells this besides."""
        manifest = orjson.dumps({"format": FORMAT, **besides, "members": self.members})
        self._put(MANIFEST, manifest)
        self._put(SUM, hashlib.sha256(manifest).hexdigest().encode())

    def _put(self, name: str, data: bytes) -> None:
        self.tar.addfile(_info(name, len(data)), io.BytesIO(data))


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info


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
def making(raw: BinaryIO, *, compress: bool = False, recipients: Sequence[Any] = ()) -> Iterator[Making]:
    """A new archive that is written into `raw`."""
    coded = coding.encoded(raw, compress=compress, recipients=list(recipients))
    with coded as out, tarfile.open(fileobj=out, mode="w|") as tar:
        yield Making(tar)


@contextmanager
def opened(raw: BinaryIO, name: str) -> Iterator[Held]:
    """A backup (the tar itself) that was checked from end to end. Raises OSError for whatever is none of ours, or not
    whole."""
    with ExitStack() as stack:
        with _refused(name):
            size = raw.seek(0, os.SEEK_END)
            raw.seek(0)
            tar = stack.enter_context(tarfile.open(fileobj=raw, mode="r:"))
            held = Held(tar, _manifest(tar, size))
            _check(held)
        yield held


@contextmanager
def unfolded(raw: BinaryIO, name: str, identities: Sequence[Any], beside: Path) -> Iterator[Held]:
    """The same of whatever coding. The tar lies in a file without a name in the folder `beside` meanwhile."""
    beside.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=beside) as scratch:
        with _refused(name), coding.decoded(raw, list(identities)) as stream:
            shutil.copyfileobj(stream, scratch, CHUNK)
        scratch.seek(0)
        with opened(cast("BinaryIO", scratch), name) as held:
            yield held


def verified(raw: BinaryIO, name: str, identities: Sequence[Any] = ()) -> dict[str, Any]:
    """What the manifest of a backup tells that was read once from its beginning to its end and found whole. Raises
    OSError."""
    found: dict[str, tuple[int, str]] = {}
    gaps = list[tuple[int, int]]()  # what stands between members, in a tar as it is
    ends: dict[str, bytes] = {}
    with _refused(name), coding.decoded(raw, list(identities)) as stream:
        with tarfile.open(fileobj=stream, mode="r|") as tar:
            for one in tar:
                _is_plain(one, found.keys() | ends.keys())
                gaps.append((one.offset_data + one.size, -one.size % tarfile.BLOCKSIZE))
                if one.name in (MANIFEST, SUM):
                    ends[one.name] = _short(tar, one)
                else:
                    told = hashlib.sha256()
                    for chunk in _chunks(tar, one):
                        told.update(chunk)
                    found[one.name] = one.size, told.hexdigest()
        while stream.read(CHUNK):
            pass  # to the end, where what is coded is proved
        said = _said(ends[MANIFEST], ends[SUM])
        if said["members"] != {name: list(each) for name, each in found.items()}:
            raise Damaged("what is in it is not what its manifest names")
        if raw.seekable() and raw.seek(0) == 0 and not coding.is_coded(raw.read(coding.HEAD)):
            _are_empty(raw, gaps)
    return said


def _are_empty(raw: BinaryIO, gaps: Iterable[tuple[int, int]]) -> None:
    for begins, length in gaps:
        raw.seek(begins)
        if raw.read(length).strip(b"\0"):
            raise Damaged("something stands between what is in it")
    while rest := raw.read(CHUNK):
        if rest.strip(b"\0"):
            raise Damaged("something follows its end")


@contextmanager
def _refused(name: str) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, ValueError, KeyError, TypeError, EOFError) as wrong:
        raise OSError(f"{name} is no whole backup of this program, and nothing was changed: {wrong}") from wrong


def _is_plain(one: tarfile.TarInfo, seen: Collection[str]) -> None:
    if one.type not in (tarfile.REGTYPE, tarfile.AREGTYPE) or one.sparse is not None or one.name in seen:
        raise Damaged(f"{one.name} has no business in it")


def _manifest(tar: tarfile.TarFile, size: int) -> dict[str, Any]:
    """What the manifest tells. Raises ValueError, KeyError for one that is damaged or of another version."""
    seen = set[str]()
    for one in tar:
        _is_plain(one, seen)
        if one.offset_data + one.size > size:
            raise Damaged(f"{one.name} is cut off")
        seen.add(one.name)
    said = _said(_short(tar, tar.getmember(MANIFEST)), _short(tar, tar.getmember(SUM)))
    if more := seen ^ (set(said["members"]) | {MANIFEST, SUM}):
        raise Damaged(f"{sorted(more)[0]} is missing, or was not in it")
    return said


def _said(manifest: bytes, digest: bytes) -> dict[str, Any]:
    said: dict[str, Any] = orjson.loads(manifest)
    if said["format"] not in READ:
        raise ValueError(
            f"it is of format {said['format']}, and this version reads format {FORMAT}: use the version "
            f"that made it ({said.get('version', 'unknown')})"
        )
    if digest != _sha256([manifest]):
        raise Damaged("its manifest is damaged")
    return said


def _short(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    """What is read as a whole, if it is of a size that may be."""
    if member.size > MOST_MANIFEST:
        raise Damaged("its manifest is too long")
    return b"".join(_chunks(tar, member))


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
