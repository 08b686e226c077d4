"""The air over the small town."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from server.data.database import Database
from tests.edge.live.ears import Sky


@pytest.fixture
async def air(town: Database) -> AsyncIterator[Sky]:
    made = Sky(town)
    async with made.running():
        try:
            yield made
        finally:
            for ear in made.ears:
                await ear.leave()
