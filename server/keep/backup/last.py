"""When the district was last backed up: a line of JSON in the data folder, which readiness and metrics read."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import orjson

from server.core import clock
from server.core.settings import Settings

NAME = "last-backup.json"


def note(settings: Settings, made_at: datetime, name: str, size: int) -> None:
    """Note a good backup: what it holds is of the moment `made_at`."""
    file = _file(settings)
    file.parent.mkdir(parents=True, exist_ok=True)
    half = file.with_name(f".{NAME}-{os.getpid()}")
    half.write_bytes(orjson.dumps({"made_at": made_at, "name": name, "size": size}))
    half.replace(file)


def made_at(settings: Settings) -> datetime | None:
    """Of which moment the last good backup is; None: none is known of."""
    try:
        return datetime.fromisoformat(orjson.loads(_file(settings).read_bytes())["made_at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def age(settings: Settings) -> int | None:
    """Seconds since the last good backup."""
    made = made_at(settings)
    return None if made is None else max(0, int((clock.now() - made).total_seconds()))


def is_late(settings: Settings) -> bool:
    """Whether there is a bound (GRID_BACKUP_HOURS) and the last good backup is older, or there is none."""
    if not settings.backup_hours:
        return False
    found = age(settings)
    return found is None or found > settings.backup_hours * 3600


def _file(settings: Settings) -> Path:
    return settings.data_dir / NAME
