"""A busy week in the small town: incidents at every turn of their road, with words that no quoting should meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from schema.core.reading.cursors import sealed
from server.core import clock
from server.core.ids import new_id
from server.grid.handover import actions as handovers
from server.grid.handover import commands as handover_commands
from server.grid.hotissue import noticing
from server.grid.incident import actions, commands
from server.grid.incident.counts import CountBy
from server.grid.incident.models import Incident
from server.grid.incident.oversight import SpotCheck, SpotVerdict
from server.grid.incident.sorting import SortBy
from server.grid.whistle import actions as whistle_actions
from server.grid.whistle.models import Whistle
from server.ground.media.models import Media
from server.insight.tallies import actions as tallies
from server.journal.relay import seal_all
from server.query.direction import Direction
from server.reach.notice.fan_out import tell
from server.reach.sync import devices, reference_data, stuck
from server.service.complaint import commands as complaint_commands
from server.service.complaint import verbs as complaints
from server.service.complaint.models import About, Kind
from tests import town
from tests.grid.whistle import road as whistles
from tests.schema.road import FOUND, ROAD, TOLD, Walk

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
NOW = MONDAY + timedelta(hours=5)
ODD = "他说：“别过来”\n\t\\ \"quoted\" 'single' \u0001 𠮷 <b>&amp;</b> %_"
VERBS = ("Verify", "Reject", "GiveBack", "FeedBack", "Check", "Pass", "Fail", "Confirm", "Reopen", "Note")


async def build() -> None:
    """Fill an empty, migrated database that is entered: the town, and its week."""
    await town.build()
    for place, verb in enumerate(VERBS):
        with clock.at(MONDAY + timedelta(minutes=7 * place)):
            await _walk(verb, place)
    with clock.at(MONDAY + timedelta(minutes=80)):
        await Walk().report("wang", {"text": ODD, "photos": [{"sha256": "0a" * 32, "kind": "BEFORE"}]})
        await Walk().report("feng", {"place": _there(), "text": "新胜这边的井盖", "severity": 3})
    with clock.at(MONDAY + timedelta(minutes=90)):
        await _overseen()
        await seal_all()
        await noticing.FOLLOWING.to_the_end()
        await tallies.FOLLOWING.to_the_end()
    with clock.at(MONDAY + timedelta(minutes=95)):
        await _whistled()
        await _complained()
    with clock.at(NOW):
        await _behind()
        await _told()
    await Media.create(sha256="ab" * 32, width=4, height=3, size=99, sent_by=town.SUN, received_at=NOW)


async def _overseen() -> None:
    """A supervision of what a unit has in hand, and two spot checks, one of them done."""
    wu, one = await town.viewer("wu"), await Incident.filter(closed_at=None, lead_unit_id=town.TEAM).first()
    assert one is not None
    command = commands.Supervise(op_id=new_id(), incident_id=one.id, seen=one.version, opinion=ODD)
    await actions.supervise(wu, command)
    for place, other in enumerate(await Incident.filter(state="CLOSED").order_by("received_at").limit(2)):
        drawn = SpotCheck(id=new_id(), incident_id=other.id, seed="5eed", share=8, drawn_at=clock.now())
        if place:
            drawn.verdict, drawn.text, drawn.by_id, drawn.at = SpotVerdict.INVALID, ODD, town.HE, clock.now()
        await drawn.save(force_create=True)


async def _whistled() -> None:
    """A whistle that was answered, objected to and judged, one that was drafted only, and one that is over."""
    worked = ["FILED", "DISPATCHED", "IN_PROGRESS"]
    chosen = Incident.filter(state__in=worked, level__gte=2, street_id=town.KOUQUAN)
    about = await chosen.order_by("received_at").limit(3)
    for one, walk in zip(about, (("submit", "approve", "object", "refuse", "ack_sun", "arrive_sun"), (),
                                 ("submit", "approve", "ack", "arrive", "start", "finish", "sign", "score",
                                  "excuse_sun", "close")), strict=True):  # fmt: skip
        command = whistles.draft(one.id, reason=ODD)
        await whistle_actions.draft(await town.viewer("li"), command)
        for name in walk:
            await whistles.step(name, command.id, **({"eta": clock.now()} if name.startswith("ack") else {}))


async def _complained() -> None:
    """A suggestion that waits, and a complaint that was answered."""
    wang, li = await town.viewer("wang"), await town.viewer("li")
    for about in (About.OTHER, About.UNIT):
        unit = town.HOUSING if about is About.UNIT else None
        asked = complaint_commands.File(op_id=new_id(), id=new_id(), kind=Kind.SUGGESTION, about=about,
                                        about_unit_id=unit, area=town.STREET_SIDE, text=f"{ODD}，写足十字")  # fmt: skip
        await complaints.file(wang, asked)
    answer = complaint_commands.Answer(op_id=new_id(), id=asked.id, seen=1, text=f"{ODD}，答复写足十个字")
    await complaints.answer(li, answer)


async def _behind() -> None:
    """Three phones, on one of which two operations lie refused."""
    refused = [
        stuck.Told(op_id=UUID(int=place + 1), incident=UUID(int=place + 9), operation="Verify", code=code,
                   wrote=(stuck.Wrote(name="text", value=ODD),))
        for place, code in enumerate(("CONFLICT", "NOT_FOUND"))
    ]  # fmt: skip
    for place, login in enumerate(("wang", "he", "feng")):
        told = devices.Report(device=UUID(int=place + 1), pending=place, needs_you=0 if place else len(refused),
                            app_version=("new", "old", "")[place], at=NOW - timedelta(minutes=9 * place),
                            stuck=() if place else tuple(refused))  # fmt: skip
        await devices.report(await town.viewer(login), told)


def _there() -> dict[str, Any]:
    from tests.schema.documents import point

    return point(town.FIFTH)


async def _told() -> None:
    """What the desk hands over, and everybody's notices."""
    await handovers.write(await town.viewer("li"), handover_commands.Write(op_id=new_id(), area=town.KOUQUAN, note=ODD))
    await seal_all()
    while await tell() is not None:
        pass


