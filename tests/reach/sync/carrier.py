"""A colleague who carries what somebody's phone recorded to the real application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import orjson
from starlette.applications import Starlette

from server.data.database import Database
from server.ground.person import secrets, viewers
from server.reach.sync import courier, devices
from tests import town as place
from tests.edge.conftest import signed_in
from tests.edge.real import whole
from tests.reach.sync.parcel import Phone

DOCUMENTS: dict[str, str] = orjson.loads((Path(__file__).parents[3] / "web/api/documents.json").read_bytes())


def document(verb: str) -> str | None:
    """The trusted document by which a phone does it; None: no screen does."""
    return next((id for id, text in DOCUMENTS.items() if text.startswith("mutation") and f"{verb}(" in text), None)


@dataclass
class Carrier:
    """feng's phone, which brings what another's recorded, and the server's key."""

    client: httpx.AsyncClient
    app: Starlette
    server_key: str
    phone: Phone
    person: UUID  # whose phone it is

    async def bring(self, raw: bytes, kind: str = "application/octet-stream") -> httpx.Response:
        return await self.client.put("/carried", content=raw, headers={"content-type": kind})

    async def bring_all(self, *operations: dict[str, Any], photos: tuple[bytes, ...] = ()) -> list[dict[str, Any]]:
        parcel = self.parcel(*operations, photos=photos)
        answer = await self.bring(parcel)
        assert answer.status_code == 200, answer.text
        told: list[dict[str, Any]] = answer.json()["operations"]
        return told

    def parcel(self, *operations: dict[str, Any], photos: tuple[bytes, ...] = ()) -> bytes:
        return self.phone.seal(self.server_key, self.phone.text(self.person, list(operations), photos), photos)


@asynccontextmanager
async def carrying(town: Database, data: Path, person: UUID = place.WANG) -> AsyncIterator[Carrier]:
    """What this person's phone recorded can be brought."""
    before = secrets.use(secrets.CHEAP)
    try:
        async with whole(town, data) as app, signed_in(app, "feng") as client:
            phone = Phone()
            command = devices.Register(device=phone.device, public_key=phone.public_key)
            await devices.register(await viewers.viewer_of(person), command)
            yield Carrier(client, app, courier.public_key((data / "secret").read_bytes()), phone, person)
    finally:
        secrets.use(before)
