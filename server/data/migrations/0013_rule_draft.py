from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0012_import_job")]

    initial = False

    operations = [
        ops.CreateModel(
            name="RuleDraft",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="DRAFT", max_length=10)),
                ("kind", fields.CharField(max_length=8)),
                ("area", fields.CharField(max_length=15)),
                ("reason", fields.CharField(max_length=200)),
                ("starts_on", fields.DateField()),
                ("year", fields.IntField(null=True)),
                ("content", fields.TextField(unique=False)),
                ("changes", fields.IntField()),
                ("digest", fields.CharField(default="", max_length=64)),
                ("result", fields.TextField(default="", unique=False)),
                ("simulated_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("to_replay", fields.IntField(default=0)),
                ("replayed", fields.IntField(default=0)),
                ("made_by_id", fields.UUIDField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("approved_by_id", fields.UUIDField(null=True)),
                ("approved_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("begun_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("why_dropped", fields.CharField(default="", max_length=200)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={
                "table": "rule_draft",
                "app": "grid",
                "indexes": [Index(fields=["area", "id"]), Index(fields=["state", "starts_on"])],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="YearNotice",
            fields=[
                ("year", fields.IntField(primary_key=True, unique=True, db_index=True, generated=False)),
                ("source", fields.CharField(max_length=120)),
                ("provisional", fields.BooleanField(default=False)),
            ],
            options={"table": "year_notice", "app": "grid", "pk_attr": "year"},
            bases=["Model"],
        ),
    ]
