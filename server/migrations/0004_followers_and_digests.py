"""Who follows an incident into which their report was merged, from what was merged so far; and digests of notices."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

FOLLOWED = """
    INSERT INTO incident_follower (incident_id, person_id)
    WITH RECURSIVE went (person_id, incident_id) AS (
        SELECT reporter_id, merged_into_id FROM incident WHERE merged_into_id IS NOT NULL AND reporter_id IS NOT NULL
        UNION
        SELECT went.person_id, incident.merged_into_id FROM went JOIN incident ON incident.id = went.incident_id
        WHERE incident.merged_into_id IS NOT NULL
    ) SELECT incident_id, person_id FROM went
"""


class Migration(migrations.Migration):
    dependencies = [("grid", "0003_kept_by_the_database")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Digest",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="digests",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
                ("at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("read_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "digest", "app": "grid", "unique_together": (("person", "at"),), "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="IncidentFollower",
            fields=[
                ("id", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                (
                    "incident",
                    fields.ForeignKeyField(
                        "grid.Incident",
                        source_field="incident_id",
                        db_index=True,
                        db_constraint=True,
                        to_field="id",
                        related_name="followers",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="follows",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={
                "table": "incident_follower",
                "app": "grid",
                "unique_together": (("person", "incident"),),
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
        ops.AddField(
            model_name="Notice",
            name="digest",
            field=fields.ForeignKeyField(
                "grid.Digest",
                source_field="digest_id",
                null=True,
                db_index=True,
                db_constraint=True,
                to_field="id",
                related_name="notices",
                on_delete=OnDelete.CASCADE,
            ),
        ),
        ops.RunSQL(FOLLOWED),
        ops.RunSQL("DROP INDEX incident_follows"),
        ops.RunSQL("CREATE INDEX notice_incident ON notice (incident_id)"),
    ]
