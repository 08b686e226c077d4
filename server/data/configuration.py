"""How our databases are reached: Tortoise's configuration of the models and of a URL, SQLite or PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from server import slices
from server.data.sqlite import READER, WRITER

MODELS = (
    "server.ground.area.models",
    "server.ground.person.models",
    "server.ground.catalogue.models",
    "server.ground.worktime.models",
    "server.journal.models",
    "server.ground.media.models",
    "server.reach.notice.models",
    "server.insight.tallies.models",
    "server.process.models",
    "server.process.contact.models",
    "server.reach.sync.models",
    *slices.models(),
)
MIGRATIONS = "server.data.migrations"
READERS = 2
POOL = {"minsize": 1, "maxsize": 10}
WAITS = {"timeout": 5, "command_timeout": 60}  # seconds to be let in, and for one statement: no wait is for ever


def dialect_of(url: str) -> str:
    """ "sqlite" or "postgres"; raises ValueError naming what is allowed."""
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return "sqlite"
    if scheme in {"postgres", "postgresql"}:
        return "postgres"
    raise ValueError("the database URL must begin with sqlite:/// or postgres://")


def config(url: str) -> dict[str, Any]:
    """Tortoise's configuration for `url`: the connections "default" (writes) and "reader0…" (SQLite only)."""
    return {"connections": _connections(url), "apps": apps(), "use_tz": True, "timezone": "UTC"}


def apps(migrations: str = MIGRATIONS, models: Iterable[str] = MODELS) -> dict[str, dict[str, Any]]:
    """Tortoise's name for all our models together is "grid"."""
    return {"grid": {"models": list(models), "default_connection": "default", "migrations": migrations}}


def _connections(url: str) -> dict[str, Any]:
    if dialect_of(url) == "postgres":
        return {"default": {"engine": "server.data.postgres", "credentials": postgres_address(url) | POOL | WAITS}}
    path = str(sqlite_file(url))
    writer = {"engine": "server.data.sqlite", "credentials": {"file_path": path, **WRITER}}
    reading = {"engine": "server.data.sqlite", "credentials": {"file_path": path, **READER}}
    return {"default": writer} | {f"reader{n}": reading for n in range(READERS)}


def sqlite_file(url: str) -> Path:
    """Where the file of a SQLite URL lies; its path is absolute, behind three slashes or four. Whoever comes by a link
    finds what lies beside the file: its lock, and the word that it moved away."""
    return Path("/", unquote(urlsplit(url).path).lstrip("/")).resolve()


def postgres_address(url: str) -> dict[str, Any]:
    """Where and as whom to reach PostgreSQL, in asyncpg's words, and the `schema` or None. Without a password asyncpg
    looks for one as psql does: PGPASSWORD, then PGPASSFILE or ~/.pgpass."""
    parts, extra = urlsplit(url), {key: values[-1] for key, values in parse_qs(urlsplit(url).query).items()}
    return {
        "host": extra.get("host", parts.hostname),
        "port": parts.port or int(extra.get("port", 5432)),
        "user": unquote(parts.username or "postgres"),
        "password": unquote(parts.password) if parts.password else None,
        "database": parts.path.lstrip("/"),
        "schema": extra.get("schema"),
    }
