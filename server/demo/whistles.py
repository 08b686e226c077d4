"""A handful of whistles in every state, most of them of the street that the demo is shown by, blown by the actions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role, Viewer
from server.data.database import reader, transaction
from server.demo import history
from server.demo.cast import DEPARTMENT, STREET
from server.demo.people import People
from server.grid.incident import inputs
from server.grid.incident.models import Incident, Outcome
from server.grid.whistle import actions, commands, jobs, queries
from server.grid.whistle.jobs import DISPUTES
from server.grid.whistle.models import ArrivalMode, Kind, Mark, Part
from server.grid.whistle.steps import WORKED
from server.ground.area.coordinates import from_e7
from server.ground.catalogue.models import ListKind
from server.ground.catalogue.queries import catalogue

K = Kind
PACE = timedelta(minutes=9)  # between two steps
DONE = ("submit", "approve", "ack", "assist_ack", "arrive", "start", "finish")
# kind, and how far each has come; "assist_" is done by the unit that assists, all else of a party by the one that leads
COURSES: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (K.RESIDENT_DEMAND, ()),
    (K.RESIDENT_DEMAND, ("submit",)),
    (K.EMERGENCY, ("submit", "ack")),
    (K.RESIDENT_DEMAND, ("submit", "approve", "assist_ack", "object")),
    (K.JOINT_ENFORCEMENT, ("submit", "approve", "ack", "assist_ack", "arrive", "start")),
    (K.RESIDENT_DEMAND, DONE),
    (K.RESIDENT_DEMAND, (*DONE, "assist_arrive", "assist_finish", "sign")),
    (K.RESIDENT_DEMAND, (*DONE, "assist_excuse", "sign", "score", "close")),
    (K.RESIDENT_DEMAND, ("submit", "approve", "cancel")),
    (K.KEY_TASK, ("submit", "approve", "ack")),
    (K.EMERGENCY, ("submit", "review", "ack", "assist_ack", "arrive")),
    (K.RESIDENT_DEMAND, ("submit", "decline")),
    (K.JOINT_ENFORCEMENT, ("submit", "approve")),
)


@dataclass
class Course:
    """One whistle on its way, and who takes part in it."""

    world: People
    incident: Incident
    kind: Kind
    lead: UUID
    assist: UUID
    matter: str
    whistle: UUID
    now: datetime

    @property
    def street(self) -> Viewer:
        return self.world.dispatcher(self.incident.grid_id)

    @property
    def head(self) -> Viewer:
        return self.world.desks[Role.STREET_HEAD, self.incident.street_id][0]

    async def draft(self) -> None:
        plan = self.now + timedelta(days=1), self.now + timedelta(days=9)
        calls = (
            commands.Call(unit_id=self.lead, part=Part.LEAD, task="到现场会商，提出处置办法并实施"),
            commands.Call(unit_id=self.assist, part=Part.ASSIST, task="维持现场秩序，配合处置"),
        )
        command = commands.Draft(
            op_id=new_id(), id=self.whistle, incident_id=self.incident.id, kind=self.kind, parties=calls,
            reason="需要专业设备和执法权限，街道自身力量解决不了", matter_code=self.matter, meeting_point="案件现场",
            meet_at=plan[0] if self.kind is K.KEY_TASK else None, done_by=plan[1] if self.kind is K.KEY_TASK else None,
        )  # fmt: skip
        await self.take(actions.draft, self.street, command)

    async def silent(self, until: datetime) -> None:
        """What the system says of parties that let their time pass before `until`, each when it is due."""
        while True:
            whistle = await queries.load_unseen(self.whistle)
            due = [one.next_due_at for one in whistle.parties if one.next_due_at and one.next_due_at < until]
            if not due:
                return
            with clock.at(min(due)):
                turn = await inputs.turn(Viewer.nobody())
                if not await transaction(lambda: jobs.speak(whistle, turn)):  # noqa: B023  # awaited here
                    return

    async def take(self, act: Callable[[Viewer, Any], Any], by: Viewer, command: commands.Command) -> None:
        with clock.at(self.now):
            await act(by, command)
        self.now += PACE

    async def step(self, name: str) -> None:
        """The next step, by the one whose it is."""
        await self.silent(self.now)
        whistle = await queries.load_unseen(self.whistle)
        verb, unit = name.removeprefix("assist_"), self.assist if name.startswith("assist_") else self.lead
        if verb in OF_STREET:
            kind, words = OF_STREET[verb]
            by = self.head if verb in ("approve", "review", "decline", "cancel") else self.street
            target: dict[str, Any] = {"id": self.whistle, "seen": whistle.version}
        else:
            kind, words = OF_PARTY[verb]
            by = self.street if verb in ("sign", "excuse") else self.world.handlers[unit][0]
            party = next(one for one in whistle.parties if one.unit_id == unit)
            target = {"id": party.id, "seen": party.version}
        act = getattr(actions, {"object": "object_"}.get(verb, verb))
        await self.take(act, by, kind(op_id=new_id(), **target, **self.words(verb, words)))

    def words(self, verb: str, usual: dict[str, Any]) -> dict[str, Any]:
        """The words of a step, with what only this whistle knows."""
        place = {"lat": from_e7(self.incident.lat), "lon": from_e7(self.incident.lon)}
        own: dict[str, dict[str, Any]] = {
            "ack": {"eta": self.now + timedelta(minutes=20)},
            "arrive": place,
            "finish": {"accepted_at": self.now - PACE},
            "object": {"matter_code": self.matter},
        }
        return usual | own.get(verb, {})


GOOD = {"prompt": Mark.GOOD, "quality": Mark.FAIRLY, "content": Mark.GOOD, "initiative": Mark.GOOD}
OF_STREET: dict[str, tuple[type[commands.Command], dict[str, Any]]] = {
    "submit": (commands.Submit, {}),
    "approve": (commands.Approve, {}),
    "review": (commands.Review, {"justified": True}),
    "decline": (commands.Decline, {"reason": "先由街道综合执法队处置，解决不了再吹"}),
    "cancel": (commands.Cancel, {"reason": "居民已自行整改"}),
    "close": (commands.Close, {"conclusion": "现场已恢复，与居民代表一同看过", "cost_note": "无费用"}),
}
OF_PARTY: dict[str, tuple[type[commands.PartyCommand], dict[str, Any]]] = {
    "ack": (commands.Ack, {}),
    "object": (commands.Object, {"text": "按清单应由产权单位先行处置"}),
    "arrive": (commands.Arrive, {"mode": ArrivalMode.PLACE}),
    "start": (commands.Start, {}),
    "finish": (commands.Finish, {"contact": "街道派遣岗，现场会商", "measures": "已组织抢修并清理现场",
                                 "finished": True, "outcome": Outcome.SOLVED}),
    "sign": (commands.Sign, GOOD),
    "excuse": (commands.Excuse, {"reason": "主办单位一家即可解决"}),
    "score": (commands.Score, {"needed": True, "fitted": True}),
}  # fmt: skip


async def build(progress: history.Report = lambda done, total: None) -> None:
    """Whistles about incidents that are worked on now, each begun as long ago as it has come."""
    world, known = await history.gather(), await catalogue()
    department = next(unit.id for unit in known.units.values() if unit.name == DEPARTMENT)
    matter = next(one.code for one in known.matters.values() if one.list_kind is ListKind.SHARED)
    for place, (incident, (kind, steps)) in enumerate(zip(await _incidents(), COURSES, strict=False), 1):
        team = world.any_unit(incident.grid_id).id
        begun = max(incident.changed_at, clock.now() - PACE * (len(steps) + 2))
        course = Course(world, incident, kind, department, team, matter, new_id(), begun)
        await course.draft()
        for name in steps:
            await course.step(name)
            while name == "object" and await DISPUTES.sweep():
                pass
        await course.silent(clock.now())
        progress(place, len(COURSES))


async def _incidents() -> Sequence[Incident]:
    """As many as there are courses, of as high a level as a whistle asks for: those of the shown street first."""
    settled = clock.now() - PACE * (max(len(steps) for _, steps in COURSES) + 2)
    chosen = Incident.filter(state__in=list(WORKED), level__gte=2, changed_at__lt=settled).using_db(reader())
    found = await chosen.order_by("-received_at", "id").limit(len(COURSES) * 20)
    return sorted(found, key=lambda one: one.street_id != STREET)[: len(COURSES)]
