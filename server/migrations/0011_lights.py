"""The index by light holds all that a light is made of, so that counting lights reads no rows."""

from tortoise import migrations
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0010_hotissue")]

    initial = False

    operations = [
        ops.RunSQL("DROP INDEX incident_late"),
        ops.RunSQL("CREATE INDEX incident_late ON incident (late_at, id, warn_at, state)"),
    ]
