"""The server's own secret: 32 random bytes in a file that only its user reads. Receipts are made with it.

Several processes of one district share one file. A new secret makes the codes of old receipts unprovable, nothing else.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from server.core.settings import Settings

BYTES = 32


def of(settings: Settings) -> Path:
    """Where the secret lies."""
    return settings.secret_file or settings.data_dir / "secret"


def load(settings: Settings) -> bytes:
    """The secret of these settings, made on first use. Raises OSError when the file cannot be read or is too short."""
    path = of(settings)
    if not path.exists():
        place(path, secrets.token_bytes(BYTES))
    found = path.read_bytes()
    if len(found) < BYTES:
        raise OSError(f"the secret file {path} holds fewer than {BYTES} bytes")
    return found


def place(path: Path, content: bytes, *, over: bool = False) -> None:
    """Write it whole beside its place and link it there: of two processes that start at once the first one's stays.
    `over`: what was there gives way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_name(f".{path.name}-{os.getpid()}-{secrets.token_hex(4)}")
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        _keep_owner(handle, path)
        os.write(handle, content)
        os.fsync(handle)
    finally:
        os.close(handle)
    try:
        (os.replace if over else os.link)(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # what is sealed with it now must not outlive it
    finally:
        os.close(folder)


def _keep_owner(handle: int, path: Path) -> None:
    """Made by root, the file is that user's who has the one before, or the folder: the server is to read it."""
    if os.geteuid() == 0:
        owner = (path if path.exists() else path.parent).stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)
