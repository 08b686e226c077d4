"""What people are told (消息): their inbox, when and where they may be reached, who is on duty, and what is on its way.

Decision: the log says what happened to the district and is never deleted from. What somebody was told, whether they
have read it and when they may be disturbed is their own: it stands here, leaves no event, and is gone after 90
days.
"""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from tortoise import Model, fields

from server.process.subject.kinds import NoticeKind as NoticeKind


class Means(StrEnum):
    """By what a delivery leaves the house."""

    PUSH = "PUSH"  # to one browser of one person
    WEBHOOK = "WEBHOOK"  # to the group chat or gateway of a unit


class Fate(StrEnum):
    """What became of a delivery."""

    WAITING = "WAITING"
    SENT = "SENT"
    GONE = "GONE"  # the other end is no more
    IDLE = "IDLE"  # read, done by somebody else or no longer theirs to see before it left
    DEAD = "DEAD"  # given up after many attempts


class Digest(Model):
    """What of one person was not urgent, for one morning: made with the first notice that is held for it, so that none
    is left out, and shown from its moment on. Read, all in it is."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Person", related_name="digests", on_delete=fields.CASCADE
    )
    person_id: UUID
    at = fields.DatetimeField(db_index=True)
    read_at = fields.DatetimeField(null=True)
    pushed_at = fields.DatetimeField(null=True)  # when it was handed over to the person's browsers, had they any

    class Meta:
        table = "digest"
        unique_together = (("person", "at"),)


class Notice(Model):
    """One thing that one person was told, once for each event. Its id is its order."""

    id = fields.UUIDField(primary_key=True)
    event_id = fields.UUIDField()
    person: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Person", related_name="notices", on_delete=fields.CASCADE
    )
    person_id: UUID
    subject_kind = fields.CharField(24)  # whose sight is asked again whenever the notice is read
    subject_id = fields.UUIDField()
    incident: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Incident", related_name="notices", null=True, on_delete=fields.CASCADE
    )
    incident_id: UUID | None  # that the subject is or stands on: read together with the notice
    kind = fields.CharEnumField(NoticeKind, max_length=24)
    severity = fields.IntField()
    state = fields.CharField(16)  # when it was told: a push may come too late
    facts: fields.Field[dict[str, object]] = fields.JSONField(default=dict)  # codes and numbers of the event
    at = fields.DatetimeField(db_index=True)  # of the event
    due_at = fields.DatetimeField(null=True)  # when the clock that runs is late
    read_at = fields.DatetimeField(null=True)
    digest: fields.ForeignKeyNullableRelation[Digest] = fields.ForeignKeyField(
        "grid.Digest", related_name="notices", null=True, db_index=True, on_delete=fields.CASCADE
    )
    digest_id: UUID | None  # that it was held for; null: it stands in the list by itself

    class Meta:
        table = "notice"
        unique_together = (("event_id", "person"),)


class NoticeWindow(Model):
    """我的时段: when somebody may be pushed to, within what the district allows. Without any: whenever it allows."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Person", related_name="notice_windows", db_index=True, on_delete=fields.CASCADE
    )
    person_id: UUID
    weekday = fields.IntField()  # 1 Monday … 7 Sunday
    starts = fields.IntField()  # minutes after midnight in Shanghai
    ends = fields.IntField()

    class Meta:
        table = "notice_window"
        unique_together = (("person", "weekday", "starts"),)


class Roster(Model):
    """值班: a post that is on duty from a moment to a moment. Whoever holds it then may be woken for what is 特急."""

    id = fields.UUIDField(primary_key=True)
    post: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Post", related_name="rosters", db_index=True, on_delete=fields.CASCADE
    )
    post_id: UUID
    starts_at = fields.DatetimeField()
    ends_at = fields.DatetimeField(db_index=True)

    class Meta:
        table = "roster"


class PushSubscription(Model):
    """One browser of one person that wants to be told, as the browser itself described it."""

    id = fields.UUIDField(primary_key=True)
    person: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Person", related_name="push_subscriptions", db_index=True, on_delete=fields.CASCADE
    )
    person_id: UUID
    digest = fields.CharField(64, unique=True)  # SHA-256 of the endpoint
    endpoint = fields.TextField()  # whoever knows it could send there: it is never told to anybody
    p256dh = fields.CharField(100)
    auth = fields.CharField(40)
    made_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)  # when a push last arrived

    class Meta:
        table = "push_subscription"


class UnitChannel(Model):
    """A group chat or gateway of a unit (企业微信, 钉钉, 飞书, an SMS gateway), in apprise's words."""

    id = fields.UUIDField(primary_key=True)
    unit: fields.ForeignKeyRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Unit", related_name="channels", db_index=True, on_delete=fields.CASCADE
    )
    unit_id: UUID
    name = fields.CharField(40)
    url = fields.TextField()  # holds the gateway's secret: it is never told to anybody
    english = fields.BooleanField(default=False)
    made_at = fields.DatetimeField()
    sent_at = fields.DatetimeField(null=True)

    class Meta:
        table = "unit_channel"
        unique_together = (("unit", "name"),)


class Delivery(Model):
    """Something on its way out: a notice or a digest to one browser, or an event to one channel of a unit."""

    id = fields.UUIDField(primary_key=True)
    event_id = fields.UUIDField()  # or the digest's id: with the target it is sent once
    target_id = fields.UUIDField()  # a push subscription or a unit's channel
    means = fields.CharEnumField(Means, max_length=8)
    notice: fields.ForeignKeyNullableRelation = fields.ForeignKeyField(  # type: ignore[type-arg]
        "grid.Notice", related_name="deliveries", null=True, db_index=True, on_delete=fields.CASCADE
    )
    notice_id: UUID | None  # of a push
    digest: fields.ForeignKeyNullableRelation[Digest] = fields.ForeignKeyField(
        "grid.Digest", related_name="deliveries", null=True, db_index=True, on_delete=fields.CASCADE
    )
    digest_id: UUID | None  # that is pushed instead of a notice: then it is about no subject
    subject_kind = fields.CharField(24, null=True)
    subject_id = fields.UUIDField(null=True)
    incident_id = fields.UUIDField(null=True)
    kind = fields.CharEnumField(NoticeKind, max_length=24)
    severity = fields.IntField()
    state = fields.CharField(16, null=True)
    due_at = fields.DatetimeField(null=True)  # when the clock that it tells of is late
    made_at = fields.DatetimeField(db_index=True)
    next_at = fields.DatetimeField(null=True)  # when it may be tried; null: it is settled
    leased_until = fields.DatetimeField(null=True)  # somebody is sending it
    attempts = fields.IntField(default=0)
    fate = fields.CharEnumField(Fate, max_length=8, default=Fate.WAITING)
    why = fields.CharField(80, default="")  # of the last attempt that failed

    class Meta:
        table = "delivery"
        unique_together = (("event_id", "target_id"),)
