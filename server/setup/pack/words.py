"""The choices of the sheets' columns, in the machine's words and in Chinese."""

from __future__ import annotations

from server.core.viewer import Role

KINDS = {"OCCURRENCE": "事件", "COMPONENT": "部件"}
EVIDENCE = {"NONE": "不要求", "ON_CLOSE": "办结时拍照"}
CHECKS = {"ALWAYS": "必查", "SAMPLE": "抽查", "REPORTER": "报告人确认"}
LIMITS = {"CONT": "连续分钟", "WH": "工作分钟", "WD": "工作日"}
STAGES = {"INTAKE": "受理", "VERIFY": "核实", "FILE": "立案", "DISPATCH": "派遣", "SIGN": "签收", "DISPOSE": "处置",
          "CHECK": "核查"}  # fmt: skip
WHISTLES = {"RESIDENT_DEMAND": "群众诉求", "KEY_TASK": "重点工作", "JOINT_ENFORCEMENT": "综合执法",
            "EMERGENCY": "应急处置"}  # fmt: skip
STEPS = {"ACK": "应哨", "ARRIVE": "报到", "DONE": "报结", "RULING": "异议裁定"}
UNITS = {"GOV_DEPT": "政府部门", "POLICE_STATION": "派出所", "ENFORCEMENT": "执法队", "UTILITY": "公用事业",
         "PROPERTY": "物业", "COMMUNITY": "社区力量", "ENTERPRISE": "企业", "SOCIAL_ORG": "社会组织"}  # fmt: skip
APPROACHES = {"DIRECT": "直派", "WHISTLE": "吹哨", "VIA_DISTRICT": "经区"}  # for what a unit shares
LISTS = {"BASIC": "基本履职", "SHARED": "配合履职", "RECALLED": "上级收回"}
GRIDS = {"BASIC": "综合网格", "EXCLUSIVE": "专属网格", "MICRO": "微网格"}
DAYS = {"HOLIDAY": "放假", "WORKDAY": "上班", "USUAL": "照常"}
LAYERS = {"ROAD": "道路", "BUILDING": "建筑", "GATE": "出入口", "ANCHOR": "地标"}
LEVELS = {"DISTRICT": "区", "STREET": "街道", "COMMUNITY": "社区"}
ROLES = {
    Role.GRID_WORKER.value: "网格员", Role.COMMUNITY.value: "社区书记", Role.STREET_INTAKE.value: "街道受理",
    Role.STREET_DISPATCH.value: "街道派遣", Role.STREET_HEAD.value: "街道主任", Role.DEPT_HANDLER.value: "部门处置",
    Role.DEPT_DUTY.value: "部门值班", Role.ENTERPRISE_LIAISON.value: "企业联络员", Role.VOLUNTEER.value: "志愿者",
    Role.DISTRICT_DISPATCH.value: "区派遣", Role.DISTRICT_SUPERVISOR.value: "区监督",
    Role.ORG_STAFF.value: "组织员", Role.SYS_ADMIN.value: "系统管理员", Role.SEC_ADMIN.value: "安全管理员",
    Role.AUDITOR.value: "审计员",
}  # fmt: skip
