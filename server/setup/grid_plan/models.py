"""The table of plans of grids."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.setup.grid_plan.lifecycle import State


class GridPlan(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10, default=State.DRAFT)
    area = fields.CharField(15)  # the community, by code
    reason = fields.TextField()
    grids = fields.TextField()  # what it takes the place of, as JSON (`drawing.Old`)
    pieces = fields.TextField()  # what it makes, as JSON (`drawing.Piece`)
    stays = fields.TextField(default="[]")  # cases that stay on old versions, the first of them, as JSON
    stay_count = fields.IntField(default=0)
    starts_at = fields.DatetimeField(null=True)  # null: when it is approved
    made_by_id: UUID = fields.UUIDField()
    made_at = fields.DatetimeField()
    approved_by_id: UUID | None = fields.UUIDField(null=True)
    approved_at = fields.DatetimeField(null=True)
    declined_reason = fields.TextField(default="")  # why it was sent back
    lapsed_code = fields.CharField(32, default="")  # why it did not come into force
    look_at = fields.DatetimeField(null=True, db_index=True)  # when the scheduler has something to do
    begun_at = fields.DatetimeField(null=True)
    closed_at = fields.DatetimeField(null=True)  # when it was dropped
    salt = fields.CharField(32, default=new_salt)  # of the digests in its events

    class Meta:
        table = "grid_plan"
        indexes = (("area", "id"), ("state", "id"))
