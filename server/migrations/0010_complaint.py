from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0010_subject_marks")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Complaint",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("version", fields.IntField(default=1)),
                ("state", fields.CharField(default="RECEIVED", max_length=10)),
                ("kind", fields.CharField(max_length=10)),
                ("about", fields.CharField(max_length=9)),
                ("about_unit_id", fields.UUIDField(null=True)),
                ("area", fields.CharField(max_length=12)),
                ("level", fields.IntField()),
                ("writer_id", fields.UUIDField()),
                ("text", fields.TextField(unique=False)),
                ("contact", fields.CharField(default="", max_length=64)),
                ("photos", fields.TextField(default="", unique=False)),
                ("received_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("due_at", fields.DatetimeField(auto_now=False, auto_now_add=False)),
                ("look_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("answer", fields.TextField(default="", unique=False)),
                ("answered_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
                ("answered_by_id", fields.UUIDField(null=True)),
                ("again", fields.TextField(default="", unique=False)),
                ("second_answer", fields.TextField(default="", unique=False)),
                ("late", fields.BooleanField(default=False)),
                ("closed_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "complaint",
                "app": "grid",
                "indexes": [
                    Index(fields=["area", "id"]),
                    Index(fields=["writer_id", "id"]),
                    Index(fields=["look_at"]),
                ],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
