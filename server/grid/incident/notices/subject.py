"""The incident as notices, sync and live streams know it."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter

from tortoise.expressions import Q

from server.core.viewer import Viewer
from server.data.database import reader
from server.grid.incident import actions, commands, policy
from server.grid.incident.commands import Command
from server.grid.incident.copied import COPIED
from server.grid.incident.filters import Filter, Mine
from server.grid.incident.live_recipients import CHANGES
from server.grid.incident.models import Incident
from server.grid.incident.notices.batch import told_of
from server.grid.incident.notices.recipients import heard
from server.grid.incident.notices.rules import ROWS
from server.grid.incident.notices.settling import SETTLING
from server.grid.incident.queries import total
from server.journal.models import Event
from server.process.subject.kinds import NoticeKind
from server.process.subject.offline import Act, Offline, itself
from server.process.subject.port import About, Concerned, Subject


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
