"""The life of a noun as a table: which step leads from which state to which, and which steps are only recorded."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from server.core.errors import Conflict

T = TypeVar("T", bound=StrEnum)
P = TypeVar("P", bound=StrEnum)


@dataclass(frozen=True)
class Lifecycle(Generic[T, P]):
    """`called` with its article ("an incident"). `recorded` are steps that may be taken and lead nowhere, `system`
    those that are nobody's to take. The same table feeds decisions, `allowedSteps`, buttons and documentation."""

    called: str
    transitions: Mapping[tuple[T, P], T]
    recorded: Collection[tuple[T, P]] = frozenset()
    system: Collection[P] = frozenset()

    def __post_init__(self) -> None:
        """Raises TypeError for a state or a step that is not in the table: both are often forgotten."""
        ways = {*self.transitions, *self.recorded}
        found = {*self.transitions.values(), *self.system}.union(*ways)
        for kind in {type(one) for way in ways for one in way}:
            for one in set(kind) - found:
                raise TypeError(f"the table of {self.called} does not know {kind.__name__}.{one}: write its way")

    def after(self, state: T, step: P) -> T:
        """The state that `step` leads to; Conflict STEP_CLOSED naming both when there is no such way."""
        try:
            return self.transitions[state, step]
        except KeyError:
            raise self.closed(state, step) from None

    def closed(self, state: T, step: P) -> Conflict:
        return Conflict(f"cannot {step} {self.called} that is {state}", code="STEP_CLOSED")

    def open_in(self, state: T, step: P) -> bool:
        """Whether `step` may be taken in `state` at all."""
        return (state, step) in self.transitions or (state, step) in self.recorded

    def steps_from(self, state: T) -> tuple[P, ...]:
        """The steps that people take from `state`, in the order of the table."""
        return tuple(step for origin, step in self.transitions if origin is state and step not in self.system)
