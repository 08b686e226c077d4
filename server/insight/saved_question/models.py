"""The table of saved questions."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.insight.saved_question.lifecycle import State
from server.process import Worded


class Scope(Worded):
    """谁看得到存下的问题。Who sees a saved question."""

    MINE = "MINE", "只有我。Its owner alone."
    STREET = "STREET", "本街道的。Who supervises the street."
    DISTRICT = "DISTRICT", "全区的。Who supervises in the district."


class SavedQuestion(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=8, default=State.KEPT)
    area = fields.CharField(15)  # of the post in which it was kept, by code
    scope = fields.CharEnumField(Scope, max_length=8, default=Scope.MINE)
    made_by_id: UUID = fields.UUIDField(db_index=True)  # whose it is
    post_id: UUID = fields.UUIDField()  # with which its sending ends
    name = fields.CharField(60)
    document = fields.TextField()  # the query; "" once it is dropped
    given = fields.TextField(default="{}")  # values of its variables, as JSON
    weekly = fields.BooleanField(default=False)  # sent to its owner on Mondays
    above: int | None = fields.IntField(null=True)  # its owner is told when its first number is over this
    look_at = fields.DatetimeField(null=True, db_index=True)  # when it is asked next; null: nobody is told
    sent_at = fields.DatetimeField(null=True)  # since when, or when it was sent on a Monday last
    told_at = fields.DatetimeField(null=True)  # when its owner was told that it is over; null: it is not
    made_at = fields.DatetimeField()
    used_at = fields.DatetimeField(null=True)  # when its owner asked it last
    closed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)  # of the digests in its events

    class Meta:
        table = "saved_question"
        indexes = (("area", "id"), ("scope", "id"))
