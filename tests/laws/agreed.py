"""The machines that were agreed (`tests/grid/incident/state_machines.json`): what the code's tables are held to."""

from __future__ import annotations

import json
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

MACHINES: dict[str, Any] = json.loads(
    (Path(__file__).parents[1] / "grid" / "incident" / "state_machines.json").read_text("utf-8")
)

State = TypeVar("State", bound=StrEnum)
Step = TypeVar("Step", bound=StrEnum)


def transitions(
    machine: str, states: type[State], steps: type[Step], ours: Mapping[tuple[str, str], Step]
) -> dict[tuple[State, Step], State]:
    """(from, step) → to; `ours`: where the code's word is another than the design's event, by (id, event)."""
    found: dict[tuple[State, Step], State] = {}
    for told in MACHINES[machine]["transitions"]:
        step = ours.get((told["id"], told["event"])) or steps[told["event"].upper()]
        found |= {(states[origin], step): states[told["to"]] for origin in told["from"]}
    return found


def is_agreed(machine: str, states: type[StrEnum], initial: StrEnum, ends: frozenset[Any]) -> None:
    """The states, the one that begins and those that end are those of the design."""
    told = MACHINES[machine]
    assert {state.value for state in states} == set(told["states"])
    assert initial is states[told["initial"]]
    assert {state.value for state in ends} == set(told["terminal"])
