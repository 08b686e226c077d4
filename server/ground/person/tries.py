"""Failed tries to sign in, counted in the database and so once for all processes.

A key is a keyed digest of an account, an address or a browser: nobody reads in the table who has tried what from
where. From a limit on each error doubles the wait of the next try; what lies an hour back is forgotten.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from server.data.database import queue_for, reader, transaction
from server.ground.person.models import LoginTries

FORGOTTEN_AFTER = 3600  # seconds without an error
FIRST_WAIT, LONGEST_WAIT = 120, 3600


@dataclass(frozen=True)
class Tries:
    """Errors so far, when the last one was, and until when the next try waits; seconds since 1970."""

    errors: int = 0
    at: int = 0
    until: int = 0

    def left(self, now: float) -> int:
        """Seconds to wait."""
        return max(0, self.until - int(now))

    def one_more(self, now: float, allowed: int) -> Tries:
        errors = 1 if now - self.at > FORGOTTEN_AFTER else self.errors + 1
        wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(errors - allowed, 10)) if errors >= allowed else 0
        return Tries(errors, int(now), int(now) + wait if wait else 0)

    def one_less(self, allowed: int) -> Tries:
        errors = max(0, self.errors - 1)
        return Tries(errors, self.at, self.until if errors >= allowed else 0)


async def known(keys: Iterable[str]) -> list[Tries]:
    """What is counted under these keys, as far as anything is."""
    found = await LoginTries.filter(key__in=list(keys)).using_db(reader()).values_list("errors", "at", "until")
    return [Tries(*one) for one in found]


async def count(key: str, now: float, allowed: int) -> int:
    """One error more, unless a try has to wait: for how many seconds. What is forgotten is swept away with it."""

    async def work() -> int:
        await queue_for(f"tries {key}")
        await LoginTries.filter(at__lt=int(now) - FORGOTTEN_AFTER, until__lt=int(now)).exclude(key=key).delete()
        before = await _of(key)
        if not before.left(now):
            await _keep(key, before.one_more(now, allowed))
        return before.left(now)

    return await transaction(work)


async def take_back(key: str, allowed: int) -> None:
    """It was no error after all."""

    async def work() -> None:
        await queue_for(f"tries {key}")
        await _keep(key, (await _of(key)).one_less(allowed))

    await transaction(work)


async def forget(key: str) -> None:
    """Somebody got in."""
    await transaction(lambda: LoginTries.filter(key=key).delete())


async def _of(key: str) -> Tries:
    found = await known([key])
    return found[0] if found else Tries()


async def _keep(key: str, tries: Tries) -> None:
    if not await LoginTries.filter(key=key).update(errors=tries.errors, at=tries.at, until=tries.until):
        await LoginTries.create(key=key, errors=tries.errors, at=tries.at, until=tries.until)
