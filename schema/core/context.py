"""What a resolver may know of one request: who asks, and the bus with news of incidents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from strawberry.types.info import Info as StrawberryInfo

from schema.core.reading.request_scope import Ground, ground
from server.core.viewer import Viewer
from server.journal.audit import Head
from server.journal.bus import MemoryBus
from server.journal.newest import Newest
from server.reach.notice.addresses import PUSH_SERVICES, Allowed
from server.reach.notice.push import PushService


@dataclass
class Context:
    """Made by the HTTP edge for each request and for each event of a subscription."""

    viewer: Viewer
    bus: MemoryBus | None = None
    secret: bytes = b""  # the server's own, for the codes of receipts and the key of its pushes
    newest: Newest = field(default_factory=Newest)
    filing_number: str = ""  # 备案号, which pages show
    push_services: Allowed = field(default_factory=lambda: Allowed.of(PUSH_SERVICES, ""))
    pushing: PushService | None = None  # by which a trial is sent at once

    @cached_property
    def head(self) -> Head:
        """How far the log had come, the same throughout one answer."""
        return self.newest.head

    async def ground(self) -> Ground:
        """What an answer to this viewer stands on, now."""
        return await ground(self.viewer)


Info: TypeAlias = StrawberryInfo[Context, None]
