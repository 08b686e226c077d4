"""Photos and files by content, named by the SHA-256 of what the phone sent. Of photos only re-encoded pixels are kept;
a file is kept as it came, and never opened here.
"""

from __future__ import annotations

from tortoise import Model, fields

from server.ground.media.kinds import JPEG


class Media(Model):
    sha256 = fields.CharField(64, primary_key=True)  # of the bytes as sent, so that sending twice is sending once
    type = fields.CharField(32, default=JPEG, db_default=JPEG)  # the media type as kept
    width = fields.IntField()  # of a file 0, and so is the height
    height = fields.IntField()
    size = fields.IntField()  # bytes as kept; 0: it was let go, and its bytes are to be removed; -1: they are now
    sent_by = fields.UUIDField()  # who was the first
    received_at = fields.DatetimeField()  # when it came last, to the day
    unkept_since = fields.DatetimeField(null=True)  # when it was found that nothing keeps it

    class Meta:
        table = "media"


class MediaSender(Model):
    """Who has sent these bytes themselves, a person or the holder of a code: only what such a one names is shown to
    others."""

    number = fields.BigIntField(primary_key=True, generated=True)
    sha256 = fields.CharField(64)
    by_id = fields.UUIDField()
    removed_at = fields.DatetimeField(null=True)  # when its time was over

    class Meta:
        table = "media_sender"
        unique_together = (("sha256", "by_id"),)
