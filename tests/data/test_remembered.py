"""What is kept in memory: this process's own changes count at once, also those that come while it is read."""

from __future__ import annotations

from server.data.database import Database
from server.data.remembered import Remembered


async def test_what_was_read_before_a_change_of_this_process_is_not_remembered(database: Database) -> None:
    state = ["before"]

    async def mark() -> str:
        return state[0]

    async def read(mark: str) -> str:
        if state == ["before"]:
            state[:] = ["after"]
            held.forget()
        return mark

    held = Remembered(mark, read, seconds=60)
    assert await held.now() == "before"  # whoever asked then asked before the change
    assert await held.now() == "after"
    state[:] = ["somebody else's"]
    assert await held.now() == "after"
