"""What sync remembers: seals of incidents, devices, operations that wait, the epoch; and how an operation was sent."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


async def first_epoch(_apps: Any, editor: Any) -> None:
    """This district's history begins with an epoch of its own."""
    sqlite = editor.DIALECT == "sqlite"
    values = "(1, ?, ?)" if sqlite else "(1, $1, $2)"
    given: list[Any] = [uuid4(), datetime.now(UTC)]
    told = [str(given[0]), given[1].isoformat(" ")] if sqlite else given
    await editor.client.execute_query(f"INSERT INTO epoch (number, id, began_at) VALUES {values}", told)


class Migration(migrations.Migration):
    dependencies = [("grid", "0012_whistle_limit")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Device",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("device_id", fields.UUIDField()),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="devices",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("public_key", fields.CharField(null=True, max_length=100)),
                ("registered_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("contact_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("pending", fields.IntField(default=0)),
                ("needs_you", fields.IntField(default=0)),
                ("oldest_recorded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("app_version", fields.CharField(default="", max_length=40)),
                ("persisted", fields.BooleanField(null=True)),
                ("usage_mb", fields.IntField(null=True)),
                ("quota_mb", fields.IntField(null=True)),
            ],
            options={
                "table": "device",
                "app": "grid",
                "unique_together": (("device_id", "person"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Epoch",
            fields=[
                ("number", fields.IntField(primary_key=True, unique=True, db_index=True, generated=False)),
                ("id", fields.UUIDField(unique=True)),
                ("began_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "epoch", "app": "grid", "pk_attr": "number"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="HeldOperation",
            fields=[
                ("op_id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("person_id", fields.UUIDField()),
                ("after_op_id", fields.UUIDField()),
                ("verb", fields.CharField(max_length=48)),
                ("digest", fields.CharField(max_length=64)),
                ("subject_id", fields.UUIDField()),
                ("told", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "held_operation", "app": "grid", "pk_attr": "op_id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="IncidentMark",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "incident",
                    fields.OneToOneField(
                        "grid.Incident",
                        source_field="incident_id",
                        db_constraint=False,
                        to_field="id",
                        related_name="mark",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("seal", fields.BigIntField()),
            ],
            options={"table": "incident_mark", "app": "grid", "pk_attr": "number"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Receipt",
            name="app_version",
            field=fields.CharField(null=True, max_length=40),
        ),
        ops.AddField(
            model_name="Receipt",
            name="clock_off",
            field=fields.BigIntField(null=True),
        ),
        ops.AddField(
            model_name="Receipt",
            name="device_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name="Receipt",
            name="format",
            field=fields.IntField(null=True),
        ),
        ops.AddField(
            model_name="Receipt",
            name="queued_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Receipt",
            name="recorded_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Receipt",
            name="sequence",
            field=fields.IntField(null=True),
        ),
        ops.RunSQL("CREATE INDEX incident_mark_seal ON incident_mark (seal, incident_id)"),
        ops.RunSQL("CREATE INDEX held_operation_after ON held_operation (after_op_id)"),
        ops.RunSQL("CREATE INDEX held_operation_at ON held_operation (at)"),
        ops.RunPython(first_epoch),
    ]
