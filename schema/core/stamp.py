"""What a phone tells of the way of an operation, beside what it asks: kept with the receipt, never decided upon."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.fields import given
from schema.core.moments import moment
from schema.core.sent import as_sent
from server.core.moments import STAMP


@as_sent
@strawberry.input(
    description="操作的来路，只留作凭据，不算时限。How an operation came: kept as proof, never used for deadlines."
)
class OperationStamp:
    device: strawberry.ID | None = given("手机编号，每人每台一个。The device: one for each person on each phone.")
    sequence: int | None = given("这台手机的第几次操作。The how manyth operation of this device.")
    recorded_at: datetime | None = moment(
        "何时按下，按手机的钟。When it was recorded, by the phone's clock.", STAMP, default=None
    )
    queued_at: datetime | None = moment(
        "何时排队，按手机的钟。When it was queued, by the phone's clock.", STAMP, default=None
    )
    sent_at: datetime | None = moment(
        "这一次何时发出，按手机的钟。When this attempt was sent, by the phone's clock.", STAMP, default=None
    )
    app_version: str | None = given("应用版本。The app's version.")
    format: int | None = given("操作格式的版本。The version of the operation's format.")
    after: strawberry.ID | None = given(
        "同一手机对同一件事的前一次操作，若还没有回执。"
        "The operation before it, of this device on the same subject, while it has no receipt."
    )
