"""The real application on the town's database, and its people: for what only the whole can show."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette

from server.app import create_app
from server.core.settings import Settings
from server.data.database import Database
from server.process.contact import keys


@asynccontextmanager
async def whole(town: Database, data: Path) -> AsyncIterator[Starlette]:
    """The application as it is served, from its start to its end."""
    app = create_app(Settings(data_dir=data, contact_keys=keys.ring().path), database_url=town.url)
    async with app.router.lifespan_context(app):
        yield app
