"""Somebody tries a step with other words than usual, and what they are told, or offered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from server.core.errors import Refusal
from server.grid.incident import queries
from server.grid.incident.lifecycle import Step
from tests import town
from tests.grid.incident import road
from tests.grid.incident.road import STRIDES


async def problems(work: Any) -> list[tuple[str, str | None]]:
    """Codes and fields of what somebody is refused for."""
    with pytest.raises(Refusal) as told:
        await work
    return [(problem.code, problem.field) for problem in told.value.problems]


async def codes(work: Any) -> list[str]:
    return [code for code, _ in await problems(work)]


async def at(name: str) -> UUID:
    """An incident that stands where a stride begins."""
    return await road.brought_to(STRIDES[name])


async def try_(name: str, incident: UUID, *, who: str | None = None, **words: Any) -> Any:
    """Somebody takes a stride with other words than usual."""
    stride = STRIDES[name]
    command = await road.command(stride, incident, **(stride.words | words))
    return await stride.act(await town.viewer(who or stride.who), command)


async def why(who: str, incident: UUID) -> dict[Step, str | None]:
    """The steps that somebody is offered, each with why not now."""
    found = await road.seen(who, incident)
    assert found is not None
    return {one.step: one.why for one in await queries.allowed_steps(await town.viewer(who), found)}
