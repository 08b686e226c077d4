"""What people type is kept as it looks, whoever sends it; a refusal names its field and the true reason."""

from __future__ import annotations

from dataclasses import replace

import pytest

from server.data.database import Database
from server.edge.body import parsed
from server.edge.refusal import Refused
from server.grid.incident import actions, commands
from server.grid.incident.models import Channel, Incident, PhotoKind
from server.ground.person import queries
from server.journal.models import Receipt
from tests import town
from tests.grid.incident import road
from tests.grid.incident.attempts import at, problems, try_

pytestmark = pytest.mark.usefixtures("town")


async def test_what_is_kept_is_what_can_be_seen_and_a_repetition_is_known_by_what_was_sent() -> None:
    place = replace(road.place(), address="云栖路\u202e 18\n号")
    command = road.draft(text="金店\u202e门前\u200b坏了\u3000。", place=place)
    wang = await town.viewer("wang")
    first = await actions.report(wang, command)
    assert (await actions.report(wang, command)).receipt.digest == first.receipt.digest
    assert await Receipt.all().count() == 1
    kept = await Incident.get(id=command.incident_id)
    assert (kept.text, kept.address) == ("金店门前坏了 。", "云栖路 18 号")


async def test_a_number_in_full_width_is_the_same_number() -> None:
    await road.reported("li", channel=Channel.HOTLINE, external_no="9012-77")
    again = road.draft(channel=Channel.HOTLINE, external_no="９０１２－７７")
    assert await problems(actions.report(await town.viewer("li"), again)) == [("EXTERNAL_NO_TAKEN", "external_no")]


async def test_words_that_nobody_sees_say_nothing() -> None:
    incident = await road.reported("wang", town.OCCUPYING)
    assert await problems(try_("self_resolve", incident, note="\u200b\u2060\ufeff")) == [("INVALID", "note")]


async def test_a_text_too_long_is_refused_by_its_own_field() -> None:
    long = road.draft(text="长" * 2001, place=replace(road.place(), address="长" * 201, unit_door="长" * 41))
    told = [("TEXT_LONG", "text"), ("TEXT_LONG", "place.address"), ("TEXT_LONG", "place.unit_door")]
    assert await problems(actions.report(await town.viewer("wang"), long)) == told
    fine = road.draft(text="👍" * 2000, place=replace(road.place(), address=" " * 300 + "长" * 200))
    await actions.report(await town.viewer("wang"), fine)


async def test_a_photo_used_twice_is_said_to_be() -> None:
    incident = await at("feed_back")
    used = commands.Photo(sha256="ef" * 32, kind=PhotoKind.BEFORE)
    await actions.note(await town.viewer("wang"), commands.Note(op_id=incident, incident_id=incident, photos=(used,)))
    again = (replace(used, kind=PhotoKind.AFTER),)
    assert await problems(try_("feed_back", incident, photos=again)) == [("PHOTO_KNOWN", "photos")]


@pytest.mark.parametrize("login", ["ｗａｎｇ", " Wang\u200b", "ＷＡＮＧ\u3000"])
async def test_a_login_in_full_width_is_the_same_login(login: str, town: Database) -> None:
    found = await queries.person_by_login(login)
    assert found is not None
    assert found.login == "wang"


def test_half_a_character_from_an_older_app_arrives_without_it() -> None:
    body = rb'{"query": "q", "variables": {"input": {"text": "\ud83d\ude00 \ud83d\u0000"}}}'
    assert parsed(body, typed="variables")["variables"] == {"input": {"text": "😀 "}}
    for elsewhere in (
        rb'{"query": "\ud83d", "variables": {}}',
        rb'{"variables": {"\ud83d": 1}}',
        rb'{"a": NaN}',
    ):
        with pytest.raises(Refused):
            parsed(elsewhere, typed="variables")
    with pytest.raises(Refused):
        parsed(body)
