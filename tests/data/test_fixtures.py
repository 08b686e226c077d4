"""The tests' own databases: empty, whole, and each test's for itself alone."""

from __future__ import annotations

import pytest

from server.data.database import Database, dialect, reader
from server.journal.models import Unsealed


@pytest.mark.parametrize("turn", [1, 2])
async def test_each_test_finds_an_empty_database_of_its_own(database: Database, turn: int) -> None:
    assert dialect() == database.dialect
    assert await Unsealed.all().using_db(reader()).count() == 0
    await Unsealed.create(event_number=turn)
