"""Each row that people read is held against what the events say of it: whatever was changed, taken away or put there is
named by its table and key, and nothing else is."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from tortoise import Model

from server.data.database import Database, asked
from server.grid.hotissue.models import HotIssueMember as Joined
from server.grid.incident.models import IncidentClock
from server.grid.incident.oversight import Supervision
from server.grid.whistle.models import Result
from server.keep.audit.findings import Finding, What
from tests.keep.audit.undone import audited
from tests.keep.audit.world import lived

THEN = "'2020-01-01T00:00:00+00:00'"
KEYS = {"hot_issue_member": "incident_id", "incident_photo": "sha256"}  # by which an event names a row, if not its id


@dataclass(frozen=True)
class Row:
    """What is done to number `at` of a table, in the order of their keys: columns, or "" to delete it."""

    table: str
    at: int
    does: str = ""
    what: What = What.ROW

    async def tampering(self) -> tuple[str, tuple[What, str, str]]:
        """The statement, and what is to be found then."""
        by = KEYS.get(self.table, "id")
        keys = await asked(f"SELECT {by} FROM {self.table} ORDER BY {by}", [])
        key = str(keys[self.at][0])
        verb = f"UPDATE {self.table} SET {self.does}" if self.does else f"DELETE FROM {self.table}"
        what = self.what if self.does else What.GONE
        return f"{verb} WHERE {by} = '{key}'", (what, self.table, key)


ROWS = [
    # what an incident says, where and when, and whose it is
    Row("incident", 0, "text = text || '，已处理'"),
    Row("incident", 1, "severity = severity + 1"),
    Row("incident", 2, "lat = lat + 90000, lon = lon - 90000"),
    Row("incident", 3, "reporter_id = NULL"),
    Row("incident", 4, "address = '别处'"),
    Row("incident", 5, f"occurred_at = {THEN}, received_at = {THEN}"),
    Row("incident", 6, f"changed_at = {THEN}"),
    Row("incident", 7, "whistling = whistling + 1", What.STATE),
    # its clocks
    Row("incident_clock", 0, "due_at = started_at"),
    Row("incident_clock", 1, f"stopped_at = {THEN}"),
    Row("incident_clock", 2, "limit_amount = limit_amount + 60"),
    Row("incident_clock", 3, """pauses = '[["2026-11-23T00:00:00+00:00", "2026-11-24T00:00:00+00:00"]]'"""),
    Row("incident_clock", 4, "source = 'condition 99'"),
    Row("incident_clock", 5),
    # what else hangs on it
    Row("finding", 0, "verdict = 'FALSE'"),
    Row("finding", 1),
    Row("disposal", 0, "measures = '已经换好'"),
    Row("incident_photo", 0, "kind = 'AFTER'"),
    Row("incident_photo", 1, f"at = {THEN}"),
    Row("incident_photo", 2),
    Row("incident_unit", 0, f"since = {THEN}"),
    Row("approval", 0, "reason = '另有原因'"),
    Row("supervision", 0, "opinion = '不急'"),
    # a whistle and its parties
    Row("whistle", 0, "reason = '街道可以自己办'"),
    Row("whistle", 1, "approved_by_id = drafted_by_id"),
    Row("whistle_party", 0, f"acked_at = {THEN}"),
    Row("whistle_party", 1, f"arrive_due_at = {THEN}"),
    Row("whistle_party", 2, "state = 'EXCUSED'"),
    Row("whistle_party", 3, "task = '已完成'"),
    Row("whistle_result", 0, "outcome = 'UNSOLVED'"),
    Row("whistle_objection", 0, "text = '无异议'"),
    # the other nouns
    Row("hot_issue", 0, "count = count + 1"),
    Row("hot_issue_member", 0, f"at = {THEN}"),
    Row("hot_issue_member", 1),
    Row("handover", 0, "note = '一切正常'"),
    Row("complaint", 0, "answer = answer || '。'"),
    Row("complaint", 1, "contact = '13900000000'"),
]  # fmt: skip

NEW, NOWHERE = UUID(int=1), UUID(int=2)


def copy(model: type[Model], **instead: object) -> str:
    """The statement that puts a row there once more, with other columns."""
    names = sorted(model._meta.fields_db_projection)
    values = [f"'{instead[name]}'" if name in instead else name for name in names]
    table = model._meta.db_table
    return f"INSERT INTO {table} ({', '.join(names)}) SELECT {', '.join(values)} FROM {table} LIMIT 1"


def rows(found: tuple[Finding, ...]) -> set[tuple[What, str, str]]:
    """What was found of rows; sums of boards that follow from them are others' matter."""
    return {(one.what, one.table, one.row) for one in found if one.what is not What.SUM}


async def test_every_row_that_was_changed_or_taken_away_is_named_and_no_other(town: Database) -> None:
    await lived()
    done = [await one.tampering() for one in ROWS]
    assert rows(await audited([statement for statement, _ in done], [])) == {expected for _, expected in done}


async def test_every_row_that_was_put_there_or_moved_is_named(town: Database) -> None:
    ids = await lived()
    put = [copy(IncidentClock, id=NEW), copy(Supervision, id=NEW, incident_id=NOWHERE), copy(Result, id=NEW),
           copy(Joined, number=99, incident_id=NOWHERE)]  # fmt: skip
    ((moved,),) = await asked("SELECT id FROM disposal ORDER BY id LIMIT 1", [])
    ((called, unit),) = await asked("SELECT id, unit_id FROM incident_unit WHERE until = since LIMIT 1", [])
    put += [f"UPDATE disposal SET incident_id = '{ids['complaint']}' WHERE id = '{moved}'",
            f"DELETE FROM incident_unit WHERE id = '{called}'"]  # fmt: skip
    assert rows(await audited(put, [])) == {
        *((What.UNTOLD, table, str(NEW)) for table in ("incident_clock", "supervision", "whistle_result")),
        (What.UNTOLD, "hot_issue_member", str(NOWHERE)), (What.UNTOLD, "disposal", str(moved)),
        (What.GONE, "disposal", str(moved)), (What.GONE, "incident_unit", str(unit)),
    }  # fmt: skip


async def test_what_alone_was_changed_is_named_where_it_can_be_told(town: Database) -> None:
    ids = await lived()
    found = await audited(
        [f"UPDATE incident SET closed_late = NULL, state = 'VOIDED' WHERE id = '{ids['closed']}'"], []
    )
    told = {(one.what, one.says.split(",")[0]) for one in found if one.table == "incident"}
    assert told == {(What.STATE, "state is VOIDED"), (What.ROW, "closed_late is nothing and not False")}


async def test_words_that_were_taken_back_leave_a_row_that_is_whole_and_a_new_salt(town: Database) -> None:
    """Nobody can try out by what the log said of it which words were taken back."""
    await lived()
    ((told,),) = await asked("SELECT digest FROM event WHERE kind = 'complaint.withdrawn'", [])
    assert '"anew":true' in told
    assert rows(await audited([], [])) == set()
