"""What a whistle asks for: who may blow it and for what, two persons, one lead, how one arrives, how one is judged."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Refusal
from server.core.viewer import Role
from server.grid.incident import actions as incident_actions
from server.grid.incident import commands as incident_commands
from server.grid.incident import queries as incident_queries
from server.grid.incident.models import Incident
from server.grid.whistle import actions, commands, steps
from server.grid.whistle.aggregate import party_of
from server.grid.whistle.decisions import judges
from server.grid.whistle.lifecycle import PartyState, State
from server.grid.whistle.models import ArrivalMode, Kind, Mark, Objection, Part, Result, Ruling
from server.ground.catalogue import queries as catalogue_queries
from server.ground.catalogue.models import Matter
from server.ground.person.models import Post
from server.journal.models import Event
from tests import town
from tests.grid.incident import road as incidents
from tests.grid.incident.road import MONDAY, STRIDES
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK

pytestmark = pytest.mark.usefixtures("town")


async def problems(work: Any) -> list[tuple[str, str | None]]:
    """Codes and fields of what somebody is refused for."""
    with pytest.raises(Refusal) as told:
        await work
    return [(problem.code, problem.field) for problem in told.value.problems]


async def codes(work: Any) -> list[str]:
    return [code for code, _ in await problems(work)]


async def drafting(about: UUID, kind: Kind = Kind.RESIDENT_DEMAND, **words: Any) -> Any:
    return await actions.draft(await town.viewer("li"), road.draft(about, kind, **words))


async def also(who: str, role: Role, area: str, unit: UUID | None = None) -> None:
    """Somebody holds one more post."""
    await Post.create(id=town.fixed(8, 900 + len(who)), person_id=town.NAMES[who][0], role=role, area_id=area,
                      unit_id=unit, starts_on=town.SINCE)  # fmt: skip


async def test_an_empty_draft_hears_all_that_is_wrong_with_it_at_once() -> None:
    with clock.at(MONDAY):
        about = await road.incident()
        empty: dict[str, Any] = {"kind": None, "reason": " ", "matter_code": "X1", "parties": ()}
        told = await problems(drafting(about, **empty))
    assert told == [("INVALID", "kind"), ("INVALID", "reason"), ("INVALID", "matter_code"), ("INVALID", "parties")]


async def test_a_streets_own_duty_is_no_basis_nor_is_an_item_that_has_ended() -> None:
    with clock.at(MONDAY):
        about = await road.incident()
        for kind in (Kind.RESIDENT_DEMAND, Kind.EMERGENCY):
            assert await problems(drafting(about, kind=kind, matter_code="B037")) == [("OWN_DUTY", "matter_code")]
        whistle = await road.brought_to(WALK["revise"])
        assert await problems(road.step("revise", whistle, matter_code="B037")) == [("OWN_DUTY", "matter_code")]
        await Matter.filter(code="S014").update(valid_to=town.SINCE)
        catalogue_queries.forget()
        assert await problems(drafting(about, matter_code="S014")) == [("INVALID", "matter_code")]


@pytest.mark.parametrize(
    ("parts", "code"),
    [((Part.LEAD, Part.LEAD), "ONE_LEAD"), ((Part.ASSIST, None), "ONE_LEAD")],
)
async def test_exactly_one_unit_leads(parts: tuple[Part | None, ...], code: str) -> None:
    units = (town.TEAM, town.HOUSING)
    calls = tuple(commands.Call(unit_id=unit, part=part) for unit, part in zip(units, parts, strict=True))
    with clock.at(MONDAY):
        assert await problems(drafting(await road.incident(), parties=calls)) == [(code, "parties")]


async def test_a_unit_is_called_once_and_must_be_there() -> None:
    with clock.at(MONDAY):
        about = await road.incident()
        twice = (commands.Call(unit_id=town.TEAM, part=Part.LEAD), commands.Call(unit_id=town.TEAM))
        assert await codes(drafting(about, parties=twice)) == ["UNIT_CALLED"]
        nobody = (commands.Call(unit_id=UUID(int=7), part=Part.LEAD),)
        assert await codes(drafting(about, parties=nobody)) == ["INVALID"]


async def test_what_a_community_can_settle_needs_no_whistle() -> None:
    with clock.at(MONDAY):
        about = await incidents.reported("wang", town.RUBBISH)
        assert await codes(drafting(about)) == ["LEVEL_TOO_LOW"]
        assert not steps.may_draft(await town.viewer("li"), await Incident.get(id=about), town.FIRST)


async def test_only_an_emergency_is_blown_about_what_was_not_filed_yet() -> None:
    with clock.at(MONDAY):
        about = await incidents.reported("wang", town.WATER)
        assert await codes(drafting(about)) == ["INCIDENT_NOT_OPEN"]
        await drafting(about, Kind.EMERGENCY)


async def test_whoever_drafted_it_neither_approves_nor_reviews_it() -> None:
    await also("li", Role.STREET_HEAD, town.KOUQUAN)
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["approve"])
        told = await road.command(WALK["approve"], whistle)
        assert await codes(actions.approve(await town.viewer("li"), told)) == ["TWO_PERSON"]
        blown = await road.brought_to(WALK["review"])
        word = await road.command(WALK["review"], blown, justified=True)
        assert await codes(actions.review(await town.viewer("li"), word)) == ["TWO_PERSON"]


async def test_an_emergency_is_blown_at_once_and_is_closed_only_when_it_was_reviewed() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["review"])
        now = await road.look(whistle)
        assert (now.state, now.review_due_at) == (State.BLOWN, MONDAY + timedelta(hours=24))
        assert now.number == "W140214-20261123-001"
        for name in ("excuse", "excuse_sun"):
            await road.step(name, whistle)
        assert await codes(road.step("close", whistle)) == ["REVIEW_FIRST"]
        told = await problems(road.step("review", whistle, justified=False, note=""))
        assert told == [("INVALID", "note")]
        await road.step("review", whistle, justified=False, note="可先报告后吹哨")
        await road.step("close", whistle)


async def test_the_head_cannot_approve_what_has_meanwhile_been_handled() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["approve"])
        about = (await road.look(whistle)).incident_id
        for name in ("sign", "feed_back"):
            await incidents.walk(STRIDES[name], about)
        assert await codes(road.step("approve", whistle)) == ["INCIDENT_NOT_OPEN"]


async def test_a_unit_sees_the_incident_from_the_moment_it_is_called_and_does_not_assist_by_it() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["approve"])
        about = (await road.look(whistle)).incident_id
        assert await incidents.seen("qian", about) is None
        await road.step("approve", whistle)
        found = await incidents.seen("qian", about)
        assert found is not None
        note = incident_commands.Note(op_id=UUID(int=1), incident_id=about, text="已出发")
        await incident_actions.note(await town.viewer("qian"), note)
    assert town.HOUSING not in {one.unit_id for one in found.parties if one.until is None}
    assert await incident_queries.visible(await town.viewer("qian"), about)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"mode": None}, [("INVALID", "mode")]),
        ({"lat": None}, [("NO_FIX", "mode")]),
        ({"lat": road.HERE["lat"] + 0.0019}, [("TOO_FAR", "mode")]),
        ({"lat": float("nan")}, [("INVALID", "lat")]),
        ({"mode": ArrivalMode.MANUAL}, [("INVALID", "reason")]),
    ],
)
async def test_arriving_is_being_there_or_saying_why_not(words: dict[str, Any], told: list[tuple[str, str]]) -> None:
    with clock.at(MONDAY):
        assert await problems(road.step("arrive", await road.brought_to(WALK["arrive"]), **words)) == told


async def test_of_an_arrival_only_the_distance_is_kept() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["arrive"])
        await road.step("arrive", whistle, lat=road.HERE["lat"] + 0.001)
        party = await road.party(whistle)
        assert (party.arrival, party.arrival_m) == (ArrivalMode.PLACE, 111)
        last = await Event.filter(subject_id=whistle).order_by("-place_in_chain").first()
    assert last is not None
    assert last.payload["metres"] == 111
    assert not {"lat", "lon"} & set(last.payload)


async def test_one_arrives_in_the_meeting_that_the_whistle_names() -> None:
    with clock.at(MONDAY):
        whistle = await road.drafted(meeting_point="")
        for name in road.ACKED:
            await road.step(name, whistle)
        here: dict[str, Any] = {"lat": None, "lon": None, "mode": ArrivalMode.MEETING}
        assert await codes(road.step("arrive", whistle, **here)) == ["NO_MEETING"]
        other = await road.brought_to(WALK["arrive"])
        await road.step("arrive", other, **here)
        assert (await road.party(other)).arrival_m is None


@pytest.mark.parametrize("element", ["accepted_at", "contact", "measures", "finished", "outcome"])
async def test_a_result_wants_all_its_elements(element: str) -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["finish"])
        assert await problems(road.step("finish", whistle, **{element: None})) == [("INVALID", element)]


async def test_every_result_is_kept_also_one_that_was_sent_back() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["send_back"])
        for name in ("send_back", "finish"):
            await road.step(name, whistle)
        party = await road.party(whistle)
    assert [one.round for one in await Result.filter(party_id=party.id).order_by("round")] == [1, 2]
    assert party.sent_back == 1


async def test_four_marks_are_chosen_and_a_poor_one_is_explained() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["sign"])
        nothing = dict.fromkeys(road.MARKS)
        told = await problems(road.step("sign", whistle, **nothing))
        assert told == [("INVALID", name) for name in ("prompt", "quality", "content", "initiative")]
        assert await problems(road.step("sign", whistle, quality=Mark.BAD)) == [("INVALID", "text")]
        await road.step("sign", whistle, quality=Mark.BAD, text="现场仍有积水")
        row = await road.party(whistle)
        await row.fetch_related("objections")
        assert judges.worth(party_of(row)) == 30 + 12 + 20 + 8


async def test_nobody_judges_their_own_unit() -> None:
    await also("qian", Role.STREET_DISPATCH, town.KOUQUAN)
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["sign"])
        told = await road.command(WALK["sign"], whistle, **WALK["sign"].words)
        assert await codes(actions.sign(await town.viewer("qian"), told)) == ["TWO_PERSON"]


async def test_one_objects_once_and_whoever_answers_after_all_lets_it_lapse() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["uphold"])
        assert await codes(road.step("object", whistle)) == ["ALREADY_OBJECTED"]
        await road.step("ack", whistle)
        assert (await Objection.all().first()).ruling is Ruling.LAPSED  # type: ignore[union-attr]
        other = await road.brought_to(WALK["refuse"])
        await road.step("refuse", other)
        assert await codes(road.step("object", other)) == ["ALREADY_OBJECTED"]


async def test_where_the_one_that_led_is_excused_another_may_lead() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["excuse"])
        leads = {"unit_id": town.DRAINAGE, "part": Part.LEAD}
        assert await problems(road.step("add_party", whistle, **leads)) == [("ONE_LEAD", "part")]
        await road.step("excuse", whistle)
        await road.step("add_party", whistle, **leads)
        lead = (await road.look(whistle)).lead
    assert lead is not None
    assert (lead.unit_id, lead.state) == (town.DRAINAGE, PartyState.CALLED)


async def test_the_dispatcher_calls_more_units_alone_only_in_a_draft_or_an_emergency() -> None:
    with clock.at(MONDAY):
        li = await town.viewer("li")
        for kind, before, told in ((Kind.RESIDENT_DEMAND, (), []), (Kind.EMERGENCY, ("blow",), []),
                                   (Kind.RESIDENT_DEMAND, road.CALLED, ["HEAD_ONLY"])):  # fmt: skip
            whistle = await road.drafted(kind)
            for name in before:
                await road.step(name, whistle)
            command: Any = await road.command(WALK["add_party"], whistle, unit_id=town.POLICE)
            if told:
                assert await codes(actions.add_party(li, command)) == told
            else:
                await actions.add_party(li, command)


async def test_urging_is_not_for_every_minute() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["urge"])
        await road.step("urge", whistle)
        assert await codes(road.step("urge", whistle)) == ["JUST_URGED"]
    with clock.at(MONDAY + timedelta(minutes=30)):
        await road.step("urge", whistle)


async def test_the_unit_has_its_say_once_also_when_all_is_over() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["close"])
        await road.step("close", whistle)
        assert await problems(road.step("score", whistle, needed=False)) == [("INVALID", "text")]
        await road.step("score", whistle, needed=False, text="街道自有泵车可用")
        assert await codes(road.step("score", whistle)) == ["ALREADY_SCORED"]


async def test_who_replays_an_arrival_with_another_fix_is_answered_from_the_receipt() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["arrive"])
        qian, told = await town.viewer("qian"), await road.command(WALK["arrive"], whistle, **WALK["arrive"].words)
        first = await WALK["arrive"].act(qian, told)
        again = await WALK["arrive"].act(qian, replace(told, lat=1.0))  # type: ignore[call-arg]
    assert again.receipt.at == first.receipt.at
