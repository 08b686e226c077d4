"""Each condition on incidents is what SQL written by hand says it is, and its opposite is all the rest."""

from __future__ import annotations

from typing import Any

import pytest

from server.core import clock
from server.data.database import Database, asked, reader, transaction
from tests import town
from tests.grid.incident import crowd
from tests.people import Actor
from tests.query.world import NOW

ASKS = """query Q($filter: IncidentFilter) {
  incidents(filter: $filter, first: 100) { total { count } nodes { id late stage } } }"""
RED = f"(state <> 'SUSPENDED' AND late_at < '{NOW:%Y-%m-%d %H:%M:%S}+00:00')"
EARLY, LATE = "2026-03-02 01:10:00+00:00", "2026-03-02 01:40:00+00:00"
PERIOD = {"from": "2026-03-02T09:10:00+08:00", "before": "2026-03-02T09:40:00+08:00"}
STAGED = "SELECT incident_id FROM incident_clock WHERE kind = 'STAGE' AND stopped_at IS NULL AND stage IN"
WHERE: dict[str, tuple[Any, str]] = {
    "states": (["CLOSED", "FILED"], "state IN ('CLOSED', 'FILED')"),
    "stages": (["DISPOSE", "SIGN"], f"closed_at IS NULL AND id IN ({STAGED} ('DISPOSE', 'SIGN'))"),
    "classCodes": ([town.COVER], f"incident_class_id = '{town.COVER}'"),
    "majorCodes": (["C01"], "incident_class_id IN (SELECT code FROM incident_class WHERE major_id = 'C01')"),
    "lights": (["RED", "NONE"], f"({RED} OR (late_at IS NULL AND state <> 'SUSPENDED'))"),
    "late": (True, f"({RED} OR coalesce(closed_late, 1 = 0))"),
    "levels": ([2], "level = 2"),
    "minSeverity": (3, "severity >= 3"),
    "severities": ([2, 4], "severity IN (2, 4)"),
    "channels": (["PATROL"], "channel = 'PATROL'"),
    "awaits": (["UNIT"], "awaits = 'UNIT'"),
    "unit": (str(town.TEAM), f"(lead_unit_id = '{town.TEAM}' OR id IN (SELECT incident_id FROM incident_unit WHERE "
             f"unit_id = '{town.TEAM}' AND until IS NULL))"),
    "leadUnit": (str(town.TEAM), f"lead_unit_id = '{town.TEAM}'"),
    "closures": (["CHECKED"], "closure_kind = 'CHECKED'"),
    "ratings": (["DISSATISFIED"], "rating = 'DISSATISFIED'"),
    "reworks": ({"least": 1}, "rework_count >= 1"),
    "reopens": ({"most": 0}, "reopen_count <= 0"),
    "returns": ({"least": 1, "most": 1}, "return_count BETWEEN 1 AND 1"),
    "received": (PERIOD, f"received_at >= '{EARLY}' AND received_at < '{LATE}'"),
    "filed": (PERIOD, f"filed_at >= '{EARLY}' AND filed_at < '{LATE}'"),
    "ended": (PERIOD, f"closed_at >= '{EARLY}' AND closed_at < '{LATE}'"),
    "due": ({"before": "2026-03-02T12:00:00+08:00"}, "late_at < '2026-03-02 04:00:00+00:00'"),
    "changed": ({"from": PERIOD["from"]}, f"changed_at >= '{EARLY}'"),
    "area": (town.STREET_SIDE, f"community_id = '{town.STREET_SIDE}'"),
}  # fmt: skip
SPRINKLED = (
    "UPDATE incident SET rating = CASE severity WHEN 1 THEN 'DISSATISFIED' ELSE 'SATISFIED' END, closure_kind = "
    "CASE severity WHEN 1 THEN 'CHECKED' ELSE 'SELF' END, closed_late = (severity > 2) WHERE state = 'CLOSED'",
    "UPDATE incident SET rework_count = severity - 1, reopen_count = severity / 3, return_count = severity / 2",
    "UPDATE incident SET filed_at = received_at WHERE severity > 1 AND filed_at IS NULL",
)


async def sprinkled() -> None:
    """Some sixty incidents more, and what few of them would have come to by themselves."""
    await crowd.gather(60)

    async def write() -> None:
        for sql in SPRINKLED:
            await asked(sql, [])

    await transaction(write)


async def by_hand(condition: str) -> set[str]:
    rows = await reader().execute_query_dict(f"SELECT id FROM incident WHERE {condition}")
    return {str(row["id"]) for row in rows}


async def told(wanted: dict[str, Any]) -> dict[str, Any]:
    """The rows by id, as the supervisor is told of them."""
    with clock.at(NOW):
        page = (await Actor("wu").send(ASKS, filter=wanted)).only
    rows = {row["id"]: row for row in page["nodes"]}
    assert page["total"]["count"] == len(rows) == len(page["nodes"])
    return rows


async def test_each_condition_is_what_sql_says_and_its_opposite_is_all_the_rest(world: Database) -> None:
    await sprinkled()
    every = await by_hand("1 = 1")
    assert len(every) <= 100
    named = sorted(every)[:3]
    numbers = [
        row["number"]
        for row in await reader().execute_query_dict(
            "SELECT number FROM incident WHERE number IS NOT NULL ORDER BY number LIMIT 2"
        )
    ]
    quoted = ", ".join(f"'{one}'" for one in named)
    listed = ", ".join(f"'{one}'" for one in numbers)
    known = WHERE | {"ids": (named, f"id IN ({quoted})"), "numbers": (numbers, f"number IN ({listed})")}
    for name, (value, condition) in known.items():
        wanted = await by_hand(condition)
        assert 0 < len(wanted) < len(every), name
        assert set(await told({name: value})) == wanted, name
        assert set(await told({"not": {name: value}})) == every - wanted, name


