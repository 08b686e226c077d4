"""The whistle (哨), the parties that it calls, their objections and their results."""

from __future__ import annotations

from uuid import UUID

from tortoise import Model, fields

from server.core.ids import new_salt
from server.core.text import Worded
from server.grid.incident.models import Outcome
from server.grid.whistle.lifecycle import PartyState, State
from server.ground.catalogue.models import WhistleKind

Kind = WhistleKind  # the catalogue knows the kinds, since each has limits


class Part(Worded):
    LEAD = "LEAD", "主办，只有一家。It leads; exactly one does."
    ASSIST = "ASSIST", "协办。It assists."


class ArrivalMode(Worded):
    """报到 is a person at the place or in the named meeting; a telephone call is no more than an answer."""

    PLACE = "PLACE", "到现场，一次定位，200 米内。At the place: one fix, within 200 m."
    MEETING = "MEETING", "到会。In the named meeting."  # in the meeting that the whistle names
    MANUAL = "MANUAL", "人工说明，须写原因。Said by hand, with the reason."


class Mark(Worded):
    """One item of what the street thinks of a party's work. Nothing is preselected."""

    GOOD = "GOOD", "好。Good."  # all of the item's weight
    FAIRLY = "FAIRLY", "较好。Fairly good."
    SO_SO = "SO_SO", "一般，须说明。So-so: wants words."
    BAD = "BAD", "差，须说明。Bad: wants words."


class Ruling(Worded):
    """What became of an objection."""

    UPHELD = "UPHELD", "成立，免除。Upheld: the party is excused."
    REFUSED = "REFUSED", "不成立。Refused: it stays called."  # the party stays called
    # the party answered the call, or was excused, before it was decided
    LAPSED = "LAPSED", "未裁定，单位已应哨或免除。Lapsed before it was decided."


class Whistle(Model):
    id = fields.UUIDField(primary_key=True)  # made by the one who drafts it
    version = fields.IntField(default=1)  # `seen` of the whistle's own verbs
    revision = fields.IntField(default=1)  # one more for whatever moves here or in a party: what a write stands on
    number = fields.CharField(24, null=True, unique=True)  # W123456-YYYYMMDD-NNN, given when it is blown
    incident: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Incident", related_name="whistles", db_index=True, on_delete=fields.RESTRICT
    )
    incident_id: UUID
    area = fields.CharField(15)  # the incident's grid: its code carries the whole subtree
    street_id = fields.CharField(9)
    state = fields.CharEnumField(State, max_length=10)
    kind = fields.CharEnumField(Kind, max_length=18)

    reason = fields.TextField()  # why it is beyond the street's power
    matter: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Matter", related_name="whistles", on_delete=fields.RESTRICT
    )
    matter_id: str  # the duty list's item on which the call rests
    meeting_point = fields.CharField(200, default="")  # where to come, or the meeting's name
    meet_at = fields.DatetimeField(null=True)  # the agreed time
    done_by = fields.DatetimeField(null=True)  # by the plan
    conclusion = fields.TextField(default="")
    cost_note = fields.TextField(default="")

    drafted_by_id = fields.UUIDField()
    drafted_at = fields.DatetimeField()
    submitted_at = fields.DatetimeField(null=True)
    approved_by_id = fields.UUIDField(null=True)  # null: an emergency's, blown at once
    blown_at = fields.DatetimeField(null=True)
    review_due_at = fields.DatetimeField(null=True)  # an emergency's: within 24 hours
    reviewed_at = fields.DatetimeField(null=True)
    reviewed_by_id = fields.UUIDField(null=True)
    justified = fields.BooleanField(null=True)  # what the review said
    joint_at = fields.DatetimeField(null=True)  # the first party arrived
    concluded_at = fields.DatetimeField(null=True)
    ended_at = fields.DatetimeField(null=True)
    changed_at = fields.DatetimeField()
    warn_at = fields.DatetimeField(null=True)  # the clock that is due first turns yellow; null: none runs
    late_at = fields.DatetimeField(null=True)  # … and red
    salt = fields.CharField(32, default=new_salt)

    parties: fields.ReverseRelation[WhistleParty]

    class Meta:
        table = "whistle"


