"""Why something is done that is not the usual thing: the codes from which people choose."""

from __future__ import annotations

from enum import StrEnum


class RejectReason(StrEnum):
    DUPLICATE = "DUPLICATE"  # 重复
    OUT_OF_SCOPE = "OUT_OF_SCOPE"  # 超范围
    UNVERIFIABLE = "UNVERIFIABLE"  # 无法核实
    UNREASONABLE = "UNREASONABLE"  # 不合理诉求: takes two persons


class GiveBackReason(StrEnum):
    WRONG_AREA = "WRONG_AREA"  # 属地不符
    UNCLEAR_OWNER = "UNCLEAR_OWNER"  # 权属不清
    OVERLAP = "OVERLAP"  # 职能交叉
    OTHER = "OTHER"  # 其他


class SuspendReason(StrEnum):
    LEGAL = "LEGAL"  # 法律程序
    SEASON = "SEASON"  # 季节
    FUNDS = "FUNDS"  # 资金
    OTHER = "OTHER"  # 其他


class EscalateReason(StrEnum):
    BEYOND_POWER = "BEYOND_POWER"  # 权限之外
    CROSS_UNIT = "CROSS_UNIT"  # 跨单位
    OVERDUE = "OVERDUE"  # 超期


class CallReason(StrEnum):
    """Why a community calls the street."""

    BEYOND_POWER = "BEYOND_POWER"  # 权限之外
    NO_UNIT = "NO_UNIT"  # 社区没有能办的力量
    MANY_UNITS = "MANY_UNITS"  # 要几个单位一起办


class Receiver(StrEnum):
    """To whom it is transferred: what no unit of the district may settle."""

    POLICE = "POLICE"  # 110
    FIRE = "FIRE"  # 119
    MEDICAL = "MEDICAL"  # 120
    TRAFFIC = "TRAFFIC"  # 122
    COURT = "COURT"  # 法院
    OTHER_DISTRICT = "OTHER_DISTRICT"  # 外区
    OTHER = "OTHER"  # 其他
