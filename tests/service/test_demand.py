"""需求清单 and 认领: what a community needs is claimed in parts, never more than there is."""

from __future__ import annotations

import asyncio
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.core import clock
from server.core.errors import Forbidden, Invalid, Missing, Refusal
from server.core.ids import new_id
from server.core.viewer import Viewer
from server.data.database import Database, reader
from server.journal.models import Event
from server.process.figures import Year
from server.service.claim import commands as claims
from server.service.claim import verbs as claim_verbs
from server.service.claim.lifecycle import State as ClaimState
from server.service.claim.models import Claim, Rating
from server.service.demand import commands, verbs
from server.service.demand.lifecycle import State
from server.service.demand.lookups import DEMANDS, FIGURES, Wanted
from server.service.demand.models import Demand, Matter
from server.service.demand.slice import SLICE
from tests import town as place
from tests.kit.laws import MONDAY, Kit, Laws, Stride
from tests.service.firms import FIRMS, firms, viewer

NEED = place.fixed(90, 1)  # a demand that stands published, for the laws of claims
DRAFTED: dict[str, Any] = {
    "area": place.STREET_SIDE,
    "matter": Matter.MASS,
    "text": "给独居老人送一百份过冬蔬菜",
    "quantity": 100,
    "measure": "份",
    "needed_by": date(2026, 12, 25),
}
DELIVERED: dict[str, Any] = {"text": "六十份已送到社区，签收单在前台", "cooperation": Rating.SATISFIED}


async def ground() -> None:
    await firms()
    await published(NEED)


async def drafted(id: UUID | None = None, **words: Any) -> Demand:
    with clock.at(MONDAY):
        command = commands.Draft(op_id=new_id(), id=id or new_id(), **DRAFTED | words)
        done = await verbs.draft(await viewer("zhang"), command)
    return await need(done.id)


async def published(id: UUID | None = None, **words: Any) -> Demand:
    row = await drafted(id, **words)
    with clock.at(MONDAY):
        await verbs.publish(await viewer("zhang"), commands.Publish(op_id=new_id(), id=row.id, seen=1))
    return await need(row.id)


async def need(id: UUID) -> Demand:
    return await Demand.get(id=id, using_db=reader())


async def claimed(who: str, demand: Demand, quantity: Any, **words: Any) -> Claim:
    with clock.at(MONDAY):
        command = claims.Make(op_id=new_id(), id=new_id(), demand_id=demand.id, quantity=quantity, **words)
        done = await claim_verbs.make(await viewer(who), command)
    return await Claim.get(id=done.id, using_db=reader())


async def step(name: str, who: str, row: Claim, **words: Any) -> Claim:
    kind = getattr(claims, name.title().replace("_", ""))
    with clock.at(MONDAY):
        await getattr(claim_verbs, name)(await viewer(who), kind(op_id=new_id(), id=row.id, seen=row.version, **words))
    return await Claim.get(id=row.id, using_db=reader())


async def refused(work: Any) -> list[tuple[str, str | None]]:
    with pytest.raises(Refusal) as told:
        await work
    return [(one.code, one.field) for one in told.value.problems]


class TestDemand(Laws):
    kit = Kit(verbs, commands, sees="zhang li zhao wu shen", strides=(
        Stride("draft", "zhang", DRAFTED, State.DRAFT),
        Stride("publish", "zhang", {}, State.PUBLISHED, after=("draft",)),
        Stride("withdraw", "zhang", {"text": "已由街道统一解决"}, State.WITHDRAWN, after=("draft",)),
    ))  # fmt: skip


MADE, BEGUN = ("make",), ("make", "start")


class TestClaim(Laws):
    kit = Kit(claim_verbs, claims, sees="chen zhang li zhao wu shen", cast=(*place.NAMES, *FIRMS), viewer=viewer,
              ground=ground, strides=(
        Stride("make", "chen", {"demand_id": NEED, "quantity": 1}, ClaimState.CLAIMED),
        Stride("start", "chen", {}, ClaimState.IN_SERVICE, after=MADE),
        Stride("deliver", "chen", DELIVERED, ClaimState.DELIVERED, after=BEGUN),
        Stride("confirm", "zhang", {"rating": Rating.FAIR}, ClaimState.CONFIRMED, after=(*BEGUN, "deliver")),
        Stride("not_accepted", "zhang", {"text": "还差四十份"}, ClaimState.IN_SERVICE, after=(*BEGUN, "deliver")),
        Stride("release", "chen", {"text": "车坏了，送不了"}, ClaimState.RELEASED, after=MADE),
    ))  # fmt: skip


