"""The cast, and the log followed by hand: what happened is sealed and told when a test says so."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from server.data.database import Database
from server.journal.relay import seal_all
from server.reach.notice.addresses import PUSH_SERVICES, Allowed
from server.reach.notice.dispatcher import Post
from server.reach.notice.fan_out import tell
from server.reach.notice.models import Notice
from server.reach.notice.push import PushService
from server.reach.notice.webhook import Webhooks
from tests.people import Actor, Stranger
from tests.reach.notice.gateway import Service

SECRET = b"a secret of thirty-two bytes ..."


def post_of(*, pushes: str = "", hooks: str = "", public_url: str = "https://grid.example.cn") -> Post:
    """How the server sends in a test: to nobody but who is named."""
    pushing = PushService(SECRET, Allowed.of(PUSH_SERVICES, pushes), "mailto:grid@example.cn")
    return Post(pushing, Webhooks(Allowed.of((), hooks), public_url))


async def tell_all() -> list[Notice]:
    """Seal and tell everything that happened; the notices that came of it."""
    await seal_all()
    made: list[Notice] = []
    while (batch := await tell()) is not None:
        made += batch
    return made


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    """A push service and gateway on this machine."""
    async with Service() as started:
        yield started


@pytest.fixture
def wang(town: Database) -> Actor:
    """Grid worker of two grids of 口泉."""
    return Actor("wang")


@pytest.fixture
def feng(town: Database) -> Actor:
    """Grid worker of 新胜: the stranger."""
    return Actor("feng")


@pytest.fixture
def sun(town: Database) -> Actor:
    """Handler of 口泉's enforcement team."""
    return Actor("sun")


@pytest.fixture
def li(town: Database) -> Actor:
    """Intake and dispatch of 口泉 street."""
    return Actor("li")


@pytest.fixture
def wu(town: Database) -> Actor:
    """Supervisor of the district."""
    return Actor("wu")


@pytest.fixture
def nobody(town: Database) -> Actor:
    """Not signed in."""
    return Stranger("")
