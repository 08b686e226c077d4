"""The table of orders from outside."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.process import Worded
from server.service.hotline.lifecycle import State


class Kind(Worded):
    """诉求类型。What somebody wants who calls a hotline."""

    CONSULT = "CONSULT", "咨询。A question."
    HELP = "HELP", "求助。A call for help."
    COMPLAINT = "COMPLAINT", "投诉。A complaint."
    REPORT = "REPORT", "举报。A report against somebody."
    SUGGESTION = "SUGGESTION", "建议。A suggestion."


class OutOfScope(Worded):
    """为什么不予受理；各有一段现成的话。Why it is declined; each has words to begin with."""

    COURT = "COURT", "已进入诉讼、仲裁或复议。It is before a court, an arbiter or a review."
    OTHER_BODY = "OTHER_BODY", "属上级或其他机关职权。Another authority's to decide."
    PRIVATE = "PRIVATE", "民事纠纷，依法自行解决。A dispute between private parties."
    DONE = "DONE", "已办结，没有新的事实。Done before, with nothing new."
    UNREASONABLE = "UNREASONABLE", "没有法律政策依据。Nothing in law or policy grants it."


class OuterOrder(Model):
    id = fields.UUIDField(primary_key=True)
    version = fields.IntField(default=1)  # optimistic lock: `seen` of every verb
    state = fields.CharEnumField(State, max_length=9, default=State.RECEIVED)
    source = fields.CharField(64)  # who sends them, as an import names it
    number = fields.CharField(64)  # theirs, in narrow letters
    kind = fields.CharEnumField(Kind, max_length=10, default=Kind.HELP)
    class_name = fields.CharField(80, default="")  # as its source calls it
    class_code = fields.CharField(16, default="")  # ours: proposed from the words, then chosen
    area = fields.CharField(15)  # the place, by code: the street's at least
    address = fields.CharField(200, default="")
    text = fields.TextField()
    contact = fields.CharField(64, default="")  # a mask: the rest is sealed
    sent_at = fields.DatetimeField()  # by its source
    received_at = fields.DatetimeField()
    due_at = fields.DatetimeField()  # by its source
    return_by = fields.DatetimeField()  # after which it cannot be given back
    changes = fields.TextField(default="")  # of the source's last update, as JSON; "" once somebody acted on it
    round = fields.IntField(default=1)
    rounds = fields.TextField(default="")  # how each round before ended, as JSON
    incident_id: UUID | None = fields.UUIDField(null=True, db_index=True)
    reason_code = fields.CharEnumField(OutOfScope, max_length=12, null=True)
    words = fields.TextField(default="")  # why it was given back, declined or sent back
    appeal = fields.TextField(default="")  # what was said against that it was declined, once
    decided_by_id: UUID | None = fields.UUIDField(null=True)  # who declined it
    answer_id: UUID | None = fields.UUIDField(null=True)  # the answer that was sent last
    answered_at = fields.DatetimeField(null=True)
    late = fields.BooleanField(default=False)  # an answer came after its time
    closed_at = fields.DatetimeField(null=True)
    look_at = fields.DatetimeField(null=True)  # when time does something to it
    salt = fields.CharField(32, default=new_salt)

    class Meta:
        table = "outer_order"
        unique_together = (("source", "number"),)
        indexes = (("area", "id"), ("look_at",))
