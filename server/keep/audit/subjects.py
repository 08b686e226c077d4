"""Every thing with a life, held against its events: none without, none gone, each row as they left it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tortoise import Model

from server.data import orm
from server.data.database import asked, reader, transaction
from server.grid.incident.noun import INCIDENT
from server.ground.person.models import Person
from server.journal.models import Event
from server.keep.audit import calls, rows
from server.keep.audit.calls import Calls
from server.keep.audit.findings import Finding, What
from server.process.noun import Noun
from server.process.slice import Told
from server.slices import slices

PAGE = 500


@dataclass(frozen=True)
class Life:
    """Things of `model`, told by events whose kind begins with `kind`; `told` and `begins` as a slice says them. The
    events say digests of the rows of `noun`."""

    model: type[Model]
    kind: str
    told: Told = ()
    begins: Mapping[str, Any] = field(default_factory=dict)
    noun: Noun[Any] | None = None

    @property
    def table(self) -> str:
        return orm.table(self.model)


LIVES = (
    *(Life(one.noun.model, one.kinds, one.told, one.begins, one.noun) for one in slices()),
    Life(Person, "person."),
)


async def compare(life: Life) -> tuple[int, list[Finding]]:
    """How many rows there are, and what is wrong with them."""
    count, found = 0, await _gone(life)
    if life.noun is not None:
        found += await rows.orphans(life.noun)
    called = await _called(life)
    async for keys in _pages(life):
        count += len(keys)
        if await _wrong(life, keys, called):  # somebody may have been at work between our two looks
            found += await transaction(lambda keys=keys: _wrong(life, keys))  # type: ignore[misc]
    return count, found


async def _called(life: Life) -> Calls:
    """What others did to incidents; nobody does to things of other nouns."""
    return await calls.told() if life.noun is INCIDENT else Calls()


async def _wrong(life: Life, keys: list[UUID], called: Calls | None = None) -> list[Finding]:
    told = await _told(life, keys)
    columns = ["id", *(name for name, _ in life.told)]
    standing = await life.model.filter(id__in=keys).using_db(reader()).order_by("id").values(*columns)
    found = [found for row in standing for found in _compared(life, row, told.get(row["id"]))]
    if life.noun is None:
        return found
    called = called or await _called(life)
    found += await rows.compare(life.noun, keys, told, called.follows)
    return found + await calls.compare(keys, called) if life.noun is INCIDENT else found


def _compared(life: Life, row: dict[str, Any], told: dict[str, Any] | None) -> list[Finding]:
    key = str(row["id"])
    if told is None:
        return [Finding(What.UNTOLD, life.table, key, "no event tells of it")]
    return [
        Finding(What.STATE, life.table, key, f"{name} is {row[name]}, and its last event says {told[name]}")
        for name, _ in life.told
        if name in told and str(row[name]) != str(told[name])
    ]


async def _pages(life: Life) -> AsyncIterator[list[UUID]]:
    chosen, last = life.model.all().using_db(reader()).order_by("id").limit(PAGE), UUID(int=0)
    while page := [UUID(str(key)) for key in await chosen.filter(id__gt=last).values_list("id", flat=True)]:
        yield page
        last = page[-1]


async def _told(life: Life, keys: list[UUID]) -> dict[UUID, dict[str, Any]]:
    """What the events say that each became; nothing of what no event tells of."""
    found: dict[UUID, dict[str, Any]] = {}
    chosen = Event.filter(subject_id__in=keys, kind__startswith=life.kind).using_db(reader())
    for subject, payload in await chosen.order_by("subject_id", "place_in_chain").values_list("subject_id", "payload"):
        found.setdefault(subject, dict(life.begins)).update(_said(life, payload))
    return found


def _said(life: Life, payload: dict[str, Any]) -> dict[str, Any]:
    """The columns that one event says. What tells of a part (a party of a whistle) says nothing of the whole but by the
    whole's own names."""
    names = ((column, under[:1] if "party" in payload else under) for column, under in life.told)
    return {column: payload[name] for column, under in names for name in under if name in payload}


async def _gone(life: Life) -> list[Finding]:
    """Of which events tell, and that are not there."""
    gone = await asked(
        "SELECT DISTINCT subject_id FROM event e WHERE kind LIKE ?"
        f" AND NOT EXISTS (SELECT 1 FROM {life.table} t WHERE t.id = e.subject_id)",
        [f"{life.kind}%"],
    )
    return [Finding(What.GONE, life.table, str(key), "events tell of it") for (key,) in gone]
