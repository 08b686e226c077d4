"""What the scheduler remembers: who runs jobs, which thresholds were acted on, and which rules the clocks follow."""

from __future__ import annotations

from tortoise import Model, fields


class ClockMark(Model):
    """A threshold of a clock that was acted on: never again, whoever sweeps and however often they are killed."""

    id = fields.UUIDField(primary_key=True)
    clock_id = fields.UUIDField()
    threshold = fields.IntField()  # 50, 80, 100 or 150 per cent of the limit
    at = fields.DatetimeField()
    told = fields.BooleanField()  # whether its event names it as the highest: what was slept over is not told of

    class Meta:
        table = "clock_mark"
        unique_together = (("clock_id", "threshold"),)


class Lease(Model):
    """Who does a work that one does at a time, and until when they may; then whoever comes first."""

    name = fields.CharField(16, primary_key=True)
    holder = fields.UUIDField()
    until = fields.DatetimeField()

    class Meta:
        table = "lease"


class Followed(Model):
    """How far open clocks follow the changes of one body of rules, the work calendar or the catalogue: those of
    incidents by its name, those of whistles under a name of their own."""

    name = fields.CharField(16, primary_key=True)
    place = fields.IntField(default=0)  # of the last event about it (in that subject's chain) that all clocks follow
    day = fields.DateField()  # rows that begin to hold by this day are followed too
    cause: fields.Field[dict[str, object] | None] = fields.JSONField(
        null=True
    )  # of the change that is being followed; null: none is
    target = fields.IntField(default=0)  # the place that is reached when it is done
    after = fields.UUIDField(null=True)  # incidents or whistles up to this one are done

    class Meta:
        table = "followed"
