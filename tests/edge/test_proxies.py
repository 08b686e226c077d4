"""Whose address counts: the client's behind our own proxies, the peer's where somebody only says to be one."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.types import Message, Receive, Scope, Send

from server.core.settings import Settings
from server.data.database import Database
from server.edge import attempts
from server.edge.proxies import Proxies, neighbourhood
from tests.edge.conftest import code, person, running

TRUSTED = "10.9.0.1, 10.8.0.0/16,2001:db8::/32"


async def seen(peer: str, *lines: str) -> str:
    """The address that the application sees."""
    found: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        found.append(scope["client"][0])

    async def nothing(message: Message | None = None) -> Message:
        return {}

    headers = [(b"x-forwarded-for", line.encode()) for line in lines]
    await Proxies(app, trusted=TRUSTED)(
        {"type": "http", "client": (peer, 1), "headers": headers}, nothing, nothing  # type: ignore[arg-type]
    )  # fmt: skip
    return found[0]


@pytest.mark.parametrize(
    ("peer", "lines", "client"),
    [
        ("10.9.0.1", ["203.0.113.7"], "203.0.113.7"),
        ("203.0.113.9", ["203.0.113.7"], "203.0.113.9"),  # no proxy of ours
        ("10.9.0.1", ["1.1.1.1, 203.0.113.7"], "203.0.113.7"),  # who asks wrote the first
        ("10.9.0.1", ["1.1.1.1", "203.0.113.7"], "203.0.113.7"),
        ("10.9.0.1", ["1.1.1.1, 203.0.113.7", "10.8.3.4"], "203.0.113.7"),  # a proxy behind a proxy
        ("10.9.0.1", ["10.8.1.1,10.8.3.4"], "10.8.1.1"),  # a program on a proxy's machine
        ("10.9.0.1", [], "10.9.0.1"),
        ("10.9.0.1", ["203.0.113.7, unknown"], "10.9.0.1"),
        ("10.9.0.1", ["203.0.113.7:4711"], "203.0.113.7"),
        ("::ffff:10.9.0.1", ["[2a00::7]:4711"], "2a00::7"),
        ("2001:db8::5", ["2a00::7"], "2a00::7"),
    ],
)
async def test_the_last_hop_that_is_no_proxy_of_ours_is_the_client(peer: str, lines: list[str], client: str) -> None:
    assert await seen(peer, *lines) == client


async def test_one_guesser_behind_the_district_s_proxy_shuts_nobody_else_out(
    town: Database, tmp_path: Path, web_folder: Path
) -> None:
    settings = Settings(database_url=town.url, data_dir=tmp_path, trusted_proxies="10.9.0.0/24")
    async with running(settings, web_folder) as app:
        for number in range(attempts.BY_ADDRESS):
            await _sign_in(app, f"login{number}", "203.0.113.7")
        assert await _sign_in(app, "wang", "203.0.113.7") == "LIMITED"
        assert await _sign_in(app, "wang", "198.51.100.1, 203.0.113.8") == "LOGIN_FAILED"
        assert await _sign_in(app, "wang", "198.51.100.1, 203.0.113.7") == "LIMITED"


async def _sign_in(app: Starlette, login: str, forwarded: str) -> str:
    async with person(app, address="10.9.0.5") as somebody:
        somebody.headers["x-forwarded-for"] = forwarded
        return code(await somebody.sign_in(login, "wrong password"))


def test_a_proxy_that_is_no_address_is_told_at_the_start() -> None:
    with pytest.raises(ValueError, match="trusted_proxies"):
        Settings(trusted_proxies="10.0.0.1, proxy.example.cn")


def test_one_client_is_one_neighbour_on_a_socket_of_both_kinds() -> None:
    """`::` takes IPv4 in as ::ffff:203.0.113.7: all of IPv4 was one neighbour."""
    seen = ("203.0.113.7", "::ffff:203.0.113.7", "::FFFF:cb00:7107", "::ffff:203.0.113.8")
    assert [neighbourhood(one) for one in seen] == ["203.0.113.7"] * 3 + ["203.0.113.8"]
    assert neighbourhood("2001:db8::1") == neighbourhood("2001:db8::9") != neighbourhood("2001:db8:0:1::1")
    assert neighbourhood("testclient") == "testclient"
