"""Four firms, each with somebody who speaks for it; what communities need, and what the firms have claimed of it.

All of it is made up. Firms and their people come after the history of incidents, which stays as it was without them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role, Viewer
from server.data.database import reader
from server.demo.district import BEGUN, SINCE
from server.ground.catalogue import queries as catalogue
from server.ground.catalogue.models import Unit, UnitKind
from server.ground.person import actions
from server.ground.person.actions import NewPerson, NewPost
from server.ground.person.models import Person, Post
from server.ground.person.viewers import viewer_of
from server.ground.worktime.calendar import local_day
from server.service.claim import commands as claims
from server.service.claim import verbs as claiming
from server.service.claim.models import Claim, Rating
from server.service.demand import commands, verbs
from server.service.demand.ending import JOB
from server.service.demand.models import Demand, Matter

FIRMS = (  # login, name, firm, street
    ("chen", "陈立业", "晋阳机电（示例）", "140214018"),
    ("gao", "高志远", "云中建材（示例）", "140214018"),
    ("luo", "罗建平", "口泉商超（示例）", "140214018"),
    ("tang", "唐晓梅", "新胜食品（示例）", "140214001"),
)
OWN, NEXT, STREET, OTHER = "140214018001", "140214018002", "140214018", "140214001002"
S, M, P = Matter.SOCIAL, Matter.MASS, Matter.PUBLIC_GOOD
# whose, what, how much, of what, published how many days ago (None: a draft), and who claims how much of it up to where
Part = tuple[str, int, str]
NEEDS: tuple[tuple[str, Matter, str, int, str, int | None, tuple[Part, ...]], ...] = (
    (OWN, M, "给独居老人送过冬蔬菜包", 100, "份", 100, ()),
    (OWN, M, "老旧小区楼道照明检修", 20, "户", 24, (("chen", 20, "confirmed"),)),
    (OWN, M, "冬季取暖炉具安全检查", 60, "户", 18, (("chen", 40, "not_accepted"),)),
    (OWN, P, "社区活动室旧桌椅维修", 30, "套", 15, (("gao", 20, "delivered"), ("chen", 10, "made"))),
    (OWN, S, "未成年人周末看护，请几位师傅教手工", 8, "次", 3, (("gao", 3, "released"),)),
    (OWN, P, "便民服务站无障碍坡道材料", 2, "处", None, ()),
    (NEXT, M, "空调清洗检修", 40, "台", 12, (("chen", 15, "made"), ("gao", 25, "started"))),
    (NEXT, P, "小区花坛围栏修补", 120, "米", 5, ()),
    (STREET, S, "春节前慰问物资", 200, "份", 8, (("gao", 50, "made"),)),
    (STREET, P, "消防宣传展板制作", 12, "块", 6, ()),
    (OTHER, M, "给残疾人家庭加装扶手", 15, "户", 20, (("tang", 10, "confirmed"), ("tang", 5, "delivered"))),
    (OTHER, P, "社区食堂开放日食材", 300, "份", 4, (("tang", 120, "started"),)),
)  # fmt: skip
WORDS = {
    "deliver": "已按约定数量送到，签收单放在社区前台",
    "not_accepted": "有六户没有人在家，请再约时间补上",
    "release": "这个月师傅排不开，先退出",
}


async def build(report: Callable[[int, int], None]) -> None:
    """The firms first, then each need with its claims, the oldest first: what was left of it was carried on."""
    await _firms()
    ordered = sorted(NEEDS, key=lambda one: -(one[5] or 0))
    for done, (area, matter, text, quantity, measure, ago, parts) in enumerate(ordered, 1):
        need = await _need(area, ago, matter=matter, text=f"【演示】{text}", quantity=quantity, measure=measure)
        await JOB.sweep()
        for place, (login, part, until) in enumerate(parts):
            await _claimed(login, need, part, until, clock.now() - timedelta(days=max((ago or 1) - 1 - place, 1)))
        report(done, len(NEEDS))


async def _firms() -> None:
    known = await Person.get(login="wang", using_db=reader())  # all have one password
    for login, name, firm, street in FIRMS:
        unit = await Unit.create(id=new_id(), name=firm, kind=UnitKind.ENTERPRISE, trade="ENTERPRISE", area_id=street,
                                 phone="0352-5551900", hours="08:30-18:00", valid_from=SINCE)  # fmt: skip
        catalogue.forget()
        with clock.at(BEGUN):
            person = NewPerson(id=new_id(), name=name, login=login, hashed=known.password_hash)
            await actions.add_person(None, person)
            post = NewPost(id=new_id(), person_id=person.id, role=Role.ENTERPRISE_LIAISON, area=street,
                           unit_id=unit.id, starts_on=SINCE)  # fmt: skip
            await actions.add_post(None, post)


async def _viewer(login: str) -> Viewer:
    return await viewer_of((await Person.get(login=login, using_db=reader())).id)


async def _keeper(area: str) -> Viewer:
    """Who keeps the demands of a place."""
    role = Role.COMMUNITY if len(area) > len(STREET) else Role.STREET_HEAD
    post = await Post.filter(role=role, area_id=area).order_by("id").using_db(reader()).first()
    assert post is not None
    return await viewer_of(post.person_id)


async def _need(area: str, ago: int | None, **words: Any) -> UUID:
    keeper, at = await _keeper(area), _morning(clock.now() - timedelta(days=ago or 0))
    with clock.at(at):
        by = local_day(at) + timedelta(days=60 if (ago or 0) < 60 else 150)
        draft = commands.Draft(op_id=new_id(), id=new_id(), area=area, needed_by=by, **words)
        await verbs.draft(keeper, draft)
        if ago is not None:
            await verbs.publish(keeper, commands.Publish(op_id=new_id(), id=draft.id, seen=1))
    return draft.id


def _morning(moment: datetime) -> datetime:
    """At nine of that day, and never in the future."""
    nine = moment.astimezone(clock.SHANGHAI).replace(hour=9, minute=10, second=0, microsecond=0)
    return min(nine, moment - timedelta(minutes=20))


async def _claimed(login: str, need: UUID, part: int, until: str, at: datetime) -> None:
    """A claim, as far as it has come."""
    firm, keeper = await _viewer(login), await _keeper((await Demand.get(id=need, using_db=reader())).area)
    made = claims.Make(op_id=new_id(), id=new_id(), demand_id=need, quantity=part, text="分两批做，周末上门")
    with clock.at(_morning(at)):
        await claiming.make(firm, made)
    for step in _steps(until):
        row = await Claim.get(id=made.id, using_db=reader())
        on: dict[str, Any] = {"op_id": new_id(), "id": row.id, "seen": row.version}
        at = min(at + timedelta(hours=7), clock.now() - timedelta(minutes=5))
        with clock.at(at):
            if step == "start":
                await claiming.start(firm, claims.Start(**on))
            elif step == "deliver":
                cooperation = Rating.SATISFIED
                await claiming.deliver(firm, claims.Deliver(**on, text=WORDS[step], cooperation=cooperation))
            elif step == "confirm":
                await claiming.confirm(keeper, claims.Confirm(**on, rating=Rating.SATISFIED, remark="师傅很细心，谢谢"))
            elif step == "not_accepted":
                await claiming.not_accepted(keeper, claims.NotAccepted(**on, text=WORDS[step]))
            else:
                await claiming.release(firm, claims.Release(**on, text=WORDS[step]))


def _steps(until: str) -> tuple[str, ...]:
    ways = {"made": (), "started": ("start",), "delivered": ("start", "deliver"), "released": ("release",)}
    more = {"confirmed": ("start", "deliver", "confirm"), "not_accepted": ("start", "deliver", "not_accepted")}
    return {**ways, **more}[until]
