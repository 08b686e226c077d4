"""The table of invites."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.setup.invite.lifecycle import State


class Invite(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10, default=State.SENT)
    area = fields.CharField(15)  # the district, by code
    person_id: UUID = fields.UUIDField(db_index=True)
    digest = fields.CharField(64, db_index=True)  # SHA-256 of the code, hex
    made_by_id: UUID = fields.UUIDField()
    made_at = fields.DatetimeField()
    expires_at = fields.DatetimeField()
    look_at = fields.DatetimeField(null=True, db_index=True)  # when it ends by itself; null: it is over
    closed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)  # of the digests in its events

    class Meta:
        table = "invite"
        indexes = (("area", "id"),)
