"""Photos by content: named by the SHA-256 of what the phone sent, kept only as re-encoded pixels."""

from __future__ import annotations

from tortoise import Model, fields


class Media(Model):
    sha256 = fields.CharField(64, primary_key=True)  # of the bytes as sent, so that sending twice is sending once
    width = fields.IntField()
    height = fields.IntField()
    size = fields.IntField()  # bytes as kept; 0: it was let go, and its bytes are to be removed
    sent_by = fields.UUIDField()
    received_at = fields.DatetimeField()

    class Meta:
        table = "media"
