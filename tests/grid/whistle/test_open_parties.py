"""While a unit that a whistle called is not done with, nobody ends its incident: it would be on its way to nothing."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from server.core import clock
from server.grid.incident.models import Incident
from server.grid.whistle import actions
from server.grid.whistle.models import Kind
from tests import town
from tests.grid.incident import road as incidents
from tests.grid.incident.road import MONDAY, STRIDES
from tests.grid.whistle import road
from tests.grid.whistle.road import WALK
from tests.grid.whistle.test_rules import codes

pytestmark = pytest.mark.usefixtures("town")


async def test_nothing_is_fed_back_while_a_party_is_open() -> None:
    with clock.at(MONDAY):
        whistle = await road.brought_to(WALK["ack"])
        about = (await road.look(whistle)).incident_id
        await incidents.walk(STRIDES["sign"], about)
        assert await codes(incidents.walk(STRIDES["feed_back"], about)) == ["PARTIES_OPEN"]
        await road.step("excuse", whistle)
        assert await codes(incidents.walk(STRIDES["feed_back"], about)) == ["PARTIES_OPEN"]
        await road.step("excuse_sun", whistle)
        await incidents.walk(STRIDES["feed_back"], about)


async def test_what_an_emergency_calls_units_to_is_not_settled_on_the_spot_while_one_is_open() -> None:
    with clock.at(MONDAY):
        about = await incidents.reported("wang", town.OCCUPYING, severity=4)
        draft = road.draft(about, Kind.EMERGENCY)
        await actions.draft(await town.viewer("li"), draft)
        await road.step("blow", draft.id)
        before = await Incident.get(id=about).values()
        assert await codes(incidents.walk(STRIDES["self_resolve"], about)) == ["PARTIES_OPEN"]
        assert await Incident.get(id=about).values() == before
        await road.step("cancel", draft.id)
        await incidents.walk(STRIDES["self_resolve"], about)


async def _rung(stride: str, *before: str) -> tuple[UUID, UUID]:
    """An incident and an emergency's whistle about it: a unit is called before anybody takes it up."""
    channel = STRIDES[stride].channel
    about = await incidents.reported("li" if channel else "wang", channel=channel, severity=4)
    for one in before:  # an emergency is the street's from the beginning
        taken = STRIDES[one]
        await incidents.walk(replace(taken, who="li") if taken.who == "zhang" else taken, about)
    draft = road.draft(about, Kind.EMERGENCY)
    await actions.draft(await town.viewer("li"), draft)
    await road.step("blow", draft.id)
    return about, draft.id


@pytest.mark.parametrize(
    ("end", "before"),
    [
        ("reject", ()),
        ("merge", ()),
        ("not_found", ("send_verify", "doubt")),
        ("transfer_out", ("accept", "file")),
        ("void", ("accept",)),
    ],
)
async def test_what_an_emergency_calls_units_to_does_not_end_while_one_is_open(
    end: str, before: tuple[str, ...]
) -> None:
    with clock.at(MONDAY):
        about, whistle = await _rung(end, *before)
        was = await Incident.get(id=about).values()
        assert await codes(incidents.walk(STRIDES[end], about)) == ["PARTIES_OPEN"]
        assert await Incident.get(id=about).values() == was
        await road.step("cancel", whistle)
        reason = {"note": "同一件事，已有人在办"} if end == "merge" else {}  # into something less urgent
        await incidents.walk(STRIDES[end], about, **reason)


async def test_what_was_asked_to_be_void_is_not_made_so_while_a_unit_is_called() -> None:
    with clock.at(MONDAY):
        about, whistle = await _rung("void", "accept", "void")
        assert await codes(incidents.walk(STRIDES["grant_void"], about)) == ["PARTIES_OPEN"]
        await road.step("cancel", whistle)
        await incidents.walk(STRIDES["grant_void"], about)
