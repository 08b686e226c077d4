"""Indexes of what is open, a small part of all that ever was: what lists and counts of open incidents ask for is in one
of them whole, so that they read neither what has ended nor any row."""

from tortoise import migrations
from tortoise.migrations import operations as ops

ASKED = (
    "street_id, late_at, id, state, awaits, severity, level, warn_at, community_id, grid_id, incident_class_id, "
    "lead_unit_id, lat, lon, channel, closed_at"
)


class Migration(migrations.Migration):
    dependencies = [("grid", "0017_standing_by_street")]

    initial = False

    operations = [
        ops.RunSQL(f"CREATE INDEX incident_open ON incident ({ASKED}) WHERE closed_at IS NULL"),
        ops.RunSQL("CREATE INDEX incident_unlit ON incident (id) WHERE closed_at IS NULL AND late_at IS NULL"),
        ops.RunSQL("CREATE INDEX incident_open_reporter ON incident (reporter_id) WHERE closed_at IS NULL"),
    ]
