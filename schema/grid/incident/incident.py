"""The incident (案件) as everybody sees it: its columns, what it refers to, and what hangs on it.

Its source is the domain's row with what hangs on it; whatever depends on who asks (who reported it, which steps are
open) is decided by the domain's policy.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import strawberry

from schema.core.address import address
from schema.core.deprecation import VOCABULARY, instead
from schema.core.fields import column, computed, looked_up, many, named, one, part
from schema.core.node import Node
from schema.core.reading.declare import Guard
from schema.core.reading.request_scope import Ground
from schema.core.steps import allowed_steps
from schema.grid.incident.approval import Approval
from schema.grid.incident.choices import Assignable, Assignment, Candidate, FilingOption, looker_posts
from schema.grid.incident.hanging import (
    APPROVALS,
    ASSIGNEE,
    CLOCKS,
    COVER,
    DISPOSALS,
    DUPLICATE,
    FINDINGS,
    MERGED,
    MERGED_INTO,
    PARTIES,
    PENDING,
    PHOTOS,
    REACHED,
    REPORTER,
    SPOT_CHECK,
    SUPERVISIONS,
    WHOLE,
    duplicate_seen,
    merged_seen,
    names,
    turn,
    whole,
)
from schema.grid.incident.oversight import SpotCheck, Supervision
from schema.grid.incident.parts import Clock, Disposal, Finding, Photo, Place, Repeats, StepperStage
from schema.grid.whistle.hanging import SIGHT, WHISTLES, seen
from schema.grid.whistle.whistle import Whistle
from schema.ground.area import Area, area_at
from schema.ground.catalogue import FilingCondition, IncidentClass, Matter, Unit
from schema.ground.person import Person
from schema.journal.event import PLACED, happened, knows_reporter
from schema.process.responsibility import WORDS, ResponsibleTime
from server.grid.hotissue import queries as hot_issues
from server.grid.incident import assignment, lookers, models, offers, policy, responsibility, stepper, steps, where
from server.grid.incident.aggregate import ClockRow, names_of, rows
from server.grid.incident.approval import ApprovalKind
from server.grid.incident.clocks import first_due
from server.grid.incident.clocks import light as light_of
from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Awaits, Channel, ClosureKind, Rating
from server.grid.incident.stepper import StepperStage as Stage
from server.grid.whistle.steps import may_draft
from server.ground.area.models import AreaLevel, level_named
from server.ground.catalogue import models as catalogue_models
from server.ground.catalogue.models import Stage as ClockStage
from server.ground.catalogue.urgency import Urgency
from server.process.deadlines import Light
from server.process.responsibility import MOST, Held, logged
from server.query.projection import Link
from server.reach.notice.on_call import people_of_units

LATE = ("state", "warn_at", "late_at", "closed_late")
STAGED = (
    "closed_at",
    (CLOCKS, ("kind", "stage", "stopped_at")),
)
AS_CLASS = "假如是这一类。As if it were of this class."
AS_SEVERITY = "假如是这么紧急，1 到 4。As if it were this severe, 1 to 4."


def _another(words: str, link: Link, is_seen: Guard) -> Any:
    """Another incident, for who may know of it."""
    kind = Annotated["Incident", strawberry.lazy("schema.grid.incident.incident")] | None
    return one(words, link, kind, unless_hidden=is_seen, needs=((link, REACHED),))


@strawberry.type(description="案件。An incident.")
class Incident(Node):
    source, sight = models.Incident, policy.visible_to

    id: strawberry.ID = column("编号，由手机生成。Its id, made by the phone.")
    url = address("/i")
    version: int = column("版本，每变一次加一。Its version: one more with each change.")
    number: str | None = column("案号，立案时给。The case number, given at filing.")
    state: State = column("状态。Where it stands.")
    awaits: Awaits = column("轮到谁。Whose turn it is.")
    level: int = column("处置层级：0 网格到 3 区。The level that handles it: 0 grid to 3 district.")
    area_level = named("处置层级，按名称。The level that handles it, by name.", AreaLevel, of="level", by=level_named)
    urgency = named("紧急程度，按名称。Severity, by name.", Urgency, of="severity", by=Urgency.of)
    severity: int = column("紧急程度：1 一般，2 较急，3 紧急，4 特急。Severity: 1 ordinary to 4 emergency.")
    channel: Channel = column("来源渠道。How it reached us.")
    external_no: str | None = column("外部编号。Its number elsewhere.")
    incident_class: IncidentClass = looked_up(
        "小类。The minor class.", "incident_class_id", lambda at, code: at.catalogue.classes[code]
    )
    condition: FilingCondition | None = looked_up(
        "立案条件。The filing condition.", "condition_id", lambda at, key: at.catalogue.condition(key)
    )
    matter: Matter | None = looked_up(
        "清单事项。The duty list's item.", "matter_id", lambda at, code: at.catalogue.matter(code)
    )
    text: str = column("说明。What was seen, in words.")
    place: Place = part("位置。Where it is.")
    grid: Area = looked_up("上报时所在网格。The grid, as it was then.", "grid_id", area_at)
    community: Area = looked_up("社区。The community.", "community_id", area_at)
    street: Area = looked_up("街道。The street.", "street_id", area_at)
    assignee: Person | None = one("核实人、核查人或交办的人。Who is sent to look, or is assigned it.", ASSIGNEE)
    lead_unit: Unit | None = looked_up(
        "主办单位。The unit that leads.", "lead_unit_id", lambda at, key: at.catalogue.unit(key)
    )
    duplicate_of: strawberry.ID | None = column(
        "可能与哪件重复。The incident that it may repeat.", of="duplicate_of_id"
    )

    duplicate = _another(
        "可能重复的那件；看不到则为空。The one that it may repeat; null if not yours to see.", DUPLICATE, duplicate_seen
    )
    merged_into: strawberry.ID | None = column("并入哪一件。The incident that it was merged into.", of="merged_into_id")

    merged = _another(
        "并入的那件；看不到则为空。The one that it was merged into; null if not yours to see.", MERGED_INTO, merged_seen
    )
    occurred_at: datetime = column("何时看到，按手机的钟。When it was seen, by the phone's clock.")
    reported_at: datetime = column("何时按下上报，按手机的钟。When send was pressed, by the phone's clock.")
    received_at: datetime = column("何时送达，时限由此起算。When it reached us: deadlines start here.")
    filed_at: datetime | None = column("何时立案。When it was filed.")
    ended_at: datetime | None = column("何时结束，不论怎样结束。When it ended, whichever way.", of="closed_at")
    closed_at: datetime | None = column("何时结束。When it ended.", deprecated=instead("endedAt", VOCABULARY))
    changed_at: datetime = column("最近一次变动。When it last changed.")
    warn_at: datetime | None = column("最先到期的时钟何时变黄。When the clock that is due first turns yellow.")
    due_at: datetime | None = column("最先到期的时钟何时到期。When the clock that is due first is due.", of="late_at")

    resume_at: datetime | None = column("挂账到何时。Until when it is suspended.")
    appealed_at: datetime | None = column("何时申诉。When its rejection was appealed against.")
    asks: ApprovalKind | None = column("等着批的申请。What is asked for and not decided yet.")

    closure_kind: ClosureKind | None = column("怎样结案。How it was closed.")
    ended_late: bool | None = column("超期才结束。Whether it ended late.", of="closed_late")
    closed_late: bool | None = column("超期才结束。Whether it ended late.", deprecated=instead("endedLate", VOCABULARY))
    rating: Rating | None = column("上报人的评价。The reporter's rating.")
    rework_count: int = column("返工几次。How often it was done again.")
    reopen_count: int = column("重启几次。How often it was opened again.")
    return_count: int = column("退单几次。How often it was given back.")

    @computed("灯，随最先到期的时钟。The light of the clock that is due first.", needs=("state", "warn_at", "late_at"))
    def light(row: models.Incident, at: Ground) -> Light:
        return light_of(row, at.now)

    @computed("超期：红灯，或超期结案。Late: its light is red, or it was closed late.", needs=LATE)
    def late(row: models.Incident, at: Ground) -> bool:
        return where.is_late(row, at.now)

    @computed("正在哪个环节；结束了则为空。At which stage it is; null when it has ended.", needs=STAGED)
    def stage(row: models.Incident, at: Ground) -> ClockStage | None:
        return where.stage_of(row)

    reporter = one(
        "上报人；不便透露则为空。Who reported it; null when not to be told.",
        REPORTER,
        Person | None,
        unless_hidden=knows_reporter,
        needs=PLACED,
    )

    @computed("协办单位。The units that assist.", list[Unit], most=4, needs=((PARTIES, ("unit_id", "until")),))
    def assist_units(row: models.Incident, at: Ground) -> list[catalogue_models.Unit]:
        return [at.catalogue.units[party.unit_id] for party in row.parties if party.until is None]

    @computed(
        "为何派给主办单位。Why the unit that leads was chosen.",
        Assignment | None,
        needs=("assignment", "lead_unit_id"),
    )
    def why_assigned(row: models.Incident, at: Ground) -> assignment.Assignment | None:
        return assignment.told(row.assignment, row.lead_unit_id, at.catalogue)

    @computed(
        "最先到期的时钟。The running clock that is due first.", Clock | None, needs=((CLOCKS, names_of(ClockRow)),)
    )
    def clock(row: models.Incident, at: Ground) -> ClockRow | None:
        return first_due(rows(ClockRow, row.clocks))

    clocks = many("全部时钟，先开始的在前。All clocks, the first to begin first.", CLOCKS, list[Clock], most=24)
    photos = many("照片，先登记的在前。Photos, the first named first.", PHOTOS, list[Photo], most=12)
    cover_photos = many("卡片上的那张：先登记的。The one for a card: the first named.", COVER, list[Photo], most=1)
    findings = many("核实与核查所见。What was found at the place.", FINDINGS, list[Finding], most=5)
    disposals = many("处置反馈。What the units did.", DISPOSALS, list[Disposal], most=5)
    approvals = many("申请，先提的在前。Requests, the first asked first.", APPROVALS, list[Approval], most=4)

    pending_approval = one("等着批的那条。The request that waits to be decided.", PENDING, Approval | None)

    @computed(
        "合并后共有几次上报。How many reports it stands for, with those merged into it.", needs=((MERGED, ("id",)),)
    )
    def report_count(row: Any, at: Ground) -> int:
        return 1 + len(row.merged)

    supervisions = many(
        "督办，先问的在前。Supervisions, the first asked first.", SUPERVISIONS, list[Supervision], most=4
    )
    whistles = many(
        "为它吹的哨，先拟的在前；看不到的不列。Its whistles that one may see, the first drafted first.",
        WHISTLES,
        list[Whistle],
        most=3,
        unless_hidden=seen,
        needs=SIGHT,
    )
    spot_check = one("抽查；没抽中则为空。The spot check; null when it was not drawn.", SPOT_CHECK, SpotCheck | None)

    @computed(
        "五步进度。The five steps, and the checking and rating after them.", list[StepperStage], most=7, needs=WHOLE
    )
    def stepper(row: models.Incident, at: Ground) -> list[Stage]:
        return stepper.stages(whole(row, at), names(row, at))

    allowed_steps = allowed_steps(
        "Incident", Step, lambda row, at: steps.allowed(turn(at), whole(row, at)), needs=WHOLE
    )

    @computed("可以为它拟哨。Whether the viewer may draft a whistle about it.", needs=("state", "level", "grid_id"))
    def may_whistle(row: models.Incident, at: Ground) -> bool:
        return may_draft(at.viewer, row, row.grid_id)

    @computed(
        "同类、百米内、九十天内的其他案件。Others of its class within 100 m and 90 days.",
        Repeats,
        needs=("id", "incident_class_id", "lat", "lon", "received_at"),
        waits=True,
    )
    async def repeats(row: models.Incident, at: Ground) -> Any:
        return await hot_issues.repeats(at.viewer, row)

    events = happened()

    @computed(WORDS, list[ResponsibleTime], needs=("id", "grid_id", "level"), most=MOST, waits=True)
    async def responsible_times(row: Any, at: Ground) -> list[Held]:
        log = await logged(row.id, responsibility.STILL)
        return responsibility.told(log, grid=row.grid_id, level=row.level, now=at.now, calendar=at.calendar)

    @computed(
        "可选的立案条件；不能立案的人看不到。Ways to file it; empty for those who may not.",
        list[FilingOption],
        most=8,
        needs=("state", "grid_id", "incident_class_id", "severity"),
    )
    def filing_options(
        row: models.Incident,
        at: Ground,
        *,
        class_code: Annotated[str | None, strawberry.argument(description=AS_CLASS)] = None,
        severity: Annotated[int | None, strawberry.argument(description=AS_SEVERITY)] = None,
    ) -> list[Any]:
        return offers.options(turn(at), at.catalogue, row, class_code=class_code, severity=severity)

    @computed(
        "可派的单位；不能派遣的人看不到。Units to dispatch to; empty for those who may not.",
        list[Candidate],
        most=10,
        needs=("closed_at", "level", "grid_id", "incident_class_id", "lat", "lon"),
        waits=True,
    )
    async def candidates(row: models.Incident, at: Ground) -> list[Any]:
        return await offers.candidates(at.viewer, row, on_duty=people_of_units)

    @computed(
        "可派去现场看的人，近的在前；不能派的人看不到。Whom to send to look, the nearest first; empty for who may not.",
        list[Person],
        most=20,
        needs=WHOLE,
        waits=True,
    )
    async def lookers(row: models.Incident, at: Ground) -> list[Any]:
        return await lookers.of(at.viewer, whole(row, at))

    looker_posts = looker_posts()

    @computed(
        "社区可交办给谁，近的在前；不能交办的人看不到。To whom a community may assign it; empty for those who may not.",
        list[Assignable],
        most=20,
        needs=WHOLE,
        waits=True,
    )
    async def assignable(row: models.Incident, at: Ground) -> list[Any]:
        return await offers.assignable(at.viewer, whole(row, at))
