"""What sync remembers: the last seal of each subject, people's phones, and operations that wait."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import Model, fields

from server.core.text import Worded
from server.ground.person.models import Person


class Advice(Worded):
    """What a desk advises somebody whose operation met another version."""

    MINE = "MINE", "用本人写的。What its person wrote."
    NOW = "NOW", "用现在的。What stands there now."


class SubjectMark(Model):
    """The seal of the last event about a subject: what has changed since a phone's cursor is a range of it."""

    number = fields.BigIntField(primary_key=True, generated=True)
    subject_kind = fields.CharField(24)
    subject_id = fields.UUIDField(unique=True)
    seal = fields.BigIntField()

    class Meta:
        table = "subject_mark"


class Device(Model):
    """One person's app on one phone: the key that it signs with, and how its sync stands now. No places, no history."""

    id = fields.UUIDField(primary_key=True)
    device_id = fields.UUIDField()  # the phone's own; people may share one
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="devices", db_index=True, on_delete=fields.RESTRICT
    )
    person_id: UUID
    public_key = fields.CharField(100, null=True)  # P-256, the uncompressed point in base64url; null: only reported
    registered_at = fields.DatetimeField()
    contact_at = fields.DatetimeField()  # to the quarter of an hour: nobody's working hours can be read from it
    pending = fields.IntField(default=0)
    needs_you = fields.IntField(default=0)
    oldest_recorded_at = fields.DatetimeField(null=True)  # by the phone's clock
    app_version = fields.CharField(40, default="")
    persisted = fields.BooleanField(null=True)  # whether the browser promised to keep what it holds
    usage_mb = fields.IntField(null=True)
    quota_mb = fields.IntField(null=True)
    unsent_kb = fields.IntField(default=0, db_default=0)
    clock_off = fields.BigIntField(null=True)  # seconds that its clock is ahead of ours
    missing = fields.IntField(default=0, db_default=0)  # numbers of operations that neither we nor the phone know of
    erased = fields.IntField(
        default=0, db_default=0
    )  # operations that were unsent when the phone's system erased its store
    conflicts = fields.IntField(default=0, db_default=0)  # of those that were refused, where somebody was first
    reminded_at = fields.DatetimeField(null=True)  # when a desk asked its person to look
    session_id = fields.UUIDField(null=True)  # in which it registered last, as its person is told of it

    class Meta:
        table = "device"
        unique_together = (("device_id", "person"),)


class StuckOperation(Model):
    """An operation that was refused and lies on a phone until its person has seen to it: what of it they wrote, and
    what a desk advises. As the phone last told it; gone when the phone has none such any more."""

    op_id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="stuck", db_index=True, on_delete=fields.CASCADE
    )
    person_id: UUID
    device_id = fields.UUIDField()
    subject_kind = fields.CharField(24)
    subject_id = fields.UUIDField()
    operation = fields.CharField(48)  # by the name of its document, e.g. Verify
    code = fields.CharField(48)  # of the first problem
    wrote: fields.Field[dict[str, Any]] = fields.JSONField()  # what differs may be compared by: field to value
    recorded_at = fields.DatetimeField(null=True)  # by the phone's clock
    told_at = fields.DatetimeField()
    advice = fields.CharEnumField(Advice, max_length=8, null=True)
    advised_by_id = fields.UUIDField(null=True)
    advised_at = fields.DatetimeField(null=True)

    class Meta:
        table = "stuck_operation"


class HeldOperation(Model):
    """An operation that came before the one it follows: carried out when that one has arrived."""

    op_id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    after_op_id = fields.UUIDField()  # what it waits for
    verb = fields.CharField(48)
    digest = fields.CharField(64)
    subject_id = fields.UUIDField()
    told: fields.Field[dict[str, Any]] = fields.JSONField()  # the order, whole
    at = fields.DatetimeField()

    class Meta:
        table = "held_operation"
