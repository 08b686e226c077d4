"""One audit: the log against itself and against noted heads, and what people read against the log.

Decision: who tampers does not stop the audit. Where a broken log cannot be added up any more, that is said of the part,
and all other parts are looked at.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from functools import partial

from server.data.database import asked, transaction
from server.grid.incident import standing
from server.insight.tallies import actions as tallies
from server.journal import audit
from server.keep.audit import heads, posts, subjects
from server.keep.audit.findings import Finding, Report, What
from server.keep.audit.heads import Noted

Say = Callable[[str], object]
Compare = Callable[[], Awaitable[tuple[int, list[Finding]]]]

PARTS: dict[str, Compare] = {
    **{life.table: partial(subjects.compare, life) for life in subjects.LIVES},
    "posts": lambda: transaction(posts.compare),
    "tallies": lambda: _sums("tally", tallies.compare),
    "sums": lambda: _sums("standing", standing.compare),
}


async def verify(noted: Sequence[Noted] = (), say: Say = lambda _: None) -> Report:
    """Everything that is wrong, the log's own faults first. `say` is told what is looked at."""
    say("the log")
    head = await audit.head()
    ((events,),) = await asked("SELECT COUNT(*) FROM event", [])
    found = [Finding.of(one) for one in await audit.verify()]
    found += await heads.compare(noted, head)
    checked = {"events": int(events)}
    for part, compare in PARTS.items():
        say(f"{part} against the log")
        checked[part], wrong = await _compared(part, compare)
        found += wrong
    return Report(head, checked, tuple(found))


async def _compared(part: str, compare: Compare) -> tuple[int, list[Finding]]:
    try:
        return await compare()
    except (LookupError, ValueError, TypeError) as broken:
        says = f"it cannot be held against a log that is broken: {type(broken).__name__} {broken}"
        return 0, [Finding(What.BROKEN, part, "", says)]


async def _sums(table: str, compare: Callable[[], Awaitable[list[str]]]) -> tuple[int, list[Finding]]:
    ((count,),) = await asked(f"SELECT COUNT(*) FROM {table}", [])
    return int(count), [Finding(What.SUM, table, *_named(line)) for line in await compare()]


def _named(line: str) -> tuple[str, str]:
    key, _, says = line.partition(": ")
    return key, says
