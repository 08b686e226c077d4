"""The live board of a whistle: for each party its four steps, when each was due, when it was done, and its light."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime

from server.core.text import Worded
from server.grid.whistle import reckoning
from server.grid.whistle.aggregate import Party
from server.grid.whistle.lifecycle import PARTY_ENDS, PartyState
from server.grid.whistle.reckoning import Called
from server.ground.worktime.explanation import Stretch
from server.process.deadlines import Light, Turn, shade


class StageKey(Worded):
    ACK = "ACK", "应哨。Answer."
    ARRIVE = "ARRIVE", "报到。Arrive."
    DONE = "DONE", "报结。Done."
    SIGN = "SIGN", "签认。Signed off."


@dataclass(frozen=True)
class Stage:
    """One step of one party. `late`: done after it was due, or due and not done. Its light burns while it is awaited,
    all through the steps that are ahead as well: that is when each of them will be late."""

    key: StageKey
    at: datetime | None
    due_at: datetime | None
    light: Light
    late: bool
    told: tuple[Party, Called, Turn] | None = field(default=None, repr=False, compare=False)  # what the whys go by

    @property
    def why_due(self) -> list[Stretch]:
        """How its due time came about: reckoned when it is asked for."""
        return reckoning.why_due(self.key.lower(), *self.told) if self.told else []

    @property
    def why_breached(self) -> list[Stretch]:
        """The time that it is late."""
        if self.told is None or not self.late:
            return []
        return reckoning.why_breached(self.key.lower(), *self.told, self.at or self.told[0].ended_at)


def stages(party: Party, whistle: Called, turn: Turn) -> list[Stage]:
    """The four steps of a party in order; those that an excused party never took have no light."""
    now = turn.now
    signed = party.ended_at if party.state is PartyState.SIGNED_OFF else None
    found = [
        _stage(StageKey.ACK, party, now, party.acked_at, party.ack_warn_at, party.ack_due_at),
        _stage(StageKey.ARRIVE, party, now, party.arrived_at, party.arrive_warn_at, party.arrive_due_at),
        _stage(StageKey.DONE, party, now, party.done_at, party.done_warn_at, party.done_due_at),
    ]
    signing = Stage(StageKey.SIGN, signed, None, Light.NONE, late=False)
    return [*(replace(one, told=(party, whistle, turn)) for one in found), signing]


def _stage(
    key: StageKey, party: Party, now: datetime, at: datetime | None, warn: datetime | None, due: datetime | None
) -> Stage:
    awaited = at is None and party.state not in PARTY_ENDS
    light = shade(warn, due, now) if awaited and warn and due else Light.NONE
    ended = at or (party.ended_at if party.state in PARTY_ENDS else None)
    return Stage(key, at, due, light, late=due is not None and (ended or now) > due and (awaited or at is not None))
