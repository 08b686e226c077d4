"""Pull marks and refused work say of which noun they are: until now each was of an incident."""

from tortoise import fields, migrations
from tortoise.migrations import operations as ops

MARKS = """
    INSERT INTO subject_mark (subject_kind, subject_id, seal) SELECT 'incident', incident_id, seal FROM incident_mark
"""


class Migration(migrations.Migration):
    dependencies = [("grid", "0009_subjects")]

    initial = False

    operations = [
        ops.CreateModel(
            name="SubjectMark",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("subject_kind", fields.CharField(max_length=24)),
                ("subject_id", fields.UUIDField(unique=True)),
                ("seal", fields.BigIntField()),
            ],
            options={"table": "subject_mark", "app": "grid", "pk_attr": "number"},
            bases=["Model"],
        ),
        ops.RunSQL(MARKS),
        ops.DeleteModel("IncidentMark"),
        ops.RunSQL("CREATE INDEX subject_mark_seal ON subject_mark (subject_kind, seal, subject_id)"),
        ops.AddField("StuckOperation", "subject_kind", fields.CharField(null=True, max_length=24)),
        ops.AddField("StuckOperation", "subject_id", fields.UUIDField(null=True)),
        ops.RunSQL("UPDATE stuck_operation SET subject_kind = 'incident', subject_id = incident_id"),
        ops.AlterField("StuckOperation", "subject_kind", fields.CharField(max_length=24)),
        ops.AlterField("StuckOperation", "subject_id", fields.UUIDField()),
        ops.RemoveField("StuckOperation", "incident_id"),
    ]
