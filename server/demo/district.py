"""The demo district, moved in by the same door as any other: the folder `district/` beside this file.

What another district gets by chance is fixed here, so that the demo is the same in every run: ids of people and posts,
and one password for all, hashed once.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

from server.core import clock
from server.demo.cast import PASSWORD
from server.ground.person import secrets
from server.process.importing.faults import Faults
from server.setup.pack import loading
from server.setup.pack.folder import read_folder
from server.setup.pack.passwords import First

FOLDER = Path(__file__).parent / "district"
SINCE = date(2024, 1, 1)  # the first day on which everything of the demo holds
BEGUN = datetime(2024, 1, 1, tzinfo=UTC)


async def build(progress: Callable[[int, int], None] | None = None) -> None:
    """Load the folder into an empty, migrated database. Raises Invalid with every fault of it."""

    def report(_: str, done: int, total: int) -> None:
        if progress:
            progress(done, total)

    faults = Faults()
    folder = read_folder(FOLDER, faults, complete=True)
    issue = loading.Issue(person_id=_numbered(1), post_id=_numbered(2), passwords=_one_for_all)
    with clock.at(BEGUN):
        await loading.load(folder, faults, SINCE, report, issue)
    if faults.total:
        raise faults.refused()


async def _one_for_all(logins: Sequence[str], _: Callable[[int, int], None]) -> dict[str, First]:
    hashed = await secrets.hash_password(PASSWORD)
    return dict.fromkeys(logins, First(PASSWORD, hashed))


def _numbered(kind: int) -> Callable[[], UUID]:
    """UUIDv7s of the demo's first day that are the same in every run."""
    moment = int(BEGUN.timestamp() * 1000)
    numbers = itertools.count(1)
    return lambda: UUID(int=(moment << 80) | (0x7 << 76) | (0b10 << 62) | (kind << 32) | next(numbers))
