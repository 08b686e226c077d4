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
from server.grid.incident.models import Incident
from server.grid.incident.oversight import SpotCheck, SpotVerdict
from server.grid.whistle import actions as whistle_actions
from server.grid.whistle.models import Whistle
from server.ground.worktime.models import LimitKind
from server.insight.saved_question import commands as question_commands
from server.insight.saved_question import verbs as questions
from server.insight.saved_question.models import Scope
from server.insight.tallies import actions as tallies
from server.journal.relay import seal_all
from server.reach.notice.fan_out import tell
from server.reach.sync import devices, reference_data, stuck
from server.service.answer import commands as answer_commands
from server.service.answer import verbs as answers
from server.service.claim import commands as claim_commands
from server.service.claim import verbs as claims
from server.service.complaint import commands as complaint_commands
from server.service.complaint import verbs as complaints
from server.service.complaint.models import About, Kind
from server.service.demand import commands as demand_commands
from server.service.demand import verbs as demands
from server.service.demand.models import Matter
from server.service.hotline import coming as hotline_coming
from server.service.hotline import commands as hotline_commands
from server.service.hotline import models as hotline_models
from server.service.hotline import verbs as hotlines
from server.setup.import_job import commands as import_commands
from server.setup.import_job import models as imports
from server.setup.import_job import verbs as import_jobs
from server.setup.invite import commands as invite_commands
from server.setup.invite import verbs as invites
from server.setup.rule_draft import commands as rule_commands
from server.setup.rule_draft import models as rules
from server.setup.rule_draft import verbs as rule_drafts
from server.setup.rule_draft.lines import Line
from server.setup.stand_in import commands as stand_in_commands
from server.setup.stand_in import verbs as stand_ins
from tests import town
from tests.grid.whistle import road as whistles
from tests.ground.media.album import arrived
from tests.schema.road import FOUND, ROAD, TOLD, Walk
from tests.service import firms
from tests.setup import grid_plans
from tests.setup.import_job.sheets import sent, xlsx

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
        await _needed()
        await _called()
    with clock.at(NOW):
        await _behind()
        await _told()
        await _administered()
    await arrived("ab" * 32, town.SUN)


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


async def _needed() -> None:
    """A draft, and what is published, of which a firm claimed a part."""
    await firms.firms()
    zhang = await town.viewer("zhang")
    for _ in range(2):
        need = demand_commands.Draft(op_id=new_id(), id=new_id(), area=town.STREET_SIDE, matter=Matter.MASS, text=ODD,
                                     quantity=9, measure="份", needed_by=NOW.date())  # fmt: skip
        await demands.draft(zhang, need)
    await demands.publish(zhang, demand_commands.Publish(op_id=new_id(), id=need.id, seen=1))
    part = claim_commands.Make(op_id=new_id(), id=new_id(), demand_id=need.id, quantity=4, text=ODD)
    await claims.make(await firms.viewer("chen"), part)


async def _called() -> None:
    """Orders of 12345: one that waits, one that its source changed, one that was sent back once and answered again."""
    li, zhao, now = await town.viewer("li"), await town.viewer("zhao"), clock.now()
    columns = {"kind": hotline_models.Kind.HELP, "class_name": ODD, "class_code": town.COVER, "area": town.STREET_SIDE,
               "address": ODD, "text": ODD, "sent_at": now, "due_at": now + timedelta(days=2),
               "return_by": now + timedelta(days=1)}  # fmt: skip
    for number in ("1", "2", "3"):
        await hotline_coming.write(li, [hotline_coming.Coming("市12345", number, columns, "赵甲 13900001234")])
    changed = columns | {"due_at": now + timedelta(days=3)}
    await hotline_coming.write(li, [hotline_coming.Coming("市12345", "2", changed)])
    order = await hotline_models.OuterOrder.get(number="3")
    take = hotline_commands.Take(op_id=new_id(), id=order.id, seen=1, grid=town.FIRST)
    await hotlines.take(li, take)
    await _answered(li, zhao, order.id)
    back = hotline_commands.SendBack(op_id=new_id(), id=order.id, seen=3, text=f"{ODD}，再看")
    await hotlines.send_back(li, back)
    await hotlines.take_again(li, hotline_commands.TakeAgain(op_id=new_id(), id=order.id, seen=4))
    await _answered(li, zhao, order.id)


