"""Somebody with the database's password changes what people read, or the log itself: each way is found and named."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from server.data.database import Database
from server.journal import audit
from server.keep.audit.findings import What
from server.keep.audit.heads import Noted
from tests import town
from tests.keep.audit.undone import audited
from tests.keep.audit.world import lived

LAST = "(SELECT MAX(number) FROM event)"


@dataclass(frozen=True)
class Way:
    """What is done to the tables, and what is to be found then. `{closed}` and its like are ids of the world."""

    does: str
    what: What
    table: str

    def statements(self, ids: dict[str, UUID]) -> list[str]:
        return self.does.format(**ids, last=LAST).split("; ")


def state(table: str, changes: str, row: str) -> Way:
    return Way(f"UPDATE {table} SET {changes} WHERE id = '{{{row}}}'", What.STATE, table)


def sums(change: str) -> Way:
    return Way(change, What.SUM, "tally")


WAYS = [
    # the log's rows
    Way("UPDATE event SET kind = 'incident.closed' WHERE number = {last}", What.CHANGED, "event"),
    Way("UPDATE event SET payload = '{{}}' WHERE number = {last} - 3", What.CHANGED, "event"),
    Way("UPDATE event SET area = '140214' WHERE number = 40", What.CHANGED, "event"),
    Way("UPDATE event SET at = (SELECT at FROM event WHERE number = 1) WHERE number = {last}", What.CHANGED, "event"),
    Way("UPDATE event SET by_id = '{closed}' WHERE number = 41", What.CHANGED, "event"),
    Way("UPDATE event SET post_id = NULL WHERE post_id IS NOT NULL", What.CHANGED, "event"),
    Way("UPDATE event SET unit_id = '{closed}' WHERE number = 44", What.CHANGED, "event"),
    Way("UPDATE event SET hash = 'ab' WHERE number = 45", What.CHANGED, "event"),
    Way("UPDATE event SET previous = 'ab' WHERE number = 46", What.CHANGED, "event"),
    Way("UPDATE event SET id = '{closed}' WHERE number = 47", What.CHANGED, "event"),
    Way("UPDATE event SET place_in_chain = 99 WHERE number = {last}", What.SWAPPED, "event"),
    Way("UPDATE event SET subject_id = '{closed}', place_in_chain = 98 WHERE number = 50", What.CHANGED, "event"),
    Way("DELETE FROM event WHERE subject_id = '{closed}' AND place_in_chain = 2", What.DELETED, "event"),
    Way("DELETE FROM event WHERE subject_id = '{closed}'", What.UNTOLD, "incident"),
    Way("DELETE FROM event WHERE number = {last}", What.CUT, "seal"),
    # the seals
    Way("UPDATE seal SET seal = 'ab' WHERE number = 5", What.CHANGED, "seal"),
    Way("DELETE FROM seal WHERE number = 6", What.DELETED, "seal"),
    Way("DELETE FROM seal WHERE number = (SELECT MAX(number) FROM seal)", What.INSERTED, "event"),
    Way("UPDATE seal SET event_number = -1 WHERE number = 7; UPDATE seal SET event_number = 7 WHERE number = 8",
        What.DELETED, "seal"),
    Way("DELETE FROM seal; DELETE FROM event WHERE number > 60", What.CUT, "seal"),
    Way("DELETE FROM event WHERE number > {last} - 5; "
        "DELETE FROM seal WHERE event_number NOT IN (SELECT number FROM event)", What.CUT, "seal"),
    # what people read
    state("incident", "state = 'CLOSED'", "handled"),
    state("incident", "state = 'VOIDED'", "closed"),
    state("incident", "state = 'REPORTED', version = 1", "handled"),
    state("incident", "version = version + 1", "handled"),
    state("whistle", "state = 'CLOSED'", "whistle"),
    state("whistle", "state = 'CANCELLED', version = version + 1", "whistle"),
    state("whistle", "version = 1", "whistle"),
    state("hot_issue", "state = 'SOLVED'", "issue"),
    Way("DELETE FROM handover WHERE id = '{left}'", What.GONE, "handover"),
    Way("DELETE FROM incident WHERE id = '{closed}'", What.GONE, "incident"),
    Way("DELETE FROM whistle WHERE id = '{whistle}'", What.GONE, "whistle"),
    Way("DELETE FROM hot_issue", What.GONE, "hot_issue"),
    Way("UPDATE handover SET id = '{closed}'", What.UNTOLD, "handover"),
    Way("UPDATE hot_issue SET id = '{closed}'", What.UNTOLD, "hot_issue"),
    Way("UPDATE incident SET id = '{left}' WHERE id = '{handled}'", What.UNTOLD, "incident"),
    Way("UPDATE whistle SET id = '{left}' WHERE id = '{whistle}'", What.UNTOLD, "whistle"),
    # people and their posts
    Way(f"UPDATE post SET role = 'SYS_ADMIN' WHERE person_id = '{town.WANG}'", What.POST, "post"),
    Way(f"UPDATE post SET area_id = '140214' WHERE person_id = '{town.WANG}'", What.POST, "post"),
    Way(f"UPDATE post SET unit_id = '{town.POLICE}' WHERE unit_id = '{town.HOUSING}'", What.POST, "post"),
    Way(f"UPDATE post SET starts_on = '2020-01-01' WHERE person_id = '{town.WANG}'", What.POST, "post"),
    Way(f"UPDATE post SET ends_on = '2030-01-01' WHERE person_id = '{town.WANG}'", What.POST, "post"),
    Way(f"UPDATE post SET person_id = '{town.FENG}' WHERE person_id = '{town.WU}'", What.POST, "post"),
    Way(f"DELETE FROM post WHERE person_id = '{town.WU}'", What.GONE, "post"),
    Way(f"INSERT INTO post (id, person_id, role, area_id, starts_on) VALUES ('{{closed}}', '{town.FENG}',"
        " 'DISTRICT_SUPERVISOR', '140214', '2024-01-01')", What.UNTOLD, "post"),
    Way("INSERT INTO person (id, name, created_at) SELECT '{closed}', 'x', created_at FROM person LIMIT 1",
        What.UNTOLD, "person"),
    Way(f"UPDATE person SET ended_at = created_at WHERE id = '{town.WANG}'", What.STATE, "person"),
    # the sums of boards
    sums("UPDATE tally SET reported = reported + 1 WHERE reported = (SELECT MAX(reported) FROM tally)"),
    sums("UPDATE tally SET closed = 0"),
    sums("DELETE FROM tally"),
    sums("UPDATE tally SET channel = 'WALK_IN' WHERE channel = 'HOTLINE'"),
    Way("UPDATE standing SET count = count + 1", What.SUM, "standing"),
    Way("DELETE FROM standing", What.SUM, "standing"),
]  # fmt: skip


async def test_fifty_ways_of_tampering_are_all_named(town: Database) -> None:
    ids = await lived()
    head = await audit.head()
    noted = [Noted(head.number, head.seal)]
    assert await audited([], noted) == ()
    missed = [
        way.does
        for way in WAYS
        if (way.what, way.table) not in {(one.what, one.table) for one in await audited(way.statements(ids), noted)}
    ]
    assert len(WAYS) >= 50
    assert missed == []
