"""A community has a layer: what its map shows beside borders."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0003_login_tries")]

    initial = False

    operations = [
        ops.CreateModel(
            name="AreaLayer",
            fields=[
                ("code", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=12)),
                ("digest", fields.CharField(max_length=16)),
                ("content", fields.TextField()),
                ("source", fields.CharField(max_length=120)),
                ("synthetic", fields.BooleanField(default=False)),
                ("changed_at", fields.DatetimeField()),
            ],
            options={"table": "area_layer", "app": "grid", "pk_attr": "code"},
            bases=["Model"],
        ),
    ]
