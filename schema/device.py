"""People's phones: registering a key, telling how sync stands, and where it is stuck (同步健康)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from schema.area import Area
from schema.context import Info
from schema.fields import column, field, looked_up, many, mutation, one
from schema.orders import translated
from schema.paging import Connection
from schema.person import Person
from schema.problems import Problem, answer, asked
from schema.reading.bounds import AFTER, FIRST, limited
from schema.reading.ground import Ground
from server import clock
from server.area.queries import span
from server.person import models as people
from server.person import policy
from server.reading.choice import Page
from server.reading.wants import Hanging, Link
from server.sync import devices
from server.viewer import Role, Viewer

TOLD = "要办的事。What is to be done."
DEVICE = "手机编号，由手机生成。The phone's id, made by it."
OWNER = Link("person", people.Person, here="person_id")
POSTS = Hanging("posts", people.Post, there="person_id", here="person_id", by=("starts_on", "id"))


def holds(row: people.Post, at: Ground) -> bool:
    return policy.in_force(row, clock.today())


@strawberry.type(description="任职：岗位和区域。A post: its role and its area.")
class DevicePost:
    role: Role = column("岗位。The role.")
    area: Area = looked_up("区域。The area.", "area_id", lambda at, code: at.territory.areas[code])


@strawberry.type(
    description="一台手机此刻的同步情况，不记位置和时段。How one phone's sync stands now: no places, no hours."
)
class DeviceHealth:
    id: strawberry.ID = column("编号。Its id.")
    person: Person = one("谁的。Whose it is.", OWNER)
    posts = many("他今天的任职。His posts of today.", POSTS, list[DevicePost], unless_hidden=holds,
                 needs=("starts_on", "ends_on"))  # fmt: skip
    last_contact: datetime = column("最近一次联系，到一刻钟。The last contact, to the quarter of an hour.",
                                    of="contact_at")  # fmt: skip
    pending: int = column("还没送出几件。How many operations are unsent.")
    needs_you: int = column("几件要本人处理。How many he has to see to himself.")
    oldest_recorded_at: datetime | None = column(
        "最早一件何时按下，按手机的钟。When the oldest was recorded, by the phone's clock."
    )
    app_version: str = column("应用版本。The app's version.")
    persisted: bool | None = column("存储受保护。Whether the browser promised to keep it.")
    usage_mb: int | None = column("用了多少 MB。How many MB are in use.")
    quota_mb: int | None = column("可用多少 MB。How many MB it may use.")


@strawberry.type(description="一页手机。One page of phones.")
class DeviceHealthConnection(Connection[DeviceHealth]):
    pass


@strawberry.input(description="登记这台手机的公钥。Register this phone's public key.")
class DeviceRegisterInput:
    device: strawberry.ID = strawberry.field(description=DEVICE)
    public_key: str = strawberry.field(
        description="P-256 公钥，未压缩点，base64url。The P-256 key: an uncompressed point in base64url."
    )


@strawberry.input(description="手机自己说同步怎样。What a phone tells of its sync.")
class DeviceReportInput:
    device: strawberry.ID = strawberry.field(description=DEVICE)
    pending: int = strawberry.field(description="还没送出几件。How many operations are unsent.")
    needs_you: int = strawberry.field(description="几件要本人处理。How many the person has to see to.")
    oldest_recorded_at: datetime | None = strawberry.field(
        description="最早一件何时按下，按手机的钟。When the oldest was recorded, by the phone's clock.", default=None
    )
    app_version: str | None = strawberry.field(description="应用版本。The app's version.", default=None)
    persisted: bool | None = strawberry.field(
        description="存储受保护。Whether the browser promised to keep it.", default=None
    )
    usage_mb: int | None = strawberry.field(description="用了多少 MB。How many MB are in use.", default=None)
    quota_mb: int | None = strawberry.field(description="可用多少 MB。How many MB it may use.", default=None)


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    device: UUID | None = None
    problems: tuple[Problem, ...] = ()


@strawberry.type(description="手机登记或自报的结果。What came of what a phone told.")
class DevicePayload:
    device: strawberry.ID | None = column("手机编号。The phone's id.")
    problems: list[Problem] = column("没有办成的原因；办成则为空表。Why it was not done; empty when it was.")

    @classmethod
    def of(cls, done: Any) -> Outcome:
        return Outcome(done.device_id)

    @classmethod
    def refused(cls, problems: list[Problem], current: Any) -> Outcome:
        return Outcome(problems=tuple(problems))


async def carried_out(viewer: Viewer, action: Any, kind: Any, given: Any) -> DevicePayload:
    """Do what the input says; whatever is refused comes back as problems."""

    async def work() -> Any:
        return await action(viewer, translated(kind, given))

    payload: DevicePayload = await answer(DevicePayload, work())
    return payload


@strawberry.type
class DeviceMutation:
    """What a phone tells of itself."""

    @mutation("登记这台手机的公钥，以便别人代传。Register this phone's key, so that others can carry its work.")
    async def device_register(
        self, info: Info, input: Annotated[DeviceRegisterInput, strawberry.argument(description=TOLD)]
    ) -> DevicePayload:
        return await carried_out(info.context.viewer, devices.register, devices.Register, input)

    @mutation("自报同步情况，隔几分钟一次。Tell how sync stands, once in some minutes.")
    async def device_report(
        self, info: Info, input: Annotated[DeviceReportInput, strawberry.argument(description=TOLD)]
    ) -> DevicePayload:
        return await carried_out(info.context.viewer, devices.report, devices.Told, input)


async def listed(viewer: Viewer, area: str | None, waiting: bool | None, first: int, after: str | None) -> Page:
    return devices.page(viewer, area and span(area)[0], waiting, first, after)


@strawberry.type
class DeviceQuery:
    """Where sync is stuck."""

    @field("所辖人员手机的同步情况。How the phones of the people one leads are doing.", DeviceHealthConnection)
    async def sync_health(
        self,
        info: Info,
        area: Annotated[str | None, strawberry.argument(description="在此区域之内，代码。Within this area.")] = None,
        waiting: Annotated[
            bool | None, strawberry.argument(description="只要有件没送出的。Only those with something unsent.")
        ] = None,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = 30,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Any:
        return await asked(listed(info.context.viewer, area, waiting, limited(first), after))
