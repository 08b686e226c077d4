"""All looks together, in their order. One that breaks is a finding of its own look, not the end of the others."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from pathlib import Path

from server.core.settings import Settings
from server.data.configuration import dialect_of, sqlite_file
from server.data.database import connect
from server.edge.check import district, machine, outside, standby, told
from server.edge.check.finding import Finding, as_json, finding, printed

ENV_FILE = Path(".env")


@dataclass(frozen=True)
class Demo:
    """By what the demo is known."""

    password: str
    logins: Collection[str]


async def check(settings: Settings, demo: Demo, *, english: bool, json: bool) -> tuple[str, bool]:
    """What to print, and whether all is well."""
    found, looked_at = await look(settings, demo)
    return (as_json if json else printed)(found, looked_at, english=english), not found


async def look(settings: Settings, demo: Demo) -> tuple[list[Finding], list[str]]:
    """What is to be mended, and what was looked at."""
    found = [*told.unknown(os.environ, ENV_FILE), *told.address(settings)]
    found += [*machine.disk(settings), *machine.modes(settings), *machine.left(settings), *district.backups(settings)]
    looked_at = ["settings", "public_url", "disk", "file_modes", "backup"]
    if settings.public_url:
        found += [one async for one in outside.public(settings)]
        looked_at += ["public_address", "public_clock", "proxy"]
    looked_at += ["database", "migrations"]
    if (reason := await _why_not(settings)) is not None:
        return [*found, reason], looked_at
    async with connect(settings.database, settings.read_url) as opened:
        found += [one async for one in standby.replicas(settings, opened)]
        with opened.entered():
            found += [one async for one in _asked(settings, demo)]
    looked_at += ["replica"] if settings.read_url else []
    return found, [*looked_at, "database_clock", "demo_passwords", "contact_keys", "push"]


async def _why_not(settings: Settings) -> Finding | None:
    if dialect_of(settings.database) == "sqlite" and not (file := sqlite_file(settings.database)).exists():
        return finding("DATABASE_MISSING", cause=str(file))
    return await district.database(settings)


async def _asked(settings: Settings, demo: Demo) -> AsyncIterator[Finding]:
    async for one in district.clocks(settings):
        yield one
    async for one in district.passwords(settings, demo.password, demo.logins):
        yield one
    async for one in district.contacts(settings):
        yield one
    async for one in outside.pushes(settings):
        yield one
