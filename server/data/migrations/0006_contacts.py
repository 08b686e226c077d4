"""Contacts are kept sealed, beside the things that they belong to, and who was shown one is counted."""

from tortoise import fields, migrations
from tortoise.indexes import Index
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    dependencies = [("grid", "0005_media_sender")]

    initial = False

    operations = [
        ops.CreateModel(
            name="Contact",
            fields=[
                ("subject_id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("kind", fields.CharField(max_length=16)),
                ("key_id", fields.CharField(db_index=True, max_length=16)),
                ("box", fields.CharField(max_length=512)),
            ],
            options={"table": "contact", "app": "grid", "pk_attr": "subject_id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="ContactReveal",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("subject_id", fields.UUIDField()),
                ("by_id", fields.UUIDField()),
                ("at", fields.DatetimeField(db_index=True, auto_now=False, auto_now_add=False)),
                ("until", fields.DatetimeField(auto_now=False, auto_now_add=False)),
            ],
            options={
                "table": "contact_reveal",
                "app": "grid",
                "indexes": [Index(fields=["by_id", "at"]), Index(fields=["subject_id", "by_id"])],
                "pk_attr": "id",
            },
            bases=["Model"],
        ),
    ]
