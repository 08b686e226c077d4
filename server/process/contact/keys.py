"""The keys by which contacts are sealed: a file beside the server's secret, which only its user reads.

The newest seals, all of them open. Processes look at the file before each use, so that a key that another one made is
known at once; the one before stays when a new one comes, for whoever was sealing meanwhile.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from pathlib import Path

import orjson

from server.core import secret
from server.core.settings import Settings

NAME, BYTES, ID_BYTES = "contact-keys", 32, 6


@dataclass(frozen=True)
class Key:
    id: str
    secret: bytes


class KeyRing:
    """The keys in one file, the newest last."""

    def __init__(self, path: Path) -> None:
        self.path, self._known, self._stamp = path, list[Key](), (0, 0)

    def all(self) -> list[Key]:
        """All that are in force; the first is made here. Raises OSError for a file that cannot be read."""
        if not self.path.exists():
            secret.place(self.path, _written([_fresh()]))
        found = self.path.stat()
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            self._known, self._stamp = _read(self.path), stamp
        return self._known

    def newest(self) -> Key:
        return self.all()[-1]

    def of(self, key_id: str) -> Key | None:
        return next((one for one in self.all() if one.id == key_id), None)

    def renew(self) -> Key:
        """A new key seals from now on."""
        fresh = _fresh()
        secret.place(self.path, _written([*self.all(), fresh]), over=True)
        return fresh

    def drop(self, ids: set[str]) -> None:
        """These open nothing any more."""
        secret.place(self.path, _written([one for one in self.all() if one.id not in ids]), over=True)


_rings: list[KeyRing] = []  # of this process, the last one is used


def use(path: Path) -> KeyRing:
    """From now on keys lie there."""
    _rings[:] = [KeyRing(path)]
    return _rings[0]


def of(settings: Settings) -> KeyRing:
    """From now on they lie where a district's do."""
    return use(secret.of(settings).with_name(NAME))


def ring() -> KeyRing:
    """Raises RuntimeError where nobody said where keys lie."""
    if not _rings:
        raise RuntimeError("say first where the keys of contacts lie: keys.of(settings), in tests keys.use(path)")
    return _rings[0]


def _fresh() -> Key:
    return Key(secrets.token_hex(ID_BYTES), secrets.token_bytes(BYTES))


def _written(keys: list[Key]) -> bytes:
    return orjson.dumps([{"id": one.id, "key": base64.b64encode(one.secret).decode()} for one in keys])


def _read(path: Path) -> list[Key]:
    try:
        found = [Key(one["id"], base64.b64decode(one["key"])) for one in orjson.loads(path.read_bytes())]
    except (ValueError, KeyError, TypeError):
        found = []
    if not found or any(len(one.secret) != BYTES for one in found):
        raise OSError(f"{path} is no file of keys; put back the one that was kept with the backup")
    return found
