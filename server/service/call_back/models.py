"""The table of call-backs."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.grid.incident.models import Rating
from server.process import Worded
from server.service.call_back.lifecycle import State


class Resolved(Worded):
    """问题解决了吗。Whether it is solved, in the word of who asked for it."""

    YES = "YES", "解决了。Solved."
    PARTLY = "PARTLY", "部分解决。Partly."
    NO = "NO", "没解决。Not solved."


class CallBack(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=11, default=State.DUE)
    order_id = fields.UUIDField(db_index=True)  # what was answered; it keeps the contact
    answer_id = fields.UUIDField()
    number = fields.CharField(64)  # of the order
    area = fields.CharField(15)  # the order's place, by code
    level = fields.IntField()  # whose desk may call: 1 community, 2 street
    lead_unit_id: UUID | None = fields.UUIDField(null=True)  # which did it, and does not ask how it was
    contact = fields.CharField(64)  # a mask
    due_at = fields.DatetimeField()
    look_at = fields.DatetimeField(null=True)  # when nobody is reached any more
    tries = fields.TextField(default="")  # the moments of its calls, a blank between two
    resolved = fields.CharEnumField(Resolved, max_length=6, null=True)
    rating = fields.CharEnumField(Rating, max_length=12, null=True)
    words = fields.TextField(default="")
    again = fields.BooleanField(default=False)  # it was sent back to be done again
    called_by_id: UUID | None = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()
    closed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)

    class Meta:
        table = "call_back"
        indexes = (("area", "id"), ("look_at",))
