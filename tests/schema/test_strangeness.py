"""Whatever somebody writes where words are expected, the answer is an answer: nothing breaks, nothing is found."""

from __future__ import annotations

from typing import Any

import pytest

from server.core.ids import new_id
from tests import town
from tests.people import Actor
from tests.schema.documents import REPORT, draft, verb
from tests.schema.road import FOUND, Walk

ODD = [
    "",
    " ",
    "x" * 5000,
    "a\x00b",
    "\ud83d",
    "％_",
    "'; DROP TABLE incident; --",
    "140214018'",
    "９",
    "-1",
    "𠮷" * 30,
]
ASKS = {
    "incident": "query Q($t: ID!) { incident(id: $t) { id } }",
    "number": "query Q($t: String!) { incident(number: $t) { id } }",
    "node": "query Q($t: ID!) { node(id: $t) { id } }",
    "area": "query Q($t: AreaCode!) { area(code: $t) { code } }",
    "under": "query Q($t: AreaCode!) { areas(under: $t) { totalCount nodes { code } } }",
    "behind": "query Q($t: String!) { areas(after: $t) { nodes { code } } }",
    "units": "query Q($t: AreaCode!) { catalogue { units(area: $t) { id } } }",
    "like": "query Q($t: String!) { similarIncidents(classCode: $t, lat: 40.03, lon: 113.15) { id } }",
    "before": "query Q($t: String!) { precedents(classCode: $t, lat: 40.03, lon: 113.15) { id } }",
    "in area": "query Q($t: AreaCode!) { incidents(filter: { area: $t }) { totalCount nodes { id } } }",
    "of classes": "query Q($t: String!) { incidents(filter: { classCodes: [$t] }) { totalCount nodes { id } } }",
    "of majors": "query Q($t: String!) { incidents(filter: { majorCodes: [$t] }) { totalCount nodes { id } } }",
    "with words": "query Q($t: String!) { incidents(filter: { text: $t }) { totalCount nodes { id } } }",
    "of unit": "query Q($t: ID!) { incidents(filter: { unit: $t }) { totalCount nodes { id } } }",
    "after": "query Q($t: String!) { incidents(after: $t) { nodes { id } } }",
    "subject": "query Q($t: ID!) { events(subject: $t) { nodes { id } } }",
    "events in": "query Q($t: AreaCode!) { events(area: $t) { nodes { id } } }",
    "events after": "query Q($t: String!) { events(after: $t) { nodes { id } } }",
}
REFUSED = {"CODE_UNKNOWN", "TEXT_EMPTY", "NUMBER_MALFORMED", "ID_MALFORMED", "SEARCH_LONG", "CURSOR_MALFORMED"}
NUMBERS = {
    "locate": "query Q($t: Float!) { locate(lat: $t, lon: $t) { code } }",
    "like": f'query Q($t: Float!) {{ similarIncidents(classCode: "{town.COVER}", lat: $t, lon: $t) {{ id }} }}',
    "before": f'query Q($t: Float!) {{ precedents(classCode: "{town.COVER}", lat: $t, lon: $t) {{ id }} }}',
    "box": """query Q($t: Float!) {
      incidents(filter: { box: { south: $t, west: $t, north: $t, east: $t } }) { totalCount } }""",
}


@pytest.mark.parametrize("path", ASKS)
async def test_odd_words_are_answered_and_never_break_anything(path: str, wu: Actor) -> None:
    for text in ODD:
        answer = await wu.send(ASKS[path], t=text)
        assert all(answer.codes), (path, text, answer.errors)
        assert set(answer.codes) <= REFUSED


@pytest.mark.parametrize("path", NUMBERS)
async def test_places_beyond_the_earth_are_refused(path: str, wu: Actor) -> None:
    for number in (0.0, 90.0, 400.0, -1e9, 1e300):
        answer = await wu.send(NUMBERS[path], t=number)
        assert set(answer.codes) == (
            {"PLACE_OFF_EARTH"} if abs(number) > 90 else {"BOX_EMPTY"} if path == "box" else set()
        )


@pytest.mark.parametrize("first", [0, -1, 101, 2_000_000])
@pytest.mark.parametrize("field", ["incidents", "areas", "events"])
async def test_a_page_has_one_to_a_hundred_rows(field: str, first: int, wu: Actor) -> None:
    answer = await wu.send(f"query Q($first: Int) {{ {field}(first: $first) {{ nodes {{ id }} }} }}", first=first)
    assert answer.codes == ["FIRST_TOO_LARGE" if first > 100 else "FIRST_TOO_SMALL"]
    assert (await wu.send(f"{{ {field}(first: null) {{ nodes {{ id }} }} }}")).errors == []


async def test_half_a_character_cut_by_a_phone_does_not_hold_a_report_up(wang: Actor) -> None:
    told = draft(text="井盖\ud83d破损\x00", place=draft()["place"] | {"address": "云栖路\ud83d"})

    answer = await wang.send(REPORT, input=told)

    assert answer.problems == []
    found = await wang.send("query One($id: ID!) { incident(id: $id) { text place { address } } }", id=told["id"])
    assert found.only == {"text": "井盖破损", "place": {"address": "云栖路"}}


@pytest.mark.parametrize("odd", [{"seen": -1}, {"seen": 2**31 - 1}])
async def test_a_version_that_never_was_is_a_conflict(odd: dict[str, Any], zhang: Actor) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    told = {"opId": str(new_id()), "id": walk.id} | odd
    assert (await zhang.send(verb("Accept"), input=told)).problems == ["CONFLICT"]


async def test_endless_words_and_photos_without_end_are_refused_as_problems(wang: Actor) -> None:
    photos = [{"sha256": f"{number:064x}", "kind": "BEFORE"} for number in range(200)]
    told = draft(text="长" * 20_000, photos=photos, severity=9, externalNo="9" * 500, classCode="X" * 300)

    answer = await wang.send(REPORT, input=told)

    said = {tuple(one["path"]): (one["code"], one["message"]) for one in answer.only["problems"]}
    assert said["text",] == ("TEXT_LONG", "至多 2000 个字，现在 20000 个")
    assert said["severity",] == ("INVALID", "从 1 到 4，不是 9")
    assert {"text", "photos", "severity", "classCode"} <= {problem["field"] for problem in answer.only["problems"]}
    assert answer.only["incident"] is None
