"""What a plan says of ground, as it is kept in its row: the old grids at their versions, and the pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

import orjson

from server.core.threads import Threads
from server.ground.area.models import AreaShape, GridKind

threads = Threads(1, "grid-plan")


@dataclass(frozen=True)
class Old:
    """A grid that the plan ends, and its shape by then."""

    code: str
    version: int
    shape: str  # the id of its row


@dataclass(frozen=True)
class Piece:
    """A grid that the plan makes. `ring` is closed, [lon, lat] in 1e-7 degree; `people` are ids; `chosen`: a person
    chose its number, else it gets the next free one whenever the plan is checked."""

    code: str
    name: str
    ring: list[list[int]]
    kind: str = GridKind.BASIC
    households: int | None = None
    people: list[str] = field(default_factory=list)
    chosen: bool = False

    @property
    def workers(self) -> list[UUID]:
        return [UUID(one) for one in self.people]


def old(shapes: Iterable[AreaShape]) -> list[Old]:
    return sorted((Old(one.area_id, one.version, str(one.id)) for one in shapes), key=lambda one: one.code)


def kept(some: Sequence[Any]) -> str:
    return orjson.dumps([asdict(one) for one in some]).decode()


def grids_of(row: Any) -> list[Old]:
    return [Old(**one) for one in orjson.loads(row.grids)]


def pieces_of(row: Any) -> list[Piece]:
    return [Piece(**one) for one in orjson.loads(row.pieces)]
