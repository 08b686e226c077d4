"""督办 and the audit of what was settled on the spot: who asks, who answers, who may look, and what chance draws."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Conflict, Missing
from server.core.ids import new_id
from server.grid.incident import actions, commands, queries, sampling
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import Incident
from server.grid.incident.oversight import SpotCheck, SpotVerdict, Supervision
from server.journal.models import Event
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, codes, problems, why
from tests.grid.incident.road import MONDAY, STRIDES
from tests.grid.incident.test_verbs import everything, refused

pytestmark = pytest.mark.usefixtures("town")


@pytest.fixture
def always_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Chance takes everything."""
    monkeypatch.setattr(sampling, "drawn", lambda seed, incident_id: True)


async def _command(kind: type[Any], incident: UUID, **words: Any) -> Any:
    seen = {"seen": (await Incident.get(id=incident)).version}
    return kind(op_id=new_id(), incident_id=incident, **(seen | words))


async def _supervised(who: str = "wu", name: str = "feed_back", **words: Any) -> tuple[UUID, UUID]:
    """An incident that a unit has in hand, supervised; its id and the supervision's."""
    incident = await at(name)
    told = {"opinion": "已拖延，请说明进展"} | words
    await actions.supervise(await town.viewer(who), await _command(commands.Supervise, incident, **told))
    found = await Supervision.get(incident_id=incident)
    return incident, found.id


async def _settled() -> UUID:
    incident = await road.reported(class_code=town.OCCUPYING)
    await road.walk(STRIDES["self_resolve"], incident)
    return incident


async def _last(incident: UUID) -> Event:
    found = await Event.filter(subject_id=incident).order_by("-place_in_chain").first()
    assert found is not None
    return found


@pytest.mark.parametrize("who", ["wu", "zhao"])
async def test_the_supervisor_and_the_streets_head_ask_and_the_incident_does_not_move(who: str) -> None:
    with clock.at(MONDAY):
        incident, _ = await _supervised(who)
        found, asked = await Incident.get(id=incident), await Supervision.get(incident_id=incident)
    assert found.state == "IN_PROGRESS"
    assert (asked.unit_id, asked.by_id, asked.answered_at) == (town.TEAM, town.NAMES[who][0], None)
    assert asked.reply_by == MONDAY + timedelta(days=1, hours=8, minutes=30)  # the end of the next workday
    told = await _last(incident)
    assert (told.kind, told.payload["unit"]) == ("incident.supervised", str(town.TEAM))
    assert "已拖延" not in str(told.payload)


async def test_what_the_unit_is_just_sending_is_not_refused_because_somebody_asked() -> None:
    incident = await at("feed_back")
    sent = await _command(commands.FeedBack, incident, **STRIDES["feed_back"].words)
    await actions.supervise(await town.viewer("wu"), await _command(commands.Supervise, incident, opinion="请加快"))
    await actions.feed_back(await town.viewer("sun"), sent)
    assert (await Incident.get(id=incident)).state == "DISPOSED"


async def test_several_stand_open_and_each_is_answered_once_by_the_unit_that_was_asked() -> None:
    incident, first = await _supervised()
    command = await _command(commands.Supervise, incident, opinion="再问一次")
    await actions.supervise(await town.viewer("zhao"), command)
    open_now = (Step.FEED_BACK, Step.EXTEND, Step.SUSPEND, Step.ANSWER_SUPERVISION)
    assert await why("sun", incident) == dict.fromkeys(open_now)
    answer = await _command(commands.AnswerSupervision, incident, supervision_id=first, text="零件明日到货")
    done = await actions.answer_supervision(await town.viewer("sun"), answer)
    moved = await everything()
    assert (await actions.answer_supervision(await town.viewer("sun"), answer)).receipt.at == done.receipt.at
    assert await everything() == moved
    told = await refused(actions.answer_supervision, await town.viewer("sun"), replace(answer, op_id=new_id()))
    assert isinstance(told, Conflict)
    open_ones = await Supervision.filter(incident_id=incident, answered_at=None)
    assert [one.opinion for one in open_ones] == ["再问一次"]
    assert (await _last(incident)).kind == "incident.supervision_answered"


async def test_where_no_unit_leads_the_desks_of_the_place_answer() -> None:
    incident, asked = await _supervised(name="file")
    assert Step.ANSWER_SUPERVISION in await why("li", incident)
    assert Step.ANSWER_SUPERVISION not in await why("wang", incident)
    answer = await _command(commands.AnswerSupervision, incident, supervision_id=asked, text="今日立案")
    await actions.answer_supervision(await town.viewer("li"), answer)
    assert (await Supervision.get(id=asked)).answered_by_id == town.LI


async def test_a_late_answer_says_that_it_was_late() -> None:
    with clock.at(MONDAY):
        incident, asked = await _supervised(reply_by=MONDAY + timedelta(hours=1))
    with clock.at(MONDAY + timedelta(hours=2)):
        answer = await _command(commands.AnswerSupervision, incident, supervision_id=asked, text="已办")
        await actions.answer_supervision(await town.viewer("sun"), answer)
    assert (await _last(incident)).payload["late"] is True


