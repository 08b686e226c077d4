"""The primary dies under load, its synchronous standby is promoted and named: nothing acknowledged is lost or doubled.

`GRID_TEST_ROLLS=2`, which the nightly run asks for. `tests/edge/test_replica.py` holds the rest of a replica.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests import town
from tests.browser.process import Server
from tests.faults.phone import ROLLS, Phone, kept_once
from tests.replicas import paired

__test__ = ROLLS > 0  # nothing is collected from here otherwise

PHONES = 3


@pytest.mark.parametrize("turn", range(ROLLS), ids=str)
async def test_a_standby_promoted_under_load_has_lost_nothing_and_doubled_nothing(tmp_path: Path, turn: int) -> None:
    (data := tmp_path / "data").mkdir()
    with paired() as pair:
        url = pair.primary.copy("town", town.build)
        there = pair.url(url.split("/")[3].split("?")[0])
        pair.synchronous()
        server = Server(data, url=url)
        server.replica = there
        await asyncio.to_thread(server.start)
        phones = [Phone(server.address) for _ in range(PHONES)]
        for phone in phones:
            await phone.sign_in()
        load = asyncio.gather(*(phone.work() for phone in phones))
        try:
            await asyncio.sleep(1 + turn)
            await asyncio.to_thread(pair.kill_primary)
            await asyncio.sleep(0.5)
            await asyncio.to_thread(pair.promote)
            await asyncio.to_thread(server.stop)
            server.url, server.replica = there, ""
            await asyncio.to_thread(server.start)
            await asyncio.sleep(1)
            for phone in phones:
                phone.over = True
            await load
        finally:
            await asyncio.to_thread(server.kill)
        assert {status for phone in phones for status, _ in phone.refused} <= {503}
        assert all(phone.lost for phone in phones)
        assert await kept_once(there, phones) > 5
        for phone in phones:
            await phone.client.aclose()
