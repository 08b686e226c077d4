"""Passwords here are hashed at the lowest cost: these tests are about people, not about argon2."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.ground.person import secrets


@pytest.fixture(autouse=True)
def cheap_passwords() -> Iterator[None]:
    """Hash cheaply for one test."""
    usual = secrets.use(secrets.CHEAP)
    try:
        yield
    finally:
        secrets.use(usual)
