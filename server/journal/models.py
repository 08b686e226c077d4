"""The append-only log: what happened, chained per subject when written and sealed across the district afterwards."""

from __future__ import annotations

from tortoise import Model, fields


class Event(Model):
    """One thing that happened to one subject. Never changed, never deleted (a trigger keeps it so)."""

    number = fields.BigIntField(primary_key=True, generated=True)
    id = fields.UUIDField(unique=True)
    kind = fields.CharField(48)  # "incident.dispatched"
    subject_id = fields.UUIDField()
    place_in_chain = fields.IntField()  # 1, 2, 3 … within the subject
    area = fields.CharField(15)  # where, for sight and for who is told
    by_id = fields.UUIDField(null=True)  # the person; null: the system
    post_id = fields.UUIDField(null=True)  # the post they acted in
    unit_id = fields.UUIDField(null=True)
    at = fields.DatetimeField()
    payload: fields.Field[dict[str, object]] = fields.JSONField()
    digest = fields.TextField(null=True)  # JSON: what it says of the rows that changed, see server.process.digest
    previous = fields.CharField(64)  # hash of the one before in this chain; "" for the first
    hash = fields.CharField(64)  # SHA-256 of this event's canonical JSON with `previous`

    class Meta:
        table = "event"
        unique_together = (("subject_id", "place_in_chain"),)


class Unsealed(Model):
    """Events waiting for the relay: written with the event, taken away when it is sealed."""

    event_number = fields.BigIntField(primary_key=True, generated=False)

    class Meta:
        table = "unsealed"


class Seal(Model):
    """The district's chain: the order in which the relay saw events, each seal covering the one before."""

    number = fields.BigIntField(primary_key=True, generated=False)  # 1, 2, 3 … without a gap
    event_number = fields.BigIntField(unique=True)
    seal = fields.CharField(64)
    sealed_at = fields.DatetimeField()

    class Meta:
        table = "seal"


class Follower(Model):
    """How far somebody who keeps step with the log has come: the number of the last seal that was handled."""

    name = fields.CharField(32, primary_key=True)
    seal = fields.BigIntField()

    class Meta:
        table = "follower"


class Epoch(Model):
    """One history of this district. A restored backup begins a new one: phones then offer again what they hold."""

    number = fields.IntField(primary_key=True, generated=False)  # 1, 2, 3 …: the last one holds
    id = fields.UUIDField(unique=True)
    began_at = fields.DatetimeField()

    class Meta:
        table = "epoch"


class Receipt(Model):
    """回执: an operation that took effect. The same id again is answered from here and does nothing."""

    op_id = fields.UUIDField(primary_key=True)
    person_id = fields.UUIDField()
    verb = fields.CharField(48)
    digest = fields.CharField(64)  # SHA-256 of the canonical input, to know another body
    subject_id = fields.UUIDField()
    at = fields.DatetimeField(db_index=True)
    device_id = fields.UUIDField(null=True)  # what the phone told of the sending: shown, never trusted
    sequence = fields.IntField(null=True)  # 1, 2, 3 … of the device
    recorded_at = fields.DatetimeField(null=True)  # by the phone's clock …
    queued_at = fields.DatetimeField(null=True)
    clock_off = fields.BigIntField(null=True)  # … which was so many seconds ahead of ours
    app_version = fields.CharField(40, null=True)
    format = fields.IntField(null=True)  # of the operation as the phone kept it

    class Meta:
        table = "receipt"
