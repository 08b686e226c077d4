"""What sync remembers: the last seal of each incident, people's phones, operations that wait, and the epoch."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tortoise import Model, fields


class IncidentMark(Model):
    """The seal of the last event about an incident: what has changed since a phone's cursor is a range of it."""

    number = fields.BigIntField(primary_key=True, generated=True)
    incident: fields.OneToOneRelation = fields.OneToOneField(  # type: ignore[type-arg]
        "grid.Incident", related_name="mark", on_delete=fields.RESTRICT, db_constraint=False
    )
    incident_id: UUID
    seal = fields.BigIntField()

    class Meta:
        table = "incident_mark"


class Epoch(Model):
    """One history of this district. A restored backup begins a new one: phones then offer again what they hold."""

    number = fields.IntField(primary_key=True, generated=False)  # 1, 2, 3 …: the last one holds
    id = fields.UUIDField(unique=True)
    began_at = fields.DatetimeField()

    class Meta:
        table = "epoch"


class Device(Model):
    """One person's app on one phone: the key that it signs with, and how its sync stands now. No places, no history."""

    id = fields.UUIDField(primary_key=True)
    device_id = fields.UUIDField()  # the phone's own; people may share one
    person: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
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

    class Meta:
        table = "device"
        unique_together = (("device_id", "person"),)


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
