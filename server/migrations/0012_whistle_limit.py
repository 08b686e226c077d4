"""How long a step of a called unit may take, where a district says otherwise than is usual."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0011_lights")]

    initial = False

    operations = [
        ops.CreateModel(
            name="WhistleLimit",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("whistle", fields.CharField(max_length=18)),
                ("step", fields.CharField(max_length=6)),
                ("limit_kind", fields.CharField(max_length=4)),
                ("limit_amount", fields.IntField()),
                ("valid_from", fields.DateField()),
                ("valid_to", fields.DateField(null=True)),
            ],
            options={"table": "whistle_limit", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
    ]
