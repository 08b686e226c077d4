"""On which databases a case runs: what leans on the database itself on both, of the rest a dated tenth.

Decision: most laws are about people, and SQLite tells them as well in a quarter of the time. What rests on
transactions, races, locks, query plans, search, sight, migrations or the log's order is different on each database, so
it runs on both each time. Of the rest another tenth runs on PostgreSQL too each day of the calendar, and
`./grid test --nightly` runs everything on both.
"""

from __future__ import annotations

import hashlib
from datetime import date
from fnmatch import fnmatchcase

TENTHS = 10
BOTH = (  # by pytest's names; a new file that belongs here is added by whoever writes it
    "tests/data/*",  # connections, transactions, migrations
    "tests/journal/*",  # the log: its order, its seal, its receipts
    "tests/laws/*",
    "tests/faults/*",
    "tests/query/*",  # that the read path says what the ORM says, and its statements
    "tests/edge/live/*",  # LISTEN and NOTIFY
    "tests/insight/*",  # sums in SQL
    "tests/grid/hotissue/*",
    "tests/keep/backup/test_backup.py*",
    "tests/keep/backup/test_restoring.py*",  # locks
    "tests/reach/sync/test_causal_hold.py*",  # what waits for what came before it
    "tests/reach/sync/test_pull.py*",
    "tests/reach/sync/test_receipts.py*",
    "tests/process/test_scheduler.py*",  # leases
    "tests/setup/pack/test_loading.py*",  # a whole district in one transaction
    "tests/**/test_overtaken.py*",  # what was decided in between
    "tests/grid/incident/test_standing.py*",  # sums equal to rows
    "tests/grid/incident/test_stock.py*",  # likewise
    "tests/grid/incident/test_pages.py*",  # keysets
    "tests/**/test_plans.py*",
    "tests/grid/incident/test_open.py*",  # plans, too
    "tests/**/test_search.py*",
    "tests/**/test_sees.py*",
    "tests/**/test_sight.py*",
    "tests/**/test_statements.py*",
    "*at_once*",  # races
    "*same_moment*",
    "*race*",
)
DECIDED = (  # of these the ones that ask who may do what, which is decided over what was read
    "tests/laws/test_left_alone.py*",
    "tests/laws/test_candidates.py*",
)


def on_postgres(name: str, day: date) -> str | None:
    """Why this case runs on PostgreSQL that day, "both" or "tenth", or None where it does not."""
    if _is_one(name, BOTH) and not _is_one(name, DECIDED):
        return "both"
    return "tenth" if tenth(name) == day.toordinal() % TENTHS else None


def _is_one(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name.split("[")[0], pattern) for pattern in patterns)


def tenth(name: str) -> int:
    """The tenth of a case: the cases of one law are spread over all of them."""
    return hashlib.sha256(name.encode()).digest()[0] % TENTHS
