"""督办 and spot checks, with what finds the open ones."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0004_approvals")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SpotCheck",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "incident",
                    fields.ForeignKeyField(
                        "grid.Incident",
                        source_field="incident_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="spot_checks",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("seed", fields.CharField(max_length=32)),
                ("share", fields.IntField()),
                ("drawn_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("resolved_by_id", fields.UUIDField(null=True)),
                ("verdict", fields.CharField(null=True, max_length=8)),
                ("text", fields.TextField(default="", unique=False)),
                ("by_id", fields.UUIDField(null=True)),
                ("at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "spot_check", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Supervision",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "incident",
                    fields.ForeignKeyField(
                        "grid.Incident",
                        source_field="incident_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="supervisions",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("whistle_id", fields.UUIDField(null=True)),
                ("unit_id", fields.UUIDField(null=True)),
                ("by_id", fields.UUIDField(null=True)),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("opinion", fields.TextField(unique=False)),
                ("reply_by", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("answer", fields.TextField(default="", unique=False)),
                ("answered_by_id", fields.UUIDField(null=True)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "supervision", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.RunSQL("CREATE UNIQUE INDEX spot_check_incident ON spot_check (incident_id)"),
        ops.RunSQL("CREATE INDEX spot_check_pending ON spot_check (id) WHERE verdict IS NULL"),
        ops.RunSQL("CREATE INDEX supervision_open ON supervision (reply_by, incident_id) WHERE answered_at IS NULL"),
    ]
