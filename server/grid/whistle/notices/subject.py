"""The whistle as notices, sync and live streams know it. It stands on its incident: whoever sees that may be told."""

from __future__ import annotations

from collections.abc import Sequence

from server.data.database import reader
from server.grid.incident.notices import subject as incident
from server.grid.incident.notices.recipients import heard
from server.grid.whistle.live_recipients import CHANGES
from server.grid.whistle.models import Whistle
from server.grid.whistle.notices.batch import told_of
from server.grid.whistle.notices.rules import ROWS
from server.grid.whistle.notices.settling import SETTLING
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.offline import Marked
from server.process.subject.port import About, Concerned, Subject


async def concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    return await heard(await told_of(events))


async def relevant(kind: NoticeKind, about: About) -> bool:
    """A whistle goes on beside its incident's steps; the rest of what is told of it does not."""
    return kind.startswith("WHISTLE") or await incident.relevant(kind, about)


async def marked(events: Sequence[Event]) -> Marked:
    """A copy shows of a whistle what its incident says of it."""
    about = Whistle.filter(id__in=[event.subject_id for event in events]).using_db(reader())
    found = dict(await about.values_list("id", "incident_id"))
    return {event.id: ("incident", found[event.subject_id]) for event in events if event.subject_id in found}


WHISTLE = Subject(
    kind="whistle",
    rules=ROWS,
    concerned=concerned,
    sight=incident.sight,
    relevant=relevant,
    settling=SETTLING,
    path=incident.path,
    topic=CHANGES,
    marked=marked,
)
