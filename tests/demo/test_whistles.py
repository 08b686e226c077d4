"""The demo's whistles: some in every state, blown by the rules that every other is blown by."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from server.data.database import Database, connect
from server.demo.whistles import COURSES
from server.grid.incident.models import Incident
from server.grid.whistle.lifecycle import PARTY_ENDS, PartyState, State
from server.grid.whistle.models import Kind, Part, Whistle, WhistleParty
from server.journal.models import Event


@pytest.fixture
async def lived(district: Path) -> AsyncIterator[Database]:
    """The demo district as `./grid demo` builds it, for reading."""
    async with connect(f"sqlite:///{district / 'gridwhistle.sqlite3'}") as database:
        with database.entered():
            yield database


async def test_there_are_whistles_of_every_kind_in_every_state(lived: Database) -> None:
    found = await Whistle.all().prefetch_related("parties")
    assert len(found) == len(COURSES)
    assert {one.state for one in found} == set(State)
    assert {one.kind for one in found} == set(Kind)
    assert {party.state for one in found for party in one.parties} == set(PartyState)
    for one in found:
        assert Counter(party.part for party in one.parties)[Part.LEAD] == 1


async def test_each_incident_counts_its_open_parties_and_each_whistle_has_its_story(lived: Database) -> None:
    for whistle in await Whistle.all().prefetch_related("parties"):
        events = await Event.filter(subject_id=whistle.id).order_by("place_in_chain")
        assert events[0].kind == "whistle.drafted"
        assert [one.at for one in events] == sorted(one.at for one in events)
    for incident in await Incident.filter(whistling__gt=0):
        parties = await WhistleParty.filter(whistle__incident_id=incident.id, called_at__isnull=False)
        assert incident.whistling == sum(one.state not in PARTY_ENDS for one in parties)
