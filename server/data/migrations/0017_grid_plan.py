from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0016_hotline")]

    initial = False

    operations = [
        ops.CreateModel(
            name="GridPlan",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="DRAFT", max_length=10)),
                ("area", fields.CharField(max_length=15)),
                ("reason", fields.TextField(unique=False)),
                ("grids", fields.TextField(unique=False)),
                ("pieces", fields.TextField(unique=False)),
                ("stays", fields.TextField(default="[]", unique=False)),
                ("stay_count", fields.IntField(default=0)),
                ("starts_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("made_by_id", fields.UUIDField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("approved_by_id", fields.UUIDField(null=True)),
                ("approved_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("declined_reason", fields.TextField(default="", unique=False)),
                ("lapsed_code", fields.CharField(default="", max_length=32)),
                ("look_at", fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ("begun_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={
                "table": "grid_plan",
                "app": "grid",
                "indexes": [Index(fields=["area", "id"]), Index(fields=["state", "id"])],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
