"""The server's process: what was made for its start is out of the collector's sight."""

from __future__ import annotations

import gc

import pytest
import uvicorn

from server.edge.session_watch import Watch
from server.serve import Server


async def test_what_lives_as_long_as_the_server_is_not_looked_at_again(monkeypatch: pytest.MonkeyPatch) -> None:
    async def started(*_: object) -> None:
        return None

    monkeypatch.setattr(uvicorn.Server, "startup", started)
    gc.unfreeze()
    made = [{"stays": number} for number in range(50_000)]
    try:
        await Server(uvicorn.Config(app=None), Watch()).startup()  # type: ignore[arg-type]
        assert gc.get_freeze_count() > len(made)
        assert sum(map(len, (gc.get_objects(generation=age) for age in range(3)))) < len(made)
    finally:
        gc.unfreeze()
