"""What an incident is made of: its place, clocks, photos, findings, results and stages."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from schema.core.fields import column, computed, degrees, limit, looked_up, one
from schema.core.reading.request_scope import Ground
from schema.ground.catalogue import Limit, Unit
from schema.ground.person import Person
from schema.journal.event import BY
from server.grid.incident import models
from server.grid.incident.aggregate import ClockRow, names_of
from server.grid.incident.clocks import lamp
from server.grid.incident.models import ClockKind, FindingKind, Outcome, PhotoKind, PlaceSource, Verdict
from server.grid.incident.stepper import StageStatus, StepperKey
from server.ground.catalogue.models import Stage
from server.ground.media.models import MediaSender
from server.ground.worktime import limits
from server.ground.worktime.explanation import Stretch
from server.ground.worktime.reasons import ClockReason
from server.process import reckoning
from server.process.deadlines import Light
from server.query.projection import Link, Want

SENT = Link("sent", MediaSender, here="sha256", there="sha256", also=(("by_id", "by_id"),))


@strawberry.type(description="位置，WGS-84。A place in WGS-84.")
class Place:
    lat: float = degrees("纬度。Latitude.", of="lat")
    lon: float = degrees("经度。Longitude.", of="lon")
    accuracy_m: int | None = column("定位精度，米。Accuracy of the fix in metres.")
    source: PlaceSource = column("从哪里来。Where it comes from.", of="place_source")
    address: str = column("地址。The address in words.")
    building: str = column("楼栋。The building.")
    unit_door: str = column("单元。The entrance.")
    floor: str = column("楼层。The floor.")
    confirmed_at: datetime | None = column(
        "上报人确认的时刻，按手机的钟。When the reporter confirmed it, by the phone's clock."
    )


@strawberry.type(description="时钟走过或跳过的一段。A stretch of time that a clock counted, or did not.")
class ClockStretch:
    starts_at: datetime = column("从何时。From when.", of="starts")
    ends_at: datetime = column("到何时。Until when.", of="ends")
    counts: bool = column("计入时限。Whether it counts.")
    code: ClockReason = column("为何计或不计。Why it counts, or does not.")
    source: str = column("依据：时限、通知或日历。By whose word: the rule of the limit, a notice, the calendar.")
    provisional: bool = column("当年放假通知未出，可能变动。The year's notice is not out yet; it may change.")
    minutes: int = column("多少分钟。How many minutes.")


CLOCK: tuple[Want, ...] = names_of(ClockRow)


@strawberry.type(description="一只时钟：全案或一个环节。A clock: of the whole incident or of one stage.")
class Clock:
    kind: ClockKind = column("全案或环节。The whole incident or one stage.")
    stage: Stage | None = column("哪个环节。Which stage.")
    round: int = column("第几轮，返工一次加一。Which round: one more after each rework.")
    limit: Limit = limit("时限。The limit.")
    source: str = column("依据哪条规定。Which rule set the limit.")
    started_at: datetime = column("开始。When it began.")
    warn_at: datetime = column("变黄：用去八成。When it turns yellow: four fifths are used.")
    due_at: datetime = column("到期。When it is due.")
    stopped_at: datetime | None = column("停止；在走则为空。When it stopped; null while it runs.")

    @computed("灯；停了则没有。Its light; none when it has stopped.", needs=("stopped_at", "warn_at", "due_at"))
    def light(row: ClockRow, at: Ground) -> Light:
        return lamp(row, at.now)

    @computed(
        "还剩多少分钟，按本钟的算法；负数为超期。Minutes left in the clock's own time; negative when late.",
        needs=("stopped_at", "due_at", "limit_kind"),
    )
    def left_minutes(row: ClockRow, at: Ground) -> int:
        return limits.left(row.stopped_at or at.now, row.due_at, row.limit_kind, at.calendar)

    @computed("一个工作日有多少工作分钟。Work minutes of one workday.", needs=("due_at",))
    def unit_minutes(row: ClockRow, at: Ground) -> int:
        return limits.unit_minutes(row.due_at, at.calendar)

    @computed(
        "到期时刻怎样算出，一段一段。How the due time came about, stretch by stretch.",
        list[ClockStretch],
        needs=CLOCK,
        most=20,
    )
    def why_due(row: ClockRow, at: Ground) -> list[Stretch]:
        return reckoning.why_due(row, at.calendar)

    @computed(
        "超期的时间，一段一段；未超期则为空。The time that it is late, stretch by stretch; empty while it is not.",
        list[ClockStretch],
        needs=CLOCK,
        most=10,
    )
    def why_breached(row: ClockRow, at: Ground) -> list[Stretch]:
        return reckoning.why_breached(row, at.now, at.calendar)


@strawberry.type(description="照片；地址只对看得见它的人有效。A photo; its addresses work for those who may see it.")
class Photo:
    sha256: str = column("所发内容的 SHA-256。The SHA-256 of what was sent.")
    kind: PhotoKind = column("拍的是什么。What it shows.")
    at: datetime = column("登记的时刻。When it was named.")

    @computed(
        "在服务器上；否则还在手机上，或已到期删除。Whether it is here; else it is on the phone still, or was removed.",
        needs=((SENT, ("removed_at",)),),
    )
    def arrived(row: Any, at: Ground) -> bool:
        return row.sent is not None and row.sent.removed_at is None

    @computed(
        "到期已删的，何时删的；否则为空。When it was removed, its time over; else null.",
        needs=((SENT, ("removed_at",)),),
    )
    def removed_at(row: Any, at: Ground) -> datetime | None:
        removed: datetime | None = row.sent and row.sent.removed_at
        return removed

    @computed("原图地址。Where the picture is.", needs=("sha256",))
    def url(row: models.IncidentPhoto, at: Ground) -> str:
        return f"/media/{row.sha256}"

    @computed("缩略图地址。Where the thumbnail is.", needs=("sha256",))
    def thumb_url(row: models.IncidentPhoto, at: Ground) -> str:
        return f"/media/{row.sha256}/thumb"


@strawberry.type(description="现场所见：核实或核查。What was found at the place.")
class Finding:
    kind: FindingKind = column("核实或核查。A verification or a check.")
    round: int = column("第几轮。Which round.")
    verdict: Verdict = column("结论。The verdict.")
    text: str = column("说明。In words.")
    outside_reason: str = column("不在网格内查看的原因。Why it was looked at from outside the grid.")
    by: Person | None = one("谁看的。Who looked.", BY)
    at: datetime = column("何时。When.")


@strawberry.type(name="IncidentDisposal", description="处置反馈的四要素。What a unit did, in four elements.")
class Disposal:
    round: int = column("第几轮。Which round.")
    at: datetime = column("反馈的时刻。When it was told.")
    accepted_at: datetime = column("何时受理。When the unit took it up.")
    contact: str = column("与谁沟通。Whom they spoke to, by role.")
    measures: str = column("解决措施。What they did.")
    finished: bool = column("已办完。Whether it is done.")
    promised_on: date | None = column("未办完则承诺哪天。If not, the day promised.")
    outcome: Outcome = column("结果。What came of it.")
    unit: Unit | None = looked_up(
        "哪个单位；社区的人办的则为空。Which unit; null when one of the community did it.",
        "unit_id",
        lambda at, key: at.catalogue.units[key],
    )


@strawberry.type(name="IncidentStepperStage", description="五步及其后的一格。One stage of the stepper.")
class StepperStage:
    key: StepperKey = column("哪一格。Which stage.")
    status: StageStatus = column("走到没有。Whether it is done.")
    at: datetime | None = column("何时走到。When it was reached.")
    by: str | None = column("哪个单位或岗位，不是人名。Which unit or post, never a person.")
    round: int = column("第几轮。Which round.")


@strawberry.type(name="IncidentRepeats", description="重复：它附近的同类案件。Repeats: what is like it nearby.")
class Repeats:
    count: int = column("还有几件看得到的。How many others that the viewer may see.")
    incident_ids: list[strawberry.ID] = column("近的在前，至多十件。The nearest first, at most ten.", most=10)
