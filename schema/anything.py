"""Anything by its id, each kind through its own door: an area by its code; an incident, a whistle, a unit by UUID."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from schema.core.context import Info
from schema.core.fields import field
from schema.core.node import Node
from schema.core.problems import identity
from schema.core.reading.request_scope import Ground
from schema.ground.person import oneself
from server.grid.incident import lookups
from server.grid.whistle import lookups as whistles
from server.query.row_query import FirstOf, Held


def held(id: str, at: Ground) -> Any:
    """An area, a unit or oneself, or None: nobody is found by their id but oneself."""
    key, person = identity(id), oneself(at.viewer)
    return (
        at.territory.area(id) or (key and at.catalogue.unit(key)) or (person if person and person.id == key else None)
    )


@strawberry.type
class NodeQuery:
    """What may be found by its id alone."""

    @field(
        "按编号查任何东西；没有或看不到则为空。Anything by its id; null when not there or not yours to see.",
        Node | None,
    )
    async def node(
        self, info: Info, id: Annotated[strawberry.ID, strawberry.argument(description="编号。Its id.")]
    ) -> Any:
        viewer, key = info.context.viewer, identity(id)
        found = held(id, await info.context.ground())
        return Held(found) if found else FirstOf([lookups.one(viewer, key), whistles.one(viewer, key)])
