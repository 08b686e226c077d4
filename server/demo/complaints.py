"""Made-up complaints and suggestions in every state, each marked as such; the desks that are shown have some to answer.

They are written under codes, as residents do; one code is printed, so that an answer can be read and asked again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import reader
from server.demo.cast import STREET
from server.edge.codes import holder
from server.ground.area.models import AreaLevel
from server.ground.area.territory import Territory, territory
from server.ground.person.models import Post
from server.ground.person.viewers import viewer_of
from server.ground.worktime.calendar import Calendar, local_day
from server.ground.worktime.queries import calendar
from server.process import desks
from server.service.complaint import commands, policy, verbs
from server.service.complaint.lifecycle import Step
from server.service.complaint.models import About, Complaint, Kind

CODE = "7KMN4PQR"  # of the one that is printed
MADE_UP = "【演示】"
OWN = STREET + "001"  # the community that is shown
NUMBER = "13800138000"  # the operator's own, for whoever complains
ELSEWHERE, DAYS = 36, 45  # how many in other places, within how many days
C, S = Kind.COMPLAINT, Kind.SUGGESTION
SAID: tuple[tuple[Kind, About, str, str], ...] = (
    (C, About.OTHER, "小区南门的路灯坏了快两周，晚上老人出门看不见台阶", "已联系物业，灯具周四更换"),
    (S, About.OTHER, "便民服务站周末能不能也开半天，上班的人平时来不了", "下月起周六上午开放，时间已贴在站门口"),
    (C, About.COMMUNITY, "问居民证明怎么开，窗口让跑了三趟，每次说的材料都不一样", "材料清单已贴在窗口，向您致歉"),
    (C, About.OTHER, "楼前管道开挖后没有围挡，也没有说什么时候回填", "已要求施工单位当天加围挡，本周五前回填"),
    (S, About.PROGRAM, "字再大一点就好了，老人看不清下面那行小字", "我的里可以选“长辈”字号，说明已放到登录页"),
    (C, About.STREET, "拨打街道值班电话，两个上午都没有人接", "已调整值班表，电话转接到手机，谢谢提醒"),
    (S, About.OTHER, "电动车充电棚离单元门太近，建议挪到东墙边", "已现场看过，东墙可以，列入本季改造"),
    (C, About.OTHER, "楼道里堆的旧家具一直没有人清，通道只剩半米", "已上门劝导，本周末统一清运"),
)
AGAIN = "说的日子已经过了，现场还是老样子，请再看一下"
SECOND = "街道已派人到现场督办，今天完成，结果请您核对"


@dataclass(frozen=True)
class Course:
    """One on its way: who wrote, where, how long ago in workdays, and how far it has come."""

    holder: UUID
    area: str
    said: tuple[Kind, About, str, str]
    ago: int
    steps: tuple[str, ...] = ()


async def build(secret: bytes, report: Callable[[int, int], None]) -> None:
    """Write them and let their desks answer, each step in its own time."""
    chance, known, days = random.Random(20), await territory(), await calendar()
    courses = sorted(_courses(chance, known, secret), key=lambda one: -one.ago)
    for place, course in enumerate(courses, 1):
        await _live(course, _begun(course.ago, days, chance))
        report(place, len(courses))


def _courses(chance: random.Random, known: Territory, secret: bytes) -> Iterator[Course]:
    """Some in the places that are shown, so that each desk has its own, and some anywhere."""
    yield Course(holder(secret, CODE), OWN, SAID[0], 3, ("answer",))
    yield Course(_somebody(chance), OWN, SAID[1], 0)
    yield Course(_somebody(chance), OWN, SAID[7], 2)
    yield Course(_somebody(chance), OWN, SAID[6], 5)
    yield Course(_somebody(chance), OWN, SAID[2], 1)
    yield Course(_somebody(chance), OWN, SAID[7], 6, ("answer", "ask_again"))
    yield Course(_somebody(chance), STREET, SAID[5], 1)
    yield Course(_somebody(chance), OWN, SAID[4], 4, ("answer",))
    yield Course(_somebody(chance), OWN, SAID[0], 9, ("answer", "ask_again", "answer", "accept"))
    yield Course(_somebody(chance), OWN, SAID[3], 8, ("withdraw",))
    places = [one.code for one in known.chosen(None, AreaLevel.COMMUNITY)]
    for _ in range(ELSEWHERE):
        ends = chance.choices(((), ("answer",), ("answer", "accept")), (1, 4, 8))[0]
        ago = chance.randint(0, 2) if not ends else chance.randint(2, DAYS * 5 // 7)
        yield Course(_somebody(chance), chance.choice(places), chance.choice(SAID), ago, ends)


def _somebody(chance: random.Random) -> UUID:
    return UUID(int=chance.getrandbits(128), version=5)


def _begun(ago: int, days: Calendar, chance: random.Random) -> datetime:
    """A moment of the morning so many workdays ago, and never in the future."""
    now = clock.now()
    moment = now.astimezone(clock.SHANGHAI).replace(hour=9, minute=chance.randint(0, 59), second=0, microsecond=0)
    while ago or not days.is_workday(local_day(moment)):
        ago -= days.is_workday(local_day(moment)) and ago > 0
        moment -= timedelta(days=1)
    return min(moment, now - timedelta(minutes=30))


async def _live(course: Course, at: datetime) -> None:
    kind, about, text, answered = course.said
    writer, id = Viewer(None, "", holder_id=course.holder), new_id()
    with clock.at(at):
        filed = commands.File(
            op_id=new_id(),
            id=id,
            kind=kind,
            about=about,
            area=course.area,
            text=MADE_UP + text,
            contact=NUMBER if kind is C else None,
        )
        await verbs.file(writer, filed)
    for number, step in enumerate(course.steps, 1):
        row = await Complaint.get(id=id, using_db=reader())
        ids: dict[str, Any] = {"op_id": new_id(), "id": id, "seen": row.version}
        with clock.at(min(at + number * timedelta(hours=20), clock.now() - (9 - number) * timedelta(minutes=2))):
            if step == "answer":
                words = MADE_UP + (SECOND if row.again else answered)
                await verbs.answer(await _desk(row), commands.Answer(**ids, text=words))
            elif step == "ask_again":
                await verbs.ask_again(writer, commands.AskAgain(**ids, text=MADE_UP + AGAIN))
            elif step == "accept":
                await verbs.accept(writer, commands.Accept(**ids))
            else:
                await verbs.withdraw(writer, commands.Withdraw(**ids))


async def _desk(row: Complaint) -> Viewer:
    """Somebody of the desk whose answer it waits for, else of one above."""
    for level in range(row.level, desks.DISTRICT + 1):
        roles = [role for role, its in desks.LEVELS.items() if its == level]
        areas = [row.area[:length] for length in desks.OF_CODE if length <= len(row.area)]
        held = Post.filter(role__in=roles, area_id__in=areas).order_by("id").using_db(reader())
        for post in await held:
            viewer = await viewer_of(post.person_id)
            if policy.ANSWERING.taker(Step.ANSWER, viewer, row):
                return viewer
    raise LookupError(f"no desk answers a complaint of {row.area}")
