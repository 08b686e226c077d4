"""Keeping the tallies: the follower that adds what happened, making them anew, and comparing them with the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from uuid import UUID

from server.data.database import put, queue_for, reader, transaction
from server.insight.tallies.measures import MEASURES, Key, Sums, is_counted, naming, summed
from server.insight.tallies.models import Tally
from server.journal import projection
from server.journal.models import Event
from server.journal.projection import Following

NAME = "tally"
CHUNK = 1000  # events, or rows, at a time

Say = Callable[[str], object]


async def add(events: Sequence[Event]) -> None:
    """Add what these events count as, within the follower's transaction."""
    sums = summed(events, await _naming(events))
    if sums:
        rows = [
            (day, community, community[:9], *kind, *(counts[name] for name in MEASURES))
            for (day, community, *kind), counts in sums.items()
        ]
        await put(_ADD, rows)


_COLUMNS = ("day", "community_id", "street_id", "class_code", "channel", *MEASURES)
_ADD = (
    f"INSERT INTO tally ({', '.join(_COLUMNS)}) VALUES ({', '.join('?' for _ in _COLUMNS)}) "
    "ON CONFLICT (day, community_id, class_code, channel) DO UPDATE SET "
    + ", ".join(f"{name} = tally.{name} + excluded.{name}" for name in MEASURES)
)


FOLLOWING = Following(NAME, add)


async def _naming(events: Iterable[Event]) -> dict[UUID, list[Event]]:
    """What was said of the class of those subjects to which something happened that counts."""
    subjects = {event.subject_id for event in events if is_counted(event)}
    found: dict[UUID, list[Event]] = {}
    chosen = Event.filter(subject_id__in=list(subjects), kind__in=naming()).using_db(reader())
    for event in await chosen.order_by("place_in_chain"):
        found.setdefault(event.subject_id, []).append(event)
    return found


def _key(row: Tally) -> Key:
    return row.day, row.community_id, row.class_code, row.channel


def _row(key: Key, counts: Counter[str]) -> Tally:
    day, community, klass, channel = key
    return Tally(
        day=day, community_id=community, street_id=community[:9], class_code=klass, channel=channel, **dict(counts)
    )


async def rebuild() -> int:
    """Make all tallies anew from the log, as far as it is sealed; how many rows there are then.

    The log is summed before the write begins, and only what was sealed meanwhile within it: nobody waits for the rest.
    """
    place, sums = await _summed(0, None, {})

    async def work() -> int:
        await queue_for(f"follower {NAME}")
        end, made = await _summed(place, None, sums)
        await Tally.all().delete()
        await Tally.bulk_create([_row(key, counts) for key, counts in made.items()], batch_size=CHUNK)
        await projection.keep(NAME, end)
        return len(made)

    return await transaction(work)


async def compare() -> list[str]:
    """Where the tallies are not the sums of the log up to the place that they have come to: a line for each."""
    place, sums = await _summed(0, await projection.place(NAME), {})

    async def work() -> list[str]:
        await queue_for(f"follower {NAME}")
        _, right = await _summed(place, await projection.place(NAME), sums)
        kept = {_key(row): _counts(row) for row in await Tally.all()}
        wrong = sorted(key for key in right.keys() | kept.keys() if right.get(key) != kept.get(key))
        return [f"{' '.join(map(str, key))}: log {_line(right.get(key))}, kept {_line(kept.get(key))}" for key in wrong]

    return await transaction(work)


async def _summed(place: int, end: int | None, before: Sums) -> tuple[int, Sums]:
    """The sums up to a seal, and those of the log behind it up to another (None: up to the last); where that was."""
    sums = {key: Counter(counts) for key, counts in before.items()}
    while end is None or place < end:
        events = await projection.sealed(place, CHUNK if end is None else min(CHUNK, end - place))
        if not events:
            break
        for key, counts in summed(events, await _naming(events)).items():
            sums.setdefault(key, Counter()).update(counts)
        place += len(events)
    return place, sums


def _counts(row: Tally) -> Counter[str]:
    return Counter({name: count for name in MEASURES if (count := getattr(row, name))})


def _line(counts: Counter[str] | None) -> str:
    return " ".join(f"{name}={counts[name]}" for name in MEASURES if counts[name]) if counts else "nothing"
