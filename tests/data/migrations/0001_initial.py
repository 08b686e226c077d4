"""The tables."""

from tortoise import fields, migrations
from tortoise.fields.base import OnDelete
from tortoise.migrations import operations as ops


class Migration(migrations.Migration):
    initial = True

    operations = [
        ops.CreateModel(
            name="AreaShape",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("source", fields.CharField(max_length=120)),
            ],
            options={"table": "area_shape", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Event",
            fields=[
                ("number", fields.BigIntField(generated=True, primary_key=True, unique=True, db_index=True)),
                ("subject", fields.CharField(max_length=36)),
                ("place_in_chain", fields.IntField()),
                ("kind", fields.CharField(max_length=48)),
            ],
            options={
                "table": "event",
                "app": "grid",
                "unique_together": (("subject", "place_in_chain"),),
                "pk_attr": "number",
            },
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Person",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                ("login", fields.CharField(unique=True, max_length=40)),
                ("name", fields.CharField(max_length=80)),
                ("ended_at", fields.DatetimeField(null=True, auto_now=False, auto_now_add=False)),
            ],
            options={"table": "person", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Note",
            fields=[
                ("id", fields.UUIDField(primary_key=True, unique=True, db_index=True)),
                (
                    "by",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="by_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="notes",
                        on_delete=OnDelete.RESTRICT,
                    ),
                ),
            ],
            options={"table": "note", "app": "grid", "pk_attr": "id"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Session",
            fields=[
                ("digest", fields.CharField(primary_key=True, unique=True, db_index=True, max_length=64)),
                (
                    "person",
                    fields.ForeignKeyField(
                        "grid.Person",
                        source_field="person_id",
                        db_constraint=True,
                        to_field="id",
                        related_name="sessions",
                        on_delete=OnDelete.CASCADE,
                    ),
                ),
            ],
            options={"table": "session", "app": "grid", "pk_attr": "digest"},
            bases=["Model"],
        ),
        ops.CreateModel(
            name="Unsealed",
            fields=[
                ("event_number", fields.BigIntField(primary_key=True, unique=True, db_index=True, generated=False)),
            ],
            options={"table": "unsealed", "app": "grid", "pk_attr": "event_number"},
            bases=["Model"],
        ),
    ]
