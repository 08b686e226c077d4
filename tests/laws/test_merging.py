"""Several desks do things to the same few incidents at the same moment, merging among them: nothing is ever merged into
what had ended, and no two are merged into each other.

`GRID_TEST_WALKS=200` tries more of them than the suite does.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from server.core.errors import Refusal
from server.data.database import Database
from server.grid.incident.actions import Done
from server.grid.incident.lifecycle import ENDS, State
from server.grid.incident.models import Incident
from server.journal.models import Event, Receipt
from tests import town as town_of
from tests.conftest import copied
from tests.grid.incident import road
from tests.grid.incident.attempts import try_
from tests.grid.incident.road import STRIDES
from tests.laws.rounds import FEW, SAME
from tests.overtaken import at_once
from tests.stores import Store

MANY, ROUNDS = 4, 3
OTHERS = [None, None, None, None, "accept", "reject", "appeal", "transfer_out"]  # None: it is merged into another


@settings(max_examples=FEW, deadline=None, suppress_health_check=list(HealthCheck), derandomize=SAME)
@given(data=st.data())
async def test_nothing_is_merged_into_what_had_ended_however_they_interleave(store: Store, data: st.DataObject) -> None:
    async with copied(store, "town", town_of.build):
        ids = [await road.reported() for _ in range(MANY)]
        for _ in range(ROUNDS):
            await at_once(*[_something(data, ids) for _ in range(3)])
        await _check(ids)


def _something(data: st.DataObject, ids: list[UUID]) -> Any:
    """What one desk does to one of them, decided when it comes to it."""
    which, into = data.draw(st.permutations(ids), label="which")[:2]
    verb = data.draw(st.sampled_from(OTHERS), label="verb")

    async def act() -> Done | None:
        try:
            done = await (try_("merge", which, target_id=into) if verb is None else road.walk(STRIDES[verb], which))
        except Refusal as refusal:
            event(f"{verb or 'merge'} refused {refusal.problems[0].code}")
            raise
        event(f"{verb or 'merge'} done")
        return done

    return act


async def _check(ids: list[UUID]) -> None:
    """In the order of the log a target was open when something was merged into it; so no ways lead in a circle."""
    state = dict.fromkeys(ids, State.REPORTED)
    for one in await Event.filter(subject_id__in=ids, kind__startswith="incident.").order_by("number"):
        if one.kind == "incident.merged":
            assert state[UUID(str(one.payload["target"]))] not in ENDS
        if "to" in one.payload:
            state[one.subject_id] = State(str(one.payload["to"]))
    into = {row.id: row.merged_into_id for row in await Incident.filter(id__in=ids)}
    for start in ids:
        followed, at = set[UUID](), start
        while (target := into[at]) is not None:
            assert target not in followed
            followed.add(target)
            at = target


async def _both(one: Any, other: Any) -> list[Any]:
    """Two who have both read and decided before either writes; each is done, or refused and knows why."""
    told = await at_once(one, other)
    assert all(isinstance(each, Done | Refusal) for each in told), told
    assert await Receipt.all().count() == len([each for each in told if isinstance(each, Done)])
    return told


async def test_of_two_merged_into_each_other_at_one_moment_exactly_one_is(town: Database) -> None:
    for _ in range(FEW):
        first, second = await road.reported(), await road.reported()
        await Receipt.all().delete()
        told = await _both(
            lambda: try_("merge", first, target_id=second),  # noqa: B023
            lambda: try_("merge", second, target_id=first),  # noqa: B023
        )
        (refused,) = [each for each in told if isinstance(each, Refusal)]
        assert refused.problems[0].code in ("STEP_CLOSED", "TARGET_ENDED")
        assert sorted(row.state for row in await Incident.filter(id__in=[first, second])) == ["MERGED", "REPORTED"]
        await _check([first, second])


async def test_what_is_merged_into_at_the_moment_at_which_it_ends_was_open_or_is_not_merged_into(
    town: Database,
) -> None:
    for number in range(FEW):
        first, second = await road.reported(), await road.reported()
        await Receipt.all().delete()
        works = [lambda: try_("merge", first, target_id=second), lambda: road.walk(STRIDES["reject"], second)]  # noqa: B023
        told = await _both(*(works if number % 2 else reversed(works)))
        merging = told[0 if number % 2 else 1]
        if isinstance(merging, Refusal):
            assert merging.problems[0].code == "TARGET_ENDED"
            assert (await Incident.get(id=first)).state is State.REPORTED
        assert (await Incident.get(id=second)).state is State.REJECTED
        await _check([first, second])
