"""The real application's stream as a phone reads it: blocks of server-sent events, and the changes in them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson

from server.edge.graphql.documents import identify

TEXTS: dict[str, str] = orjson.loads((Path(__file__).parents[3] / "web/api/documents.json").read_bytes())
CHANGED = next(text for text in TEXTS.values() if text.startswith("subscription IncidentChanged"))


class Stream:
    """One open stream. `cursor`: the last `id` that it brought."""

    def __init__(self, response: httpx.Response) -> None:
        self.response, self.cursor = response, ""
        self._lines = response.aiter_lines()

    async def block(self) -> dict[str, str]:
        """The next block as its fields; a comment is the field ""."""
        fields: dict[str, str] = {}
        async with asyncio.timeout(10):
            async for line in self._lines:
                if not line:
                    self.cursor = fields.get("id", self.cursor)
                    return fields
                name, _, value = line.partition(":")
                fields[name] = value.strip()
        raise EOFError

    async def event(self) -> tuple[str, Any]:
        """The next that is no heartbeat: its name, and what it says."""
        while "event" not in (fields := await self.block()):
            pass
        return fields["event"], orjson.loads(fields["data"]) if fields["data"] else None

    async def change(self) -> dict[str, Any]:
        """The next change of an incident."""
        name, body = await self.event()
        assert name == "next", body
        found: dict[str, Any] = body["data"]["incidentChanged"]
        return found


@asynccontextmanager
async def open_stream(client: httpx.AsyncClient, cursor: str = "") -> AsyncIterator[Stream]:
    """The phones' subscription, from a cursor on when there is one."""
    headers = {"accept": "text/event-stream"} | ({"last-event-id": cursor} if cursor else {})
    body = {"documentId": identify(CHANGED), "variables": {}}
    async with client.stream("POST", "/graphql", json=body, headers=headers) as response:
        assert response.status_code == 200
        yield Stream(response)
