"""Posts with which who keeps people has something to do: three that end soon, and a grid that nobody works.

The district's own sheet says no days, so that another district may copy it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from server.core import clock
from server.data.database import reader
from server.demo.district import BEGUN
from server.ground.person import actions
from server.ground.person.models import Post

SOON = {"worker-0006": 9, "worker-0012": 16, "unit-001a": 27}  # whose post ends in how many days
UNWORKED = "140214210213002"  # its worker has another grid beside


async def build(report: Callable[[int, int], None]) -> None:
    """Let them end."""
    for login, days in SOON.items():
        await _end(await Post.get(person__login=login, using_db=reader()), days)
    for post in await Post.filter(area_id=UNWORKED).using_db(reader()):
        await _end(post, -1)
    report(1, 1)


async def _end(post: Post, days: int) -> None:
    last_day = clock.today() + timedelta(days=days)
    with clock.at(BEGUN):  # it was given for so long
        await actions.end_post(None, post.id, last_day=last_day)
