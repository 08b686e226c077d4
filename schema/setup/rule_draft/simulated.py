"""What a simulation found."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import strawberry

from schema.core.fields import column, looked_up
from schema.core.reading.request_scope import Ground
from schema.ground.catalogue import IncidentClass, Unit
from schema.setup.rule_draft.terms import class_at
from server.ground.catalogue.models import Stage
from server.setup.rule_draft.simulation import SHOWN, WHOLE


def _unit_at(at: Ground, key: UUID) -> Any:
    return at.catalogue.unit(key)


@strawberry.type(description="按现在和按草稿算的件数。How many, by the rules of now and by the draft.")
class RuleSum:
    count: int = column("多少件。How many there are.")
    moved: int = column("期限会变的多少件。How many have another due time.")
    before: int = column("按现在的规则超期多少件。How many are late by the rules of now.")
    after: int = column("按草稿超期多少件。How many are late by the draft.")


@strawberry.type(description="一个小类受的影响。What becomes of a class.")
class RuleSumOfClass(RuleSum):
    incident_class: IncidentClass | None = looked_up("哪个小类。Which class.", "code", class_at)


@strawberry.type(description="一个主办单位受的影响。What becomes of what a unit leads.")
class RuleSumOfUnit(RuleSum):
    unit: Unit | None = looked_up(
        "哪个单位；没有主办单位则为空。Which unit; null of what none leads.",
        "unit",
        lambda at, key: at.catalogue.unit(key),
    )


@strawberry.type(description="一种时钟受的影响。What becomes of the clocks of one kind.")
class RuleSumOfClock(RuleSum):
    stage: Stage | None = column("哪个环节；全案时限则为空。Of which stage; null: of the whole case.")


@strawberry.type(description="用最近三十天的案件重算的结果。What became of the cases of the last thirty days.")
class RuleSimulation:
    since: datetime = column("从何时收到的案件算起。Cases received since then, and those open.")
    cases: RuleSum = column("案件合计。All cases.")
    running: RuleSum = column("正在走的时钟；生效当天只动其中会变的。Clocks that run: on its day those moved move.")
    earlier: int = column("其中提前到期的多少个。How many of those moved become due earlier.")
    clocks: list[RuleSumOfClock] = column("按环节，有变动的。By stage, where something moves.", most=10)
    classes: list[RuleSumOfClass] = column("按小类，变动大的在前。By class, the most changed first.", most=SHOWN)
    units: list[RuleSumOfUnit] = column("按主办单位，变动大的在前。By unit, the most changed first.", most=SHOWN)


def simulation(told: dict[str, Any]) -> Any:
    return SimpleNamespace(
        since=datetime.fromisoformat(told["since"]),
        cases=SimpleNamespace(**told["cases"]),
        running=SimpleNamespace(**told["running"]),
        earlier=told["earlier"],
        clocks=[
            SimpleNamespace(**one, stage=None if one["kind"] == "CASE" else Stage(one["kind"]))
            for one in told["clocks"]
        ],
        classes=[SimpleNamespace(**one) for one in told["classes"]],
        units=[SimpleNamespace(**{**one, "unit": UUID(one["unit"]) if one["unit"] else None}) for one in told["units"]],
    )


def _stage(kind: str) -> Stage | None:
    return None if kind == WHOLE else Stage(kind)
