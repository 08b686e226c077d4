"""The light of an incident and its clocks, to the second: 80 % turns yellow, more than 100 % red."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from server.core.viewer import Viewer
from server.grid.incident import clocks
from server.grid.incident.clocks import light
from server.grid.incident.decisions.unit import half
from server.grid.incident.lifecycle import State
from server.ground.catalogue.models import Stage
from server.ground.worktime.calendar import Calendar
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.process.deadlines import Light, Turn
from tests.grid.incident.road import MONDAY

HOURS = 4


@dataclass(frozen=True)
class Shown:
    state: State = State.REPORTED
    warn_at: datetime | None = MONDAY + timedelta(hours=HOURS * 0.8)
    late_at: datetime | None = MONDAY + timedelta(hours=HOURS)


@pytest.mark.parametrize(
    ("percent", "shade"),
    [(0, Light.GREEN), (79.9, Light.GREEN), (80, Light.YELLOW), (100, Light.YELLOW), (100.1, Light.RED)],
)
def test_the_light_follows_the_share_of_the_limit(percent: float, shade: Light) -> None:
    assert light(Shown(), MONDAY + timedelta(hours=HOURS * percent / 100)) is shade


def test_a_suspended_incident_shows_that_its_clock_stands() -> None:
    assert light(Shown(State.SUSPENDED), MONDAY + timedelta(days=9)) is Light.PAUSED


def test_what_no_clock_runs_for_has_no_light() -> None:
    assert light(Shown(State.CLOSED, None, None), MONDAY) is Light.NONE


def turn(now: datetime = MONDAY) -> Turn:
    return Turn(Viewer.nobody(), now, Calendar(), lambda stage, severity: Limit(LimitKind.WH, 120))


def test_a_clock_keeps_its_limit_and_turns_yellow_at_four_fifths() -> None:
    clock = clocks.stage_clock(turn(), Stage.INTAKE, severity=1, round=1)
    assert (clock.due_at - MONDAY, clock.warn_at - MONDAY) == (timedelta(minutes=120), timedelta(minutes=96))
    assert (clock.source, clock.round, clock.runs) == ("stage INTAKE", 1, True)


def test_the_light_is_that_of_the_running_clock_due_first() -> None:
    case = clocks.case_clock(turn(), Limit(LimitKind.WH, 240), "condition 01", round=1)
    stage = clocks.stage_clock(turn(), Stage.SIGN, severity=1, round=1)
    assert clocks.first_due([case, stage]) is stage
    assert clocks.first_due([]) is None


@pytest.mark.parametrize(
    ("limit", "halved"),
    [
        (Limit(LimitKind.WH, 240), Limit(LimitKind.WH, 120)),
        (Limit(LimitKind.WH, 90), Limit(LimitKind.WH, 60)),
        (Limit(LimitKind.CONT, 1440), Limit(LimitKind.CONT, 720)),
        (Limit(LimitKind.CONT, 60), Limit(LimitKind.CONT, 60)),
        (Limit(LimitKind.WD, 1), Limit(LimitKind.WH, 210)),
        (Limit(LimitKind.WD, 5), Limit(LimitKind.WH, 1050)),
    ],
)
def test_a_rework_has_half_the_time_and_never_less_than_an_hour(limit: Limit, halved: Limit) -> None:
    assert half(limit, turn()) == halved
