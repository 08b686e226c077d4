"""Why something is done that is not the usual thing: the codes from which people choose."""

from __future__ import annotations

from server.core.text import Worded


class RejectReason(Worded):
    DUPLICATE = "DUPLICATE", "重复。It repeats another."
    OUT_OF_SCOPE = "OUT_OF_SCOPE", "超出范围。It is out of scope."
    UNVERIFIABLE = "UNVERIFIABLE", "无法核实。It cannot be verified."
    UNREASONABLE = "UNREASONABLE", "不合理诉求，须两人认定。An unreasonable demand: takes two persons."


class GiveBackReason(Worded):
    WRONG_AREA = "WRONG_AREA", "不在本单位区域。Not in the unit's area."
    UNCLEAR_OWNER = "UNCLEAR_OWNER", "权属不清。It is unclear who owns it."
    OVERLAP = "OVERLAP", "职能交叉。Duties overlap."
    OTHER = "OTHER", "其他。Another reason."


class SuspendReason(Worded):
    LEGAL = "LEGAL", "走法律程序。A legal procedure."
    SEASON = "SEASON", "季节原因。The season."
    FUNDS = "FUNDS", "等资金。Funds are awaited."
    OTHER = "OTHER", "其他。Another reason."


class EscalateReason(Worded):
    BEYOND_POWER = "BEYOND_POWER", "超出本级权限。Beyond the level's power."
    CROSS_UNIT = "CROSS_UNIT", "涉及多个单位。Several units are concerned."
    OVERDUE = "OVERDUE", "超期未办结。It is late."


class CallReason(Worded):
    """Why a community calls the street."""

    BEYOND_POWER = "BEYOND_POWER", "超出社区权限。Beyond the community's power."
    NO_UNIT = "NO_UNIT", "社区没有能办的力量。The community has nobody who can do it."
    MANY_UNITS = "MANY_UNITS", "要几个单位一起办。It takes several units."


class Receiver(Worded):
    """To whom it is transferred: what no unit of the district may settle."""

    POLICE = "POLICE", "公安 110。The police, 110."
    FIRE = "FIRE", "消防 119。The fire brigade, 119."
    MEDICAL = "MEDICAL", "急救 120。The ambulance, 120."
    TRAFFIC = "TRAFFIC", "交警 122。The traffic police, 122."
    COURT = "COURT", "法院。A court."
    OTHER_DISTRICT = "OTHER_DISTRICT", "外区。Another district."
    OTHER = "OTHER", "其他。Another authority."
