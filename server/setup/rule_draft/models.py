"""The table of drafts of rules."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.process import Worded
from server.setup.rule_draft.lifecycle import State


class Kind(Worded):
    """规则草稿改的是什么。What a draft of rules changes."""

    LIMITS = "LIMITS", "条件与时限。Filing conditions and limits."
    CALENDAR = "CALENDAR", "一年的工作日历。The work calendar of a year."


class RuleDraft(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=10, default=State.DRAFT)
    kind = fields.CharEnumField(Kind, max_length=8)
    area = fields.CharField(15)  # the district
    reason = fields.CharField(200)  # why the rules are changed
    starts_on = fields.DateField()  # the day from which it holds
    year = fields.IntField(null=True)  # of a calendar
    content = fields.TextField()  # what it changes, with what it was then (`content`), as JSON
    changes = fields.IntField()  # how many lines that is
    digest = fields.CharField(64, default="")  # of the content that was simulated; "" until then
    result = fields.TextField(default="")  # of the simulation (`simulation`), as JSON; "" until then
    simulated_at = fields.DatetimeField(null=True)
    to_replay = fields.IntField(default=0)  # cases of the simulation that runs, or ran last …
    replayed = fields.IntField(default=0)  # … and how many of them are done: told without an event
    made_by_id: UUID = fields.UUIDField()
    made_at = fields.DatetimeField()
    approved_by_id: UUID | None = fields.UUIDField(null=True)
    approved_at = fields.DatetimeField(null=True)
    begun_at = fields.DatetimeField(null=True)  # when it came in force
    closed_at = fields.DatetimeField(null=True)  # superseded, or dropped
    why_dropped = fields.CharField(200, default="")
    salt = fields.CharField(32, default=new_salt)  # of the digests in its events

    class Meta:
        table = "rule_draft"
        indexes = (("area", "id"), ("state", "starts_on"))
