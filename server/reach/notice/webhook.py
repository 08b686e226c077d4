"""A unit's group chat or gateway: 企业微信, 钉钉, 飞书 and SMS services by apprise, one's own gateway by JSON.

Decision: only services whose host is fixed by apprise itself are let in, since its other plugins send wherever an
address says, also by files and commands of this machine. A gateway of one's own (`jsons://host/path`) must be on the
setting's list, and is sent to by our own door, which looks at the address that it connects to.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import orjson

from server.reach.notice.addresses import Allowed, Barred, post
from server.reach.notice.channels import PATIENCE, Gone, Later, Message, SendResult, Sent
from server.reach.notice.models import UnitChannel
from server.reach.notice.words import title_and_body

FIXED = frozenset(
    {"wecombot", "dingtalk", "feishu", "lark", "bulksms", "burstsms", "d7sms", "httpsms", "serwersms", "smsc", "smsmgr"}
)
OWN = {"jsons": "https", "json": "http"}


@dataclass(frozen=True)
class Webhooks:
    """How this server reaches units: which gateways it may, and the address that people open."""

    allowed: Allowed
    public_url: str

    def admits(self, url: str) -> bool:
        """Whether a channel may have this address."""
        scheme = _scheme(url)
        if scheme in OWN:
            return self.allowed.admits(_plain(url))
        return scheme in FIXED and _plugin(url) is not None


@dataclass(frozen=True)
class Webhook:
    """The way to one channel of a unit."""

    hooks: Webhooks
    channel: UnitChannel

    async def send(self, message: Message) -> SendResult:
        title, body = title_and_body(message, public_url=self.hooks.public_url, english=self.channel.english)
        if _scheme(self.channel.url) in OWN:
            return await self._by_our_door(title, body)
        plugin = _plugin(self.channel.url)
        if plugin is None:
            return Gone("the channel's address is none that we know")
        try:
            async with asyncio.timeout(PATIENCE * 2):
                taken = await asyncio.to_thread(plugin.notify, body=body, title=title)
        except TimeoutError:
            return Later("TimeoutError")
        return Sent() if taken else Later("the service did not take it")

    async def _by_our_door(self, title: str, body: str) -> SendResult:
        data = orjson.dumps({"version": "1.0", "title": title, "message": body, "type": "info"})
        headers = {"Content-Type": "application/json", "User-Agent": "Gridwhistle"}
        try:
            status, _ = await post(
                _plain(self.channel.url), allowed=self.hooks.allowed, data=data, headers=headers, patience=PATIENCE
            )
        except Barred as barred:
            return Gone(str(barred))
        except (OSError, TimeoutError, aiohttp.ClientError) as failure:
            return Later(type(failure).__name__)
        if 200 <= status < 300:
            return Sent()
        return Gone(f"status {status}") if status in (404, 410) else Later(f"status {status}")


def _scheme(url: str) -> str:
    return url.partition("://")[0].lower()


def _plain(url: str) -> str:
    """A gateway's address as it is opened: jsons://host/path → https://host/path."""
    return f"{OWN[_scheme(url)]}://{url.partition('://')[2]}"


def _plugin(url: str) -> Any:
    """Apprise's way to this address, or None when it does not understand it. Exactly one, whatever commas it holds."""
    import apprise  # 90 modules: only where there is a channel

    if _scheme(url) not in FIXED or "," in url or not urlsplit(url).netloc:
        return None
    asset = apprise.AppriseAsset(storage_mode=apprise.PersistentStoreMode.MEMORY, app_id="Gridwhistle")
    return apprise.Apprise.instantiate(url, asset=asset, suppress_exceptions=True)
