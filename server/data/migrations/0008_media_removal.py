"""A photo or a file is marked before it is removed, and who sent it is told when it was."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0007_device_session")]

    initial = False

    operations = [
        ops.AddField(model_name="Media", name="unkept_since", field=fields.DatetimeField(null=True)),
        ops.AddField(model_name="MediaSender", name="removed_at", field=fields.DatetimeField(null=True)),
    ]
