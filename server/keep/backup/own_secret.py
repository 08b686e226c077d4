"""The server's secret in a restore: it comes along where none is here, and is asked for where another one is.

Decision: receipts are proved, parcels opened and pushes signed by one secret, so that either choice loses something
when two differ, and only the operator knows which. The backup's is right on a new machine on which somebody started a
server too early; the one here, where the district here is the older one.
"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from server.core import clock, secret
from server.core.settings import Settings
from server.keep.backup import archive


class Which(StrEnum):
    KEEP = "keep"
    BACKUP = "backup"


def asked(settings: Settings, held: archive.Held, which: Which | None) -> Which | None:
    """Which of two; None where there are not two. Raises ValueError where nobody said, OSError where ours cannot be
    read."""
    file = secret.of(settings)
    if not file.exists():
        return Which.BACKUP
    if file.read_bytes() == held.member(archive.SECRET):
        return None
    if which is None:
        raise ValueError(
            f"{file} is another secret than the backup's, and nothing was changed. --secret backup: the backup's takes "
            "its place, for a new machine (the one here is kept beside). --secret keep: the one here stays, and what "
            "the backup's district signed and sealed (receipts, parcels, push) is not known any more"
        )
    return which


def placed(settings: Settings, held: archive.Held, which: Which | None) -> str:
    """Put the backup's in its place where it is wanted; what the restore's line says of it."""
    file = secret.of(settings)
    if which is Which.KEEP:
        return f"; the secret {file} stays, and is not the backup's"
    if which is None:
        return ""
    kept = _kept(file)
    secret.place(file, held.member(archive.SECRET), over=True)
    return f"; the secret is the backup's, the one of before is {kept}" if kept else ""


def _kept(file: Path) -> Path | None:
    """A copy of what is there, beside it under a name of its own."""
    if not file.exists():
        return None
    kept = file.with_name(f"{file.name}.before-{clock.now():%Y%m%d%H%M%S%f}")
    secret.place(kept, file.read_bytes())
    return kept
