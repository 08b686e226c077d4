"""What a notice says, published: each kind described once, in Chinese and in English."""

from __future__ import annotations

from schema.core.enums import publish
from server.reach.notice.models import NoticeKind

publish(NoticeKind, "NoticeKind", "消息的种类。What a notice says.")
