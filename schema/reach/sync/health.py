"""同步健康: how the phones that one looks after are doing, what lies refused on them, and a word to their people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import strawberry

from schema.core.enums import publish
from schema.core.fields import column, computed, looked_up, many, one
from schema.core.node import Node
from schema.core.paging import Connection
from schema.core.payload import Brief, why_not
from schema.core.problems import Problem
from schema.core.reading.request_scope import Ground
from schema.core.verbs import verbs
from schema.ground.area import Area, area_at
from schema.ground.person import Person
from schema.process.lookups import page_of, sums_of
from server.core import clock
from server.core.viewer import Role
from server.ground.person import models as people
from server.ground.person import policy
from server.query.projection import Hanging, Link
from server.reach.sync import health, leading, stuck
from server.reach.sync.health import Only
from server.reach.sync.leading import Within
from server.reach.sync.models import Advice, Device

OWNER = Link("person", people.Person, here="person_id")
POSTS = Hanging("posts", people.Post, there="person_id", here="person_id", by=("starts_on", "id"))


def holds(row: people.Post, at: Ground) -> bool:
    return policy.in_force(row, clock.today())


@strawberry.type(description="任职：岗位和区域。A post: its role and its area.")
class DevicePost:
    role: Role = column("岗位。The role.")
    area: Area = looked_up("区域。The area.", "area_id", area_at)


@strawberry.type(
    description="一台手机此刻的同步情况，不记位置和时段。How one phone's sync stands now: no places, no hours."
)
class DeviceHealth(Node):
    source, sight = Device, leading.led_by

    id: strawberry.ID = column("编号。Its id.")
    person: Person = one("谁的。Whose it is.", OWNER)
    posts = many("他今天的任职。Their posts of today.", POSTS, list[DevicePost], most=4, unless_hidden=holds,
                 needs=("starts_on", "ends_on"))  # fmt: skip
    last_contact: datetime = column("最近一次联系，到一刻钟。The last contact, to the quarter of an hour.",
                                    of="contact_at")  # fmt: skip
    pending: int = column("还没送出几件。How many operations are unsent.")
    needs_you: int = column("几件要本人处理。How many they have to see to themselves.")
    oldest_recorded_at: datetime | None = column(
        "最早一件何时按下，按手机的钟。When the oldest was recorded, by the phone's clock."
    )
    app_version: str = column("应用版本。The app's version.")
    persisted: bool | None = column("存储受保护。Whether the browser promised to keep it.")
    usage_mb: int | None = column("用了多少 MB。How many MB are in use.")
    quota_mb: int | None = column("可用多少 MB。How many MB it may use.")
    unsent_kb: int = column("没送出的有多少 KB。How many KB are unsent.")
    clock_off: int | None = column("手机的钟快几秒，慢为负。How many seconds its clock is ahead of ours.")
    missing: int = column("断档的序号有几个。How many numbers of operations nobody knows of.")
    erased: int = column("系统清掉数据时没送出几件。How many were unsent when its store was erased.")
    reminded_at: datetime | None = column("上次何时请本人看一眼。When its person was last asked to look.")


@strawberry.type(description="一页手机。One page of phones.")
class DeviceHealthConnection(Connection[DeviceHealth]):
    pass


publish(Only, "DeviceOnly", "只看哪一类设备。Which phones to list.")


@strawberry.type(description="设备的合计，不按人。Sums of phones, not by person.")
class DeviceSums:
    devices: int = column("设备几台。How many phones.")
    today: int = column("今天联系过的几台。Heard today.")
    waiting: int = column("有没送出的几台。With something unsent.")
    behind: int = column("24 小时没有联系的几台。Not heard for 24 hours.")
    needs_you: int = column("有没被收下的几台。With something refused.")
    old: int = column("不是新版的几台。Of another version than the new one.")
    clock: int = column("钟差了 5 分钟以上的几台。Whose clock is off.")
    lost: int = column("断档或清过数据的几台。With missing numbers, or an erased store.")
    conflicts: int = column("冲突几件。How many conflicts lie on them.")
    refused: int = column("别的没被收下的几件。How many operations were refused for another reason.")


@strawberry.type(name="StuckOperationWrote", description="本人写的一栏。One field of what a person wrote.")
class Wrote:
    name: str = column("哪一栏。Which field.")
    value: str = column("写了什么。What it says.")


@strawberry.type(
    description="手机上没被收下、等本人处理的一件。A refused operation that waits on a phone for its person."
)
class StuckOperation:
    op_id: strawberry.ID = column("操作编号。The operation's id.")
    subject_kind: str = column("关于哪一类，如 incident。What kind of thing it is about, e.g. incident.")
    subject_id: strawberry.ID = column("关于哪一件。Which of them.")
    incident_id: strawberry.ID = column("关于哪件案件，或别的哪件。The incident, or whatever else it is about.",
                                        of="subject_id")  # fmt: skip
    person: Person = one("谁的。Whose it is.", OWNER)
    operation: str = column("要办的是什么，如 Verify。What it was to do, e.g. Verify.")
    code: str = column("没收下的原因代码。Why it was refused.")
    recorded_at: datetime | None = column("何时按下，按手机的钟。When it was recorded, by the phone's clock.")
    told_at: datetime = column("手机何时说的。When the phone told of it.")
    advice: Advice | None = column("建议用哪个。What is advised.")
    advised_at: datetime | None = column("何时建议的。When it was advised.")

    @computed("本人写的。What its person wrote.", needs=("wrote",), most=12)
    def wrote(row: Any, at: Ground) -> list[Wrote]:
        return [Wrote(name=str(name), value=str(value)) for name, value in row.wrote.items()]


@strawberry.type(description="一页没被收下的。One page of refused operations.")
class StuckOperationConnection(Connection[StuckOperation]):
    pass


@strawberry.type
class HealthQuery:
    """Where sync is stuck."""

    sync_health = page_of("所辖人员手机的同步情况。How the phones of the people one leads are doing.",
                          DeviceHealthConnection, health.page, filter=health.Wanted)  # fmt: skip
    sync_sums = sums_of("所辖人员手机的合计。Sums of the phones of the people one leads.",
                        DeviceSums, health.sums, asked=health.Among)  # fmt: skip
    stuck_operations = page_of("手机上没被收下、等本人处理的。What was refused and waits on phones for its people.",
                               StuckOperationConnection, stuck.page, filter=Within)  # fmt: skip


@strawberry.type(description="提醒或建议的结果。What came of a word to somebody.")
class HealthPayload(Brief):
    at: datetime | None = column("何时说的。When it was said.")
    problems: list[Problem] = why_not()


DeviceCareMutation = verbs("Device", HealthPayload, health, {
    health.Remind:
        "发提醒：请本人看一眼手机，一天至多一次。Ask its person to look at the phone, at most once a day.",
})  # fmt: skip
StuckOperationMutation = verbs("StuckOperation", HealthPayload, stuck, {
    stuck.Advise: "对没被收下的一件，建议本人怎么选。Advise a person what to take of a refused operation.",
})  # fmt: skip
