from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0014_saved_question")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Claim",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="CLAIMED", max_length=10)),
                ("area", fields.CharField(max_length=12)),
                ("demand_id", fields.UUIDField()),
                ("unit_id", fields.UUIDField()),
                ("needed", fields.TextField(unique=False)),
                ("quantity", fields.IntField()),
                ("measure", fields.CharField(max_length=8)),
                ("due_on", fields.DateField()),
                ("text", fields.TextField(default="", unique=False)),
                ("made_by_id", fields.UUIDField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("delivery", fields.TextField(default="", unique=False)),
                ("delivered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("cooperation", fields.CharField(null=True, max_length=12)),
                ("objection", fields.TextField(default="", unique=False)),
                ("sent_back", fields.IntField(default=0)),
                ("rating", fields.CharField(null=True, max_length=12)),
                ("remark", fields.TextField(default="", unique=False)),
                ("reason", fields.TextField(default="", unique=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={
                "table": "claim",
                "app": "grid",
                "indexes": [
                    Index(fields=["area", "id"]),
                    Index(fields=["unit_id", "id"]),
                    Index(fields=["demand_id", "id"]),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Demand",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="DRAFT", max_length=10)),
                ("area", fields.CharField(max_length=12)),
                ("matter", fields.CharField(max_length=11)),
                ("text", fields.TextField(unique=False)),
                ("quantity", fields.IntField()),
                ("measure", fields.CharField(max_length=8)),
                ("claimed", fields.IntField(default=0)),
                ("confirmed", fields.IntField(default=0)),
                ("needed_by", fields.DateField()),
                ("quarter", fields.CharField(default="", max_length=6)),
                ("round", fields.IntField(default=1)),
                ("carried_from_id", fields.UUIDField(null=True)),
                ("made_by_id", fields.UUIDField(null=True)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("published_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("look_at", fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ("reason", fields.TextField(default="", unique=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={"table": "demand", "app": "grid", "indexes": [Index(fields=["area", "id"])], "pk_attr": "id"},
            bases=["Model"],
        ),
    ]
