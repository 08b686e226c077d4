"""Taking in: what is verified first, who is sent, what a finding must say, what takes two persons."""

from __future__ import annotations

from uuid import UUID

import pytest

from server.grid.incident.lifecycle import State, Step
from server.grid.incident.models import Channel, Incident, Verdict
from server.grid.incident.reasons import RejectReason
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, codes, problems, try_, why

pytestmark = pytest.mark.usefixtures("town")


async def test_what_comes_by_the_hotline_is_verified_before_it_is_accepted() -> None:
    incident = await road.reported("li", channel=Channel.HOTLINE)
    assert await codes(try_("accept", incident, who="li")) == ["VERIFY_FIRST"]
    open_now = (Step.SEND_VERIFY, Step.REJECT, Step.MERGE, Step.TRANSFER_OUT, Step.VOID)
    assert await why("li", incident) == {Step.ACCEPT: "VERIFY_FIRST"} | dict.fromkeys(open_now)


async def test_what_a_worker_found_needs_no_verifying() -> None:
    incident = await road.reported("wang")
    assert await codes(try_("send_verify", incident)) == ["NO_NEED_TO_VERIFY"]


async def test_the_desk_may_put_class_and_severity_right() -> None:
    incident = await road.reported("wang")
    await try_("accept", incident, class_code=town.WATER, severity=3)
    found = await Incident.get(id=incident)
    assert (found.incident_class_id, found.severity, found.level) == (town.WATER, 3, 2)


async def test_verifying_goes_to_the_grids_own_worker_unless_somebody_is_named() -> None:
    incident = await road.reported("li", channel=Channel.HOTLINE)
    await try_("send_verify", incident, assignee_id=None)
    assert (await Incident.get(id=incident)).assignee_id in {town.WANG, town.HE}


@pytest.mark.parametrize("somebody", [town.FENG, town.QIAN, UUID(int=7)])
async def test_only_a_worker_of_the_place_is_sent(somebody: UUID) -> None:
    incident = await road.reported("li", channel=Channel.HOTLINE)
    assert await problems(try_("send_verify", incident, assignee_id=somebody)) == [("INVALID", "assignee_id")]


async def test_only_the_one_who_was_sent_verifies() -> None:
    incident = await at("verify")
    assert await codes(try_("verify", incident, who="he")) == ["FORBIDDEN"]
    assert Step.VERIFY not in await why("he", incident)


async def test_not_so_needs_ten_characters_and_partly_is_no_answer() -> None:
    incident = await at("verify")
    told = await problems(try_("verify", incident, verdict=Verdict.FALSE, text="没有"))
    assert told == [("INVALID", "text")]
    assert await problems(try_("verify", incident, verdict=Verdict.PARTIAL)) == [("INVALID", "verdict")]


async def test_without_a_finding_nothing_is_refused_as_not_so() -> None:
    assert await codes(try_("not_found", await at("verify"), who="li")) == ["NO_FINDING"]


async def test_a_worker_may_look_again_and_find_it_so() -> None:
    incident = await at("not_found")
    await try_("verify", incident)
    assert (await Incident.get(id=incident)).state is State.PENDING_FILING


async def test_unreasonable_takes_two_persons() -> None:
    words = {"reason_code": RejectReason.UNREASONABLE, "reason": "反复提出无理要求"}
    incident = await road.reported("wang")
    assert await codes(try_("reject", incident, **words)) == ["TWO_PERSON"]  # nobody has taken it in
    await try_("accept", incident, who="li")
    assert await codes(try_("reject", incident, **words)) == ["TWO_PERSON"]
    await try_("reject", incident, who="zhang", **words)
    assert (await Incident.get(id=incident)).state is State.REJECTED
