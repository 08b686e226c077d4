"""By which ways the incidents of a list are found: one for each ground of sight, and each by an index that is named.

What is open is a small part of all that ever was, and indexes of their own hold nothing else: a list or a count of open
ones never walks through what has ended. What has ended has no light, so what has one is open; a test keeps it so.

Decision: SQLite is told the index. Left alone it takes one state for as seldom as one grid, a partial index for as full
as any, and `late_at IS NULL`, which holds of all that has ended, for the choosiest condition of all.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from tortoise.expressions import Q
from tortoise.queryset import QuerySet

from server.core import clock
from server.core.viewer import Viewer
from server.data.database import dialect
from server.grid.incident import paging, search
from server.grid.incident.filters import Filter, Mine, conditions, grounds_of
from server.grid.incident.lifecycle import ENDS, OPEN
from server.grid.incident.models import Awaits, Incident
from server.grid.incident.policy import BY_KEY, DISTRICT, Ground, on_any
from server.grid.incident.sorting import Sort
from server.ground.catalogue.queries import catalogue
from server.process.deadlines import Light
from server.query.statement_cache import Fixed
from server.query.ways import Meant, Ways, by_index

BY_LIGHT, UNLIT = "incident_late", "incident_unlit"  # indexes: of all by light, and of the open ones that have none
LIT = frozenset({Light.RED, Light.YELLOW, Light.GREEN})
NOTHING, NO_LIGHT, IS_OPEN = Q(id__in=[]), Q(late_at__isnull=True), Q(closed_at__isnull=True)


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see: all that lies on one of the grounds and keeps to the conditions."""

    grounds: tuple[Ground, ...]
    conditions: tuple[Q, ...]
    wanted: Filter
    by_words: bool | None  # whether words lead to the rows: seldom ones do, frequent ones do not

    def parts(self, order: Sort, after: str | None) -> list[Meant]:
        """The stretches of the list behind a cursor, in turn."""
        found = [self._part(order, part) for part in paging.parts(order, after) if not self._is_empty(part)]
        return found or [Incident.filter(NOTHING)]

    @property
    def whole(self) -> Meant:
        """All of the list, to be counted."""
        return Ways(tuple(self._counted(ground) for ground in self.grounds))

    @property
    def together(self) -> list[Q]:
        """All of it as the conditions of one query."""
        return [one for one in (on_any(list(self.grounds)), *self.conditions) if one]

    @cached_property
    def open(self) -> bool | None:
        """Whether all that is wanted is open (True) or has ended (False); None: neither can be said."""
        wanted, states = self.wanted, frozenset(self.wanted.states or ())
        if wanted.open is False or (states and states <= ENDS) or wanted.ended:
            return False
        is_open = (
            wanted.open
            or wanted.promised
            or wanted.mine is Mine.TODO
            or (states and states <= OPEN)
            or wanted.stages
            or wanted.due
            or (wanted.lights and Light.NONE not in wanted.lights)
            or (wanted.awaits and Awaits.NOBODY not in wanted.awaits)
        )
        return True if is_open else None

    @property
    def _is_choosy(self) -> bool:
        """Whether something is wanted that may lead to fewer rows than a ground."""
        wanted = self.wanted
        few = (
            wanted.box,
            wanted.unit,
            wanted.lead_unit,
            wanted.promised,
            wanted.class_codes,
            wanted.ids,
            wanted.numbers,
            wanted.stages,
            wanted.late,
            wanted.ratings,
            wanted.closures,
            wanted.reworks,
            wanted.reopens,
            wanted.returns,
            wanted.filed,
            wanted.ended,
        )
        return any(few)

    def _is_empty(self, part: paging.Part) -> bool:
        """Whether it can be said that nothing is in it."""
        if part.lit:
            return self.open is False
        only_lit = self.wanted.due or (self.wanted.lights and LIT.issuperset(self.wanted.lights))
        return part.lit is False and bool(only_lit)

    def _part(self, order: Sort, part: paging.Part) -> Meant:
        if part.lit is False and self.open:
            return by_index(Incident.filter(*self.together, part.condition, IS_OPEN, NO_LIGHT), UNLIT)
        return Ways(tuple(self._ordered(ground, order, part) for ground in self.grounds))

    def _ordered(self, ground: Ground, order: Sort, part: paging.Part) -> QuerySet[Incident]:
        """How the rows of a part that lie on one ground come in their order."""
        if not self.by_words and ground.open_by and self._only_open(ground, order, part):
            return _open_on(ground, part.condition, *self._walked)
        unlit = [] if part.lit is not False else [NO_LIGHT if ground.area and not self.by_words else _without_light()]
        if self.by_words:
            return by_index(Incident.filter(ground.condition, part.condition, *self.conditions, *unlit), BY_KEY)
        found = Incident.filter(ground.condition, part.condition, *self._walked, *unlit)
        by = BY_LIGHT if self._is_by_light(ground, part) else ground.by
        return by_index(found, by) if by and not self._is_choosy else found

    @cached_property
    def _walked(self) -> tuple[Q, ...]:
        return self.conditions if self.by_words is None else search.walked(self.conditions)

    def _only_open(self, ground: Ground, order: Sort, part: paging.Part) -> bool:
        """Whether the index of the open ones comes next to the rows: areas have one that also gives their order."""
        if order in paging.BY_LIGHT:
            return bool(part.lit) and (ground.area is None or self.wanted.box is not None)
        return bool(self.open) and (ground.by is not None or self.wanted.box is not None)

    def _is_by_light(self, ground: Ground, part: paging.Part) -> bool:
        """Whether the district's index by light has to be walked: SQLite would rather sort all of several states."""
        if ground.area is None or len(ground.area) > DISTRICT:
            return False
        return self.wanted.lights == (Light.YELLOW,) or (bool(part.lit) and len(self.wanted.states or ()) > 1)

    def _counted(self, ground: Ground) -> QuerySet[Incident]:
        """All that lies on one ground, to be counted; in the whole district frequent words lead faster than walking."""
        if self.by_words or (self.by_words is False and ground.by is None):
            return by_index(Incident.filter(ground.condition, *self.conditions), BY_KEY)
        if self.open and ground.open_by:
            return _open_on(ground, *self._walked)
        found = Incident.filter(ground.condition, *self._walked)
        return by_index(found, ground.by) if ground.by and not self._is_choosy else found


async def asked(viewer: Viewer, wanted: Filter | None) -> Asked:
    """What a viewer wants to see. Raises Invalid for an area that is no code."""
    wanted = wanted or Filter()
    found = tuple(conditions(viewer, wanted, await catalogue(), clock.now()))
    return Asked(tuple(grounds_of(viewer, wanted)), found, wanted, await search.leads(found))


def _open_on(ground: Ground, *conditions: Q) -> QuerySet[Incident]:
    """The open ones on a ground, by the index that holds them alone: that of areas begins with the street."""
    assert ground.open_by is not None
    street = Q(street_id=ground.area[:9]) if ground.area and len(ground.area) > 9 else Q()
    return by_index(Incident.filter(ground.condition, street, *conditions, IS_OPEN), ground.open_by)


def _without_light() -> Q:
    """The condition of having no light, which takes no index of its own: that would walk through all that has ended."""
    return Fixed('+"incident"."late_at" IS NULL') if dialect() == "sqlite" else NO_LIGHT