class WhistleParty(Model):
    """One unit that is called. Its acts have a version of their own, so that units do not get into each other's way."""

    id = fields.UUIDField(primary_key=True)
    whistle: fields.ForeignKeyRelation[Whistle] = fields.ForeignKeyField(
        "grid.Whistle", related_name="parties", db_index=True, on_delete=fields.RESTRICT
    )
    whistle_id: UUID
    version = fields.IntField(default=1)  # `seen` of the party's verbs
    unit: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Unit", related_name="called", on_delete=fields.RESTRICT
    )
    unit_id: UUID
    part = fields.CharEnumField(Part, max_length=6)
    task = fields.TextField(default="")
    state = fields.CharEnumField(PartyState, max_length=10)

    called_at = fields.DatetimeField(null=True)  # null: not blown yet, the unit knows nothing of it
    ack_warn_at = fields.DatetimeField(null=True)
    ack_due_at = fields.DatetimeField(null=True)
    acked_at = fields.DatetimeField(null=True)
    acked_by_id = fields.UUIDField(null=True)
    eta = fields.DatetimeField(null=True)  # when the unit says that it will be there

    arrive_warn_at = fields.DatetimeField(null=True)
    arrive_due_at = fields.DatetimeField(null=True)
    arrived_at = fields.DatetimeField(null=True)
    arrived_by_id = fields.UUIDField(null=True)
    arrival = fields.CharEnumField(ArrivalMode, max_length=8, null=True)
    arrival_m = fields.IntField(null=True)  # how far from the place; the fix itself is forgotten
    arrival_reason = fields.CharField(200, default="")  # why it was said by hand

    done_from = fields.DatetimeField(null=True)
    done_warn_at = fields.DatetimeField(null=True)
    done_due_at = fields.DatetimeField(null=True)
    done_at = fields.DatetimeField(null=True)
    sent_back = fields.IntField(default=0)  # how often the result was
    ended_at = fields.DatetimeField(null=True)  # signed off or excused
    ended_by_id = fields.UUIDField(null=True)

    next_due_at = fields.DatetimeField(null=True)  # when the system next has something to say about its silence
    silence = fields.IntField(default=0)  # of the present clock: 1 the unit's head was told, 2 the district was
    urged_at = fields.DatetimeField(null=True)

    prompt_mark = fields.CharEnumField(Mark, max_length=6, null=True)  # 报到效率 30
    quality_mark = fields.CharEnumField(Mark, max_length=6, null=True)  # 办理质量 40
    content_mark = fields.CharEnumField(Mark, max_length=6, null=True)  # 满意 20
    initiative_mark = fields.CharEnumField(Mark, max_length=6, null=True)  # 主动 10
    mark_text = fields.TextField(default="")
    call_needed = fields.BooleanField(null=True)  # the unit's word on the call: was it needed …
    call_fitted = fields.BooleanField(null=True)  # … and were the right units called
    call_text = fields.TextField(default="")
    call_said_at = fields.DatetimeField(null=True)

    class Meta:
        table = "whistle_party"
        unique_together = (("whistle", "unit"),)


class Objection(Model):
    """异议: a unit says that the matter is not its duty. Its clocks run on until the district has decided."""

    id = fields.UUIDField(primary_key=True)
    party: fields.ForeignKeyRelation[WhistleParty] = fields.ForeignKeyField(
        "grid.WhistleParty", related_name="objections", unique=True, on_delete=fields.RESTRICT
    )
    party_id: UUID
    matter: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Matter", related_name="objections", on_delete=fields.RESTRICT
    )
    matter_id: str  # the duty list's item that it cites
    text = fields.TextField()
    by_id = fields.UUIDField()
    at = fields.DatetimeField()
    due_at = fields.DatetimeField()  # by when the district decides
    ruling = fields.CharEnumField(Ruling, max_length=8, null=True)  # null: not decided yet
    ruling_text = fields.TextField(default="")
    ruled_at = fields.DatetimeField(null=True)
    ruled_by_id = fields.UUIDField(null=True)

    class Meta:
        table = "whistle_objection"


class Result(Model):
    """报结: what a party did, in the four elements of a good answer. One for each time that it finished."""

    id = fields.UUIDField(primary_key=True)
    party: fields.ForeignKeyRelation[WhistleParty] = fields.ForeignKeyField(
        "grid.WhistleParty", related_name="results", db_index=True, on_delete=fields.RESTRICT
    )
    party_id: UUID
    round = fields.IntField()
    by_id = fields.UUIDField()
    at = fields.DatetimeField()
    accepted_at = fields.DatetimeField()  # 受理时间
    contact = fields.CharField(200)  # 与谁沟通: role and time, a name is not needed
    measures = fields.TextField()  # 解决措施
    finished = fields.BooleanField()  # 解决时限: done …
    promised_on = fields.DateField(null=True)  # … or promised for a day
    outcome = fields.CharEnumField(Outcome, max_length=10)

    class Meta:
        table = "whistle_result"
