"""The tables that a migrator can harm: rows that hang on others, numbers that are never given twice, unique pairs."""

from __future__ import annotations

from tortoise import fields
from tortoise.models import Model


class Person(Model):
    id = fields.UUIDField(primary_key=True)
    login = fields.CharField(max_length=40, unique=True)
    name = fields.CharField(max_length=80)
    ended_at = fields.DatetimeField(null=True)

    class Meta:
        table = "person"


class Session(Model):
    digest = fields.CharField(max_length=64, primary_key=True)
    person: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField("grid.Person", related_name="sessions")

    class Meta:
        table = "session"


class Note(Model):
    id = fields.UUIDField(primary_key=True)
    by: fields.ForeignKeyRelation[Person] = fields.ForeignKeyField(
        "grid.Person", related_name="notes", on_delete=fields.RESTRICT
    )

    class Meta:
        table = "note"


class Event(Model):
    number = fields.BigIntField(primary_key=True)
    subject = fields.CharField(max_length=36)
    place_in_chain = fields.IntField()
    kind = fields.CharField(max_length=48)

    class Meta:
        table = "event"
        unique_together = (("subject", "place_in_chain"),)


class Unsealed(Model):
    event_number = fields.BigIntField(primary_key=True, generated=False)

    class Meta:
        table = "unsealed"


class AreaShape(Model):
    id = fields.UUIDField(primary_key=True)
    source = fields.CharField(max_length=120)

    class Meta:
        table = "area_shape"
