"""规则草稿: admin shortens a limit, sees what becomes of the last thirty days, wu approves, and on its day open clocks
follow."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from server.core import clock
from server.data.database import Database
from server.grid.incident.models import Incident, IncidentClock
from server.ground.catalogue import actions as catalogue_actions
from server.ground.catalogue import queries as catalogue_rules
from server.ground.catalogue.models import FilingCondition, Stage
from server.ground.catalogue.queries import catalogue
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import DayKind, LimitKind
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.setup.rule_draft import commands, verbs
from server.setup.rule_draft.lifecycle import State
from server.setup.rule_draft.lines import Day, Line
from server.setup.rule_draft.models import RuleDraft
from tests import town as place
from tests.grid.incident import road
from tests.grid.incident.road import STRIDES
from tests.kit.laws import MONDAY, Kit, Laws, Stride
from tests.reach.notice.conftest import tell_all
from tests.setup.drafting import (
    HOUR,
    LATER,
    LIMITS,
    OFF,
    SHORTER,
    TODAY,
    TOMORROW,
    YEAR,
    approved,
    clocks,
    covers,
    day,
    proposed,
    refused,
    result,
    step,
)

LESS: dict[str, Any] = {"limit_kind": LimitKind.WH, "limit_amount": 60}


class TestRuleDraft(Laws):
    kit = Kit(verbs, commands, sees="admin wu shen", strides=(
        Stride("propose", "admin", LIMITS | LATER, State.DRAFT),
        Stride("edit", "admin", SHORTER | LATER, State.DRAFT, ("propose",)),
        Stride("simulate", "admin", {}, State.SIMULATED, ("propose",)),
        Stride("approve", "wu", {}, State.APPROVED, ("propose", "simulate")),
        Stride("drop", "wu", {"reason": "再议"}, State.DROPPED, ("propose", "simulate", "approve")),
    ))  # fmt: skip


async def test_a_limit_is_shortened_and_only_open_clocks_move_on_its_day(town: Database) -> None:
    await day(0)
    open_one, ended = await covers(), await covers()
    with clock.at(MONDAY + timedelta(hours=1)):
        for verb in ("feed_back", "send_check", "check", "pass_"):
            await road.walk(STRIDES[verb], ended)
    stopped, before = await clocks(ended), await clocks(open_one)
    row = await approved()
    assert await clocks(open_one) == before
    await day(0, 9)
    assert (await RuleDraft.get(id=row.id)).state is State.APPROVED
    await day(1)
    await day(1, 1)
    row = await RuleDraft.get(id=row.id)
    assert (row.state, row.begun_at) == (State.IN_FORCE, MONDAY + timedelta(days=1))
    after = await clocks(open_one)
    moved = {name for name in after if after[name] != before[name]}
    assert (moved, after["CASE"][0], after["DISPOSE"][0]) == ({"CASE", "DISPOSE"}, 60, 60)
    assert await clocks(ended) == stopped
    told: Any = await Event.filter(subject_id=open_one, kind="incident.due_moved")
    assert [one.payload["cause"]["kind"] for one in told] == ["catalogue.loaded"]
    rows = await FilingCondition.filter(incident_class_id=place.COVER, number="02", area=place.KOUQUAN).order_by(
        "valid_from"
    )
    assert [(one.limit_amount, one.valid_from, one.valid_to) for one in rows] == [
        (240, place.SINCE, TODAY), (60, TOMORROW, None)]  # fmt: skip


async def test_a_simulation_tells_who_would_be_late_and_moves_just_what_it_says(town: Database) -> None:
    await day(0)
    fast, slow = await covers(MONDAY - timedelta(days=7)), await covers(MONDAY - timedelta(days=7))
    with clock.at(MONDAY - timedelta(days=7) + timedelta(minutes=30)):
        for verb in ("feed_back", "send_check", "check", "pass_"):
            await road.walk(STRIDES[verb], fast)
    with clock.at(MONDAY - timedelta(days=7) + timedelta(hours=2)):
        for verb in ("feed_back", "send_check", "check", "pass_"):
            await road.walk(STRIDES[verb], slow)
    await covers(MONDAY - timedelta(days=40) + timedelta(minutes=1))
    await covers()
    row = await step("simulate", await proposed())
    found = result(row)
    assert found["cases"] == {"count": 4, "moved": 4, "before": 1, "after": 2}
    assert [(one["code"], one["before"], one["after"]) for one in found["classes"]] == [(place.COVER, 1, 2)]
    assert [(one["unit"], one["before"], one["after"]) for one in found["units"]] == [(str(place.TEAM), 1, 2)]
    assert {one["kind"] for one in found["clocks"]} == {"CASE", "DISPOSE"}
    before = {one.id: one.due_at for one in await IncidentClock.all()}
    await step("approve", row, "wu")
    await day(1)
    await day(1, 1)
    moved = [one for one in await IncidentClock.all() if one.due_at != before[one.id]]
    assert len(moved) == found["running"]["moved"] > 0
    assert all(one.stopped_at is None for one in moved)
    assert sum(one.due_at < before[one.id] for one in moved) == found["earlier"]


async def test_nobody_approves_what_they_drafted_nor_edits_what_another_did(town: Database) -> None:
    for who, other in (("admin", "wu"), ("wu", "admin")):
        row = await step("simulate", await proposed(who))
        assert await refused(step("approve", row, who)) == "TWO_PERSON"
        assert await refused(step("edit", row, other, **SHORTER)) == "FORBIDDEN"
        assert (await step("approve", row, other)).state is State.APPROVED


async def test_what_was_edited_is_simulated_again(town: Database) -> None:
    row = await step("simulate", await proposed())
    edited = await step(
        "edit",
        row,
        **SHORTER | {"lines": (Line(condition=place.LOOSE_COVER_HERE, limit_kind=LimitKind.WH, limit_amount=90),)},
    )
    assert (edited.state, edited.digest, edited.result) == (State.DRAFT, "", "")
    assert await refused(step("approve", row, "wu")) == "STEP_CLOSED"
    again = await step("simulate", edited)
    assert (await refused(step("approve", edited, "wu")), again.digest != row.digest) == ("CONFLICT", True)
    edited = await step("edit", again, **SHORTER)
    assert await refused(step("approve", edited, "wu")) == "STEP_CLOSED"
    await RuleDraft.filter(id=row.id).update(state=State.SIMULATED, digest=again.digest)
    assert await refused(step("approve", edited, "wu")) == "SIMULATION_STALE"


@pytest.mark.parametrize("days", [0, -1])
async def test_it_is_in_force_tomorrow_at_the_earliest(town: Database, days: int) -> None:
    assert await refused(proposed(starts_on=TODAY + timedelta(days=days))) == "MOMENT_TOO_EARLY"
    row = await step("simulate", await proposed())
    assert await refused(step("approve", row, "wu", at=MONDAY + timedelta(days=1 - days))) == "MOMENT_TOO_EARLY"
    assert (await RuleDraft.get(id=row.id)).state is State.SIMULATED


async def test_rules_that_were_changed_by_another_way_meanwhile_are_not_overwritten(town: Database) -> None:
    row = await approved()
    other = await step("simulate", await proposed("wu"))
    fields = {"class": place.COVER, "number": "02", "text": "井盖破损、松动（口泉）", "text_en": "Broken or loose",
              "area": place.KOUQUAN, "severity": "2", "limit_kind": "WH", "limit_amount": "200"}  # fmt: skip
    with clock.at(MONDAY):
        await catalogue_actions.load(None, {"conditions": [fields]})
    assert await refused(step("approve", other, "admin")) == "RULES_MOVED"
    assert await refused(step("simulate", other, "wu")) == "RULES_MOVED"
    await day(1)
    assert (await RuleDraft.get(id=row.id)).state is State.DROPPED
    with clock.at(MONDAY + timedelta(days=2)):
        (found,) = [one for one in (await catalogue()).conditions_for(place.COVER, place.FIRST) if one.number == "02"]
    assert found.limit_amount == 200


async def test_the_limit_of_a_stage_and_a_later_draft_that_supersedes(town: Database) -> None:
    stage = Line(stage=Stage.INTAKE, urgent=False, limit_kind=LimitKind.WH, limit_amount=60)
    first = await approved()
    await day(1)
    second = await proposed(at=MONDAY + timedelta(days=1), starts_on=TODAY + timedelta(days=2), lines=(stage,))
    later = MONDAY + timedelta(days=1)
    second = await step("approve", await step("simulate", second, at=later), "wu", at=later)
    await day(2)
    states = [(await RuleDraft.get(id=one.id)).state for one in (first, second)]
    assert states == [State.SUPERSEDED, State.IN_FORCE]
    with clock.at(MONDAY + timedelta(days=2)):
        assert (await catalogue()).stage_limit(Stage.INTAKE, 1) == Limit(LimitKind.WH, 60)
        assert (await catalogue()).stage_limit(Stage.INTAKE, 1, as_of=TOMORROW) == Limit(LimitKind.WH, 120)


async def test_a_condition_is_set_apart_for_one_street(town: Database) -> None:
    await day(0)
    apart = Line(condition=place.DAY_OLD_RUBBISH, area=place.XINSHENG, limit_kind=LimitKind.WH, limit_amount=60)
    row = await approved(lines=(apart,))
    assert result(row)["running"]["moved"] == 0
    await day(1)
    with clock.at(MONDAY + timedelta(days=1)):
        known = await catalogue()
        here, there = (known.conditions_for(place.RUBBISH, grid)[0] for grid in (place.FIRST, place.FIFTH))
    assert [(one.number, one.area, one.limit_amount) for one in (here, there)] == [
        ("01", place.DISTRICT, 240), ("01", place.XINSHENG, 60)]  # fmt: skip
    assert there.text == here.text
    with clock.at(MONDAY + timedelta(days=1)):
        assert await refused(proposed(at=MONDAY + timedelta(days=1), lines=(apart,))) == "MOMENT_TOO_EARLY"
        soon: dict[str, Any] = {"at": MONDAY + timedelta(days=1), "starts_on": TODAY + timedelta(days=2)}
        assert await refused(proposed(**soon, lines=(apart,))) == "INVALID"


async def test_what_is_over_counts_as_if_it_had_been_filed_by_its_streets_own(town: Database) -> None:
    slow = await covers(MONDAY - timedelta(days=7))
    with clock.at(MONDAY - timedelta(days=7) + timedelta(hours=5)):
        for verb in ("feed_back", "send_check", "check", "pass_"):
            await road.walk(STRIDES[verb], slow)
    await Incident.filter(id=slow).update(condition_id=place.LOOSE_COVER)
    await FilingCondition.filter(id=place.LOOSE_COVER_HERE).delete()
    catalogue_rules.forget()
    apart = Line(condition=place.LOOSE_COVER, area=place.KOUQUAN, limit_kind=LimitKind.WH, limit_amount=60)
    found = result(await step("simulate", await proposed(lines=(apart,))))
    assert [found["cases"][name] for name in ("moved", "before", "after")] == [1, 0, 1]


async def test_who_may_approve_hears_of_it_and_who_drafted_what_came_of_it(town: Database) -> None:
    row = await approved()
    await step("drop", row, "wu", reason="下月再改")
    with clock.at(MONDAY):
        told = [(one.kind, one.person_id) for one in await tell_all() if one.subject_id == row.id]
    assert told == [
        (NoticeKind.TO_DECIDE, place.WU),
        (NoticeKind.GRANTED, place.ADMIN),
        (NoticeKind.DECLINED, place.ADMIN),
    ]


@pytest.mark.parametrize(("wrong", "code"), [
    ({"lines": ()}, "RULES_SAME"),
    ({"lines": (Line(condition=place.LOOSE_COVER_HERE, limit_kind=LimitKind.WH, limit_amount=240),)}, "RULES_SAME"),
    ({"lines": (HOUR, HOUR)}, "INVALID"),
    ({"lines": (Line(limit_kind=LimitKind.WH, limit_amount=60),)}, "INVALID"),
    ({"lines": (Line(condition=place.WANG, limit_kind=LimitKind.WH, limit_amount=60),)}, "INVALID"),
    ({"lines": (Line(condition=place.LOOSE_COVER, limit_kind=LimitKind.WD, limit_amount=91),)}, "INVALID"),
    ({"lines": (Line(condition=place.LOOSE_COVER, limit_kind=LimitKind.WH, limit_amount=0),)}, "INVALID"),
    ({"lines": (Line(condition=place.LOOSE_COVER, area=place.KOUQUAN, **LESS),)}, "INVALID"),
    ({"lines": (Line(condition=place.LOOSE_COVER, area=place.FIRST, **LESS),)}, "INVALID"),
    ({"lines": (Line(condition=place.LOOSE_COVER_HERE, area=place.XINSHENG, **LESS),)}, "INVALID"),
    ({"reason": "。"}, "INVALID"),
    (YEAR | {"days": (Day(day=date(2026, 12, 31), kind=DayKind.HOLIDAY),)}, "INVALID"),
    (YEAR | {"days": OFF + OFF}, "INVALID"),
    (YEAR | {"year": None}, "INVALID"),
    (YEAR | {"notice": ""}, "INVALID"),
    (YEAR | {"year": 2025, "days": ()}, "MOMENT_TOO_LATE"),
])  # fmt: skip
async def test_what_cannot_be_a_draft(town: Database, wrong: Any, code: str) -> None:
    assert await refused(proposed(**wrong)) == code
    assert await RuleDraft.all().count() == 0
