"""How a street reaches a unit for what is only shared with it: it is sent to, called, or sent to by the district."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

from server.catalogue.models import Approach


class Migration(migrations.Migration):
    dependencies = [("grid", "0006_search_folded")]
    operations = [
        ops.AddField("Unit", "approach", fields.CharEnumField(Approach, max_length=12, null=True)),
    ]
