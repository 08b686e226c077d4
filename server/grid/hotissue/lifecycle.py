"""The life of a hot issue (热点问题) as a table: proposed by what repeats, adopted by a person, solved; or declined."""

from __future__ import annotations

from server.core.text import Worded
from server.process.lifecycle import Lifecycle


class State(Worded):
    # the same again and again, nobody has taken it up
    PROPOSED = "PROPOSED", "待列入。Proposed by what repeats; nobody has taken it up."
    ADOPTED = "ADOPTED", "攻坚中。Adopted: it has an owner, a plan and a day."
    SOLVED = "SOLVED", "已解决。Solved."
    DECLINED = "DECLINED", "不列入。Declined."


class Step(Worded):
    ADOPT = "ADOPT", "列入。Adopt."
    DECLINE = "DECLINE", "不列入。Decline."
    SOLVE = "SOLVE", "解决。Say that it is solved."


INITIAL = State.PROPOSED
OPEN = frozenset({State.PROPOSED, State.ADOPTED})

TRANSITIONS: dict[tuple[State, Step], State] = {
    (State.PROPOSED, Step.ADOPT): State.ADOPTED,
    (State.PROPOSED, Step.DECLINE): State.DECLINED,
    (State.ADOPTED, Step.SOLVE): State.SOLVED,
}
LIFE = Lifecycle("a hot issue", TRANSITIONS)
