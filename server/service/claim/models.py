"""The table of claims: which firm takes on how much of which demand, and what came of it."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.process import Worded
from server.service.claim.lifecycle import State


class Rating(Worded):
    """评价，三档。How it was."""

    SATISFIED = "SATISFIED", "满意。Satisfied."
    FAIR = "FAIR", "基本满意。Fair."
    DISSATISFIED = "DISSATISFIED", "不满意。Dissatisfied."


class Claim(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10, default=State.CLAIMED)
    area = fields.CharField(12)  # the demand's
    demand_id: UUID = fields.UUIDField()
    unit_id: UUID = fields.UUIDField()  # the firm
    needed = fields.TextField()  # the demand's words, which do not change once it is published
    quantity = fields.IntField()
    measure = fields.CharField(8)
    due_on = fields.DateField()
    text = fields.TextField(default="")  # how they will do it
    made_by_id: UUID | None = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()
    delivery = fields.TextField(default="")  # what was delivered, in words
    delivered_at = fields.DatetimeField(null=True)  # the last time
    cooperation = fields.CharEnumField(Rating, max_length=12, null=True)  # by the firm
    objection = fields.TextField(default="")  # what was not right yet, the last time
    sent_back = fields.IntField(default=0)  # how often it was not accepted
    rating = fields.CharEnumField(Rating, max_length=12, null=True)  # by who needed it
    remark = fields.TextField(default="")
    reason = fields.TextField(default="")  # of who let it go
    closed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)  # of the digests in its events

    class Meta:
        table = "claim"
        indexes = (("area", "id"), ("unit_id", "id"), ("demand_id", "id"))
