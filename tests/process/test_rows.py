"""Which rows a change writes, by how each kind of row may change."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from server.grid.incident.models import Disposal, Finding, Incident, IncidentClock, IncidentPhoto
from server.process.change import Change
from server.process.noun import UNLOADED, Noun, append, decided, once, replaced, running
from server.process.rows import Added, Altered, Removed, rows_of

THEN = datetime(2026, 11, 23, tzinfo=UTC)
ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))


@dataclass(frozen=True)
class Row:
    id: UUID
    text: str = ""
    inner: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Thing:
    id: UUID = ONE
    version: int = 1
    text: str = ""
    added: Any = ()
    pictures: Any = ()
    clocks: Any = ()
    asked: Any = None
    parties: Any = ()
    known: Any = None


THING: Noun[Thing] = Noun(
    "thing",
    Incident,
    guards=("version",),
    area=lambda _: "",
    parts=(
        append("added", Finding, "thing_id"),
        once("pictures", IncidentPhoto, "thing_id", key="sha256"),
        running("clocks", IncidentClock, "thing_id", stopped_at=None),
        decided("asked", Disposal, "thing_id", ruling=None),
        replaced("parties", Finding, "thing_id", append("inner", Disposal), still={"called_at": None}),
    ),
    derived=frozenset({"known"}),
)


def change(before: Thing | None, after: Thing) -> Change[Thing]:
    return Change(noun=THING, kind="", at=THEN, seat=None, told={}, before=before, after=after)


def parts(before: Thing | None, **columns: Any) -> list[Any]:
    return rows_of(change(before, replace(before or Thing(), **columns))).parts


def test_of_what_begins_all_columns_are_written_and_of_what_goes_on_those_that_differ() -> None:
    assert rows_of(change(None, Thing(known=1))).own == {"id": ONE, "version": 1, "text": ""}
    assert rows_of(change(Thing(), Thing(version=2, known=1))).own == {"version": 2}


def test_rows_that_are_new_are_added_together_with_what_they_hang_on() -> None:
    assert parts(None, added=(Row(TWO), Row(THREE))) == [
        Added(Finding, [{"thing_id": ONE, "id": row, "text": "", "inner": ()} for row in (TWO, THREE)])
    ]
    (pictures,) = parts(Thing(), pictures=(Row(TWO),))
    assert pictures.once


def test_rows_that_get_the_same_are_changed_by_one_statement_and_only_while_they_may() -> None:
    before = Thing(clocks=(Row(TWO, "a"), Row(THREE, "b")), asked=Row(TWO))
    assert parts(before, clocks=(Row(TWO, "c"), Row(THREE, "c")), asked=Row(TWO, "no")) == [
        Altered(IncidentClock, [TWO, THREE], {"text": "c"}, {"stopped_at": None}, all=False),
        Altered(Disposal, [TWO], {"text": "no"}, {"ruling": None}, all=True),
    ]


def test_what_is_only_added_to_cannot_be_changed_and_what_is_missing_stays() -> None:
    before = Thing(added=(Row(TWO),))
    assert parts(before, added=()) == []
    with pytest.raises(ValueError, match="only added"):
        parts(before, added=(Row(TWO, "other"),))


def test_what_was_not_read_is_no_deletion() -> None:
    assert parts(Thing(parties=UNLOADED)) == []
    with pytest.raises(ValueError, match="not read"):
        parts(Thing(parties=UNLOADED), parties=(Row(TWO),))


def test_rows_that_may_vanish_do_and_rows_within_rows_come_after_them() -> None:
    before = Thing(parties=(Row(TWO),))
    assert parts(before, parties=(Row(THREE, inner=(Row(ONE),)),)) == [
        Removed(Finding, [TWO], {"called_at": None}),
        Added(Finding, [{"thing_id": ONE, "id": THREE, "text": ""}]),
        Added(Disposal, [{"id": ONE, "text": "", "inner": ()}]),
    ]