def test_its_states_and_ways_are_those_that_were_agreed() -> None:
    """What the desks and the firms were told: nobody adds or takes away a way in passing."""
    ways = {
        ("DRAFT", "PUBLISH", "PUBLISHED"), ("PUBLISHED", "WINDOW_END", "UNCLAIMED"), ("DRAFT", "WITHDRAW", "WITHDRAWN"),
        ("PUBLISHED", "WITHDRAW", "WITHDRAWN"), ("PUBLISHED", "FILL", "FULL"), ("FULL", "REOPEN", "PUBLISHED"),
        ("FULL", "CLOSE", "CLOSED"),
    }  # fmt: skip
    assert {(str(a), str(b), str(c)) for (a, b), c in verbs.STEPS.life.transitions.items()} == ways
    ways = {
        ("CLAIMED", "START", "IN_SERVICE"), ("IN_SERVICE", "DELIVER", "DELIVERED"),
        ("DELIVERED", "CONFIRM", "CONFIRMED"), ("DELIVERED", "NOT_ACCEPTED", "IN_SERVICE"),
        ("CLAIMED", "RELEASE", "RELEASED"), ("IN_SERVICE", "RELEASE", "RELEASED"),
    }  # fmt: skip
    assert {(str(a), str(b), str(c)) for (a, b), c in claim_verbs.STEPS.life.transitions.items()} == ways


async def test_two_firms_claim_all_of_it_a_third_is_told_what_is_left(town: Database) -> None:
    await firms()
    demand = await published()
    with pytest.raises(Invalid) as told:
        await claimed("gao", demand, 101)
    assert told.value.problems[0].code == "TAKEN"
    sixty = await claimed("chen", demand, 60)
    with pytest.raises(Invalid) as told:
        await claimed("gao", demand, 41)
    (problem,) = told.value.problems
    assert (problem.code, problem.field, "还剩 40 份" in problem.hint) == ("TAKEN", "quantity", True)
    forty = await claimed("gao", demand, 40)
    assert ((await need(demand.id)).state, (await need(demand.id)).claimed) == (State.FULL, 100)
    assert await refused(claimed("chen", demand, 1)) == [("TAKEN", "quantity")]
    sixty = await step("deliver", "chen", await step("start", "chen", sixty), **DELIVERED)
    sixty = await step("not_accepted", "zhang", sixty, text="有十份冻坏了，请换")
    assert (sixty.state, sixty.sent_back) == (ClaimState.IN_SERVICE, 1)
    sixty = await step("confirm", "zhang", await step("deliver", "chen", sixty, **DELIVERED), rating=Rating.SATISFIED)
    assert (sixty.rating, sixty.cooperation) == (Rating.SATISFIED, Rating.SATISFIED)
    assert (await need(demand.id)).state is State.FULL
    forty = await step("deliver", "gao", await step("start", "gao", forty), text="四十份已送到")
    await step("confirm", "zhang", forty, rating=Rating.FAIR)
    whole = await need(demand.id)
    assert (whole.state, whole.confirmed) == (State.CLOSED, 100)
    told_of = [one.kind for one in await Event.filter(subject_id=demand.id).order_by("place_in_chain")]
    assert told_of == ["demand.drafted", "demand.published", "demand.filled", "demand.closed"]


async def test_fifty_claim_at_one_moment_and_never_more_than_there_is(town: Database) -> None:
    await firms()
    demand = await published(quantity=60)
    made = await asyncio.gather(*(claimed("chen" if at % 2 else "gao", demand, 1 + at % 3) for at in range(50)),
                                return_exceptions=True)  # fmt: skip
    whole, rows = await need(demand.id), await Claim.filter(demand_id=demand.id).using_db(reader())
    assert sum(one.quantity for one in rows) == whole.claimed <= whole.quantity
    assert (whole.state is State.FULL) == (whole.claimed == whole.quantity)
    refusals = [one for one in made if not isinstance(one, Claim)]
    assert all(isinstance(one, Invalid) and one.problems[0].code == "TAKEN" for one in refusals), refusals
    assert len(rows) == 50 - len(refusals)
    assert whole.quantity - whole.claimed <= 2, "whoever was refused wanted more than was left"


