from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0007_approach")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Delivery",
            name="incident_id",
            field=fields.UUIDField(null=True),
        ),
        ops.AlterField(
            model_name="Delivery",
            name="state",
            field=fields.CharField(null=True, max_length=16),
        ),
        ops.AddField(
            model_name="Delivery",
            name="digest",
            field=fields.ForeignKeyField(
                "grid.Digest",
                source_field="digest_id",
                null=True,
                db_index=True,
                db_constraint=True,
                to_field="id",
                related_name="deliveries",
                on_delete=OnDelete.CASCADE,
            ),
        ),
        ops.AddField(
            model_name="Digest",
            name="pushed_at",
            field=fields.DatetimeField(null=True, auto_now=False, auto_now_add=False),
        ),
    ]
