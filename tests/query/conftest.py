"""A town in which much has happened, at a moment that stands still, and what may be asked about it."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from server.core import clock
from server.data.database import Database
from server.ground.area import map, territory
from server.ground.catalogue import queries as catalogue
from server.ground.worktime import queries as worktime
from tests.conftest import copied
from tests.query.world import NOW, build
from tests.stores import Store


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What lies in memory stays there for the length of a test: whether it is fresh is not asked here."""
    monkeypatch.setattr(catalogue.REMEMBERED, "seconds", 1e9)
    monkeypatch.setattr(worktime.REMEMBERED, "seconds", 1e9)
    monkeypatch.setattr(map.REMEMBERED, "seconds", 1e9)
    monkeypatch.setattr(territory.REMEMBERED, "seconds", 1e9)


@pytest.fixture
async def world(store: Store, remembered: None) -> AsyncIterator[Database]:
    """The town after a busy week, on each dialect."""
    async with copied(store, "world", build) as opened:
        with clock.at(NOW):
            yield opened
