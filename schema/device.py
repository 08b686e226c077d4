"""People's phones: registering a key, and telling how sync stands on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

import strawberry

from schema.context import Info
from schema.core.enums import publish
from schema.core.inputs import translated
from schema.fields import column, mutation
from schema.lists import several
from schema.moments import moment
from schema.problems import Problem, answer
from server.moments import STAMP
from server.sync import devices, stuck
from server.sync.models import Advice
from server.viewer import Viewer

publish(
    Advice,
    "Advice",
    "对没被收下的一件怎么建议。What a desk advises about a refused operation.",
    {"MINE": "用本人写的。What its person wrote.", "NOW": "用现在的。What stands there now."},
)
TOLD = "要办的事。What is to be done."
DEVICE = "手机编号，由手机生成。The phone's id, made by it."


@strawberry.input(description="登记这台手机的公钥。Register this phone's public key.")
class DeviceRegisterInput:
    device: strawberry.ID = strawberry.field(description=DEVICE)
    public_key: str = strawberry.field(
        description="P-256 公钥，未压缩点，base64url。The P-256 key: an uncompressed point in base64url."
    )


@strawberry.input(description="本人写的一栏。One field of what a person wrote.")
class WroteInput:
    name: str = strawberry.field(description="哪一栏，如 text。Which field, e.g. text.")
    value: str = strawberry.field(description="写了什么。What it says.")


@strawberry.input(description="手机上没被收下的一件。A refused operation that lies on a phone.")
class StuckInput:
    op_id: strawberry.ID = strawberry.field(description="操作编号。The operation's id.")
    incident: strawberry.ID = strawberry.field(
        description="关于哪件案件，或别的哪件。The incident, or what else it is about."
    )
    operation: str = strawberry.field(description="要办的是什么，如 Verify。What it was to do, e.g. Verify.")
    code: str = strawberry.field(description="没收下的原因代码。Why it was refused.")
    wrote: list[WroteInput] = several("本人写的。What the person wrote.", stuck.MOST_FIELDS, default_factory=list)
    recorded_at: datetime | None = moment("何时按下，按手机的钟。When it was recorded, by the phone's clock.", STAMP)
    subject_kind: str | None = strawberry.field(
        description="关于哪一类；不说则为 incident。What kind of thing it is about; left out: incident.", default=None
    )


@strawberry.input(description="手机自己说同步怎样。What a phone tells of its sync.")
class DeviceReportInput:
    device: strawberry.ID = strawberry.field(description=DEVICE)
    pending: int = strawberry.field(description="还没送出几件。How many operations are unsent.")
    needs_you: int = strawberry.field(description="几件要本人处理。How many the person has to see to.")
    oldest_recorded_at: datetime | None = moment(
        "最早一件何时按下，按手机的钟。When the oldest was recorded, by the phone's clock.", STAMP
    )
    app_version: str | None = strawberry.field(description="应用版本。The app's version.", default=None)
    persisted: bool | None = strawberry.field(
        description="存储受保护。Whether the browser promised to keep it.", default=None
    )
    usage_mb: int | None = strawberry.field(description="用了多少 MB。How many MB are in use.", default=None)
    quota_mb: int | None = strawberry.field(description="可用多少 MB。How many MB it may use.", default=None)
    unsent_kb: int = strawberry.field(description="没送出的有多少 KB。How many KB are unsent.", default=0)
    at: datetime | None = moment("手机的钟此刻。Now, by the phone's clock.", STAMP)
    sequence: int | None = strawberry.field(
        description="最后一次操作的序号。The number of its last operation.", default=None
    )
    accounted: list[int] = several(
        "最近的序号里还在手机上或撤下的。Of its last numbers, those held or taken back.",
        devices.LOOKED_BACK,
        default_factory=list,
    )
    erased: int = strawberry.field(
        description="系统清掉手机数据时没送出的件数。How many were unsent when the phone's system erased its store.",
        default=0,
    )
    stuck: list[StuckInput] = several(
        "没被收下、等本人处理的。What was refused and waits for its person.", stuck.MOST, default_factory=list
    )


@strawberry.type(description="街道对一件没被收下的怎么建议。What a desk advises about a refused operation.")
class StuckAdvice:
    op_id: strawberry.ID = column("哪次操作。Which operation.")
    take: Advice = column("建议用哪个。What to take.", of="advice")
    at: datetime = column("何时建议的。When it was said.", of="advised_at")


@dataclass(frozen=True)
class Outcome:
    """What came of it."""

    device: UUID | None = None
    reminded_at: datetime | None = None
    advice: tuple[Any, ...] = ()
    problems: tuple[Problem, ...] = ()


@strawberry.type(description="手机登记或自报的结果。What came of what a phone told.")
class DevicePayload:
    device: strawberry.ID | None = column("手机编号。The phone's id.")
    reminded_at: datetime | None = column("街道何时请本人看一眼。When a desk asked its person to look.")
    advice: list[StuckAdvice] = column("对没被收下的怎么建议。What is advised about what was refused.")
    problems: list[Problem] = column("没有办成的原因；办成则为空表。Why it was not done; empty when it was.")

    @classmethod
    def of(cls, done: devices.Heard) -> Outcome:
        return Outcome(done.device.device_id, done.device.reminded_at, tuple(done.advice))

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
