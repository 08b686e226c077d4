from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0014_standing")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Pin",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("device_id", fields.UUIDField()),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="pins",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("proof_hash", fields.CharField(max_length=160)),
                ("errors", fields.IntField(default=0)),
                ("set_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={"table": "pin", "app": "grid", "unique_together": (("device_id", "person"),), "pk_attr": "id"},
            bases=["Model"],
        ),
    ]
