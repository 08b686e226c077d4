"""Anything by its id, each kind through its own door: an area by its code; an incident, a whistle, a unit by UUID."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from schema.context import Info
from schema.fields import field
from schema.node import Node
from schema.person import oneself
from schema.problems import identity
from schema.reading.ground import Ground
from server.incident import choices
from server.reading.choice import FirstOf, Held
from server.whistle import choices as whistles


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
        return Held(found) if found else FirstOf([choices.one(viewer, key), whistles.one(viewer, key)])
