"""What an incident offers its reader: the stepper, the steps they may take, conditions to file it under, units."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from tortoise.functions import Count

from server.core import clock
from server.core.viewer import Role, Viewer
from server.data.database import reader
from server.grid.incident import aggregate, inputs, policy, stepper, steps, whom
from server.grid.incident.aggregate import Aggregate
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Incident
from server.grid.incident.stepper import Names, StepperStage
from server.grid.incident.steps import DESK
from server.grid.incident.whom import Hand, Outside
from server.ground.catalogue.approach import is_open
from server.ground.catalogue.duty import Candidate, at_hour
from server.ground.catalogue.models import FilingCondition, Unit
from server.ground.catalogue.policy import severity_under
from server.ground.catalogue.queries import catalogue
from server.ground.catalogue.snapshot import Catalogue
from server.ground.person.models import Person
from server.ground.person.standing_in import present
from server.ground.worktime import limits
from server.ground.worktime.explanation import explain, why
from server.ground.worktime.limits import Limit
from server.ground.worktime.queries import calendar
from server.process.deadlines import Turn
from server.process.guards import Allowed

SEVERITIES = range(1, 5)

OnDuty = Callable[[Sequence[UUID]], Awaitable[Mapping[UUID, Sequence[Person]]]]  # of these units, those on duty now


@dataclass(frozen=True)
class FilingOption:
    """A condition, the limit that would hold, when it would be due if filed now, and what is not counted till then."""

    condition: FilingCondition
    limit: Limit
    due_at: datetime
    why: list[str]


async def stages(incident: Incident) -> list[StepperStage]:
    """The seven stages of the stepper, for an incident read in full."""
    unit = incident.lead_unit.name if incident.lead_unit else None
    names = Names(incident.grid.name, incident.community.name, incident.street.name, unit)
    return stepper.stages(aggregate.of(incident), names)


async def allowed_steps(viewer: Viewer, incident: Incident) -> list[Allowed[Step]]:
    """The steps open to the viewer's posts on an incident read in full, each with the code of why not now."""
    return policy.allowed_steps(await inputs.turn(viewer), incident)


async def filing_options(viewer: Viewer, incident: Incident) -> list[FilingOption]:
    """The conditions of its class and place, for a desk that may file it, while it waits for that."""
    return options(await inputs.turn(viewer), await catalogue(), incident)


def options(
    turn: Turn, known: Catalogue, incident: Incident, *, class_code: str | None = None, severity: int | None = None
) -> list[FilingOption]:
    """The same for a turn and a catalogue that are at hand; as if it were of another class or severity, when named.

    There is no way to file what is of no class or of no severity from 1 to 4.
    """
    severity = incident.severity if severity is None else severity
    waits = incident.state in (State.REPORTED, State.PENDING_FILING)
    if not waits or severity not in SEVERITIES or not turn.viewer.seat_for(DESK, incident.grid_id):
        return []
    found = known.conditions_for(class_code or incident.incident_class_id, incident.grid_id)
    return [_option(condition, severity, turn) for condition in found]


def _option(condition: FilingCondition, severity: int, turn: Turn) -> FilingOption:
    filing = inputs.filing(condition, severity_under(severity, condition), turn)
    due_at = limits.due(turn.now, filing.limit, turn.calendar)
    told = why(explain(turn.now, due_at, filing.limit.kind, turn.calendar))
    return FilingOption(condition, filing.limit, due_at, told)


async def _nobody(units: Sequence[UUID]) -> Mapping[UUID, Sequence[Person]]:
    return {}


async def candidates(viewer: Viewer, incident: Incident, *, on_duty: OnDuty = _nobody) -> list[Candidate | Outside]:
    """Whom the duty lists name for it, with what each has open and who is on duty, for a desk that may dispatch it."""
    seat = steps.desk_seat(Step.DISPATCH, incident.level, incident.grid_id, viewer)
    if incident.closed_at is not None or seat is None:
        return []
    now, hours = clock.now(), await calendar()
    named = whom.sendable(await catalogue(), incident, seat)
    listed = at_hour([one for one in named if isinstance(one, Candidate)], now, hours)
    outside = [replace(one, open=is_open(one.unit.hours, now, hours)) for one in named if isinstance(one, Outside)]
    found: list[Candidate | Outside] = [*listed, *outside]
    units = [one.unit.id for one in found]
    counts, people = await _open_counts(units), await on_duty(units)
    return [
        replace(one, open_count=counts.get(one.unit.id, 0), on_duty=tuple(people.get(one.unit.id, ()))) for one in found
    ]


@dataclass(frozen=True)
class Assignable:
    """One to whom a community may assign an incident: a person with the role and the area of the post, or a unit."""

    person: Person | None = None
    role: Role | None = None
    area_id: str | None = None
    unit: Unit | None = None


async def assignable(viewer: Viewer, incident: Aggregate) -> list[Assignable]:
    """To whom the viewer may assign it, the nearest first; empty for whoever may not."""
    turn = await inputs.turn(viewer)
    if not any(one.step is Step.ASSIGN and one.allowed for one in steps.allowed(turn, incident)):
        return []
    found = whom.hands(incident, await catalogue(), await present(), viewer.person_id)
    asked = [one.holder.person_id for one in found if one.holder]
    people = {one.id: one for one in await Person.filter(id__in=asked).using_db(reader())} if asked else {}
    return [_assignable(one, people) for one in found]


def _assignable(hand: Hand, people: dict[UUID, Person]) -> Assignable:
    if hand.holder is None:
        return Assignable(unit=hand.unit)
    return Assignable(people.get(hand.holder.person_id), hand.holder.role, hand.holder.area_id)


async def _open_counts(units: list[UUID]) -> dict[UUID, int]:
    """How many open incidents each of these units leads."""
    counted = Incident.filter(lead_unit_id__in=units, closed_at__isnull=True).annotate(count=Count("id"))
    rows = await counted.group_by("lead_unit_id").using_db(reader()).values("lead_unit_id", "count")
    return {row["lead_unit_id"]: row["count"] for row in rows}