async def _walk(verb: str, place: int) -> None:
    """The whole road to a verb and the verb itself."""
    (login, told), before, stride = ROAD[verb]
    walk = Walk()
    more = {"externalNo": f"no-{place}"} if told == TOLD[1] else {}
    await walk.report(login, told | more | ({"text": ODD} if told is FOUND[1] else {}))
    for step in (*before, stride):
        await walk.take(step)


def whistled(ids: list[str]) -> dict[str, list[Any]]:
    """The same of whistles."""
    return {
        "WhistleFilter": [{"area": town.KOUQUAN}, {"mine": "TODO"}, {"states": ["JOINT", "DRAFT"], "overdue": False},
                          {"unit": str(town.HOUSING)}, {"overdue": True}, {"mine": "UNIT"}, {"incident": ids[0]}],
        "period": [{"from": "2026-03-02T00:00:00+08:00", "before": "2026-03-09T00:00:00+08:00"},
                   {"before": "2026-02-02T00:00:00+08:00"}, {}],
        "ids": [[*ids[:2], str(town.TEAM), ids[0], "nonsense", ids[-1], town.FIRST], [], [str(new_id())]],
        "SupervisionFilter": [{"open": True}, {"open": False, "area": town.KOUQUAN}, {"late": True}, {"late": False},
                              {"unit": str(town.TEAM)}, {"incident": ids[0]}, {"area": "x"}],
        "IncidentBy": [{"id": ids[0]}, {"number": "nonsense"}, {"id": ids[0], "number": "x"}, {}],
        "UnitKind": [["GOV_DEPT", "UTILITY"], []],
        "opIds": [ids[:2], []], "cursor": ["nonsense"], "version": ["new", "old"],
        "only": ["WAITING", "BEHIND", "NEEDS_YOU", "OLD", "CLOCK", "LOST"],
        "incident": ids[:2], "kind": ["EMERGENCY"], "units": [[str(town.TEAM)], []],
        "meetAt": ["2026-03-02T15:00:00+08:00"], "doneBy": ["2026-03-03T15:00:00+08:00"],
    }  # fmt: skip


