"""What events say of rows outlives the code, and is the same on both databases: an old digest stays good for years.

`tests/tables/digests.json` was written by the code of 30 November 2026 and is never made anew: of each noun the number
of its form, and of each of its tables the columns, a row as JSON, its salt and its digest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tortoise import Model, fields

from server.data.database import Database
from server.grid.handover.actions import HANDOVER
from server.grid.handover.models import Handover
from server.journal.models import Event
from server.process import digest
from server.process.change import Change, altered, erased
from server.process.commit import commit
from server.process.noun import Noun
from server.process.rows import digests, rows_of
from server.service.complaint.models import Complaint
from server.service.complaint.verbs import COMPLAINT
from server.slices import slices
from tests import town

FOSSILS = json.loads((Path(__file__).parent.parent / "tables" / "digests.json").read_text("utf-8"))
THEN = datetime(2026, 11, 30, 8, tzinfo=UTC)
LATER = """A column of {table} is new, or gone: digests of before must stay good. Say of a new one in the noun that it
came `since` the next form, as {{"{table}.COLUMN": {number}}}, and add its form to digests.json beside the old one."""


@pytest.mark.parametrize("called", FOSSILS)
async def test_digests_of_years_ago_stay_good(database: Database, called: str) -> None:
    noun = next(one.noun for one in slices() if one.noun.called == called)
    for number, tables in FOSSILS[called].items():
        forms = {form.table: form for form in digest.forms(noun, int(number)).values()}
        for table, told in tables.items():
            form = forms[table]
            assert list(form.columns) == told["columns"], LATER.format(table=table, number=int(number) + 1)
            row = form.row(told["row"])
            assert form.digest(told["salt"], row) == told["digest"], f"{table} is told otherwise than it was"
            elsewhere = {name: _elsewhere(value) for name, value in row.items()}
            assert form.digest(told["salt"], dict(reversed(elsewhere.items()))) == told["digest"]


def _elsewhere(value: Any) -> Any:
    """The same moment in another time zone."""
    east = timezone(timedelta(hours=8))
    return value.astimezone(east) if isinstance(value, datetime) else value


def test_every_noun_has_its_present_form_among_them() -> None:
    assert {one.noun.called: str(one.noun.form) for one in slices()} == {
        called: max(numbers, key=int) for called, numbers in FOSSILS.items()
    }


async def test_both_databases_say_the_same_of_a_row(database: Database) -> None:
    row = Handover(id=UUID(int=1), area=town.KOUQUAN, note="井盖“已”换", open_count=3, late_count=0, promised_count=1,
                   written_by_id=town.LI, written_at=THEN, salt="ab" * 16)  # fmt: skip
    await commit(None, change(None, row))
    read = await Handover.get(id=row.id)
    await commit(None, change(read, altered(read, confirmed_by_id=town.WANG, confirmed_at=THEN + timedelta(minutes=1))))
    first, second = await Event.all().order_by("number")
    assert loads(first.digest) == {"form": 1, "handover": {str(row.id): HANDED}}
    assert loads(second.digest) == {"form": 1, "handover": {str(row.id): TAKEN}}


HANDED = "6be841084313df917d26eabd58b9b15a3f04919e49ad1887654184f6583d22c8"
TAKEN = "b74634cb1107927c27e0e4e03f4fa912eef7d986b4b03e6cb34337df3a70635b"


def test_anybody_can_make_a_digest_again_by_the_form_that_is_written_down() -> None:
    row = {"id": str(UUID(int=1)), "area": town.KOUQUAN, "note": "井盖“已”换", "open_count": 3, "late_count": 0,
           "promised_count": 1, "written_by_id": str(town.LI), "written_at": "2026-11-30T08:00:00+00:00",
           "confirmed_by_id": None, "confirmed_at": None}  # fmt: skip
    told = json.dumps([1, "handover", "ab" * 16, row], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    assert hashlib.sha256(told.encode()).hexdigest() == HANDED


def loads(told: str | None) -> Any:
    assert told is not None
    return json.loads(told)


def change(before: Handover | None, after: Handover) -> Change[Handover]:
    return Change(noun=HANDOVER, kind="handover.written", at=THEN, seat=None, told={}, before=before, after=after)


async def test_who_writes_beside_another_tells_what_the_row_has_become(database: Database) -> None:
    """Two that conflict with nobody read the same row and change different columns of it."""
    row = Handover(id=UUID(int=1), area=town.KOUQUAN, note="", open_count=3, late_count=0, promised_count=1,
                   written_by_id=town.LI, written_at=THEN)  # fmt: skip
    await commit(None, change(None, row))
    read = await Handover.get(id=row.id)
    for columns in ({"open_count": 4}, {"late_count": 2}):
        await commit(None, replace(change(read, altered(read, **columns)), guards=()))
    now, told = await Handover.get(id=row.id), await Event.all().order_by("-number").first()
    assert (now.open_count, now.late_count) == (4, 2)
    form = HANDOVER.forms[Handover]
    assert told is not None
    assert loads(told.digest) == {"form": 1, "handover": {str(row.id): form.digest(now.salt, HANDOVER.columns(now))}}


async def test_a_column_that_came_later_leaves_old_digests_good(database: Database) -> None:
    new = replace(COMPLAINT, since={"complaint.late": 2})
    was, now = (digest.forms(new, number)[Complaint] for number in (1, 2))
    assert set(now.columns) - set(was.columns) == {"late"}
    assert now.columns == COMPLAINT.forms[Complaint].columns
    assert new.form == 2


async def test_words_that_are_taken_away_take_the_salt_with_them(database: Database) -> None:
    before = Complaint(id=UUID(int=1), text="原来的话", photos="", salt="ab" * 16)
    after = altered(before, **erased("text"))
    rows = rows_of(Change(noun=COMPLAINT, kind="", at=THEN, seat=None, told={}, before=before, after=after))
    told = digests(COMPLAINT, rows)
    assert (after.text, len(after.salt), after.salt != before.salt) == ("", 32, True)
    assert told is not None
    assert loads(told)["anew"] is True


class Saltless(Model):
    id = fields.UUIDField(primary_key=True)

    class Meta:
        app = "none"


def test_a_noun_without_a_salt_is_told_what_to_write() -> None:
    with pytest.raises(TypeError, match="wants `salt = "):
        Noun("saltless", Saltless, guards=("id",), area=lambda _: "")
