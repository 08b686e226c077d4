"""Many incidents at once, decided as any other and written together: the ground for lists, counts and plans."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from server.data.database import Database
from server.grid.incident import commands, decisions, inputs, search
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import AWAITS
from server.grid.incident.decisions import Spot
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import Awaits, Channel
from server.grid.incident.noun import INCIDENT
from server.ground.area.coordinates import from_e7
from server.ground.catalogue.queries import catalogue
from server.process.rows import together
from tests import town
from tests.conftest import copied
from tests.grid.incident.road import MONDAY
from tests.stores import Store

GRIDS = (town.FIRST, town.SECOND, town.THIRD, town.FOURTH, town.FIFTH, town.SIXTH)
CLASSES = (town.COVER, town.RUBBISH, town.OCCUPYING, town.WATER, town.DISPUTE)
STATES = (State.REPORTED, State.PENDING_FILING, State.FILED, State.DISPATCHED, State.IN_PROGRESS, State.CLOSED,
          State.REJECTED)  # fmt: skip
UNITS = (town.TEAM, town.DRAINAGE, town.HOUSING)
TEXTS = ("井盖破损", "垃圾无人清理", "门口摆摊占道", "路口积水过不去人", "楼上漏水吵架")


@asynccontextmanager
async def gathered(store: Store, count: int) -> AsyncIterator[Database]:
    """The town with so many incidents: a copy of one in which they were gathered once."""

    async def fill() -> None:
        await town.build()
        await gather(count)

    async with copied(store, f"crowd-{count}", fill) as opened:
        yield opened


async def gather(count: int, *, start: datetime = MONDAY, first: int = 0) -> list[UUID]:
    """`count` incidents in all grids, classes, states and lights, one received each minute; their ids in that order.
    `first`: how many were gathered before."""
    wang = await inputs.turn(await town.viewer("wang"))
    known = await catalogue()
    made = []
    for number in range(first, first + count):
        now = start + timedelta(minutes=number - first)
        grid, code = GRIDS[number % len(GRIDS)], CLASSES[number % len(CLASSES)]
        lat, lon = town.inside(grid)
        lat, lon = lat + number % 97, lon + number % 89
        command = commands.Report(
            op_id=UUID(int=number + 1),
            incident_id=UUID(int=(1 << 100) + number),
            class_code=code,
            text=TEXTS[number % len(TEXTS)],
            place=commands.Place(lat=from_e7(lat), lon=from_e7(lon)),
            channel=Channel.PATROL,
        )
        spot = Spot(lat, lon, grid, 1)
        begun = decisions.report(command, replace(wang, now=now), spot=spot, klass=known.classes[code])
        made.append(_moved(begun.after, STATES[number % len(STATES)], number))
    await write(made)
    return [one.id for one in made]


def _moved(begun: Aggregate, state: State, number: int) -> Aggregate:
    """The incident as if it had come to `state`; only what lists look at."""
    ended = state in ENDS
    led = state in (State.DISPATCHED, State.IN_PROGRESS, State.CLOSED)
    return replace(
        begun,
        state=state,
        awaits=Awaits.NOBODY if ended else AWAITS[state],
        severity=1 + number % 4,
        lead_unit_id=UNITS[number % len(UNITS)] if led else None,
        assignee_id=town.HE if number % 11 == 0 else None,
        reporter_id=town.FENG if number % 13 == 0 else town.WANG,
        closed_at=begun.received_at if ended else None,
        warn_at=None if ended else begun.warn_at,
        late_at=None if ended else begun.late_at,
        number=f"140214-20261123-{number:05d}" if led else None,
    )


async def write(made: list[Aggregate]) -> None:
    known = await catalogue()
    for added in together(INCIDENT, made):
        await added.model.bulk_create([added.model(**row) for row in added.rows], batch_size=500)
    from server.data.database import transaction

    texts = [(one.id, search.text_of(one, known.classes[one.incident_class_id])) for one in made]
    await transaction(lambda: search.keep(texts))
