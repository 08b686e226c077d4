"""What people of the demo write: what they saw, where, what they did. All of it made up."""

from __future__ import annotations

import random
from datetime import datetime

from server.core.clock import SHANGHAI
from server.grid.incident.models import Channel, Rating
from server.grid.incident.reasons import RejectReason
from server.ground.catalogue.models import IncidentClass

_SEEN = (
    "巡查发现{name}，影响居民出行",
    "{name}，范围约两平方米",
    "门口有{name}，已提醒过往行人绕行",
    "{name}，附近住户说有两三天了",
    "{name}，老人和孩子经过不方便",
    "早上巡查看到{name}，拍了照片",
    "{name}，夜里看不清，容易出事",
    "{name}，比上周更严重了",
)
_TOLD = (
    "住户反映{name}，希望社区出面协调",
    "走访时了解到{name}，当事人愿意沟通",
    "{name}，已记下诉求，约好再上门了解",
    "楼长转来{name}，请有关单位看看",
)
_CALLED = (
    "居民来电反映：{name}，希望尽快处理",
    "来电人称{name}已有几天，楼上楼下都有意见",
    "反映{name}，请派人看看",
    "来电反映{name}，要求回复处理结果",
)
_PLACES = (
    "{area}{n}号楼{m}单元门前",
    "{area}{n}号楼北侧",
    "{area}东门外路口",
    "{area}活动室旁",
    "{area}{n}号楼地下一层",
    "{area}菜市场西口",
)
_DONE = (
    "到现场处置，{name}已消除，现场已清理干净",
    "已组织两人到场处理完毕，并告知周边住户",
    "{name}已处理，设置警示标志一处，后续每日巡看",
    "当场整改完毕，已与负责人约定不再发生",
    "已更换损坏部件并恢复使用，{name}问题解决",
)
_CONTACTS = ("现场负责人", "反映问题的居民", "物业项目经理", "店铺经营者", "社区工作人员")

SETTLED = ("已劝离，现场恢复", "已当场清理干净", "已复位并固定", "已告知当事人，当场改好")
RATED = {Rating.SATISFIED: "来得快，处理得干净", Rating.FAIR: "处理了，就是慢了点",
         Rating.DISSATISFIED: "没过半天又和原来一样"}  # fmt: skip
REJECTED = {
    RejectReason.OUT_OF_SCOPE: "属于业主自用部位的维修，不在网格事项清单内，已告知可联系物业",
    RejectReason.UNVERIFIABLE: "地点和情况都说不清，多次联系不上，无法核实",
}


def _trouble(klass: IncidentClass) -> str:
    """What is wrong: of a thing, that it is broken."""
    return f"{klass.name}缺损" if klass.code.startswith("C") else klass.name


def seen(chance: random.Random, klass: IncidentClass, channel: Channel) -> str:
    """What was reported, as a worker writes it or as a caller says it."""
    on_patrol = _SEEN if seen_outside(klass) else _TOLD
    return chance.choice(on_patrol if channel is Channel.PATROL else _CALLED).format(name=_trouble(klass))


def seen_outside(klass: IncidentClass) -> bool:
    """Whether it is something to be seen in the street rather than a matter between people; never an "other"."""
    return (klass.code[0] == "C" or klass.code[:3] <= "E05") and not klass.code.endswith("99")


def scene(klass: IncidentClass) -> int | None:
    """Which of the drawn scenes (`photos`) fits a class: a cover, a puddle, rubbish; None: no picture does."""
    for kind, signs in enumerate(("井盖", "水", "垃圾 渣土 废 料 不洁 脏 遗撒")):
        if any(sign in klass.name for sign in signs.split()):
            return kind
    return None


def address(chance: random.Random, community: str) -> str:
    """A made-up address in a community."""
    area = community.removesuffix("社区居委会").removesuffix("村委会").removesuffix("居委会")
    return chance.choice(_PLACES).format(area=area, n=chance.randint(1, 24), m=chance.randint(1, 6))


def contact(chance: random.Random, moment: datetime) -> str:
    """与谁沟通: a role and a time, no name."""
    return f"{chance.choice(_CONTACTS)} {moment.astimezone(SHANGHAI):%H:%M}"


def done(chance: random.Random, klass: IncidentClass) -> str:
    """解决措施."""
    return chance.choice(_DONE).format(name=_trouble(klass))
