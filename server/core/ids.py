"""Identifiers: UUIDv7, so that rows made together lie together. Phones make theirs the same way, offline. And salts."""

from __future__ import annotations

import secrets
from uuid import UUID

import uuid_utils


def new_id() -> UUID:
    """A fresh UUIDv7, ordered within one millisecond of one process."""
    return UUID(int=uuid_utils.uuid7().int)


def new_salt() -> str:
    """A fresh salt, 32 hex digits: without it nobody can try out which words a digest was made of."""
    return secrets.token_hex(16)
