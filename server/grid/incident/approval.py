"""What may be asked of an incident (`process.approval`): to give it back, more time, to suspend it, to void it.

A request is a row of its own. While it stands the incident names its kind (`Incident.asks`) and every clock runs on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from tortoise import Model, fields

from server.core.text import Worded
from server.process.approval import ApprovalState, Request

if TYPE_CHECKING:
    from server.grid.incident.models import Incident


class ApprovalKind(Worded):
    GIVE_BACK = "GIVE_BACK", "退单。To give it back."
    EXTEND = "EXTEND", "延期。More time."
    SUSPEND = "SUSPEND", "挂账。To suspend it."
    VOID = "VOID", "作废。To void it."


class Decider(Worded):
    """The post that decides, in the incident's own place."""

    DISPATCHER = "DISPATCHER", "派遣岗，街道负责人也可。Who dispatches it; the street's head may as well."
    HEAD = "HEAD", "街道负责人。The street's head."
    DISTRICT = "DISTRICT", "区。The district."


class Approval(Model):
    id = fields.UUIDField(primary_key=True)
    incident: fields.ForeignKeyRelation[Incident] = fields.ForeignKeyField(
        "grid.Incident", related_name="approvals", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    kind = fields.CharEnumField(ApprovalKind, max_length=12)
    state = fields.CharEnumField(ApprovalState, max_length=12, default=ApprovalState.ASKED)
    decider = fields.CharEnumField(Decider, max_length=12)
    round = fields.IntField(default=1)

    unit_id = fields.UUIDField(null=True)  # the unit that asks; null: a desk does
    asked_by_id = fields.UUIDField()
    asked_at = fields.DatetimeField()
    reason_code = fields.CharField(16, null=True)
    reason = fields.TextField(default="")
    plan = fields.TextField(default="")  # 挂账: how it will be solved
    until = fields.DatetimeField(null=True)  # 挂账: when it is looked at again
    limit_amount = fields.IntField(null=True)  # 延期: how much more, in the unit of the clock's own limit
    proposed_unit_id = fields.UUIDField(null=True)  # 退单: whose it is instead

    decided_by_id = fields.UUIDField(null=True)
    decided_at = fields.DatetimeField(null=True)  # also when it was withdrawn, or lapsed
    answer = fields.TextField(default="")  # why it was declined, or a note to the grant

    class Meta:
        table = "approval"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRow(Request):
    """A request as the decisions see it."""

    kind: ApprovalKind
    decider: Decider
    round: int
    unit_id: UUID | None
    reason_code: str | None
    reason: str
    plan: str = ""
    until: datetime | None = None
    limit_amount: int | None = None
    proposed_unit_id: UUID | None = None
