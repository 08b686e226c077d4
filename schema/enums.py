"""The enums of the ground that all nouns stand on, published with a description for each member."""

from __future__ import annotations

from schema.core.enums import publish
from server.area.models import AreaLevel, GridKind
from server.catalogue.models import Approach, CheckPolicy, ClassKind, Evidence, ListKind, Stage, UnitKind
from server.viewer import Role
from server.worktime.models import LimitKind

publish(
    AreaLevel,
    "AreaLevel",
    "区域的层级。The level of an area.",
    {
        "DISTRICT": "区。The district.",
        "STREET": "街道或乡镇。A street or township.",
        "COMMUNITY": "社区或村。A community or village.",
        "GRID": "网格。A grid.",
    },
)
publish(
    GridKind,
    "GridKind",
    "网格的种类。The kind of a grid.",
    {
        "BASIC": "综合网格。A general grid.",
        "EXCLUSIVE": "专属网格。A grid for one enterprise, market or school.",
        "MICRO": "微网格。A part of a grid.",
    },
)
publish(
    Role,
    "Role",
    "岗位。What a post lets a person do within its area.",
    {
        "GRID_WORKER": "网格员。Works a grid: reports, verifies, checks.",
        "COMMUNITY": "社区书记。Runs a community's desk.",
        "STREET_INTAKE": "街道受理。Takes in what is reported to the street.",
        "STREET_DISPATCH": "街道派遣。Files and dispatches for the street.",
        "STREET_HEAD": "街道书记或主任。Heads the street.",
        "DEPT_HANDLER": "部门处置人员。Handles incidents for a unit.",
        "DEPT_DUTY": "部门值班。On duty for a unit.",
        "ENTERPRISE_LIAISON": "企业联络员。Speaks for an enterprise.",
        "VOLUNTEER": "党员或志愿者。A party member or volunteer.",
        "DISTRICT_DISPATCH": "区派遣。Dispatches and settles duty for what rose to the district.",
        "DISTRICT_SUPERVISOR": "区监督员。Supervises the whole district.",
        "ORG_STAFF": "组织员。Organisation staff.",
        "SYS_ADMIN": "系统管理员。Runs the system.",
        "SEC_ADMIN": "安全管理员。Looks after security.",
        "AUDITOR": "审计员。Reads the audit log.",
    },
)
publish(
    ClassKind,
    "ClassKind",
    "类别的大类。Whether a class is of occurrences or of components.",
    {"OCCURRENCE": "事件。Something that happens.", "COMPONENT": "部件。A thing that is there, e.g. a manhole cover."},
)
publish(
    Evidence,
    "Evidence",
    "是否要照片为证。Whether a photo is asked for.",
    {"NONE": "不要照片。No photo is needed.", "ON_CLOSE": "办完时要一张照片。One photo when it is done."},
)
publish(
    CheckPolicy,
    "CheckPolicy",
    "核查方式。How a result is checked.",
    {
        "ALWAYS": "每件都核查。Every result is checked at the place.",
        "SAMPLE": "抽查。A random share is checked.",
        "REPORTER": "上报人确认即可。The reporter's word is enough.",
    },
)
publish(
    ListKind,
    "ListKind",
    "履职清单的种类。The kind of a duty list.",
    {
        "BASIC": "基本履职。The street's own duty.",
        "SHARED": "配合履职。A duty shared with a department.",
        "RECALLED": "上级部门收回。A duty that departments took back.",
    },
)
publish(
    Approach,
    "Approach",
    "街道怎样找一个单位。How a street reaches a unit.",
    {
        "DIRECT": "直派。It is dispatched to.",
        "WHISTLE": "吹哨。It is called by a whistle.",
        "VIA_DISTRICT": "经区。The district's desk sends it.",
    },
)
publish(
    UnitKind,
    "UnitKind",
    "单位的种类。The kind of a unit.",
    {
        "GOV_DEPT": "政府部门。A government department.",
        "POLICE_STATION": "派出所。A police station.",
        "ENFORCEMENT": "执法队伍。An enforcement team.",
        "UTILITY": "公用事业单位。A utility.",
        "PROPERTY": "物业公司。A property firm.",
        "COMMUNITY": "社区工作队。A community's own team.",
        "ENTERPRISE": "企业。An enterprise.",
        "SOCIAL_ORG": "社会组织。A social organisation.",
    },
)
publish(
    Stage,
    "Stage",
    "环节，各有时限。A stage with a limit of its own.",
    {
        "INTAKE": "受理。Taking in.",
        "VERIFY": "核实。Verifying at the place.",
        "FILE": "立案。Filing.",
        "DISPATCH": "派遣。Dispatching.",
        "SIGN": "签收。Signing for it.",
        "DISPOSE": "处置。Handling.",
        "CHECK": "核查。Checking the result.",
    },
)
publish(
    LimitKind,
    "LimitKind",
    "时限怎么算。How a limit counts.",
    {
        "CONT": "紧急工作时，昼夜连续，以分钟计。Minutes on the wall, day and night.",
        "WH": "工作时，以分钟计。Minutes inside work hours.",
        "WD": "工作日，次日为第一天。Workdays; the day after the start is day 1.",
    },
)
