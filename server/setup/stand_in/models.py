"""The table of stand-ins."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.setup.stand_in.lifecycle import State


class StandIn(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10, default=State.ASKED)
    area = fields.CharField(15)  # of the post, by code
    post_id: UUID = fields.UUIDField()
    asked_by_id: UUID = fields.UUIDField(db_index=True)  # whose post it is
    person_id: UUID = fields.UUIDField(db_index=True)  # who stands in
    starts_on = fields.DateField()
    ends_on = fields.DateField()  # the last day
    granted_id: UUID | None = fields.UUIDField(null=True)  # the post that they hold by it
    handed = fields.TextField(default="")  # the cases that were handed over, a blank between two
    asked_at = fields.DatetimeField()
    begun_at = fields.DatetimeField(null=True)
    look_at = fields.DatetimeField(null=True, db_index=True)  # when the scheduler has something to do
    closed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)  # of the digests in its events

    class Meta:
        table = "stand_in"
        indexes = (("area", "id"),)
