"""Whoever leaves a phone that has no line has left it, at the server too, as soon as there is one."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request

from tests.browser.phone import Phones
from tests.browser.process import Server


def _is_known(server: Server, cookie: str) -> bool:
    """Whether the server still takes this cookie for somebody's."""
    request = urllib.request.Request(f"{server.address}/session", headers={"cookie": f"grid={cookie}"})
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as refused:
        return refused.code != 401


async def test_who_signs_out_without_a_line_is_signed_out_at_the_server_when_it_is_back(
    server: Server, phones: Phones
) -> None:
    wang = await phones.of("wang")
    await wang.ready_for_no_signal()
    cookie = next(str(one["value"]) for one in await wang.context.cookies() if one["name"] == "grid")
    server.stop()
    await wang.go("/me")
    await wang.tap("退出登录")
    await wang.page.get_by_role("dialog").get_by_role("button", name="退出登录").click()
    await wang.sees("服务器上的登录等有信号时自动结束")
    server.start()
    for _ in range(40):
        if not await asyncio.to_thread(_is_known, server, cookie):
            break
        await asyncio.sleep(1)
    assert not await asyncio.to_thread(_is_known, server, cookie)
    assert [one for one in await wang.context.cookies() if one["name"] == "grid"] == []
    assert phones.strangers() == []
