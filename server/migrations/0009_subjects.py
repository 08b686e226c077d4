"""Notices and deliveries say of which noun they tell: until now each told of an incident, or of a whistle about one."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops

# a delivery of a push is about what its notice is about; one to a unit's channel says it by its kind
TOLD = """
    UPDATE notice SET subject_kind = CASE WHEN whistle_id IS NULL THEN 'incident' ELSE 'whistle' END,
        subject_id = COALESCE(whistle_id, incident_id)
"""
SENT = """
    UPDATE delivery SET
        subject_kind = COALESCE((SELECT n.subject_kind FROM notice n WHERE n.id = delivery.notice_id),
            CASE WHEN (SELECT e.kind FROM event e WHERE e.id = delivery.event_id) LIKE 'whistle.%' THEN 'whistle'
                ELSE 'incident' END),
        subject_id = COALESCE((SELECT n.subject_id FROM notice n WHERE n.id = delivery.notice_id),
            (SELECT e.subject_id FROM event e WHERE e.id = delivery.event_id), delivery.incident_id)
    WHERE incident_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [("grid", "0008_digest_pushed")]

    initial = False

    operations = [
        ops.AddField("Notice", "subject_kind", fields.CharField(null=True, max_length=24)),
        ops.AddField("Notice", "subject_id", fields.UUIDField(null=True)),
        ops.AddField("Delivery", "subject_kind", fields.CharField(null=True, max_length=24)),
        ops.AddField("Delivery", "subject_id", fields.UUIDField(null=True)),
        ops.RunSQL(TOLD),
        ops.RunSQL(SENT),
        ops.AlterField("Notice", "subject_kind", fields.CharField(max_length=24)),
        ops.AlterField("Notice", "subject_id", fields.UUIDField()),
        ops.AlterField(
            "Notice",
            "incident",
            fields.ForeignKeyField(
                "grid.Incident",
                source_field="incident_id",
                null=True,
                db_constraint=True,
                to_field="id",
                related_name="notices",
                on_delete=OnDelete.CASCADE,
            ),
        ),
        ops.RemoveField("Notice", "whistle_id"),
        ops.RunSQL("DROP INDEX notice_incident"),
        ops.RunSQL("CREATE INDEX notice_subject ON notice (subject_id)"),
    ]
