"""Who is on duty in the demo: units that are open around the clock have somebody on the roster day and night.

A duty goes from eight to eight; the people of a unit take turns.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from server.core import clock
from server.core.clock import SHANGHAI
from server.data.database import reader, transaction
from server.demo.history import Report
from server.ground.catalogue.queries import catalogue
from server.ground.person.models import Post
from server.reach.notice import keeping

DAYS = 14  # of the roster, today's first
BEGINS = time(8)
ALWAYS = "全天"  # as a unit's hours say that somebody is always there


async def build(progress: Report = lambda done, total: None) -> None:
    """Put people of such units on the roster, from the duty that goes on now."""
    known = (await catalogue()).units
    open_always = [one.id for one in known.values() if one.hours.startswith(ALWAYS)]
    posts = await Post.filter(unit_id__in=open_always).using_db(reader()).order_by("unit_id", "id")
    teams: dict[object, list[Post]] = {}
    for post in posts:
        teams.setdefault(post.unit_id, []).append(post)

    async def work() -> None:
        for place, team in enumerate(teams.values(), 1):
            for day in range(DAYS):
                begins = _first() + timedelta(days=day)
                await keeping.add_duty(None, team[day % len(team)].id, begins, begins + timedelta(days=1))
            progress(place, len(teams))

    await transaction(work)


def _first() -> datetime:
    """When the duty began that goes on now."""
    here = clock.now().astimezone(SHANGHAI)
    return datetime.combine(here.date() - timedelta(days=here.time() < BEGINS), BEGINS, SHANGHAI)
