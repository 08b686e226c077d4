"""What the sweeper remembers, when it looks at a clock, and why a unit was chosen."""

from orjson import loads
from tortoise import fields, migrations
from tortoise.fields.data import JSON_DUMPS
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0006_whistle")]

    initial = False

    operations = [
        ops.CreateModel(
            name="ClockMark",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("clock_id", fields.UUIDField()),
                ("threshold", fields.IntField()),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("told", fields.BooleanField()),
            ],
            options={
                "table": "clock_mark",
                "app": "grid",
                "unique_together": (("clock_id", "threshold"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Followed",
            fields=[
                ("name", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=16)),
                ("place", fields.IntField(default=0)),
                ("day", fields.DateField()),
                ("cause", fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads)),
                ("target", fields.IntField(default=0)),
                ("after", fields.UUIDField(null=True)),
            ],
            options={"table": "followed", "app": "grid", "pk_attr": "name"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Lease",
            fields=[
                ("name", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=16)),
                ("holder", fields.UUIDField()),
                ("until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "lease", "app": "grid", "pk_attr": "name"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Incident",
            name="assignment",
            field=fields.JSONField(null=True, encoder=JSON_DUMPS, decoder=loads),
        ),
        ops.AddField(
            model_name="IncidentClock",
            name="look_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.RunSQL("UPDATE incident_clock SET look_at = started_at WHERE stopped_at IS NULL"),
        ops.RunSQL("CREATE INDEX incident_clock_look ON incident_clock (look_at) WHERE stopped_at IS NULL"),
        ops.RunSQL("CREATE INDEX incident_clock_open ON incident_clock (incident_id) WHERE stopped_at IS NULL"),
    ]
