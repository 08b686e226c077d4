"""What the database tells: whether it can be opened, is of this version, and agrees with our clock; who still has the
demo's password; whether its contacts open; when it was backed up."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator
from datetime import UTC, datetime
from time import monotonic

from server.core import clock
from server.core.errors import Busy
from server.core.settings import Settings
from server.data.configuration import dialect_of
from server.data.database import reader
from server.data.migrate import pending
from server.edge.check.finding import Finding, finding
from server.edge.check.told import is_here
from server.ground.person import secrets
from server.ground.person.models import Person
from server.journal.models import Event
from server.keep.backup import last
from server.process.contact import holding
from server.process.contact.keys import KeyRing

MOST_APART = 5.0  # seconds
PATIENCE = 10.0  # seconds for passwords: each account with a hash of its own takes a tenth of one
NAMED = 5  # accounts
LONG_AGO = 7 * 24  # hours, where no bound is set


async def database(settings: Settings) -> Finding | None:
    """Why the rest cannot be asked."""
    try:
        if waiting := await pending(settings.database):
            return finding("MIGRATIONS_PENDING", names=", ".join(waiting[:3]))
    except (OSError, ValueError, Busy) as failure:
        return finding("DATABASE_UNREACHABLE", cause=str(failure).partition("\n")[0])
    return None


async def clocks(settings: Settings) -> AsyncIterator[Finding]:
    """PostgreSQL's clock; SQLite's is ours, so that only a log of the future tells of one that went back."""
    if dialect_of(settings.database) == "postgres":
        _, rows = await reader().execute_query("SELECT extract(epoch FROM clock_timestamp())::float8 AS now")
        there, of = datetime.fromtimestamp(rows[0]["now"], UTC), "PostgreSQL"
        apart = abs((there - clock.now()).total_seconds())
    else:
        newest = await Event.all().using_db(reader()).order_by("-number").first()
        of, apart = "日志 (log)", max(0.0, (newest.at - clock.now()).total_seconds()) if newest else 0.0
    if apart > MOST_APART:
        yield finding("CLOCK_DATABASE", of=of, seconds=round(apart))


async def passwords(settings: Settings, known: str, demo: Collection[str]) -> AsyncIterator[Finding]:
    """Accounts with the demo's password, first those that are called like the demo's. The demo itself may have them
    while only this machine reaches it."""
    people = (
        await Person.filter(ended_at=None, login__not_isnull=True, password_hash__not_isnull=True)
        .using_db(reader())
        .order_by("login")
        .values_list("login", "password_hash")
    )
    is_demo = set(demo) <= {login for login, _ in people}
    if is_demo and is_here(settings.host) and not settings.public_url:
        return
    until, told = monotonic() + PATIENCE, dict[str, bool]()
    for _, stored in sorted(people, key=lambda one: one[0] not in demo):
        if stored not in told and monotonic() < until:
            told[stored] = await secrets.verify_password(stored, known)
    if logins := [login for login, stored in people if told.get(stored)]:
        more = "…" if len(logins) > NAMED else ""
        named = ", ".join(logins[:NAMED]) + more
        yield finding("DEMO_PASSWORD", count=len(logins), logins=named, first=logins[0])


async def contacts(settings: Settings) -> AsyncIterator[Finding]:
    """Whether this machine holds the keys of all contacts."""
    own = KeyRing(settings.contact_ring)
    try:
        lacking = await holding.missing(own)
    except OSError as failure:
        yield finding("CONTACT_KEYS_UNREADABLE", cause=str(failure))
        return
    if lacking:
        count, named = sum(lacking.values()), holding.named(lacking)
        yield finding("CONTACT_KEYS_MISSING", file=own.path, count=count, keys=named)


def backups(settings: Settings) -> Iterator[Finding]:
    bound, age = settings.backup_hours or LONG_AGO, last.age(settings)
    if age is None:
        yield finding("BACKUP_NONE")
    elif age > bound * 3600:
        yield finding("BACKUP_LATE", hours=age // 3600, bound=bound)
