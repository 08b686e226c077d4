"""Passwords and the secrets of sessions and tokens: argon2id in threads of its own, and only digests are kept.

Decision: at most `LANES` passwords are hashed at once, since each takes 64 MiB (RFC 9106, low-memory choice); the rest
wait their turn, so that a storm of logins costs time and not the machine. An unknown login is checked against a
stand-in, and so takes as long as a known one. The one seam for tests is `use(cost)`: a verification always costs what
the stored hash says, so a town whose hashes were made cheaply stays cheap.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from server.core.threads import Threads

SHORTEST, LONGEST = 10, 200  # characters of a password
LANES = 2


@dataclass(frozen=True)
class Cost:
    """What one argon2id hash costs: passes over `memory_kib` KiB by `lanes` threads."""

    passes: int = 3
    memory_kib: int = 64 * 1024
    lanes: int = 4


ISSUED = Cost(
    passes=2, memory_kib=19 * 1024, lanes=1
)  # of first passwords, which are random: guessing them is hopeless
CHEAP = Cost(passes=1, memory_kib=64, lanes=1)  # for tests only

_cost = Cost()
_threads = Threads(LANES, "argon2")


def use(cost: Cost) -> Cost:
    """From now on hash at `cost`; returns what it was. For tests (`CHEAP`), and to raise the cost one day."""
    global _cost
    before, _cost = _cost, cost
    return before


async def hash_password(password: str) -> str:
    """The argon2id hash of `password` in its usual text form (≤ 160 characters)."""
    return await _threads.run(lambda: _hasher(_cost).hash(_bytes(password)))


async def hash_issued(password: str) -> str:
    """The same for a random password that was issued: thousands are hashed at once, and first use hashes it anew."""
    cost = min(_cost, ISSUED, key=lambda one: one.passes * one.memory_kib)
    return await _threads.run(lambda: _hasher(cost).hash(_bytes(password)))


async def verify_password(stored: str | None, password: str) -> bool:
    """Whether `password` is the one that was hashed. None (no such login, no password) is false, and not faster."""
    cost = _cost
    return await _threads.run(lambda: _matches(stored or _stand_in(cost), password) and stored is not None)


def outdated(stored: str) -> bool:
    """Whether `stored` was hashed at another cost than is used now: hash the password again at the next login."""
    return _hasher(_cost).check_needs_rehash(stored)


def new_secret() -> tuple[str, str]:
    """A fresh secret of 256 bits for a cookie or a token, and the digest under which we keep it."""
    secret = secrets.token_urlsafe(32)
    return secret, digest_of(secret)


def digest_of(secret: str) -> str:
    """SHA-256 of a session's or token's secret: enough, since these are random and not chosen by people."""
    return hashlib.sha256(_bytes(secret)).hexdigest()


def _matches(stored: str, password: str) -> bool:
    try:
        return _hasher(_cost).verify(stored, _bytes(password))
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=4)
def _hasher(cost: Cost) -> PasswordHasher:
    return PasswordHasher(time_cost=cost.passes, memory_cost=cost.memory_kib, parallelism=cost.lanes)


@lru_cache(maxsize=4)
def _stand_in(cost: Cost) -> str:
    """A hash that no password fits, at the cost of real ones."""
    return _hasher(cost).hash(secrets.token_bytes(32))


def _bytes(text: str) -> bytes:
    """One spelling for what looks the same (NFC); whatever was typed has bytes, even half a character."""
    return unicodedata.normalize("NFC", text).encode("utf-8", "surrogatepass")
