from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0004_followers_and_digests")]

    initial = False

    operations = [
        ops.AlterField(
            model_name="Disposal",
            name="unit_id",
            field=fields.UUIDField(null=True),
        ),
    ]
