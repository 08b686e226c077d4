"""The keys by which contacts are sealed: a file in the data folder, which only its user reads.

The newest seals, all of them open, and none ever goes: a backup of any age may need it. Processes look at the file
before each use, so that a key that another one made is known at once. A file that is not there is no empty one: the
first key is made by who knows that nothing is sealed yet (`holding`).
"""

from __future__ import annotations

import base64
import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path

import orjson

from server.core import secret
from server.core.settings import Settings

BYTES, ID_BYTES = 32, 6


@dataclass(frozen=True)
class Key:
    id: str
    secret: bytes


class KeyRing:
    """The keys in one file, the newest last."""

    def __init__(self, path: Path) -> None:
        self.path, self._known, self._stamp = path, list[Key](), (0, 0)

    def all(self) -> Sequence[Key]:
        """All that there are; none where there is no file. Raises OSError for one that cannot be read."""
        try:
            found = self.path.stat()
        except FileNotFoundError:
            self._known, self._stamp = [], (0, 0)
            return self._known
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            self._known, self._stamp = read(self.path.read_bytes(), str(self.path)), stamp
        return self._known

    def newest(self) -> Key:
        """Raises OSError where there is none."""
        if not (found := self.all()):
            raise OSError(f"{self.path} is not there")
        return found[-1]

    def of(self, key_id: str) -> Key | None:
        return next((one for one in self.all() if one.id == key_id), None)

    def before(self, key: Key) -> Sequence[Key]:
        """Those that are older."""
        return list(takewhile(lambda one: one != key, self.all()))

    def begin(self) -> None:
        """Make the first key, unless another process did meanwhile."""
        secret.place(self.path, written([_fresh()]))

    def renew(self) -> Key:
        """A new key seals from now on."""
        fresh = _fresh()
        with self._turn():
            secret.place(self.path, written([*self.all(), fresh]), over=True)
        return fresh

    def take_in(self, others: Sequence[Key]) -> int:
        """Open from now on also what these seal; how many were not known. Our newest, if there is one, goes on
        sealing. Raises ValueError where one of ours has the same id and is another."""
        with self._turn():
            own = {one.id: one for one in self.all()}
            if twice := [one.id for one in others if own.get(one.id, one) != one]:
                raise ValueError(f"{self.path} has another key {twice[0]}")
            if fresh := [one for one in others if one.id not in own]:
                secret.place(self.path, written([*fresh, *own.values()]), over=True)
        return len(fresh)

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One process at a time reads the file and writes it anew: a key that is overwritten is lost."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)


_rings: list[KeyRing] = []  # of this process, the last one is used


def use(path: Path) -> KeyRing:
    """From now on keys lie there."""
    _rings[:] = [KeyRing(path)]
    return _rings[0]


def of(settings: Settings) -> KeyRing:
    """From now on they lie where a district's do."""
    return use(settings.contact_ring)


def ring() -> KeyRing:
    """Raises RuntimeError where nobody said where keys lie."""
    if not _rings:
        raise RuntimeError("say first where the keys of contacts lie: keys.of(settings), in tests keys.use(path)")
    return _rings[0]


def _fresh() -> Key:
    return Key(secrets.token_hex(ID_BYTES), secrets.token_bytes(BYTES))


def written(keys: Sequence[Key]) -> bytes:
    """Keys as a file holds them."""
    return orjson.dumps([{"id": one.id, "key": base64.b64encode(one.secret).decode()} for one in keys])


def read(content: bytes, where: str) -> list[Key]:
    """The keys of a file. Raises OSError."""
    try:
        found = [Key(str(one["id"]), base64.b64decode(one["key"])) for one in orjson.loads(content)]
    except (ValueError, KeyError, TypeError):
        found = []
    if not found or any(len(one.secret) != BYTES for one in found):
        raise OSError(f"{where} is no file of keys; put back a copy of it")
    return found