async def test_let_go_it_is_free_again_and_nothing_is_held_against_the_firm(town: Database) -> None:
    await firms()
    demand = await published(quantity=10)
    most, rest = await claimed("chen", demand, 7), await claimed("gao", demand, 3)
    assert await refused(step("release", "chen", rest, text="不归我")) == [("NOT_FOUND", None)]
    await step("release", "chen", most, text="车坏了")
    assert ((await need(demand.id)).state, (await need(demand.id)).claimed) == (State.PUBLISHED, 3)
    await step("release", "gao", rest, text="人手不够")
    assert (await need(demand.id)).claimed == 0
    await claimed("chen", await need(demand.id), 10)
    assert (await need(demand.id)).state is State.FULL


async def swept(days: int) -> int:
    with clock.at(MONDAY + timedelta(days=days)):
        return await SLICE.jobs[0].sweep()


async def test_what_nobody_claimed_is_on_the_list_of_the_next_quarter_once(town: Database) -> None:
    await firms()
    demand, other = await published(), await published(quantity=5)
    part, _ = await claimed("chen", demand, 60), await claimed("gao", other, 5)
    assert await swept(30) == 0
    assert (await swept(39), await swept(39)) == (1, 0)  # the first of January in Shanghai
    assert ((await need(demand.id)).state, (await need(other.id)).state) == (State.UNCLAIMED, State.FULL)
    (fresh,) = await Demand.filter(carried_from_id=demand.id).using_db(reader())
    assert (fresh.quantity, fresh.claimed, fresh.quarter, fresh.round) == (40, 0, "2027Q1", 2)
    assert (fresh.state, fresh.text) == (State.PUBLISHED, demand.text)
    await step("release", "chen", part, text="车坏了")
    assert sorted([one.quantity for one in await Demand.filter(carried_from_id=demand.id)]) == [40, 60]
    assert await swept(135) == 2


async def test_a_firm_sees_what_its_own_street_has_published_and_no_drafts(town: Database) -> None:
    await firms()
    await drafted()
    demand = await published()
    seen = {who: len(await DEMANDS.listed(await viewer(who), Wanted(), 30, None).models()) for who in (*FIRMS, "zhang")}
    assert seen == {"chen": 1, "gao": 1, "tang": 0, "zhang": 2}
    with pytest.raises(Missing):
        await claimed("tang", demand, 1)
    with pytest.raises(Forbidden):
        await claimed("zhang", demand, 1)


@pytest.mark.parametrize("quantity", [0, -1, 1_000_001, None])
async def test_a_claim_of_nothing_or_of_less_is_refused_in_words(town: Database, quantity: int | None) -> None:
    await firms()
    demand = await published()
    with pytest.raises(Invalid) as told:
        await claimed("chen", demand, quantity)
    (problem,) = told.value.problems
    assert (problem.field, bool(problem.hint) or quantity is None) == ("quantity", True)
    assert await Claim.all().count() == 0


async def test_all_that_is_wrong_with_a_draft_is_told_at_once(town: Database) -> None:
    wrong: dict[str, Any] = {
        "matter": None,
        "text": "王大爷 13812345678",
        "quantity": 0,
        "measure": "",
        "needed_by": date(2026, 1, 1),
    }
    fields = [field for _, field in await refused(drafted(**wrong))]
    assert fields == ["matter", "quantity", "needed_by", "measure", "text"]
    assert await refused(drafted(area=place.FIRST)) == [("INVALID", "area")]
    assert await refused(drafted(area=place.SPRING_SIDE)) == [("NOT_FOUND", "area")]


async def test_what_a_firm_has_claimed_is_not_taken_back(town: Database) -> None:
    await firms()
    demand = await published()
    await claimed("chen", demand, 1)
    with clock.at(MONDAY):
        gone = commands.Withdraw(op_id=new_id(), id=demand.id, seen=demand.version, text="不要了")
        assert await refused(verbs.withdraw(await viewer("zhang"), gone)) == [("DEMAND_CLAIMED", None)]


async def test_what_became_of_a_year_is_counted_for_everybody(town: Database) -> None:
    await firms()
    await drafted()
    await published()
    await claimed("chen", await published(quantity=5), 5)
    with clock.at(MONDAY):
        whole, *_ = await FIGURES.of(Viewer.nobody(), Year(year=2026))
    assert (whole.published, whole.claimed, whole.full, whole.closed) == (2, 1, 1, 0)
