"""在岗: who holds which post today, so that no screen offers what nobody could take up (`standing_in` remembers it).

What is written asks the posts themselves: a move that names somebody rests on their post.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from server.core.viewer import Role
from server.ground.person.models import Post

STREET = 9  # digits of its code
COLUMNS = ("id", "person_id", "role", "area_id", "unit_id")


class Holder(NamedTuple):
    """One post that is held today; the columns of `Post`."""

    id: UUID
    person_id: UUID
    role: Role
    area_id: str
    unit_id: UUID | None


@dataclass(frozen=True)
class Present:
    """The posts that are held today, the longest held first."""

    holders: tuple[Holder, ...] = ()

    def around(self, code: str) -> list[Holder]:
        """The posts in the street of an area, and those over the whole district."""
        return [*self._by_street.get(code[:STREET], ()), *self._by_street.get("", ())]

    @cached_property
    def manned(self) -> frozenset[UUID]:
        """The units in which somebody works."""
        return frozenset(one.unit_id for one in self.holders if one.unit_id)

    @cached_property
    def _by_street(self) -> dict[str, list[Holder]]:
        found: dict[str, list[Holder]] = {}
        for one in self.holders:
            found.setdefault(one.area_id[:STREET] if len(one.area_id) >= STREET else "", []).append(one)
        return found


def of(posts: Iterable[Post]) -> list[Holder]:
    """Posts that were read, as holders."""
    return [Holder(one.id, one.person_id, one.role, one.area_id, one.unit_id) for one in posts]
