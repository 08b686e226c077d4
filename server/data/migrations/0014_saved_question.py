from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0013_rule_draft")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SavedQuestion",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="KEPT", max_length=8)),
                ("area", fields.CharField(max_length=15)),
                ("scope", fields.CharField(default="MINE", max_length=8)),
                ("made_by_id", fields.UUIDField(db_index=True)),
                ("post_id", fields.UUIDField()),
                ("name", fields.CharField(max_length=60)),
                ("document", fields.TextField(unique=False)),
                ("given", fields.TextField(default="{}", unique=False)),
                ("weekly", fields.BooleanField(default=False)),
                ("above", fields.IntField(null=True)),
                ("look_at", fields.DatetimeField(null=True, db_index=True, auto_now=False, auto_now_add=False)),
                ("sent_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("told_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("made_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("used_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("salt", fields.CharField(max_length=32)),
            ],
            options={
                "table": "saved_question",
                "app": "grid",
                "indexes": [Index(fields=["area", "id"]), Index(fields=["scope", "id"])],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
