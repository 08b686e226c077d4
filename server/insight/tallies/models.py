"""Tallies: how much happened on each day in each community, by class and channel. Sums of the log, never of persons."""

from __future__ import annotations

from tortoise import Model, fields


class Tally(Model):
    """One day's sums of one community, class and channel. Every number is a count of events of the log."""

    id = fields.BigIntField(primary_key=True, generated=True)
    day = fields.DateField()  # in Shanghai
    community_id = fields.CharField(12)
    street_id = fields.CharField(9)
    class_code = fields.CharField(8)  # the class that it had at that moment
    channel = fields.CharField(12)
    reported = fields.IntField(default=0)
    filed = fields.IntField(default=0)
    closed = fields.IntField(default=0)
    closed_late = fields.IntField(default=0)
    self_resolved = fields.IntField(default=0)
    self_invalid = fields.IntField(default=0)  # of those settled on the spot: found invalid on this day
    rejected = fields.IntField(default=0)
    merged = fields.IntField(default=0)
    transferred = fields.IntField(default=0)
    voided = fields.IntField(default=0)
    given_back = fields.IntField(default=0)
    reworked = fields.IntField(default=0)
    reopened = fields.IntField(default=0)

    class Meta:
        table = "tally"
        unique_together = (("day", "community_id", "class_code", "channel"),)
