"""A phone says in which session it is, so that both are shown and end as one."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0006_contacts")]

    initial = False

    operations = [
        ops.AddField(model_name="Device", name="session_id", field=fields.UUIDField(null=True)),
    ]
