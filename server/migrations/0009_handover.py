from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0008_insight")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Handover",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("area", fields.CharField(max_length=15)),
                ("note", fields.TextField(unique=False)),
                ("open_count", fields.IntField()),
                ("late_count", fields.IntField()),
                ("promised_count", fields.IntField()),
                ("written_by_id", fields.UUIDField()),
                ("written_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("confirmed_by_id", fields.UUIDField(null=True)),
                ("confirmed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "handover", "app": "grid", "indexes": [Index(fields=["area", "id"])], "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.RunSQL(
            "CREATE INDEX disposal_promised ON disposal (promised_on, incident_id) WHERE promised_on IS NOT NULL"
        ),
    ]
