from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0015_pin")]

    initial = False

    operations = [
        ops.CreateModel(
            name="StuckOperation",
            fields=[
                ("op_id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="stuck",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("device_id", fields.UUIDField()),
                ("incident_id", fields.UUIDField()),
                ("operation", fields.CharField(max_length=48)),
                ("code", fields.CharField(max_length=48)),
                ("wrote", fields.JSONField(encoder=JSON_DUMPS, decoder=loads)),
                ("recorded_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("told_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("advice", fields.CharField(null=True, max_length=8)),
                ("advised_by_id", fields.UUIDField(null=True)),
                ("advised_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "stuck_operation", "app": "grid", "pk_attr": "op_id"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Device",
            name="clock_off",
            field=fields.BigIntField(null=True),
        ),
        ops.AddField(
            model_name="Device",
            name="conflicts",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Device",
            name="erased",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Device",
            name="missing",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.AddField(
            model_name="Device",
            name="reminded_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Device",
            name="unsent_kb",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.RunSQL("CREATE INDEX receipt_of_device ON receipt (device_id, sequence) WHERE device_id IS NOT NULL"),
    ]
