"""People's phones: registering a key, and telling how sync stands on them."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.enums import publish
from schema.core.fields import column
from schema.core.input_mapping import part
from schema.core.payload import Brief, why_not
from schema.core.problems import Problem
from schema.core.verbs import verbs
from server.reach.sync import devices, stuck
from server.reach.sync.models import Advice

publish(Advice, "StuckOperationAdvice", "对没被收下的一件怎么建议。What a desk advises about a refused operation.")
part(stuck.Wrote, "WroteInput")
part(stuck.Told, "StuckInput")


@strawberry.type(description="街道对一件没被收下的怎么建议。What a desk advises about a refused operation.")
class StuckAdvice:
    op_id: strawberry.ID = column("哪次操作。Which operation.")
    take: Advice = column("建议用哪个。What to take.", of="advice")
    at: datetime = column("何时建议的。When it was said.", of="advised_at")


@strawberry.type(description="手机登记或自报的结果。What came of what a phone told.")
class DevicePayload(Brief):
    nothing = devices.Heard()

    device: strawberry.ID | None = column("手机编号。The phone's id.")
    registered: bool = column("公钥在此次登录里登记着。Whether its key is registered in this session.")
    reminded_at: datetime | None = column("街道何时请本人看一眼。When a desk asked its person to look.")
    advice: list[StuckAdvice] = column("对没被收下的怎么建议。What is advised about what was refused.", most=20)
    problems: list[Problem] = why_not()


DeviceMutation = verbs("Device", DevicePayload, devices, {
    devices.Register: "登记这台手机的公钥，以便别人代传。Register this phone's key, so that others can carry its work.",
    devices.Report: "自报同步情况，隔几分钟一次。Tell how sync stands, once in some minutes.",
})  # fmt: skip
