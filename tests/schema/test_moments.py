"""Every moment that may be sent says how far from now it may lie; nobody plans for 2206, nor promises 2020."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from graphql import get_named_type

from server.core import clock
from server.core.ids import new_id
from server.core.viewer import Role
from server.edge.refusal import Refused
from server.grid.hotissue import actions as hot
from server.grid.hotissue import commands as hot_commands
from server.grid.hotissue.lifecycle import INITIAL
from server.grid.hotissue.models import HotIssue
from server.grid.incident import actions
from server.grid.incident import commands as incident_commands
from server.grid.incident.models import Disposal, Incident
from server.grid.whistle import actions as whistles
from server.grid.whistle.models import Kind
from server.ground.person.models import Post
from server.ground.worktime.models import DayKind
from server.journal.models import Receipt
from server.journal.receipts import Sent
from server.service.answer import commands as answer_commands
from server.service.answer import verbs as answers
from server.service.claim import commands as claim_commands
from server.service.claim import verbs as claims
from server.service.demand import commands as demand_commands
from server.service.demand import verbs as demands
from server.service.demand.models import Matter
from server.service.hotline import commands as hotline_commands
from server.service.hotline import verbs as hotlines
from server.setup.grid_plan import commands as plan_commands
from server.setup.grid_plan import verbs as plans
from server.setup.people import actions as keep
from server.setup.people import commands as keeping_commands
from server.setup.rule_draft import commands as rule_commands
from server.setup.rule_draft import verbs as rules
from server.setup.rule_draft.lines import Day
from server.setup.rule_draft.models import Kind as RuleKind
from server.setup.stand_in import commands as stand_in_commands
from server.setup.stand_in import verbs as stand_ins
from tests import town as place
from tests.grid.incident import attempts
from tests.grid.incident import road as incidents
from tests.grid.incident.attempts import problems
from tests.grid.incident.road import MONDAY
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK
from tests.schema.test_lists import PLACES
from tests.service import firms
from tests.service import test_answer as told
from tests.service import test_hotline as ordered
from tests.setup import grid_plans

MOMENTS = [place for place in PLACES if get_named_type(place.told.type).name in ("Date", "DateTime")]
FAR: dict[str, Any] = {
    "MOMENT_TOO_EARLY": datetime(2011, 5, 1, tzinfo=UTC),
    "MOMENT_TOO_LATE": datetime(2206, 5, 1, tzinfo=UTC),
}
Try = Callable[[dict[str, Any]], Awaitable[Any]]


def said(place: Any) -> dict[str, Any]:
    """The bound of a place, as the contract prints it; empty: none."""
    found = [one for one in place.told.ast_node.directives or () if one.name.value == "within"]
    return {each.name.value: each.value.value for each in found[0].arguments} if found else {}


def test_every_moment_says_in_the_contract_how_far_away_it_may_lie() -> None:
    assert len(MOMENTS) >= 30
    assert [str(place) for place in MOMENTS if not said(place)] == []
    told = [(one.told.description, said(one)["past"], said(one)["future"]) for one in MOMENTS]
    assert [words for words, past, _ in told if f"最早 {past} 天前" not in words] == []
    assert [words for words, past, future in told if f"{past} days back, {future} ahead" not in words] == []


def test_what_only_asks_is_refused_at_the_edge_by_the_name_of_its_field() -> None:
    asks = [one for one in MOMENTS if one.name != "input"]
    assert {one.field for one in asks} >= {"filter.received.from", "period.from", "period.before", "meetAt"}
    for one in asks:
        one.send(clock.now().isoformat())
        for code, years in (("MOMENT_TOO_EARLY", -101), ("MOMENT_TOO_LATE", 101)):
            with pytest.raises(Refused) as refused:
                one.send((clock.now() + timedelta(days=366 * years)).isoformat())
            assert (refused.value.status, refused.value.code, refused.value.field) == (400, code, one.field)


async def of_incident(name: str) -> Try:
    incident = await attempts.at(name)
    return lambda words: attempts.try_(name, incident, **words)


async def of_whistle(name: str) -> Try:
    whistle = await road.brought_to(WALK[name])
    return lambda words: road.step(name, whistle, **words)


async def supervising() -> Try:
    incident = await attempts.at("feed_back")
    seen = (await Incident.get(id=incident)).version
    usual: dict[str, Any] = {"incident_id": incident, "seen": seen, "opinion": "请按期办结"}
    wu = await place.viewer("wu")
    return lambda words: actions.supervise(wu, incident_commands.Supervise(op_id=new_id(), **usual | words))


async def drafting() -> Try:
    about = await road.incident()
    li = await place.viewer("li")
    return lambda words: whistles.draft(li, road.draft(about, **words))


async def adopting() -> Try:
    where: dict[str, Any] = {"grid_id": place.FIRST, "lat": 0, "lon": 0}
    found: dict[str, Any] = {"id": new_id(), "version": 1, "state": INITIAL, "class_code": place.COVER, "count": 3}
    issue = await HotIssue.create(**where, **found, proposed_at=MONDAY, last_at=MONDAY)
    li = await place.viewer("li")
    usual: dict[str, Any] = {"id": issue.id, "seen": 1, "owner_unit_id": place.TEAM, "plan": "整段更换"}
    return lambda words: hot.adopt(li, hot_commands.Adopt(op_id=new_id(), **usual | words))


async def keeping(verb: str) -> Try:
    """A person or a post, as who keeps people says of it."""
    xu, post = await place.viewer("xu"), await Post.filter(person_id=place.WANG).first()
    assert post is not None
    where: dict[str, Any] = {"role": Role.GRID_WORKER, "area": place.FIRST, "id": new_id()}
    work, kind, usual = {
        "personAdd": (keep.add, keeping_commands.Add, where | {"name": "新人", "login": "xinren"}),
        "personAddPost": (keep.add_post, keeping_commands.AddPost, where | {"person_id": place.WANG}),
        "personEndPost": (keep.end_post, keeping_commands.EndPost, {"id": post.id}),
        "postExtend": (keep.extend, keeping_commands.Extend, {"ids": (post.id,), "ends_on": MONDAY.date()}),
    }[verb]
    return lambda words: work(xu, kind(**usual | words))  # type: ignore[operator]  # a table of four kinds


async def leaving() -> Try:
    days = {"starts_on": MONDAY.date(), "ends_on": MONDAY.date()}
    usual: dict[str, Any] = {"post_id": place.fixed(8, 1), "person_id": place.HE, **days}
    wang = await place.viewer("wang")
    return lambda words: stand_ins.ask(wang, stand_in_commands.Ask(op_id=new_id(), id=new_id(), **usual | words))


async def drafting_rules(verb: str) -> Try:
    """A day from which a notice holds, and one that it names."""
    admin, notice = await place.viewer("admin"), {"year": 2027, "notice": "通知"}
    usual: dict[str, Any] = {"reason": "试行", "starts_on": MONDAY.date() + timedelta(days=1)}
    first = rule_commands.Propose(op_id=new_id(), id=new_id(), kind=RuleKind.CALENDAR, **usual | notice)
    edited = rule_commands.Edit(op_id=new_id(), id=first.id, seen=1, notice="通知", **usual)

    async def draft(words: dict[str, Any]) -> Any:
        given = {"days": (Day(day=words["day"], kind=DayKind.HOLIDAY),)} if "day" in words else words
        if verb == "ruleDraftPropose":
            return await rules.propose(admin, replace(first, op_id=new_id(), id=new_id(), **given))
        return await rules.edit(admin, replace(edited, op_id=new_id(), **given))

    if verb == "ruleDraftEdit":
        await rules.propose(admin, first)
    return draft


async def needing() -> Try:
    usual: dict[str, Any] = {"area": place.STREET_SIDE, "matter": Matter.MASS, "text": "冬季照明检修", "quantity": 9,
                             "measure": "户", "needed_by": MONDAY.date()}  # fmt: skip
    zhang = await place.viewer("zhang")
    return lambda words: demands.draft(zhang, demand_commands.Draft(op_id=new_id(), id=new_id(), **usual | words))


async def claiming() -> Try:
    await firms.firms()
    demand = await (await needing())({})
    publish = demand_commands.Publish(op_id=new_id(), id=demand.id, seen=1)
    await demands.publish(await place.viewer("zhang"), publish)
    usual: dict[str, Any] = {"demand_id": demand.id, "quantity": 1}
    chen = await firms.viewer("chen")
    return lambda words: claims.make(chen, claim_commands.Make(op_id=new_id(), id=new_id(), **usual | words))


async def answering(verb: str) -> Try:
    """An order of 12345 that is sent back, or an answer to one that is written or written anew."""
    li = await place.viewer("li")
    if verb == "outerOrderSendBack":
        row = await ordered.TestOuterOrder.kit.brought(ordered.TestOuterOrder.kit.stride("send_back"))
        back: dict[str, Any] = {"id": row.id, "seen": row.version, "text": "市里回访：没办好"}
        return lambda words: hotlines.send_back(li, hotline_commands.SendBack(op_id=new_id(), **back | words))
    order = await told.ours()
    if verb == "answerDraft":
        new: dict[str, Any] = {**told.FOUR, "finished": False, "promised_on": MONDAY.date(), "order_id": order.id}
        return lambda words: answers.draft(li, answer_commands.Draft(op_id=new_id(), id=new_id(), **new | words))
    draft = await told.drafted(order)
    usual: dict[str, Any] = {**told.FOUR, "finished": False, "promised_on": MONDAY.date(), "id": draft.id, "seen": 1}
    return lambda words: answers.edit(li, answer_commands.Edit(op_id=new_id(), **usual | words))


async def planning(verb: str) -> Try:
    row, admin = await grid_plans.drafted(), await place.viewer("admin")
    if verb == "gridPlanDraft":
        usual = grid_plans.SPLIT | {"area": place.STREET_SIDE}
        return lambda words: plans.draft(admin, plan_commands.Draft(op_id=new_id(), id=new_id(), **usual | words))
    usual = grid_plans.SPLIT | {"id": row.id, "seen": row.version}
    return lambda words: plans.amend(admin, plan_commands.Amend(op_id=new_id(), **usual | words))


VERBS: dict[str, Callable[[], Awaitable[Try]]] = {
    "outerOrderSendBack": lambda: answering("outerOrderSendBack"),
    "answerDraft": lambda: answering("answerDraft"),
    "answerEdit": lambda: answering("answerEdit"),
    "incidentFeedBack": lambda: of_incident("feed_back"),
    "incidentSuspend": lambda: of_incident("suspend"),
    "incidentSupervise": supervising,
    "hotIssueAdopt": adopting,
    "whistleDraft": drafting,
    "whistleRevise": lambda: of_whistle("revise"),
    "whistleAck": lambda: of_whistle("ack"),
    "whistleFinish": lambda: of_whistle("finish"),
    "standInAsk": leaving,
    "demandDraft": needing,
    "claimMake": claiming,
    "ruleDraftPropose": lambda: drafting_rules("ruleDraftPropose"),
    "ruleDraftEdit": lambda: drafting_rules("ruleDraftEdit"),
    "gridPlanDraft": lambda: planning("gridPlanDraft"),
    "gridPlanAmend": lambda: planning("gridPlanAmend"),
    "personAdd": lambda: keeping("personAdd"),
    "personAddPost": lambda: keeping("personAddPost"),
    "personEndPost": lambda: keeping("personEndPost"),
    "postExtend": lambda: keeping("postExtend"),
}


WRITTEN = [one for one in MOMENTS if one.name == "input" and said(one)["outside"] == "REFUSED"]


def verb_of(place: Any) -> str:
    name: str = get_named_type(place.argument.type).name.removesuffix("Input")
    return name[0].lower() + name[1:]


def test_each_verb_with_a_moment_of_a_person_is_tried() -> None:
    assert set(VERBS) == set(map(verb_of, WRITTEN))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.usefixtures("town")
async def test_a_person_s_moment_that_cannot_be_is_refused_by_its_field(verb: str) -> None:
    fields = {one.path[-1]: one for one in WRITTEN if verb_of(one) == verb}
    with clock.at(MONDAY):
        attempt = await VERBS[verb]()
        for name, one in fields.items():
            column = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
            for code, far in FAR.items():
                day = far.date() if get_named_type(one.told.type).name == "Date" else far
                told = await problems(attempt({column: day} | ({"finished": False} if column == "promised_on" else {})))
                named = [(code, (field or "").rsplit(".")[-1]) for code, field in told]
                assert (code, column) in named, (name, code, told)


@pytest.mark.usefixtures("town")
async def test_a_promise_kept_on_the_phone_is_measured_from_when_it_was_written() -> None:
    with clock.at(MONDAY):
        incident = await attempts.at("feed_back")
    promise: dict[str, Any] = {"finished": False, "promised_on": date(2026, 11, 25), "accepted_at": MONDAY}
    with clock.at(MONDAY + timedelta(days=10)):
        assert ("MOMENT_TOO_EARLY", "promised_on") in await problems(attempts.try_("feed_back", incident, **promise))
        await attempts.try_("feed_back", incident, **promise, sent=Sent(recorded_at=MONDAY + timedelta(hours=1)))
    assert (await Disposal.get()).promised_on == promise["promised_on"]


@pytest.mark.usefixtures("town")
async def test_a_phone_that_lost_its_day_loses_no_report() -> None:
    """A clock that fell back to 1970, or jumped to 2206, is shown by how much it is off, and no more believed."""
    for lost in (datetime(1970, 1, 1, tzinfo=UTC), datetime(2206, 5, 1, tzinfo=UTC)):
        sent = Sent(recorded_at=lost, queued_at=lost, sent_at=lost)
        with clock.at(MONDAY):
            spot = replace(incidents.place(), confirmed_at=lost)
            command = incidents.draft(occurred_at=lost, reported_at=lost, sent=sent, place=spot)
            await actions.report(await place.viewer("wang"), command)
        found = await Incident.get(id=command.incident_id)
        assert {found.occurred_at, found.reported_at, found.confirmed_at} == {MONDAY}
        receipt = await Receipt.get(op_id=command.op_id)
        assert {receipt.recorded_at, receipt.queued_at} <= {MONDAY, lost}
        assert 0 < abs(receipt.clock_off or 0) < 2**31  # a whole number of the contract


@pytest.mark.usefixtures("town")
async def test_a_whistle_planned_for_the_last_day_that_may_be_named_is_approved() -> None:
    with clock.at(MONDAY):
        about, li = await road.incident(), await place.viewer("li")
        plan = {"meet_at": MONDAY + timedelta(days=1), "done_by": MONDAY + timedelta(days=366)}
        command = road.draft(about, Kind.KEY_TASK, **plan)
        await whistles.draft(li, command)
        for name in ("submit", "approve"):
            await road.step(name, command.id)
        assert (await road.party(command.id)).done_due_at == plan["done_by"]
