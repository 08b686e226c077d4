"""While a unit that a whistle called is not done with, nobody feeds its incident back and nobody settles it."""

from __future__ import annotations

import pytest

from server import clock
from server.incident.models import Incident
from server.whistle import actions
from server.whistle.models import Kind
from tests import town
from tests.incident import road as incidents
from tests.incident.road import MONDAY, STRIDES
from tests.whistle import road
from tests.whistle.road import WALK
from tests.whistle.test_rules import codes

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
