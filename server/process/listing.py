"""What may be wanted of a noun's list: each field says which rows it means, and all that is said must hold."""

from __future__ import annotations

from typing import Any, ClassVar

from tortoise.expressions import Q

from server.core.period import Period
from server.core.viewer import Viewer
from server.ground.area.queries import below
from server.process.fields import Declared, Said, given
from server.process.holders import own

STATES = "处于这些状态。In one of these states."


class Filter(Declared):
    """Each field says the condition that it means: `where="state__in"`. Of one that `names="owner"` true means the
    viewer's own, false those of others."""

    DIGITS: ClassVar[int] = 15  # of the smallest areas that its rows may lie in

    def conditions(self, viewer: Viewer) -> list[Q]:
        """Raises Invalid for an area that is no code."""
        said = ((one, getattr(self, name)) for name, one in Said.of(type(self)).items() if one.where)
        return [_holds(one, value, viewer, self.DIGITS) for one, value in said if value is not None]


class Wanted(Filter, words="要哪些；各条同时满足。Which ones; all that is said must hold."):
    """What most nouns are asked for; a noun adds its own."""

    mine: bool | None = given("等我办。Waiting for me.")
    area: str | None = given("在此区域之内。Within this area.", names="area", where="area")

    def waiting(self, viewer: Viewer) -> Q:
        """Those whose next step is the viewer's."""
        raise NotImplementedError(f"say in {type(self).__module__} what waits for a viewer: def waiting(self, viewer)")

    def conditions(self, viewer: Viewer) -> list[Q]:
        found = super().conditions(viewer)
        return [*found, self.waiting(viewer)] if self.mine else found


def _holds(said: Said, value: Any, viewer: Viewer, digits: int) -> Q:
    assert said.where is not None
    if said.names == "owner":
        return own(viewer, said.where) if value else ~own(viewer, said.where)
    if said.names == "area":
        within = below(value, said.where)
        return within if len(value) <= digits else Q(pk__in=[])
    if isinstance(value, Period):
        return Q(**value.of(said.where))
    meant: dict[str, Any] = {said.where: list(value) if isinstance(value, tuple) else value}
    return Q(**meant)
