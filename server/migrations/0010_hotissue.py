"""Hot issues and their incidents, each of which belongs to one at most."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0009_handover")]

    initial = False

    operations = [
        ops.CreateModel(
            name="HotIssue",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(max_length=10)),
                ("class_code", fields.CharField(max_length=8)),
                ("lat", fields.IntField()),
                ("lon", fields.IntField()),
                ("grid_id", fields.CharField(max_length=15)),
                ("count", fields.IntField()),
                ("proposed_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("last_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("owner_unit_id", fields.UUIDField(null=True)),
                ("owner_role", fields.CharField(null=True, max_length=24)),
                ("plan", fields.TextField(default="", unique=False)),
                ("due_on", fields.DateField(null=True)),
                ("decided_by_id", fields.UUIDField(null=True)),
                ("decided_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("solved_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("words", fields.TextField(default="", unique=False)),
            ],
            options={"table": "hot_issue", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="HotIssueMember",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "issue",
                    fields.ForeignKeyField(
                        "grid.HotIssue",
                        source_field="issue_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="members",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "incident",
                    fields.ForeignKeyField(
                        "grid.Incident",
                        source_field="incident_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="hot_issues",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                ("at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "hot_issue_member", "app": "grid", "pk_attr": "number"},
            bases=["Model"],
        ),
        ops.RunSQL("CREATE UNIQUE INDEX hot_issue_member_incident ON hot_issue_member (incident_id)"),
        ops.RunSQL("CREATE INDEX hot_issue_place ON hot_issue (class_code, lat, lon)"),
        ops.RunSQL("CREATE INDEX hot_issue_grid ON hot_issue (grid_id, id)"),
        ops.RunSQL("CREATE INDEX hot_issue_owner ON hot_issue (owner_unit_id)"),
    ]