COMPLAINED: dict[str, list[Any]] = {
    "year": [2026, 2019],
    "ComplaintFilter": [
        {"open": True},
        {"own": True},
        {"own": False, "open": False},
        {"due": {"from": "2026-03-02T09:00:00+08:00"}},
    ],
}
FILTERS: list[dict[str, Any]] = [
    {"area": town.KOUQUAN}, {"open": True, "lights": ["RED", "YELLOW", "NONE"]}, {"mine": "TODO"},
    {"states": ["CLOSED", "IN_PROGRESS"]}, {"text": "井盖"}, {"unit": str(town.TEAM)}, {"majorCodes": ["C01"]},
    {"minSeverity": 2, "levels": [1, 2], "channels": ["PATROL"]}, {"awaits": ["UNIT", "CHECKER"]},
    {"classCodes": []}, {"promised": True}, {"promised": False, "open": True},
    {"box": {"south": 40.0, "west": 113.0, "north": 41.0, "east": 114.0}}, {"area": "x"}, {"mine": "REPORTED"},
    {"late": True}, {"not": {"late": True, "states": ["CLOSED"]}}, {"stages": ["DISPOSE", "CHECK"]},
    {"ratings": ["FAIR"], "closures": ["CHECKED"]}, {"returns": {"least": 1}}, {"reworks": {"most": 0}},
    {"filed": {"from": "2026-03-02T09:00:00+08:00"}, "due": {"before": "2026-03-03T09:00:00+08:00"}},
    {"ended": {"before": "2026-03-03T09:00:00+08:00"}, "changed": {"from": "2026-03-02T09:00:00+08:00"}},
]  # fmt: skip


async def asked_about() -> dict[str, list[Any]]:
    """By the type or the name of an argument, what may be asked for here: what is there, what is not, nonsense."""
    ids = [str(one) for one in await Incident.all().order_by("received_at").values_list("id", flat=True)]
    ids += [str(one) for one in await Whistle.all().order_by("drafted_at").values_list("id", flat=True)]
    numbers = [one for one in await Incident.all().values_list("number", flat=True) if one]
    areas = [town.DISTRICT, town.KOUQUAN, town.STREET_SIDE, town.FIRST, town.XINSHENG, "999999", "nonsense"]
    held = await reference_data.reference(await town.viewer("li"))
    return whistled(ids) | COMPLAINED | {
        "unless": [held and held.version, "another"],
        "id": [*ids, str(town.TEAM), str(town.WANG), str(new_id()), town.FIRST, "nonsense"],
        "number": [*numbers, "nonsense"],
        "code": areas,
        "under": areas,
        "area": areas,
        "level": ["GRID", "COMMUNITY"],
        "first": [1, 2, 3, 7, 7, 7, 100, 0, 101],
        "after": ["12", "30", town.KOUQUAN, "nonsense", sealed("Incident.events", "2"), sealed("areas", town.KOUQUAN)],
        "IncidentFilter": FILTERS,
        "ApprovalFilter": [{"states": ["ASKED", "GRANTED"]}, {"kinds": ["GIVE_BACK"], "area": town.KOUQUAN},
                           {"mine": "TO_DECIDE"}, {"mine": "ASKED"}, {"area": "x"}],
        "of": ["RECEIVED", "FILED", "CLOSED", "ENDED"],
        "per": ["DAY", "WEEK", "MONTH"],
        "TallyBy": ["DAY", "WEEK", "MONTH", "STREET", "COMMUNITY", "CLASS", "MAJOR", "CHANNEL"],
        "HotIssueFilter": [{"states": ["PROPOSED"]}, {"area": town.KOUQUAN}, {"incident": ids[0]}],
        "SpotCheckFilter": [{"pending": True}, {"pending": False, "area": town.KOUQUAN}, {"area": "x"}],
        "orderBy": [{"by": by, "direction": way} for by in SortBy for way in Direction],
        "order": ["URGENT_FIRST", "NEWEST_FIRST", "CHANGED_FIRST"],
        "by": list(CountBy),
        "classCode": [town.COVER, town.OCCUPYING, "nonsense"],
        "lat": [40.032, 0.0],
        "lon": [113.152, 500.0],
        "subject": ids[:4],
        "kinds": [["incident.reported", "incident.filed"], []],
        "unread": [True, False],
        "severity": [1, 4],
        "digest": [str(new_id()), "nonsense"],
        "box": [{"south": 40.0, "west": 113.0, "north": 41.0, "east": 114.0}],
    }  # fmt: skip
