from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0010_invite")]

    initial = False

    operations = [
        ops.CreateModel(
            name="StandIn",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="ASKED", max_length=10)),
                ("area", fields.CharField(max_length=15)),
                ("post_id", fields.UUIDField()),
                ("asked_by_id", fields.UUIDField(db_index=True)),
                ("person_id", fields.UUIDField(db_index=True)),
                ("starts_on", fields.DateField()),
                ("ends_on", fields.DateField()),
                ("granted_id", fields.UUIDField(null=True)),
                ("handed", fields.TextField(default="", unique=False)),
                ("asked_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("begun_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("look_at", fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={"table": "stand_in", "app": "grid", "indexes": [Index(fields=["area", "id"])], "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Post",
            name="stands_for_id",
            field=fields.UUIDField(null=True, db_index=True),
        ),
    ]
