"""The table of answers."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.service.answer.lifecycle import State
from server.service.hotline.models import Kind


class Answer(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=5, default=State.DRAFT)
    order_id = fields.UUIDField(db_index=True)
    number = fields.CharField(64)  # of the order
    area = fields.CharField(15)  # the order's place, by code
    kind = fields.CharEnumField(Kind, max_length=10)  # of what it answers
    round = fields.IntField()
    accepted_at = fields.DatetimeField()  # 受理时间
    contact = fields.CharField(200)  # 与谁沟通, by role
    measures = fields.TextField()  # 解决措施
    finished = fields.BooleanField()  # 解决时限: done …
    promised_on = fields.DateField(null=True)  # … or promised for a day
    remark = fields.TextField(default="")  # what its reader wants changed; "" once it was
    written_by_id: UUID = fields.UUIDField()
    written_at = fields.DatetimeField()
    read_by_id: UUID | None = fields.UUIDField(null=True)
    read_at = fields.DatetimeField(null=True)
    sent_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)

    class Meta:
        table = "answer"
        indexes = (("area", "id"),)
