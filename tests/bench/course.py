"""The ways that the bench's incidents have gone, as walks through the domain's own table of steps."""

from __future__ import annotations

import random
from dataclasses import dataclass

from server.grid.incident.lifecycle import ENDS, INITIAL, State, Step, after
from server.ground.catalogue.models import Stage

ROUND = (Step.SIGN, Step.FEED_BACK, Step.SEND_CHECK)
FILED = (Step.ACCEPT, Step.FILE, Step.DISPATCH)
AGAIN = (*ROUND, Step.FAIL)
TO_THE_END = (*FILED, *ROUND, Step.PASS)

# which stage's clock begins with a step
STAGE = {Step.ACCEPT: Stage.FILE, Step.SEND_VERIFY: Stage.VERIFY, Step.FILE: Stage.DISPATCH,
         Step.DISPATCH: Stage.SIGN, Step.SIGN: Stage.DISPOSE, Step.FEED_BACK: Stage.CHECK,
         Step.FAIL: Stage.SIGN}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """Steps after the report, and the states that they lead through."""

    steps: tuple[Step, ...]
    states: tuple[State, ...]

    @property
    def state(self) -> State:
        return self.states[-1]

    @property
    def ended(self) -> bool:
        return self.state in ENDS


def way(*steps: Step) -> Way:
    """The way of these steps. Raises Conflict where the table has none."""
    states = [INITIAL]
    for step in steps:
        states.append(after(states[-1], step))
    return Way(steps, tuple(states))


STANDING = (way(), way(Step.SEND_VERIFY), *(way(*TO_THE_END[:count]) for count in range(1, len(TO_THE_END))))
ENDED = ((way(Step.SELF_RESOLVE), 3), (way(Step.REJECT), 1), (way(*FILED, *ROUND[:2], Step.CONFIRM), 2),
         (way(*TO_THE_END), 1), (way(Step.ACCEPT, Step.REJECT), 1))  # fmt: skip
FULL = way(*FILED, *AGAIN * 3, *ROUND, Step.PASS)  # twenty events
_ENDED = [one for one, times in ENDED for _ in range(times)]


def draw(chance: random.Random) -> Way:
    """A way: every fifth incident still stands somewhere, the others have ended; about four events each."""
    return chance.choice(STANDING) if chance.random() < 0.2 else chance.choice(_ENDED)
