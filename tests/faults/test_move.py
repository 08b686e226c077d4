"""A district moves to PostgreSQL while its phones go on sending: they wait, sign in to nothing, and lose nothing.

`GRID_TEST_ROLLS=2`, which the nightly run asks for: `tests/keep/test_move.py` holds the command to the rest.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from server.core.settings import Settings
from server.data.at_work import Occupied
from server.keep.move import console
from tests import town
from tests.browser.process import Server
from tests.faults.phone import ROLLS, Phone, kept_once
from tests.stores import PostgresStore, SqliteStore

__test__ = ROLLS > 0  # nothing is collected from here otherwise


@pytest.mark.parametrize("turn", range(ROLLS), ids=str)
async def test_a_move_under_load_loses_nothing_doubles_nothing_and_ends_no_session(
    sqlite_store: SqliteStore, postgres_store: PostgresStore, tmp_path: Path, turn: int
) -> None:
    (data := tmp_path / "data").mkdir()
    here, there = sqlite_store.copy("town", town.build), postgres_store.empty()
    server, settings = Server(data, url=here), Settings(database_url=here, data_dir=data)
    await asyncio.to_thread(server.start)
    phones = [Phone(server.address) for _ in range(3)]
    for phone in phones:
        await phone.sign_in()
    load = asyncio.gather(*(phone.work() for phone in phones))
    try:
        await asyncio.sleep(0.5)
        with pytest.raises(Occupied, match="stop every server"):
            await console.move(settings, there, str)
        await asyncio.to_thread(server.stop)
        await console.move(settings, there, str)
        server.url = there
        await asyncio.to_thread(server.start)
        await asyncio.sleep(0.5)
        for phone in phones:
            phone.over = True
        await load
    finally:
        await asyncio.to_thread(server.kill)
    assert [phone.refused for phone in phones] == [[]] * 3
    assert all(phone.lost for phone in phones)
    assert await kept_once(there, phones) > 3
    for phone in phones:
        await phone.client.aclose()
    postgres_store.drop(there)
