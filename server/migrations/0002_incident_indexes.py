"""How incidents are found: an index for each way of asking, the tables of search, and the counter of case numbers.

Every list asks by one of these columns and then by when the light turns red, so that one index gives both.
"""

from typing import Any

from tortoise import migrations
from tortoise.migrations import operations as ops

INDEXES = {
    "incident_late": "late_at, id",
    "incident_street": "street_id, late_at, id",
    "incident_community": "community_id, late_at, id",
    "incident_grid": "grid_id, late_at, id",
    "incident_state": "state, late_at, id",
    "incident_lead_unit": "lead_unit_id, late_at, id",
    "incident_assignee": "assignee_id, awaits",
    "incident_reporter": "reporter_id, received_at, id",
    "incident_class_place": "incident_class_id, lat, lon",
    "incident_place": "lat, lon",
    "incident_received": "received_at, id",
    "incident_changed": "changed_at, id",
}


async def search_tables(_apps: Any, editor: Any) -> None:
    """What can be found of an incident, as text and as the words of an index."""
    if editor.DIALECT == "sqlite":
        statements = (
            "CREATE TABLE incident_text (number INTEGER PRIMARY KEY, incident_id CHAR(36) NOT NULL UNIQUE "
            "REFERENCES incident (id) ON DELETE RESTRICT, body TEXT NOT NULL)",
            "CREATE VIRTUAL TABLE incident_words USING fts5 (words, tokenize = 'unicode61 remove_diacritics 0')",
        )
    else:
        statements = (
            "CREATE TABLE incident_text (incident_id UUID PRIMARY KEY REFERENCES incident (id) ON DELETE RESTRICT, "
            "body TEXT NOT NULL, words TSVECTOR NOT NULL)",
            "CREATE INDEX incident_text_words ON incident_text USING gin (words)",
        )
    for statement in statements:
        await editor.client.execute_query(statement)


class Migration(migrations.Migration):
    dependencies = [("grid", "0001_initial")]

    initial = False

    operations = [
        *(ops.RunSQL(f"CREATE INDEX {name} ON incident ({columns})") for name, columns in INDEXES.items()),
        ops.RunSQL(
            "CREATE UNIQUE INDEX incident_external ON incident (channel, external_no) WHERE external_no IS NOT NULL"
        ),
        ops.RunSQL(
            "CREATE TABLE case_number (district CHAR(6) NOT NULL, day CHAR(8) NOT NULL, last INTEGER NOT NULL, "
            "PRIMARY KEY (district, day))"
        ),
        ops.RunPython(search_tables),
    ]
