"""The cast on the stage of the small town: each may be asked for by name."""

from __future__ import annotations

import pytest

from server.data.database import Database
from tests.people import Actor, Stranger


@pytest.fixture
def wang(town: Database) -> Actor:
    """Grid worker of two grids of 口泉."""
    return Actor("wang")


@pytest.fixture
def feng(town: Database) -> Actor:
    """Grid worker of 新胜: the stranger."""
    return Actor("feng")


@pytest.fixture
def zhang(town: Database) -> Actor:
    """Secretary of wang's community."""
    return Actor("zhang")


@pytest.fixture
def li(town: Database) -> Actor:
    """Intake and dispatch of 口泉 street."""
    return Actor("li")


@pytest.fixture
def sun(town: Database) -> Actor:
    """Handler of 口泉's enforcement team."""
    return Actor("sun")


@pytest.fixture
def qian(town: Database) -> Actor:
    """Handler of the district's housing office."""
    return Actor("qian")


@pytest.fixture
def wu(town: Database) -> Actor:
    """Supervisor of the district."""
    return Actor("wu")


@pytest.fixture
def he(town: Database) -> Actor:
    """The other grid worker of 口泉."""
    return Actor("he")


@pytest.fixture
def nobody(town: Database) -> Actor:
    """Not signed in."""
    return Stranger("")
