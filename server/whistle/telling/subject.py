"""The whistle as notices, sync and live streams know it. It stands on its incident: whoever sees that may be told."""

from __future__ import annotations

from collections.abc import Sequence

from server.event.models import Event
from server.incident.telling import subject as incident
from server.incident.telling.recipients import heard
from server.subject.kinds import NoticeKind
from server.subject.port import About, Concerned, Subject
from server.whistle.audience import CHANGES
from server.whistle.telling.rules import ROWS
from server.whistle.telling.settling import SETTLING
from server.whistle.telling.told import told_of


async def concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    return await heard(await told_of(events))


async def relevant(kind: NoticeKind, about: About) -> bool:
    """A whistle goes on beside its incident's steps; the rest of what is told of it does not."""
    return kind.startswith("WHISTLE") or await incident.relevant(kind, about)


WHISTLE = Subject(
    kind="whistle",
    rules=ROWS,
    concerned=concerned,
    sight=incident.sight,
    relevant=relevant,
    settling=SETTLING,
    path=incident.path,
    topic=CHANGES,
)