async def test_everything_that_is_wrong_with_a_supervision_is_told_at_once() -> None:
    incident = await at("feed_back")
    told = {"opinion": " ", "reply_by": MONDAY - timedelta(days=400), "unit_id": town.HOUSING}
    command = await _command(commands.Supervise, incident, **told)
    assert [field for _, field in await problems(actions.supervise(await town.viewer("wu"), command))] == [
        "opinion",
        "reply_by",
        "unit_id",
    ]


async def test_workers_desks_and_units_supervise_nobody_and_the_late_are_told() -> None:
    incident = await at("feed_back")
    command = await _command(commands.Supervise, incident, opinion="请加快")
    for who in ("wang", "zhang", "li", "sun"):
        assert await codes(actions.supervise(await town.viewer(who), replace(command, op_id=new_id()))) == ["FORBIDDEN"]
    stale = await refused(actions.supervise, await town.viewer("wu"), replace(command, seen=0))
    assert isinstance(stale, Conflict)


@pytest.mark.usefixtures("always_drawn")
async def test_a_stranger_learns_nothing_and_moves_nothing() -> None:
    incident, asked = await _supervised()
    settled = await _settled()
    tries = (
        (actions.supervise, commands.Supervise, incident, {"opinion": "请加快"}),
        (actions.answer_supervision, commands.AnswerSupervision, incident, {"supervision_id": asked, "text": "好"}),
        (actions.spot_check, commands.SpotCheck, settled, {"verdict": SpotVerdict.VALID}),
    )
    for act, kind, subject, words in tries:
        command = await _command(kind, subject, **words)
        there = await refused(act, await town.viewer("feng"), command)
        nowhere = await refused(act, await town.viewer("feng"), replace(command, incident_id=new_id()))
        assert isinstance(there, Missing)
        assert (there.problems, str(there)) == (nowhere.problems, str(nowhere))


# --- what was settled on the spot


@pytest.mark.usefixtures("always_drawn")
async def test_what_was_drawn_is_checked_by_somebody_else_and_once() -> None:
    incident = await _settled()
    found = await SpotCheck.get(incident_id=incident)
    assert found.verdict is None
    assert (found.resolved_by_id, found.share) == (town.WANG, sampling.SHARE)
    command = await _command(commands.SpotCheck, incident, verdict=SpotVerdict.VALID)
    assert await codes(actions.spot_check(await town.viewer("wang"), command)) == ["TWO_PERSON"]
    assert await why("he", incident) == {Step.SPOT_CHECK: None}
    done = await actions.spot_check(await town.viewer("he"), command)
    moved = await everything()
    assert (await actions.spot_check(await town.viewer("he"), command)).receipt.at == done.receipt.at
    assert await everything() == moved
    assert (await _last(incident)).payload == {"step": "SPOT_CHECK", "verdict": "VALID"}
    again = await refused(actions.spot_check, await town.viewer("li"), replace(command, op_id=new_id()))
    assert [one.code for one in again.problems] == ["FORBIDDEN"]
    assert (await Incident.get(id=incident)).state == "CLOSED"


@pytest.mark.usefixtures("always_drawn")
async def test_an_invalid_one_wants_words_and_is_marked() -> None:
    incident = await _settled()
    command = await _command(commands.SpotCheck, incident, verdict=SpotVerdict.INVALID)
    assert await problems(actions.spot_check(await town.viewer("zhang"), command)) == [("INVALID", "text")]
    nothing = await _command(commands.SpotCheck, incident)
    assert await problems(actions.spot_check(await town.viewer("zhang"), nothing)) == [("INVALID", "verdict")]
    await actions.spot_check(await town.viewer("zhang"), replace(command, op_id=new_id(), text="现场仍在占道"))
    assert (await SpotCheck.get(incident_id=incident)).verdict is SpotVerdict.INVALID


async def test_what_was_not_drawn_is_offered_to_nobody_and_still_tells_its_seed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sampling, "drawn", lambda seed, incident_id: False)
    incident = await _settled()
    assert await SpotCheck.all().count() == 0
    assert Step.SPOT_CHECK not in await why("he", incident)
    told = (await _last(incident)).payload
    assert (told["drawn"], told["share"], len(str(told["seed"]))) == (False, sampling.SHARE, 16)


def test_the_draw_is_the_same_for_ever_and_takes_its_share() -> None:
    ids = [UUID(int=number) for number in range(20_000)]
    taken = [one for one in ids if sampling.drawn("seed", one)]
    assert taken == [one for one in ids if sampling.drawn("seed", one)]
    assert 0.07 < len(taken) / len(ids) < 0.09
    assert set(taken) != {one for one in ids if sampling.drawn("another", one)}


async def test_an_incident_in_full_has_them() -> None:
    incident, asked = await _supervised()
    found = await queries.one(await town.viewer("li"), incident)
    assert found is not None
    assert [one.id for one in found.supervisions] == [asked]
