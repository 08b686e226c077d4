"""The incident as notices, sync and live streams know it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from tortoise.expressions import Q

from server.database import reader
from server.event.models import Event
from server.incident import actions, commands, policy
from server.incident.audience import CHANGES
from server.incident.commands import Command
from server.incident.copied import COPIED
from server.incident.filters import Filter, Mine
from server.incident.models import Incident
from server.incident.queries import total
from server.incident.telling.recipients import heard
from server.incident.telling.rules import ROWS
from server.incident.telling.settling import SETTLING
from server.incident.telling.told import told_of
from server.subject.kinds import NoticeKind
from server.subject.offline import Act, Offline, itself
from server.subject.port import About, Concerned, Subject
from server.viewer import Viewer


async def concerned(events: Sequence[Event]) -> Sequence[Concerned]:
    return await heard(await told_of(events))


def sight(viewer: Viewer, table: str) -> Q:
    """Also of what stands on an incident and shares its sight."""
    return policy.about(viewer, table)


async def relevant(_: NoticeKind, about: About) -> bool:
    """Whether nobody took the incident's step meanwhile."""
    return await Incident.filter(id=about.incident_id, state=about.state).using_db(reader()).exists()


async def waiting(viewer: Viewer) -> int:
    return await total(viewer, Filter(mine=Mine.TODO))


def path(about: About) -> str:
    return f"/i/{about.incident_id}"


def _offline(name: str, act: Act, command: type[Command]) -> Offline:
    return Offline(name=name, act=act, command=command, subject=attrgetter("incident_id"), body=command.body)


OFFLINE = (
    _offline("report", actions.report, commands.Report),
    _offline("note", actions.note, commands.Note),
    _offline("self_resolve", actions.self_resolve, commands.SelfResolve),
    _offline("verify", actions.verify, commands.Verify),
    _offline("check", actions.check, commands.Check),
    _offline("feed_back", actions.feed_back, commands.FeedBack),
)

INCIDENT = Subject(
    kind="incident",
    rules=ROWS,
    concerned=concerned,
    sight=sight,
    relevant=relevant,
    settling=SETTLING,
    path=path,
    topic=CHANGES,
    offline=OFFLINE,
    copied=COPIED,
    marked=itself("incident"),
    waiting=waiting,
)
