"""Every sheet of a district's folder, column by column; `server/demo/district/README.md` explains them to people."""

from __future__ import annotations

from server.process.importing.cells import (
    code,
    day,
    degrees,
    login,
    one_of,
    short_code,
    text,
    time_of_day,
    two_digits,
    whole,
    yes,
)
from server.process.importing.sheet import Field, Sheet
from server.setup.pack import words

LONGEST_MINUTES = 60 * 24 * 90
AREA = code(6, 9, 12, 15)

_NAMES = (Field("name", "名称", text(40)), Field("name_en", "英文名称", text(80)))
_CLASS = Field("class", "小类", short_code(8))
_SEVERITY = Field("severity", "紧急程度", whole(1, 4), optional=True)
_LIMIT = (
    Field("limit_kind", "时限单位", one_of(words.LIMITS)),
    Field("limit_amount", "时限", whole(1, LONGEST_MINUTES)),
)
_EVIDENCE = Field("evidence", "取证", one_of(words.EVIDENCE), optional=True)
_CHECK = Field("check", "核查方式", one_of(words.CHECKS), optional=True)
_DAYS = (Field("valid_from", "起始日", day, optional=True), Field("valid_to", "最后一日", day, optional=True))

AREAS = Sheet("areas", "区划", (
    Field("code", "编码", code(6, 9, 12)),
    Field("name", "名称", text(64)),
    Field("level", "级别", one_of(words.LEVELS), optional=True),
    Field("parent", "上级编码", code(6, 9), optional=True),
    Field("households", "户数", whole(0, 9_999_999), optional=True),
    Field("predecessor", "原编码", AREA, optional=True),
    *_DAYS,
), ("code",))  # fmt: skip
MAJORS = Sheet("majors", "大类", (
    Field("code", "代码", short_code(4)), Field("kind", "类型", one_of(words.KINDS)), *_NAMES,
), ("code",))  # fmt: skip
CLASSES = Sheet("classes", "小类", (
    Field("code", "代码", short_code(8)),
    Field("major", "大类", short_code(4)),
    *_NAMES,
    Field("words", "别名", text(200), optional=True),
    Field("self_resolve", "可自处", yes, optional=True),
    Field("verify", "需核实", yes, optional=True),
    _EVIDENCE, _CHECK,
    Field("min_level", "最低层级", whole(0, 3), optional=True),
    _SEVERITY,
    Field("position", "排序", whole(0, 9999), optional=True),
    *_DAYS,
), ("code",))  # fmt: skip
CONDITIONS = Sheet("conditions", "立案条件", (
    _CLASS,
    Field("number", "序号", two_digits),
    Field("text", "条件", text(120)),
    Field("text_en", "英文条件", text(200)),
    Field("area", "区域编码", AREA, optional=True),
    _SEVERITY, *_LIMIT, _EVIDENCE, _CHECK, *_DAYS,
), ("class", "number", "area"))  # fmt: skip
STAGE_LIMITS = Sheet("stage_limits", "阶段时限", (
    Field("stage", "阶段", one_of(words.STAGES)), Field("urgent", "紧急", yes), *_LIMIT, *_DAYS,
), ("stage", "urgent"))  # fmt: skip
WHISTLE_LIMITS = Sheet("whistle_limits", "吹哨时限", (
    Field("whistle", "哨类", one_of(words.WHISTLES)), Field("step", "环节", one_of(words.STEPS)), *_LIMIT, *_DAYS,
), ("whistle", "step"))  # fmt: skip
UNITS = Sheet("units", "单位", (
    Field("name", "名称", text(64)),
    Field("kind", "类型", one_of(words.UNITS)),
    Field("trade", "业务", short_code(32)),
    Field("area", "区域编码", AREA, optional=True),
    Field("phone", "电话", text(32), optional=True),
    Field("hours", "值班时间", text(64), optional=True),
    Field("approach", "派法", one_of(words.APPROACHES), optional=True),
    Field("lat", "纬度", degrees(3, 54), optional=True),
    Field("lon", "经度", degrees(73, 136), optional=True),
    *_DAYS,
), ("name", "area"))  # fmt: skip
MATTERS = Sheet("matters", "履职事项", (
    Field("code", "代码", short_code(8)),
    Field("list", "清单", one_of(words.LISTS)),
    Field("number", "序号", whole(1, 9999)),
    Field("title", "事项", text(120)),
    Field("title_en", "英文事项", text(200)),
    Field("basis", "依据", text(200), optional=True),
    *_DAYS,
), ("code",))  # fmt: skip
DUTY_RULES = Sheet("duty_rules", "履职规则", (
    _CLASS,
    Field("matter", "事项代码", short_code(8)),
    Field("trade", "业务", short_code(32)),
    Field("leads", "主办", yes, optional=True),
    Field("position", "排序", whole(0, 9999), optional=True),
    *_DAYS,
), ("class", "matter", "trade"))  # fmt: skip
HOLIDAYS = Sheet("holidays", "节假日", (
    Field("day", "日期", day),
    Field("kind", "类型", one_of(words.DAYS)),
    Field("source", "依据", text(120), optional=True),
    Field("provisional", "暂定", yes, optional=True),
), ("day",))  # fmt: skip
WORK_HOURS = Sheet("work_hours", "作息", (
    Field("starts", "上班", time_of_day),
    Field("ends", "下班", time_of_day),
    Field("month_from", "起始月", whole(1, 12), optional=True),
    Field("month_to", "结束月", whole(1, 12), optional=True),
), ("starts", "month_from"))  # fmt: skip
PEOPLE = Sheet("people", "人员与岗位", (
    Field("login", "登录名", login),
    Field("name", "姓名", text(64)),
    Field("role", "岗位", one_of(words.ROLES)),
    Field("area", "区域编码", AREA, optional=True),
    Field("unit", "单位", text(64), optional=True),
    Field("starts_on", "起始日", day, optional=True),
    Field("ends_on", "最后一日", day, optional=True),
), ("login", "role", "area", "unit"))  # fmt: skip

CATALOGUE = (MAJORS, CLASSES, CONDITIONS, STAGE_LIMITS, WHISTLE_LIMITS, UNITS, MATTERS, DUTY_RULES)
SHEETS = (AREAS, *CATALOGUE, HOLIDAYS, WORK_HOURS, PEOPLE)
GRIDS_FILE, BORDERS_FILE, LAYERS_FILE = "grids.geojson", "boundary.geojson", "layers.geojson"
FILES = (*(one.file for one in SHEETS), GRIDS_FILE, BORDERS_FILE, LAYERS_FILE)
NEEDED = tuple(
    name for name in FILES if name not in {"whistle_limits.csv", "holidays.csv", "work_hours.csv", LAYERS_FILE}
)