async def test_what_is_left_out_is_what_all_of_it_holds_of_and_joins_all_else(world: Database) -> None:
    await sprinkled()
    every, open_ones = await by_hand("1 = 1"), await by_hand("closed_at IS NULL")
    both = await by_hand("state = 'CLOSED' AND rating = 'DISSATISFIED'")
    assert set(await told({"not": {"states": ["CLOSED"], "ratings": ["DISSATISFIED"]}})) == every - both
    assert set(await told({"open": True, "not": {"levels": [1]}})) == open_ones & await by_hand("level <> 1")
    empty: tuple[dict[str, Any], ...] = ({}, {"received": {}}, {"reworks": {}}, {"ended": {}})
    for nothing in empty:
        assert set(await told({"not": nothing} if nothing else {"not": {}})) == every
        assert set(await told(dict(nothing))) == every, nothing
    assert await told({"ids": []}) == {}
    assert set(await told({"not": {"ids": []}})) == every


OTHERS: dict[str, dict[str, tuple[Any, str]]] = {
    "whistle": {
        "blown": ({"from": "2026-03-02T00:00:00+08:00"}, "blown_at >= '2026-03-01 16:00:00+00:00'"),
        "ended": ({"from": "2026-03-02T00:00:00+08:00"}, "ended_at >= '2026-03-01 16:00:00+00:00'"),
        "due": ({"before": "2027-03-02T00:00:00+08:00"}, "late_at < '2027-03-01 16:00:00+00:00'"),
        "changed": ({"before": "2026-03-02T00:00:00+08:00"}, "changed_at < '2026-03-01 16:00:00+00:00'"),
    },
    "complaint": {
        "kinds": (["COMPLAINT"], "kind = 'COMPLAINT'"),
        "late": (True, "late"),
        "received": ({"before": "2026-03-02T00:00:00+08:00"}, "received_at < '2026-03-01 16:00:00+00:00'"),
        "answered": ({"from": "2026-03-02T00:00:00+08:00"}, "answered_at >= '2026-03-01 16:00:00+00:00'"),
        "ended": ({"from": "2026-03-02T00:00:00+08:00"}, "closed_at >= '2026-03-01 16:00:00+00:00'"),
        "due": ({"from": "2026-03-02T00:00:00+08:00"}, "due_at >= '2026-03-01 16:00:00+00:00'"),
    },
}


@pytest.mark.parametrize("noun", sorted(OTHERS))
async def test_whistles_and_complaints_are_found_by_their_moments(noun: str, world: Database) -> None:
    listed = f"query Q($f: {noun.title()}Filter) {{ {noun}s(filter: $f, first: 100) {{ nodes {{ id }} }} }}"
    every = [row["id"] for row in (await Actor("wu").send(listed)).only["nodes"]]
    for name, (value, condition) in OTHERS[noun].items():
        rows = await reader().execute_query_dict(f"SELECT id FROM {noun} WHERE {condition}")
        found = {row["id"] for row in (await Actor("wu").send(listed, f={name: value})).only["nodes"]}
        assert found == {str(row["id"]) for row in rows} & set(every), name


async def test_whistles_are_found_by_their_ids_and_numbers(world: Database) -> None:
    asks = "query Q($f: WhistleFilter) { whistles(filter: $f) { nodes { id number } } }"
    rows = (await Actor("wu").send(asks)).only["nodes"]
    numbered = next(row for row in rows if row["number"])
    for wanted in ({"ids": [numbered["id"]]}, {"numbers": [numbered["number"]]}):
        assert (await Actor("wu").send(asks, f=wanted)).only["nodes"] == [numbered]
        assert (await Actor("feng").send(asks, f=wanted)).only["nodes"] == []


async def test_late_and_stage_are_shown_as_they_are_asked_for(world: Database) -> None:
    await sprinkled()
    rows = await told({})
    assert {id for id, row in rows.items() if row["late"]} == set(await told({"late": True}))
    assert {id for id, row in rows.items() if not row["late"]} == set(await told({"late": False}))
    stages = {row["stage"] for row in rows.values()}
    assert len(stages) > 3
    for stage in stages - {None}:
        assert {id for id, row in rows.items() if row["stage"] == stage} == set(await told({"stages": [stage]}))


@pytest.mark.parametrize(
    ("wanted", "field"),
    [({"received": {"from": "2026-03-03T00:00:00Z", "before": "2026-03-02T00:00:00Z"}}, "filter.received.before"),
     ({"returns": {"least": 3, "most": 2}}, "filter.returns.most"),
     ({"reworks": {"least": -1}}, "filter.reworks.least"),
     ({"not": {"area": "1"}}, "filter.not.area")],
)  # fmt: skip
async def test_what_cannot_be_meant_is_refused_by_its_name(wanted: dict[str, Any], field: str, world: Database) -> None:
    answer = await Actor("wu").send(ASKS, filter=wanted)
    assert answer.only is None
    assert [(one.extensions or {}).get("field") for one in answer.errors] == [field]
