from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0009_stock")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Invite",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="SENT", max_length=10)),
                ("area", fields.CharField(max_length=15)),
                ("person_id", fields.UUIDField(db_index=True)),
                ("digest", fields.CharField(db_index=True, max_length=64)),
                ("made_by_id", fields.UUIDField()),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("expires_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("look_at", fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={"table": "invite", "app": "grid", "indexes": [Index(fields=["area", "id"])], "pk_attr": "id"},
            bases=["Model"],
        ),
    ]
