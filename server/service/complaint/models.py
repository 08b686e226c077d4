"""Complaints and suggestions: what was written, by whom it is to be answered, and the answers."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.process import Worded
from server.service.complaint.lifecycle import State


class Kind(Worded):
    """投诉还是建议。A complaint or a suggestion."""

    COMPLAINT = "COMPLAINT", "投诉。Complaint."
    SUGGESTION = "SUGGESTION", "建议。Suggestion."


class About(Worded):
    """关于谁、什么事。Whom or what it is about."""

    COMMUNITY = "COMMUNITY", "社区的人。The community."
    STREET = "STREET", "街道的人。The street."
    UNIT = "UNIT", "部门或企业。A unit."
    PROGRAM = "PROGRAM", "这个软件。This program."
    OTHER = "OTHER", "别的事。Something else."


class Complaint(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10, default=State.RECEIVED)
    kind = fields.CharEnumField(Kind, max_length=10)
    about = fields.CharEnumField(About, max_length=9)
    about_unit_id = fields.UUIDField(null=True)
    area = fields.CharField(12)  # the place: a community's, a street's or the district's code
    level = fields.IntField()  # whose answer it waits for: 1 community, 2 street, 3 district
    writer_id = fields.UUIDField()  # a person's id, or what the server makes of a holder's code
    text = fields.TextField()  # "" once it was taken back, and so are contact, again, photos and files
    contact = fields.CharField(64, default="")
    photos = fields.TextField(default="")  # SHA-256, hex, a blank between two
    files = fields.TextField(default="", db_default="")
    received_at = fields.DatetimeField()
    due_at = fields.DatetimeField()
    look_at = fields.DatetimeField(null=True)  # when the sweeper has something to do with it
    answer = fields.TextField(default="")
    answered_at = fields.DatetimeField(null=True)
    answered_by_id: UUID | None = fields.UUIDField(null=True)
    again = fields.TextField(default="")  # what was asked once more
    second_answer = fields.TextField(default="")
    late = fields.BooleanField(default=False)  # an answer came after its time
    closed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)

    class Meta:
        table = "complaint"
        indexes = (("area", "id"), ("writer_id", "id"), ("look_at",))
