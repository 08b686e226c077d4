"""Loading a district's folder: all of it in one transaction, or nothing.

First the folder is planned outside of any transaction and the newcomers' passwords are hashed, which takes the longest.
Then, inside, it is planned again on what is there by now and written by each noun's own actions; were it another plan,
nothing is written.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from server.core.errors import Conflict
from server.core.ids import new_id
from server.data.database import queue_for, reader, transaction
from server.ground.area import layers
from server.ground.area import loading as territory
from server.ground.area.map import forget as forget_map
from server.ground.area.territory import forget as forget_territory
from server.ground.catalogue import actions as catalogue
from server.ground.catalogue.models import Unit
from server.ground.catalogue.queries import forget as forget_catalogue
from server.ground.person import actions as person
from server.ground.person.models import Person
from server.ground.worktime.queries import forget as forget_calendar
from server.process.importing.faults import Faults
from server.setup.pack import calendar, passwords, plan
from server.setup.pack.folder import Folder
from server.setup.pack.passwords import First
from server.setup.pack.plan import Plan

Report = Callable[[str, int, int], None]  # (what, done, of how many)
EVERY = 50  # people between two reports


@dataclass(frozen=True)
class Issue:
    """What newcomers and their posts get; the demo gives its own, which are the same in every run."""

    person_id: Callable[[], UUID] = new_id
    post_id: Callable[[], UUID] = new_id
    passwords: Callable[[Sequence[str], passwords.Report], Awaitable[dict[str, First]]] = passwords.issued


@dataclass(frozen=True)
class Loaded:
    """What was changed, and each newcomer's first password: it stands nowhere else."""

    plan: Plan
    first: dict[str, First] = field(default_factory=dict)


async def load(folder: Folder, faults: Faults, since: date, report: Report, issue: Issue | None = None) -> Loaded:
    """Load it, unless there are faults: then nothing is written.

    Raises Conflict when somebody changed the district meanwhile.
    """
    given = issue or Issue()
    planned = plan.made(folder, await plan.standing(), since, faults)
    if faults.total or not planned.changes:
        return Loaded(planned)
    first = await given.passwords(list(planned.newcomers), lambda done, total: report("passwords", done, total))

    async def work() -> Plan:
        await queue_for("district load")
        found = Faults()
        now = plan.made(folder, await plan.standing(), since, found)
        if found.total or list(now.lines()) != list(planned.lines()) or now.newcomers != planned.newcomers:
            raise Conflict("somebody changed the district meanwhile: check the folder again")
        await _write(now, first, given, report)
        return now

    try:
        return Loaded(await transaction(work), first)
    finally:  # what was read meanwhile may have been undone
        for forget in (forget_map, forget_territory, forget_catalogue, forget_calendar):
            forget()


async def _write(now: Plan, first: dict[str, First], issue: Issue, report: Report) -> None:
    if now.territory.any:
        await territory.load(None, now.areas, since=now.since)
    report("territory", 1, 1)
    await layers.load(None, now.layers)
    if now.tables is not None and any(one.count for one in now.catalogue.values()):
        await catalogue.load(None, now.tables.rows, since=now.since)
    report("catalogue", 1, 1)
    await calendar.apply(now.calendar, now.district)
    if now.people is not None:
        await _people(now, first, issue, report)


async def _people(now: Plan, first: dict[str, First], issue: Issue, report: Report) -> None:
    assert now.people is not None  # else there is nothing to write
    for done, (login, name) in enumerate(now.people.newcomers.items(), 1):
        new = person.NewPerson(name=name, login=login, hashed=first[login].hashed, id=issue.person_id())
        await person.add_person(None, new)
        if done % EVERY == 0 or done == len(now.people.newcomers):
            report("people", done, len(now.people.newcomers))
    ids = {
        str(login): one for login, one in await Person.exclude(login=None).using_db(reader()).values_list("login", "id")
    }
    units = {
        (str(name), str(area)): one
        for name, area, one in await Unit.all()
        .using_db(reader())
        .order_by("valid_from")
        .values_list("name", "area_id", "id")
    }
    for done, one in enumerate(now.people.given, 1):
        await person.add_post(
            None,
            person.NewPost(
                person_id=ids[one.login],
                role=one.role,
                area=one.area,
                unit_id=units[one.unit] if one.unit else None,
                starts_on=one.starts_on or now.since,
                ends_on=one.ends_on,
                id=issue.post_id(),
            ),
        )
        if done % EVERY == 0 or done == len(now.people.given):
            report("posts", done, len(now.people.given))
    for post_id, last_day in now.people.ended:
        await person.end_post(None, post_id, last_day=last_day)
