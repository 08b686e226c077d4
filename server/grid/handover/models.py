"""交接班: what one desk leaves to the next: how many are open, late and promised, and a note. The next one confirms it.

Decision: it is about the work, never about hours: no shift is planned here, nobody's coming or going is written down,
and who wrote how many of them is not asked anywhere.
"""

from __future__ import annotations

from tortoise import Model, fields

from server.core.ids import new_salt


class Handover(Model):
    id = fields.UUIDField(primary_key=True)
    area = fields.CharField(15)  # of the desk, by code
    note = fields.TextField()
    open_count = fields.IntField()  # as it was when this was written
    late_count = fields.IntField()
    promised_count = fields.IntField()  # open ones of which a unit promised a day
    written_by_id = fields.UUIDField()
    written_at = fields.DatetimeField()
    confirmed_by_id = fields.UUIDField(null=True)
    confirmed_at = fields.DatetimeField(null=True)
    salt = fields.CharField(32, default=new_salt)

    class Meta:
        table = "handover"
        indexes = (("area", "id"),)
