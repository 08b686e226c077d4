"""Lists of incidents as the read path chooses them, with whole rows, for tests that have no selection to ask for."""

from __future__ import annotations

from typing import Any

from server.core.viewer import Viewer
from server.grid.incident import lookups
from server.grid.incident.filters import Filter
from server.grid.incident.models import Incident
from server.grid.incident.sorting import Sort
from server.query.execute import Reading
from server.query.keyset import Paged
from server.query.row_query import Page
from server.query.wants import Wants


async def chosen(viewer: Viewer, wanted: Filter | None, order: Sort, first: int = 30, after: str | None = None) -> Page:
    return await lookups.page(viewer, wanted, order, first, after)


async def page(
    viewer: Viewer,
    wanted: Filter | None = None,
    order: Sort = Sort.URGENT_FIRST,
    first: int = 30,
    after: str | None = None,
) -> Paged:
    """One page, in one statement, with every column of its rows."""
    choice = await chosen(viewer, wanted, order, first, after)
    found: Any = await Reading.of(_whole(), choice).fetch(choice)
    assert isinstance(found, Paged)
    return found


async def total(viewer: Viewer, wanted: Filter | None = None) -> int:
    """How many there are."""
    choice = await chosen(viewer, wanted, Sort.URGENT_FIRST)
    found: Any = await Reading.of(_whole(), choice, total=True, rows=False).fetch(choice)
    assert found.total is not None
    return int(found.total)


async def similar(viewer: Viewer, class_code: str, lat: int, lon: int) -> list[Any]:
    """Likely duplicates, the nearest first."""
    found = await (await lookups.similar(viewer, class_code, lat, lon)).plain()
    assert isinstance(found, list)
    return found


def _whole() -> Wants:
    wants = Wants(Incident)
    wants.take(Incident._meta.fields_db_projection)
    return wants
