"""Contacts as they are kept, and who was shown one."""

from __future__ import annotations

from tortoise import Model, fields


class Contact(Model):
    """How to reach whoever a thing is about, sealed: nothing of it is told but by `revealing`."""

    subject_id = fields.UUIDField(primary_key=True)
    kind = fields.CharField(16)  # the noun's
    key_id = fields.CharField(16, db_index=True)
    box = fields.CharField(512)  # base64

    class Meta:
        table = "contact"


class ContactReveal(Model):
    """Somebody may read a contact until then. The log keeps that they did; this row goes after some days."""

    id = fields.UUIDField(primary_key=True)
    subject_id = fields.UUIDField()
    by_id = fields.UUIDField()
    at = fields.DatetimeField(db_index=True)
    until = fields.DatetimeField()

    class Meta:
        table = "contact_reveal"
        indexes = (("by_id", "at"), ("subject_id", "by_id"))