async def _answered(li: Any, zhao: Any, order: UUID) -> None:
    """By one, read by another, and sent."""
    key, now = new_id(), clock.now()
    draft = answer_commands.Draft(op_id=new_id(), id=key, order_id=order, accepted_at=now, contact="网格员",
                                  measures="已更换井盖", finished=True)  # fmt: skip
    await answers.draft(li, draft)
    await answers.read(zhao, answer_commands.Read(op_id=new_id(), id=key, seen=1))
    await answers.send(li, answer_commands.Send(op_id=new_id(), id=key, seen=2))


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


async def _administered() -> None:
    """An invite, a leave that waits, a sheet that nobody has mapped, a draft of rules, a question that is kept."""
    xu, today = await town.viewer("xu"), clock.today()
    await invites.send(xu, invite_commands.Send(op_id=new_id(), id=new_id(), person_id=town.WANG, digest="ab" * 32))
    leave = stand_in_commands.Ask(op_id=new_id(), id=new_id(), post_id=town.fixed(8, 1), person_id=town.HE,
                                  starts_on=today, ends_on=today)  # fmt: skip
    await stand_ins.ask(await town.viewer("wang"), leave)
    file = await sent(xlsx([["姓名", "手机号码"], [ODD.replace("\x01", ""), "13900000001"]]))
    upload = import_commands.Upload(op_id=new_id(), id=new_id(), kind=imports.Kind.PEOPLE, file=file, name="名册.xlsx",
                                    comes_from="口泉街道")  # fmt: skip
    await import_jobs.upload(xu, upload)
    shorter = Line(condition=town.LOOSE_COVER_HERE, limit_kind=LimitKind.WH, limit_amount=60)
    draft = rule_commands.Propose(op_id=new_id(), id=new_id(), kind=rules.Kind.LIMITS, reason=ODD.replace("\x01", ""),
                                  starts_on=today + timedelta(days=1), lines=(shorter,))  # fmt: skip
    admin = await town.viewer("admin")
    await rule_drafts.propose(admin, draft)
    await rule_drafts.simulate(admin, rule_commands.Simulate(op_id=new_id(), id=draft.id, seen=1))
    question = question_commands.Keep(op_id=new_id(), id=new_id(), name="超期", scope=Scope.DISTRICT, document="{ a }")
    await questions.keep(await town.viewer("wu"), question)
    await grid_plans.drafted(reason=ODD, starts_at=NOW)
    await seal_all()


async def _walk(verb: str, place: int) -> None:
    """The whole road to a verb and the verb itself."""
    (login, told), before, stride = ROAD[verb]
    walk = Walk()
    more = {"externalNo": f"no-{place}"} if told == TOLD[1] else {}
    await walk.report(login, told | more | ({"text": ODD} if told is FOUND[1] else {}))
    for step in (*before, stride):
        await walk.take(step)


async def known() -> dict[str, list[Any]]:
    """What no row of the town tells of what may be asked, by the name of an argument."""
    held = await reference_data.reference(await town.viewer("li"))
    return {
        "unless": [held and held.version, "another"],
        "after": ["12", "30", town.KOUQUAN, "nonsense", sealed("Incident.events", "2"), sealed("areas", town.KOUQUAN)],
        "classCode": [town.COVER, town.OCCUPYING, "nonsense"],
        "majorCodes": ["C01"],
        "text": ["井盖", "%"],
        "from": [(MONDAY - timedelta(days=days)).isoformat() for days in (0, 30)],
        "before": [(MONDAY + timedelta(days=days)).isoformat() for days in (7, -30)],
    }


async def ids() -> list[str]:
    """Of what may be asked for: incidents, whistles, a unit, a person, an area, what is not there, nonsense."""
    found = [str(one) for one in await Incident.all().order_by("received_at").values_list("id", flat=True)]
    found += [str(one) for one in await Whistle.all().order_by("drafted_at").values_list("id", flat=True)]
    return [*found, str(town.TEAM), str(town.WANG), str(new_id()), town.FIRST, "nonsense"]
