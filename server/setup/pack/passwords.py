"""First passwords: random words of letters that nobody mistakes, hashed beside the loop, told once and kept nowhere."""

from __future__ import annotations

import asyncio
import secrets as dice
from collections.abc import Callable, Sequence
from typing import NamedTuple

from server.ground.person import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # no i l o 0 1
GROUPS, OF = 4, 4  # abcd-efgh-jkmn-pqrs: 16 of 31 letters are 79 bits
AT_ONCE = 32

Report = Callable[[int, int], None]  # (done, of how many)


class First(NamedTuple):
    """A first password, and what is kept of it."""

    password: str
    hashed: str


async def issued(logins: Sequence[str], report: Report) -> dict[str, First]:
    """A password for each login, reporting how many are done."""
    found: dict[str, First] = {}
    for begin in range(0, len(logins), AT_ONCE):
        lot = {login: _word() for login in logins[begin : begin + AT_ONCE]}
        hashes = await asyncio.gather(*(secrets.hash_issued(password) for password in lot.values()))
        found |= {login: First(lot[login], one) for login, one in zip(lot, hashes, strict=True)}
        report(len(found), len(logins))
    return found


def _word() -> str:
    return "-".join("".join(dice.choice(LETTERS) for _ in range(OF)) for _ in range(GROUPS))
