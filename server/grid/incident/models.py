"""The incident (案件) and what hangs on it: clocks, assisting units, photos, findings and results."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.core.text import Worded
from server.grid.incident.approval import Approval, ApprovalKind
from server.grid.incident.lifecycle import State
from server.ground.catalogue.models import Stage
from server.ground.person.models import Person
from server.ground.worktime.models import LimitKind


class Channel(Worded):
    """How it reached us."""

    PATROL = "PATROL", "网格巡查。Found on patrol."
    HOME_VISIT = "HOME_VISIT", "入户走访。Found on a home visit."
    PHONE = "PHONE", "电话。By telephone."
    WALK_IN = "WALK_IN", "来访登记。Told at a desk."
    HOTLINE = "HOTLINE", "12345 热线。By the 12345 hotline."
    RESIDENT = "RESIDENT", "居民自报。By a resident."
    ENTERPRISE = "ENTERPRISE", "企业。By an enterprise."
    DEPARTMENT = "DEPARTMENT", "部门。By a department."


class PlaceSource(Worded):
    GPS = "GPS", "定位。One position fix, when the person tapped."
    PIN = "PIN", "地图点选。A pin set by hand."  # set by hand on the map
    ADDRESS = "ADDRESS", "地址。An address in words."  # building, unit and floor, or a line of text


class Awaits(Worded):
    """Whose turn it is: what makes a list of things to do one indexed condition."""

    INTAKE = "INTAKE", "受理岗。The intake desk."  # community or the street's intake
    VERIFIER = "VERIFIER", "核实人。The person sent to verify."  # the assigned grid worker
    FILER = "FILER", "立案岗。The desk that files."  # community (L1) or street (L2)
    DISPATCHER = "DISPATCHER", "派遣岗。The desk that dispatches."
    UNIT = "UNIT", "主办单位。The lead unit."
    HANDLER = "HANDLER", "社区交办的人。The one to whom the community assigned it."
    CLOSER = "CLOSER", "结案岗。The desk that closes."
    CHECKER = "CHECKER", "核查人。The person sent to check."  # the assigned checker
    NOBODY = "NOBODY", "没有人。Nobody: it has ended."


class ClosureKind(Worded):
    SELF = "SELF", "自处理。Settled on the spot."
    CHECKED = "CHECKED", "核查结案。Checked at the place."
    SAMPLED = "SAMPLED", "抽查免查。Not in the sample that is checked."
    REPORTER = "REPORTER", "上报人确认。Confirmed by the reporter."


class ClockKind(Worded):
    CASE = "CASE", "全案时限。From filing to the end."
    STAGE = "STAGE", "环节时限。One stage."  # one at a time
    OUTER = "OUTER", "外部时限，如 12345 的。That of somebody outside, as of 12345."


class PhotoKind(Worded):
    BEFORE = "BEFORE", "处理前。Before."
    AFTER = "AFTER", "处理后。After."
    EVIDENCE = "EVIDENCE", "佐证。Evidence."


class FindingKind(Worded):
    VERIFY = "VERIFY", "核实：是不是这样。Whether it is so."
    CHECK = "CHECK", "核查：办好没有。Whether it is done."


class Verdict(Worded):
    TRUE = "TRUE", "属实，或处理好了。It is so, or it is done."
    FALSE = "FALSE", "不属实，或没处理好。It is not so, or not done."
    PARTIAL = "PARTIAL", "部分处理好，仅用于核查。Partly done; checks only."
    NO_PLACE = "NO_PLACE", "找不到地方。The place was not found."


class Outcome(Worded):
    SOLVED = "SOLVED", "已解决。Solved."
    PARTIAL = "PARTIAL", "部分解决。Partly solved."
    UNSOLVED = "UNSOLVED", "未解决。Not solved."
    LONG_TERM = "LONG_TERM", "需长期解决。Needs a long time."


class Rating(Worded):
    SATISFIED = "SATISFIED", "满意。Satisfied."
    FAIR = "FAIR", "基本满意。Fair."
    DISSATISFIED = "DISSATISFIED", "不满意。Dissatisfied."


class Incident(Model):
    id = fields.UUIDField(primary_key=True)  # made by the phone, so that a replay is the same incident
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    number = fields.CharField(24, null=True, unique=True)  # 123456-YYYYMMDD-NNNNN, given at filing
    state = fields.CharEnumField(State, max_length=16)
    awaits = fields.CharEnumField(Awaits, max_length=12)
    level = fields.IntField(default=1)  # 0 grid … 3 district
    severity = fields.IntField(default=1)  # 1 一般 … 4 特急

    channel = fields.CharEnumField(Channel, max_length=12)
    external_no = fields.CharField(64, null=True)
    incident_class: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.IncidentClass", related_name="incidents", on_delete=fields.RESTRICT
    )
    incident_class_id: str
    condition: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.FilingCondition", related_name="incidents", null=True, on_delete=fields.RESTRICT
    )
    condition_id: UUID | None
    matter: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Matter", related_name="incidents", null=True, on_delete=fields.RESTRICT
    )
    matter_id: str | None
    text = fields.TextField(default="")

    lat = fields.IntField()  # 1e-7 degree, WGS-84
    lon = fields.IntField()
    accuracy_m = fields.IntField(null=True)
    place_source = fields.CharEnumField(PlaceSource, max_length=8)
    address = fields.CharField(200, default="")
    building = fields.CharField(40, default="")
    unit_door = fields.CharField(40, default="")  # 单元
    floor = fields.CharField(40, default="")
    confirmed_at = fields.DatetimeField(null=True)  # when the person said "here", by the phone's clock
    grid: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Area", related_name="grid_incidents", on_delete=fields.RESTRICT
    )
    grid_id: str  # the grid at that time; its code carries the whole subtree
    grid_version = fields.IntField()
    community: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Area", related_name="community_incidents", on_delete=fields.RESTRICT
    )
    community_id: str
    street: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Area", related_name="street_incidents", on_delete=fields.RESTRICT
    )
    street_id: str

    reporter: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Person", related_name="reported", null=True, on_delete=fields.RESTRICT
    )
    reporter_id: UUID | None
    assignee: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Person", related_name="assigned", null=True, on_delete=fields.RESTRICT
    )
    assignee_id: UUID | None  # the verifier, checker or handler of the moment
    lead_unit: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Unit", related_name="led", null=True, on_delete=fields.RESTRICT
    )
    lead_unit_id: UUID | None
    assignment: fields.Field[dict[str, Any] | None] = fields.JSONField(null=True)  # why this unit
    duplicate_of_id = fields.UUIDField(null=True)  # suggested by the reporter's phone or by us

    occurred_at = fields.DatetimeField()  # when it was seen, by the phone's clock: shown, never trusted
    reported_at = fields.DatetimeField()  # when the person pressed send, by the phone's clock
    received_at = fields.DatetimeField()  # when it reached us: every deadline starts here
    filed_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)
    changed_at = fields.DatetimeField()  # last move, by our clock
    warn_at = fields.DatetimeField(null=True)  # the earliest running clock turns yellow; null: none runs
    late_at = fields.DatetimeField(null=True)  # … and red
    closure_kind = fields.CharEnumField(ClosureKind, max_length=8, null=True)
    closed_late = fields.BooleanField(null=True)
    rating = fields.CharEnumField(Rating, max_length=12, null=True)
    rework_count = fields.IntField(default=0)
    reopen_count = fields.IntField(default=0)
    return_count = fields.IntField(default=0)
    asks = fields.CharEnumField(ApprovalKind, max_length=12, null=True)  # the request that waits to be decided …
    pending_id = fields.UUIDField(null=True)  # … and its row
    whistling = fields.IntField(default=0, db_default=0)  # parties of its whistles not yet done with: kept by whistles
    merged_into_id = fields.UUIDField(null=True)
    resume_at = fields.DatetimeField(null=True)
    appealed_at = fields.DatetimeField(null=True)  # once, against being rejected
    salt = fields.CharField(32, default=new_salt)
    clocks: fields.ReverseRelation[IncidentClock]
    findings: fields.ReverseRelation[Finding]
    disposals: fields.ReverseRelation[Disposal]
    photos: fields.ReverseRelation[IncidentPhoto]
    parties: fields.ReverseRelation[IncidentUnit]
    approvals: fields.ReverseRelation[Approval]
    supervisions: fields.ReverseRelation[Any]  # both of `oversight`, which knows us
    spot_checks: fields.ReverseRelation[Any]

    class Meta:
        table = "incident"


class IncidentClock(Model):
    """One clock of one incident. What it counted can be told again from its own columns and the calendar."""

    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="clocks", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    kind = fields.CharEnumField(ClockKind, max_length=8)
    stage = fields.CharEnumField(Stage, max_length=10, null=True)  # of a stage clock
    round = fields.IntField(default=1)  # 2 after the first rework, and so on
    limit_kind = fields.CharEnumField(LimitKind, max_length=4)
    limit_amount = fields.IntField()  # minutes for CONT and WH, days for WD
    source = fields.CharField(80)  # which rule set the limit: "condition …", "stage …"
    started_at = fields.DatetimeField()
    warn_at = fields.DatetimeField()  # 80 % of the limit
    due_at = fields.DatetimeField()
    stopped_at = fields.DatetimeField(null=True)
    look_at = fields.DatetimeField(null=True)  # the sweeper looks then, never after its next threshold; null: no more
    pauses: fields.Field[list[list[str | None]]] = fields.JSONField(default=list)  # [[from, to], …], ISO UTC

    class Meta:
        table = "incident_clock"


class IncidentUnit(Model):
    """协办: a unit that assists; the lead stands on the incident. A part that is over keeps row and sight."""

    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="parties", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    unit: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Unit", related_name="assisted", db_index=True, on_delete=fields.RESTRICT
    )
    unit_id: UUID
    since = fields.DatetimeField()
    until = fields.DatetimeField(null=True)  # null: it assists now

    class Meta:
        table = "incident_unit"
        unique_together = (("incident", "unit"),)


class IncidentPhoto(Model):
    """A photo named by an incident. It may be named before its pixels arrive: then it is still on the phone."""

    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="photos", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    sha256 = fields.CharField(64, db_index=True)
    kind = fields.CharEnumField(PhotoKind, max_length=8)
    by_id = fields.UUIDField()
    at = fields.DatetimeField()

    arrived = False  # no column: whether its pixels are here, told by `queries`

    class Meta:
        table = "incident_photo"
        unique_together = (("incident", "sha256"),)


class Finding(Model):
    """What a worker found at the place, when verifying or checking."""

    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="findings", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    kind = fields.CharEnumField(FindingKind, max_length=8)
    round = fields.IntField(default=1)
    verdict = fields.CharEnumField(Verdict, max_length=8)
    text = fields.TextField(default="")
    outside_reason = fields.CharField(200, default="")  # why it was found from outside the grid
    by_id = fields.UUIDField()
    at = fields.DatetimeField()

    by: Person | None = None  # no column: who looked, told by `queries`

    class Meta:
        table = "finding"


class Disposal(Model):
    """反馈: what the lead unit did, in the four elements of a good answer."""

    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="disposals", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    round = fields.IntField(default=1)
    unit_id = fields.UUIDField(null=True)  # null: one to whom the community assigned it
    by_id = fields.UUIDField()
    at = fields.DatetimeField()
    accepted_at = fields.DatetimeField()  # 受理时间
    contact = fields.CharField(200)  # 与谁沟通: role and time, a name is not needed
    measures = fields.TextField()  # 解决措施
    finished = fields.BooleanField()  # 解决时限: done …
    promised_on = fields.DateField(null=True)  # … or promised for a day
    outcome = fields.CharEnumField(Outcome, max_length=10)

    class Meta:
        table = "disposal"
