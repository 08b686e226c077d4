"""The rows of a noun, its own and those that hang on it, held against the digests that its events say of them.

What began before events said digests is looked at as far as they do. Of everything else each row is said by an event of
its own, or follows from the events of another noun (`calls`).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from tortoise import Model

from server.data import orm
from server.data.database import asked, reader
from server.journal.models import Event
from server.keep.audit.findings import Finding, What
from server.keep.audit.guess import guessed
from server.process import digest
from server.process.digest import SALT, every
from server.process.noun import How, Noun, Part

Row = dict[str, Any]
Follows = Callable[[str, UUID, Row], bool]


@dataclass(frozen=True)
class Said:
    """What an event says of a row: its digest by the form with this number; None: it is gone."""

    form: int
    digest: str | None
    event: int


@dataclass
class Known:
    """What the log says of the rows of an aggregate, by table and key. `whole`: of all of them, from its beginning."""

    whole: bool = False
    rows: dict[tuple[str, str], Said] = field(default_factory=dict)


@dataclass(frozen=True)
class Found:
    """A row of an aggregate as it stands."""

    of: UUID
    part: Part | None
    model: type[Model]
    row: Row

    @property
    def place(self) -> tuple[str, str]:
        """By table and key, as events name it."""
        return orm.table(self.model), str(self.row[self.part.key if self.part else "id"])


async def compare(noun: Noun[Any], keys: list[UUID], worded: Mapping[UUID, Row], follows: Follows) -> list[Finding]:
    """What is wrong with the rows of these aggregates. `told` are columns that events say in words: a row in which only
    these are wrong is named by them. `follows`: whether a row that no event of its own says follows from others."""
    known = await _known(noun, keys)
    salts: dict[UUID, str] = {}
    wrong: list[Finding] = []
    async for one in _standing(noun, keys):
        if one.part is None:
            salts[one.of] = one.row[SALT]
        own = known.get(one.of, Known())
        said = own.rows.pop(one.place, None)
        if said is not None and said.digest is not None:
            words = worded.get(one.of, {}) if one.part is None else {}
            wrong += _differing(noun, one, said, salts[one.of], words)
        elif said is not None or (own.whole and not follows(one.place[0], one.of, one.row)):
            says = "no event tells of it" if said is None else f"event {said.event} took it away"
            wrong.append(Finding(What.UNTOLD, *one.place, says))
    return [*wrong, *_gone({key: known[key] for key in known.keys() & salts.keys()})]


def _differing(noun: Noun[Any], one: Found, said: Said, salt: str, worded: Row) -> Iterator[Finding]:
    form = digest.forms(noun, said.form)[one.model]
    if form.digest(salt, one.row) == said.digest or form.digest(salt, one.row | worded) == said.digest:
        return
    left = guessed(form, salt, one.row | worded, str(said.digest)) or "it is not"
    yield Finding(What.ROW, *one.place, f"{left} as event {said.event} left it")


def _gone(known: Mapping[UUID, Known]) -> Iterator[Finding]:
    for key, own in known.items():
        for (table, row), said in own.rows.items():
            if said.digest is not None:
                yield Finding(What.GONE, table, row, f"event {said.event} of {key} tells of it")


async def _known(noun: Noun[Any], keys: list[UUID]) -> dict[UUID, Known]:
    """What the log says of these; an event that says it anew makes void what was said before."""
    found: dict[UUID, Known] = {}
    once = {orm.table(part.model) for part in every(noun.parts) if part.how is How.ONCE}
    chosen = Event.filter(subject_id__in=keys, digest__isnull=False).order_by("subject_id", "place_in_chain")
    for event in await chosen.using_db(reader()).only("number", "subject_id", "place_in_chain", "digest"):
        known = found.setdefault(event.subject_id, Known(whole=event.place_in_chain == 1))
        said: dict[str, Any] = json.loads(event.digest or "{}")
        form = int(said.pop("form"))
        if said.pop("anew", False):
            known.rows.clear()
        for table, rows in said.items():
            for key, one in rows.items():
                if table not in once or (table, key) not in known.rows:
                    known.rows[table, key] = Said(form, one, event.number)
    return found


async def _standing(noun: Noun[Any], keys: list[UUID]) -> AsyncIterator[Found]:
    """The rows of these as they stand, their own first."""
    own = await _read(noun, noun.model, "id", keys)
    for row in own:
        yield Found(row["id"], None, noun.model, row)
    async for one in _hanging(noun, noun.parts, {row["id"]: row["id"] for row in own}):
        yield one


async def _hanging(noun: Noun[Any], parts: tuple[Part, ...], owners: Mapping[Any, UUID]) -> AsyncIterator[Found]:
    """`owners`: of which aggregate each is on whose rows they hang."""
    for part in parts:
        assert part.owner is not None, f"say which column of {part.name} names what it hangs on"
        rows = await _read(noun, part.model, part.owner, list(owners))
        for row in rows:
            yield Found(owners[row[part.owner]], part, part.model, row)
        if part.parts and rows:
            inner = {row["id"]: owners[row[part.owner]] for row in rows}
            async for one in _hanging(noun, part.parts, inner):
                yield one


async def _read(noun: Noun[Any], model: type[Model], by: str, keys: list[Any]) -> list[Row]:
    names = noun.forms[model].columns
    salt = (SALT,) if model is noun.model else ()
    chosen = model.filter(**{f"{by}__in": keys}).using_db(reader())
    return list(await chosen.values(*names, *salt))


async def orphans(noun: Noun[Any]) -> list[Finding]:
    """Rows that hang on nothing that is there."""
    found: list[Finding] = []
    for above, part in _edges(noun.model, noun.parts):
        table, owner = orm.table(part.model), part.owner
        key = orm.columns(part.model)[part.key]
        rows = await asked(
            f"SELECT {key} FROM {table} t WHERE NOT EXISTS"
            f" (SELECT 1 FROM {orm.table(above)} o WHERE o.id = t.{owner})", [],
        )  # fmt: skip
        found += [Finding(What.UNTOLD, table, str(one), "it hangs on nothing that is there") for (one,) in rows]
    return found


def _edges(above: type[Model], parts: tuple[Part, ...]) -> Iterator[tuple[type[Model], Part]]:
    for part in parts:
        yield above, part
        yield from _edges(part.model, part.parts)
