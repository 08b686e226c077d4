"""What was made so far, by class: how often the same happened at a place lately, without asking a database."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import TYPE_CHECKING

from server.grid.incident.aggregate import Aggregate
from server.grid.incident.change import KINDS, RAISED
from server.grid.incident.decisions.escalation import COMMUNITY, MANY_REPEATS
from server.grid.incident.inputs import NO_CASES, REPEATED_WITHIN
from server.grid.incident.lifecycle import Step
from server.grid.incident.nearby import REACH_M
from server.ground.area.coordinates import distance_m

if TYPE_CHECKING:
    from server.demo.life import Life


class Happened:
    """The lives that have been lived; a later one asks how often it repeats them."""

    def __init__(self) -> None:
        self._by_class: dict[str, list[Aggregate]] = defaultdict(list)

    def add(self, incident: Aggregate) -> None:
        self._by_class[incident.incident_class_id].append(incident)

    def repeats(self, incident: Aggregate, now: datetime) -> int:
        """The same as `inputs.repeats` would have counted then."""
        return sum(_repeats(incident, one, now) for one in self._by_class[incident.incident_class_id])

    def overtook(self, life: Life, by: Aggregate | None = None) -> bool:
        """Whether it ought to have risen for what was made after it, but happened before it: then it is left out.
        `by`: one that is not added yet; whether it would."""
        filed = (happening.change for happening in life.happenings if happening.change.kind == KINDS[Step.FILE])
        rose = {happening.change.at for happening in life.happenings if happening.change.kind == RAISED}
        return any(
            one.told["level"] == COMMUNITY
            and one.at not in rose
            and self.repeats(life.incident, one.at) + _repeats(life.incident, by, one.at) >= MANY_REPEATS
            for one in filed
        )


def _repeats(later: Aggregate, one: Aggregate | None, now: datetime) -> bool:
    """Whether the later tells of the same at the same place as one that counts at `now`."""
    return (
        one is not None
        and one.incident_class_id == later.incident_class_id
        and later.received_at - REPEATED_WITHIN <= one.received_at < later.received_at
        and (one.state not in NO_CASES or (one.closed_at is not None and one.closed_at > now))
        and distance_m(later.lat, later.lon, one.lat, one.lon) <= REACH_M
    )
