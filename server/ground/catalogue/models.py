"""What may be reported, how long it may take, who is responsible and by which duty list. All of it dated data."""

from __future__ import annotations

from enum import StrEnum

from tortoise import Model, fields

from server.core.text import Worded
from server.ground.worktime.models import LimitKind


class ClassKind(Worded):
    OCCURRENCE = "OCCURRENCE", "事件。Something that happens."
    COMPONENT = "COMPONENT", "部件。A thing that is there, e.g. a manhole cover."


class Evidence(Worded):
    NONE = "NONE", "不要照片。No photo is needed."  # no picture is asked for
    ON_CLOSE = "ON_CLOSE", "办完时要一张照片。One photo when it is done."


class CheckPolicy(Worded):
    ALWAYS = "ALWAYS", "每件都核查。Every result is checked at the place."
    SAMPLE = "SAMPLE", "抽查。A random share is checked."
    REPORTER = "REPORTER", "上报人确认即可。The reporter's word is enough."


class ListKind(Worded):
    BASIC = "BASIC", "基本履职。The street's own duty."
    SHARED = "SHARED", "配合履职。A duty shared with a department."
    RECALLED = "RECALLED", "上级部门收回。A duty that departments took back."


class Approach(Worded):
    """How a street reaches a unit for a matter."""

    DIRECT = "DIRECT", "直派。It is dispatched to."
    WHISTLE = "WHISTLE", "吹哨。It is called by a whistle."
    VIA_DISTRICT = "VIA_DISTRICT", "经区。The district's desk sends it."


class UnitKind(Worded):
    GOV_DEPT = "GOV_DEPT", "政府部门。A government department."
    POLICE_STATION = "POLICE_STATION", "派出所。A police station."
    ENFORCEMENT = "ENFORCEMENT", "执法队伍。An enforcement team."
    UTILITY = "UTILITY", "公用事业单位。A utility."
    PROPERTY = "PROPERTY", "物业公司。A property firm."
    COMMUNITY = "COMMUNITY", "社区工作队。A community's own team."
    ENTERPRISE = "ENTERPRISE", "企业。An enterprise."
    SOCIAL_ORG = "SOCIAL_ORG", "社会组织。A social organisation."


class Stage(Worded):
    """The stage a stage clock runs for."""

    INTAKE = "INTAKE", "受理。Taking in."
    VERIFY = "VERIFY", "核实。Verifying at the place."
    FILE = "FILE", "立案。Filing."
    DISPATCH = "DISPATCH", "派遣。Dispatching."
    SIGN = "SIGN", "签收。Signing for it."
    DISPOSE = "DISPOSE", "处置。Handling."
    CHECK = "CHECK", "核查。Checking the result."


class WhistleKind(Worded):
    """Why a street calls others: each kind has limits of its own."""

    RESIDENT_DEMAND = "RESIDENT_DEMAND", "群众诉求。What residents ask for."
    KEY_TASK = "KEY_TASK", "重点工作，按计划。A key task, by plan."
    JOINT_ENFORCEMENT = "JOINT_ENFORCEMENT", "综合执法。Enforcement together."
    EMERGENCY = "EMERGENCY", "应急处置，先吹后审。An emergency: blown first, reviewed afterwards."


class CallStep(StrEnum):
    """What a unit that is called has a time for, and the district to rule on its objection."""

    ACK = "ACK"  # 应哨
    ARRIVE = "ARRIVE"  # 报到
    DONE = "DONE"  # 报结
    RULING = "RULING"  # 异议裁定


class Major(Model):
    code = fields.CharField(4, primary_key=True)  # E01 市容环境, C01 公用设施, E21 矛盾纠纷 …
    kind = fields.CharEnumField(ClassKind, max_length=12)
    name = fields.CharField(40)
    name_en = fields.CharField(80)

    class Meta:
        table = "major"


class IncidentClass(Model):
    """A minor class, e.g. C0101 上水井盖. Policy stands here unless a filing condition says otherwise."""

    code = fields.CharField(8, primary_key=True)
    major: fields.ForeignKeyRelation[Major] = fields.ForeignKeyField(
        "grid.Major", related_name="classes", db_index=True, on_delete=fields.RESTRICT
    )
    major_id: str
    name = fields.CharField(40)
    name_en = fields.CharField(80)
    words = fields.CharField(200, default="")  # other words for it, separated by spaces
    self_resolve = fields.BooleanField(default=False)  # a worker may settle it on the spot
    verify = fields.BooleanField(default=True)  # what others report is looked at before filing
    evidence = fields.CharEnumField(Evidence, max_length=8, default=Evidence.NONE)
    check_policy = fields.CharEnumField(CheckPolicy, max_length=8, default=CheckPolicy.ALWAYS)
    min_level = fields.IntField(default=0)  # 0 grid, 1 community, 2 street, 3 district
    severity = fields.IntField(default=1)  # usual one: 1 一般, 2 较急, 3 紧急, 4 特急
    position = fields.IntField(default=100)  # order among tiles when nothing better is known
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "incident_class"


