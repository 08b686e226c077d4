"""The receipt (回执): what a phone keeps as proof that an operation took effect, and may ask for again."""

from __future__ import annotations

from datetime import datetime

import strawberry

from schema.core.context import Info
from schema.core.fields import column, field
from server.journal import models, receipts, signing


@strawberry.type(description="回执：操作已生效的凭据。A receipt: proof that an operation took effect.")
class Receipt:
    op_id: strawberry.ID = column("操作编号。The operation's id.")
    at: datetime = column("何时生效。When it took effect.")
    recorded_at: datetime | None = column("何时按下，按手机的钟。When it was recorded, by the phone's clock.")
    clock_off: float | None = column(
        "手机的钟比我们的快多少秒。How many seconds the phone's clock was ahead of ours.", of="clock_off"
    )

    @field("可读出的短码，如 7F3A-91C2。A short code to read out, e.g. 7F3A-91C2.")
    def code(root: strawberry.Parent[models.Receipt], info: Info) -> str:
        return receipts.code(root, info.context.secret)

    @field("签名所签的原文。The very text that the signature signs.")
    def statement(root: strawberry.Parent[models.Receipt], info: Info) -> str:
        return signing.statement(root, info.context.head)

    @field("原文的 Ed25519 签名，base64url。The Ed25519 signature of that text, in base64url.")
    def signature(root: strawberry.Parent[models.Receipt], info: Info) -> str:
        return signing.signature(signing.statement(root, info.context.head), info.context.secret)
