"""Requests and their decisions; on an incident: what it asks for, until when it rests, into which it was merged."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0003_notice")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Approval",
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
                        related_name="approvals",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("kind", fields.CharField(max_length=12)),
                ("state", fields.CharField(default="ASKED", max_length=12)),
                ("decider", fields.CharField(max_length=12)),
                ("round", fields.IntField(default=1)),
                ("unit_id", fields.UUIDField(null=True)),
                ("asked_by_id", fields.UUIDField()),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("reason_code", fields.CharField(null=True, max_length=16)),
                ("reason", fields.TextField(default="", unique=False)),
                ("plan", fields.TextField(default="", unique=False)),
                ("until", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("limit_amount", fields.IntField(null=True)),
                ("proposed_unit_id", fields.UUIDField(null=True)),
                ("decided_by_id", fields.UUIDField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("answer", fields.TextField(default="", unique=False)),
            ],
            options={"table": "approval", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Incident",
            name="appealed_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Incident",
            name="asks",
            field=fields.CharField(null=True, max_length=12),
        ),
        ops.AddField(
            model_name="Incident",
            name="merged_into_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name="Incident",
            name="pending_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AddField(
            model_name="Incident",
            name="resume_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
        ops.AddField(
            model_name="Incident",
            name="whistling",
            field=fields.IntField(default=0, db_default=0),
        ),
        ops.RunSQL("CREATE INDEX approval_state ON approval (state, id)"),
        ops.RunSQL("CREATE INDEX approval_unit ON approval (unit_id, kind, asked_at)"),
        ops.RunSQL("CREATE INDEX incident_resume ON incident (resume_at) WHERE resume_at IS NOT NULL"),
        ops.RunSQL(
            "CREATE INDEX incident_merged ON incident (merged_into_id, reporter_id) WHERE merged_into_id IS NOT NULL"
        ),
        ops.RunSQL(
            "CREATE INDEX incident_follows ON incident (reporter_id, merged_into_id) WHERE merged_into_id IS NOT NULL"
        ),
    ]