class FilingCondition(Model):
    """立案条件: a class has several, each with a limit; for one number the smallest area wins."""

    id = fields.UUIDField(primary_key=True)
    incident_class: fields.ForeignKeyRelation[IncidentClass] = fields.ForeignKeyField(
        "grid.IncidentClass", related_name="conditions", db_index=True, on_delete=fields.RESTRICT
    )
    incident_class_id: str
    number = fields.CharField(4)  # 01, 02 … within the class
    text = fields.CharField(120)
    text_en = fields.CharField(200)
    area = fields.CharField(15)  # the subtree it is for
    severity = fields.IntField(default=1)
    limit_kind = fields.CharEnumField(LimitKind, max_length=4)
    limit_amount = fields.IntField()  # minutes for CONT and WH, days for WD
    evidence = fields.CharEnumField(Evidence, max_length=8, null=True)  # null: as the class
    check_policy = fields.CharEnumField(CheckPolicy, max_length=8, null=True)  # null: as the class
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "filing_condition"


class StageLimit(Model):
    """How long a stage may take; `urgent` is for severity 3 and 4."""

    id = fields.UUIDField(primary_key=True)
    stage = fields.CharEnumField(Stage, max_length=10)
    urgent = fields.BooleanField()
    limit_kind = fields.CharEnumField(LimitKind, max_length=4)
    limit_amount = fields.IntField()
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "stage_limit"


class WhistleLimit(Model):
    """How long a step of a called unit may take, where the district says otherwise than is usual for the kind."""

    id = fields.UUIDField(primary_key=True)
    whistle = fields.CharEnumField(WhistleKind, max_length=18)
    step = fields.CharEnumField(CallStep, max_length=6)
    limit_kind = fields.CharEnumField(LimitKind, max_length=4)
    limit_amount = fields.IntField()
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "whistle_limit"


class Unit(Model):
    """单位: a department, team, utility or property firm that can be given an incident. `trade` is what it does."""

    id = fields.UUIDField(primary_key=True)
    name = fields.CharField(64)
    kind = fields.CharEnumField(UnitKind, max_length=16)
    trade = fields.CharField(32)  # URBAN_MANAGEMENT, DRAINAGE, POWER …; matched by duty rules
    area: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Area", related_name="units", db_index=True, on_delete=fields.RESTRICT
    )
    area_id: str  # the subtree it serves
    phone = fields.CharField(32, default="")
    hours = fields.CharField(64, default="")  # duty hours, in words
    approach = fields.CharEnumField(Approach, max_length=12, null=True)  # for what it shares; null: by its kind
    lat = fields.IntField(null=True)
    lon = fields.IntField(null=True)
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "unit"


class Matter(Model):
    """清单事项: one numbered item of a duty list (履职清单)."""

    code = fields.CharField(8, primary_key=True)  # B037, S041, R012
    list_kind = fields.CharEnumField(ListKind, max_length=8)
    number = fields.IntField()
    title = fields.CharField(120)
    title_en = fields.CharField(200)
    basis = fields.CharField(200, default="")
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "matter"


class DutyRule(Model):
    """Which matter a class falls under and which trade leads or assists. `position` orders several rules of a class."""

    id = fields.UUIDField(primary_key=True)
    incident_class: fields.ForeignKeyRelation[IncidentClass] = fields.ForeignKeyField(
        "grid.IncidentClass", related_name="duties", db_index=True, on_delete=fields.RESTRICT
    )
    incident_class_id: str
    matter: fields.ForeignKeyRelation[Matter] = fields.ForeignKeyField(
        "grid.Matter", related_name="rules", db_index=True, on_delete=fields.RESTRICT
    )
    matter_id: str
    trade = fields.CharField(32)
    leads = fields.BooleanField(default=True)  # false: assists
    position = fields.IntField(default=0)
    valid_from = fields.DateField()
    valid_to = fields.DateField(null=True)

    class Meta:
        table = "duty_rule"
