"""规则草稿: what a keeper of the rules sees of drafts, the rules as they are, and a year of the work calendar."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import orjson
import strawberry

from schema.core.fields import column, computed, field, limit, looked_up, one
from schema.core.input_mapping import part
from schema.core.reading.request_scope import Ground
from schema.ground.area import Area, area_at
from schema.ground.catalogue import IncidentClass, Unit
from schema.ground.catalogue import Limit as TimeLimit
from schema.ground.person import Person
from schema.process.contract import Noun, contract, mine, place, publish_all, steps
from schema.process.lookups import sums_of
from server.core import clock
from server.core.viewer import Viewer
from server.ground.catalogue import policy, queries, revision
from server.ground.catalogue.models import CheckPolicy, Evidence, FilingCondition, Stage, StageLimit
from server.ground.person.models import Person as PersonRow
from server.ground.worktime.models import DayKind
from server.ground.worktime.queries import calendar
from server.ground.worktime.statutory import FIRST_YEAR
from server.process import asked
from server.process.fields import Declared
from server.query.projection import Link
from server.query.row_query import Held
from server.setup.rule_draft import commands
from server.setup.rule_draft import verbs as actions
from server.setup.rule_draft.lifecycle import State, Step
from server.setup.rule_draft.lines import MOST_DAYS, MOST_LINES, Day, Line
from server.setup.rule_draft.lookups import RULE_DRAFTS, Wanted
from server.setup.rule_draft.models import Kind
from server.setup.rule_draft.simulation import SHOWN, WHOLE

MADE_BY = Link("made_by", PersonRow, here="made_by_id")
APPROVED_BY = Link("approved_by", PersonRow, here="approved_by_id")
MOST_CONDITIONS, MOST_STAGES, MOST_OF_YEAR = 2000, 40, 366
publish_all("RuleDraft", State, Step, Kind)
part(Line, "RuleLineInput")
part(Day, "RuleDayInput")


def _class_at(at: Ground, code: str) -> Any:
    return at.catalogue.classes.get(code)


def _unit_at(at: Ground, key: UUID) -> Any:
    return at.catalogue.unit(key)


@strawberry.type(description="一个立案条件或一个环节现在或以后的规定。The terms of a filing condition, or of a stage.")
class RuleTerms:
    limit: TimeLimit = limit("时限。The limit.")
    severity: int | None = column("紧急程度；环节没有。Severity; a stage has none.")
    evidence: Evidence | None = column("办完要不要照片；依小类则为空。Whether a photo is needed; null: as the class.")
    check_policy: CheckPolicy | None = column("怎样核查；依小类则为空。How it is checked; null: as the class.")


@strawberry.type(description="一个立案条件或一个环节的时限。A filing condition, or the limit of a stage.")
class RuleRow:
    condition: strawberry.ID | None = column("立案条件的编号；环节没有。Id of the condition; a stage has none.")
    incident_class: IncidentClass | None = looked_up(
        "哪个小类；环节没有。Of which class; a stage has none.",
        "class_code",
        lambda at, code: at.catalogue.classes.get(code),
    )
    number: str = column("小类内的序号；环节为空。Number within the class; of a stage nothing.")
    text: str = column("立案条件，中文；环节为空。The condition, in Chinese; of a stage nothing.")
    text_en: str = column("立案条件，英文；环节为空。The condition, in English; of a stage nothing.")
    area: Area | None = looked_up("适用范围；环节没有。Where it holds; a stage has none.", "area", area_at)
    stage: Stage | None = column("哪个环节；条件没有。Which stage; a condition has none.")
    urgent: bool | None = column("紧急时限还是一般时限；条件没有。Whether it is the urgent one; a condition has none.")
    terms: RuleTerms = column("规定。The terms.")
    valid_from: date = column("从哪天起有效。In force from this day on.")


@strawberry.type(description="草稿改的一处。A line of a draft: what was, and what becomes of it.")
class RuleLine:
    rule: RuleRow | None = column("改的是哪个条件或环节。The condition or the stage; null when there is none any more.")
    was: RuleTerms = column("起草时。What it was when the draft was written.")
    becomes: RuleTerms = column("改为。What becomes of it.")


@strawberry.type(description="草稿改的一天。A day that a draft changes.")
class RuleDayLine:
    day: date = column("哪一天。Which day.")
    was: DayKind = column("起草时。What it was when the draft was written.")
    becomes: DayKind = column("改为。What becomes of it.")


@strawberry.type(description="通知列出的一天。A day that a notice names.")
class RuleNamedDay:
    day: date = column("哪一天。Which day.")
    kind: DayKind = column("放假还是上班。Off, or of work.")


@strawberry.type(description="按现在和按草稿算的件数。How many, by the rules of now and by the draft.")
class RuleSum:
    count: int = column("多少件。How many there are.")
    moved: int = column("期限会变的多少件。How many have another due time.")
    before: int = column("按现在的规则超期多少件。How many are late by the rules of now.")
    after: int = column("按草稿超期多少件。How many are late by the draft.")


@strawberry.type(description="一个小类受的影响。What becomes of a class.")
class RuleSumOfClass(RuleSum):
    incident_class: IncidentClass | None = looked_up("哪个小类。Which class.", "code", _class_at)


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


@strawberry.type(description="一份规则草稿。A draft of rules.")
class RuleDraft(Noun):
    state: State = column("状态。Where it stands.")
    kind: Kind = column("改什么。What it changes.")
    area: Area = place("哪个区。Of which district.")
    reason: str = column("为什么改。Why.")
    starts_on: date = column("从哪天起生效。In force from this day on.")
    year: int | None = column("哪一年的日历。Year of a calendar.")
    change_count: int = column("改了几处。How many changes.", of="changes")
    to_replay: int = column("模拟要重算多少件。To replay: cases of the simulation.")
    replayed: int = column("模拟已重算多少件。Replayed so far.")
    simulated_at: datetime | None = column("何时模拟的。When it was simulated.")
    made_by: Person | None = one("起草的人。Who drafted it.", MADE_BY)
    made_at: datetime = column("何时起草。When it was drafted.")
    approved_by: Person | None = one("批准的人。Who approved it.", APPROVED_BY)
    approved_at: datetime | None = column("何时批准。When it was approved.")
    begun_at: datetime | None = column("何时生效的。When it came in force.")
    closed_at: datetime | None = column("何时被取代或不做了。When it was superseded or dropped.")
    why_dropped: str = column("为什么不做了。Why it was dropped.")
    own = mine("是不是自己起草的。Whether it is one's own draft.", "made_by_id")

    @computed("改的条件和时限。Conditions and limits that it changes.", list[RuleLine], needs=("kind", "content"),
              most=MOST_LINES)  # fmt: skip
    def lines(row: Any, at: Ground) -> list[Any]:
        if row.kind is not Kind.LIMITS:
            return []
        return [_line(change, at) for change in _changes(row)]

    @computed("上班或放假有变的日子。Days on which there is work now, or no more.", list[RuleDayLine],
              needs=("kind", "content"), most=MOST_OF_YEAR)  # fmt: skip
    def days(row: Any, at: Ground) -> list[Any]:
        if row.kind is not Kind.CALENDAR:
            return []
        told = ((key[0], was.rstrip("?"), now.rstrip("?")) for _, key, was, now in _changes(row))
        return [RuleDayLine(day=date.fromisoformat(day), was=DayKind(was), becomes=DayKind(now))
                for day, was, now in told if was != now]  # fmt: skip

    @computed("通知列出的日子。Days that its notice names.", list[RuleNamedDay], needs=("content",),
              most=MOST_DAYS)  # fmt: skip
    def named_days(row: Any, at: Ground) -> list[Any]:
        named = orjson.loads(row.content)["named"].items()
        return [RuleNamedDay(day=date.fromisoformat(day), kind=DayKind(kind)) for day, kind in named]

    @computed("依据的通知。The notice that it rests on.", str | None, needs=("content",))
    def notice(row: Any, at: Ground) -> str | None:
        found = orjson.loads(row.content)["notice"]
        return found[0] if found else None

    @computed("暂定。Whether the year stays provisional.", bool | None, needs=("content",))
    def provisional(row: Any, at: Ground) -> bool | None:
        found = orjson.loads(row.content)["notice"]
        return found[1] if found else None

    @computed("模拟的结果；还没模拟则为空。What the simulation found; null until it was simulated.",
              RuleSimulation | None, needs=("result",))  # fmt: skip
    def simulation(row: Any, at: Ground) -> Any:
        return _simulation(orjson.loads(row.result)) if row.result else None

    allowed_steps = steps("RuleDraft", Step, actions.STEPS, needs=("state", "area", "made_by_id"))


def _changes(row: Any) -> list[Any]:
    found: list[Any] = orjson.loads(row.content)["changes"]
    return found


def _line(change: Any, at: Ground) -> Any:
    sheet, key, was, becomes = change
    row = revision.of(at.catalogue, sheet, tuple(key))
    return RuleLine(rule=_rule(row) if row else None, was=_terms(was), becomes=_terms(becomes))


def _rule(row: FilingCondition | StageLimit) -> Any:
    blank = dict.fromkeys(("condition", "class_code", "area", "stage", "urgent"), None)
    blank |= dict.fromkeys(("number", "text", "text_en"), "")
    told: dict[str, Any] = {"terms": _terms(_values(row)), "valid_from": row.valid_from}
    if isinstance(row, StageLimit):
        return SimpleNamespace(**blank | told | {"stage": row.stage, "urgent": row.urgent})
    said = {"condition": str(row.id), "class_code": row.incident_class_id, "area": row.area}
    return SimpleNamespace(**blank | told | said | {"number": row.number, "text": row.text, "text_en": row.text_en})


def _values(row: FilingCondition | StageLimit) -> dict[str, Any]:
    return {
        name: getattr(row, name, None)
        for name in ("limit_kind", "limit_amount", "severity", "evidence", "check_policy")
    }


def _terms(told: dict[str, Any]) -> Any:
    made = revision.read(told)
    blank = dict.fromkeys(("severity", "evidence", "check_policy"), None)
    return SimpleNamespace(**blank | made)


def _simulation(told: dict[str, Any]) -> Any:
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


@strawberry.type(description="现在有效的规则。The rules in force.")
class RuleBook:
    conditions: list[RuleRow] = column("立案条件，按小类。Filing conditions, by class.", most=MOST_CONDITIONS)
    stages: list[RuleRow] = column("各环节的时限。The limits of the stages.", most=MOST_STAGES)


async def _book(self: Any) -> Any:
    known = await queries.catalogue()
    day = clock.today()
    conditions = [one for one in known.by_id.values() if policy.holds(one, day)]
    stages = [one for one in known.stage_limits if policy.holds(one, day)]
    order = list(Stage)
    stages.sort(key=lambda one: (order.index(one.stage), not one.urgent))
    conditions.sort(key=revision.key_of)
    return Held(SimpleNamespace(conditions=[_rule(one) for one in conditions], stages=[_rule(one) for one in stages]))


@strawberry.type(description="工作日历的一天。A day of the work calendar.")
class WorkDay:
    day: date = column("哪一天。Which day.")
    works: bool = column("上班。Whether there is work.")
    named: bool = column("通知或文件列出的，不是平常的周几。Whether it is otherwise than the weekday says.")
    provisional: bool = column("暂定。Whether it may change.")


@strawberry.type(description="一年的工作日历。A year of the work calendar.")
class WorkYear:
    year: int = column("哪一年。Which year.")
    notice: str = column("出处：通知，或通行的节假日表。Where it comes from: a notice, or what is generally known.")
    provisional: bool = column("暂定：通知还没录入。Provisional: no notice for good was entered.")
    workdays: int = column("几个工作日。How many workdays.")
    days: list[WorkDay] = column("每一天。Each day.", most=MOST_OF_YEAR)


class Year(Declared):
    year: int = asked("哪一年。Which year.", between=(FIRST_YEAR, 2100))


async def _year(viewer: Viewer, which: Year) -> Any:
    known = await calendar()
    first, last = date(which.year, 1, 1).toordinal(), date(which.year + 1, 1, 1).toordinal()
    found = [known.day(date.fromordinal(one)) for one in range(first, last)]
    days = [SimpleNamespace(day=one.day, works=one.works, named=one.works == (one.day.weekday() >= 5),
                            provisional=one.provisional) for one in found]  # fmt: skip
    provisional = sum(one.provisional for one in found) * 2 > len(found)
    notice = known.notices.get(which.year)
    return SimpleNamespace(year=which.year, notice=notice.source if notice else found[0].source,
                           provisional=provisional, workdays=sum(one.works for one in found), days=days)  # fmt: skip


QUERY, MUTATION = contract(
    RuleDraft,
    RULE_DRAFTS,
    Wanted,
    actions,
    commands,
    many="规则草稿和生效过的规则，后起草的在前。Drafts of rules and what came of them, the last first.",
    page="一页规则草稿。One page of drafts of rules.",
    rule_book=field("现在有效的立案条件和环节时限。Filing conditions and limits of stages in force.", RuleBook)(_book),
    work_year=sums_of("一年的工作日历。A year of the work calendar.", WorkYear, _year, asked=Year),
)
