"""The table of demands."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.process import Worded
from server.service.demand.lifecycle import State


class Matter(Worded):
    """哪一类的事。What kind of matter it is."""

    SOCIAL = "SOCIAL", "社会性。A social matter."
    MASS = "MASS", "群众性。A matter of the residents."
    PUBLIC_GOOD = "PUBLIC_GOOD", "公益性。For the public good."


class Demand(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10, default=State.DRAFT)
    area = fields.CharField(12)  # the community or street that needs it, by code
    matter = fields.CharEnumField(Matter, max_length=11)
    text = fields.TextField()  # what is needed; never whom it is for
    quantity = fields.IntField()
    measure = fields.CharField(8)  # in what it is counted: 份, 户, 次
    claimed = fields.IntField(default=0)  # by claims in force; `claiming` alone writes it
    confirmed = fields.IntField(default=0)  # of these, delivered and confirmed
    needed_by = fields.DateField()
    quarter = fields.CharField(6, default="")  # on whose list it is, 2026Q4; "" for a draft
    round = fields.IntField(default=1)  # for how many quarters it has been on the list
    carried_from_id: UUID | None = fields.UUIDField(null=True)  # the one of the quarter before, of which this was left
    made_by_id: UUID | None = fields.UUIDField(null=True)
    made_at = fields.DatetimeField()
    published_at = fields.DatetimeField(null=True)
    look_at = fields.DatetimeField(null=True, db_index=True)  # when its quarter is over
    reason = fields.TextField(default="")  # of who took it back
    closed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)  # of the digests in its events

    class Meta:
        table = "demand"
        indexes = (("area", "id"),)
