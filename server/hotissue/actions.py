"""The verbs of a hot issue: adopt it with an owner and a plan, decline it, say that it is solved."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from server import clock
from server.catalogue.queries import catalogue
from server.catalogue.resting import in_force
from server.database import reader
from server.errors import Conflict, Missing
from server.event import log
from server.event.models import Receipt
from server.event.operations import Operation
from server.event.resting import anew, guarded
from server.hotissue import commands
from server.hotissue.lifecycle import Step
from server.hotissue.models import HotIssue
from server.hotissue.policy import OWNERS, admit, visible_to
from server.incident.wanting import Wanting
from server.moments import SOLVED
from server.viewer import Viewer

KINDS = {Step.ADOPT: "hotissue.adopted", Step.DECLINE: "hotissue.declined", Step.SOLVE: "hotissue.solved"}

Decide = Callable[[HotIssue], Awaitable[dict[str, Any]]]  # the columns that it changes


@dataclass(frozen=True)
class Done:
    """What a verb answers: which hot issue, and the receipt that the operation took effect."""

    id: UUID
    receipt: Receipt


async def adopt(viewer: Viewer, command: commands.Adopt) -> Done:
    """列入: it gets an owner (a unit, or a post of the street), a plan and a day by which it is solved."""

    async def decide(issue: HotIssue) -> dict[str, Any]:
        wanting = Wanting()
        plan = wanting.text("plan", command.plan, least=1)
        wanting.need(command.due_on, "due_on", "say by which day")
        wanting.within("due_on", command.due_on, SOLVED, clock.now())
        both = command.owner_unit_id is not None and command.owner_role is not None
        units = {unit.id for unit in (await catalogue()).units_in_force()}
        named = command.owner_unit_id in units or command.owner_role in OWNERS
        wanting.need(named and not both, "owner_unit_id", "one owner: a unit, or a post of the street")
        wanting.settle()
        return {
            "owner_unit_id": command.owner_unit_id,
            "owner_role": command.owner_role,
            "plan": plan,
            "due_on": command.due_on,
        } | _decided(viewer)

    return await _take(viewer, Step.ADOPT, command, decide)


async def decline(viewer: Viewer, command: commands.Decline) -> Done:
    """不列入: with a reason. What comes after it begins to be counted anew."""

    async def decide(issue: HotIssue) -> dict[str, Any]:
        return {"words": _said("reason", command.reason)} | _decided(viewer)

    return await _take(viewer, Step.DECLINE, command, decide)


async def solve(viewer: Viewer, command: commands.Solve) -> Done:
    """解决: how, by the owner or by who decides about it."""

    async def decide(issue: HotIssue) -> dict[str, Any]:
        return {"words": _said("text", command.text), "solved_at": clock.now()}

    return await _take(viewer, Step.SOLVE, command, decide)


def _said(field: str, given: str | None) -> str:
    wanting = Wanting()
    words = wanting.text(field, given, least=1)
    wanting.settle()
    return words


def _decided(viewer: Viewer) -> dict[str, Any]:
    return {"decided_by_id": viewer.person_id, "decided_at": clock.now()}


async def _take(viewer: Viewer, step: Step, command: commands.Command, decide: Decide) -> Done:
    """Authorise, decide, write in one transaction. Raises Missing for a stranger; Conflict brings what is now."""
    operation = Operation.of(viewer, command.op_id, f"hotissue_{step.lower()}", commands.body(command), command.id)

    async def attempt() -> Receipt:
        issue = await _load(viewer, command.id)
        seat, state = admit(step, issue, command.seen, viewer)
        changes = await decide(issue)
        owner = changes.get("owner_unit_id")
        rests_on = [in_force([owner], clock.today())] if owner else []
        unchanged = HotIssue.filter(id=issue.id, version=issue.version)

        async def write() -> None:
            changed = {"state": state, "version": issue.version + 1} | changes
            await guarded((HotIssue, issue.id), lambda: unchanged.update(**changed), rests_on)
            told = {"step": step, "from": issue.state, "to": state, "version": issue.version + 1} | _codes(changes)
            await log.record(
                KINDS[step], subject_id=issue.id, area=issue.grid_id, viewer=viewer, seat=seat, payload=told
            )

        return await operation.settled(write)

    try:
        return Done(command.id, await operation.once(lambda: anew(attempt)))
    except Conflict as conflict:
        conflict.current = await HotIssue.filter(visible_to(viewer), id=command.id).using_db(reader()).first()
        raise


def _codes(changes: dict[str, Any]) -> dict[str, object]:
    """What of a decision the log keeps: ids, codes and days, no words."""
    kept = {"unit": changes.get("owner_unit_id"), "role": changes.get("owner_role"), "due_on": changes.get("due_on")}
    return {name: str(value) for name, value in kept.items() if value is not None}


async def _load(viewer: Viewer, key: UUID) -> HotIssue:
    found = await HotIssue.filter(visible_to(viewer), id=key).using_db(reader()).first()
    if found is None:
        raise Missing("there is no such hot issue, or it is not yours to see")
    return found
