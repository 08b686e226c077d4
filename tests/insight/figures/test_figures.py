"""One word is one number: each figure is what SQL by hand says, groups add up, few cases hide, and sight holds."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from graphql import parse

from schema import schema
from server.core import clock
from server.data.database import Database, asked, dialect, reader, transaction
from server.edge.graphql.query_cost import price
from server.grid.incident.figures import Dimension
from server.grid.incident.measures import Counted
from server.insight.figures import statement
from server.insight.figures.hiding import LEAST, hidden
from server.process.figuring import Key
from server.query.counting import NONE
from tests import town
from tests.grid.incident import crowd
from tests.insight.figures.questions import NOW, QUESTIONS, Asked
from tests.people import Actor
from tests.query.world import MONDAY

MOMENT = MONDAY + timedelta(days=1)  # questions.NOW
SQLITE = {
    "hour": "strftime('%H', {0}, '+8 hours')",
    "day": "date({0}, '+8 hours')",
    "weekday": "(strftime('%w', {0}, '+8 hours') + 6) % 7 + 1",
    "week": "date({0}, '+8 hours', 'weekday 0', '-6 days')",
    "month": "strftime('%Y-%m-01', {0}, '+8 hours')",
}
THERE = "{0} AT TIME ZONE 'Asia/Shanghai'"
POSTGRES = {
    "hour": f"to_char({THERE}, 'HH24')",
    "day": f"to_char({THERE}, 'YYYY-MM-DD')",
    "weekday": f"extract(isodow FROM {THERE})::int",
    "week": f"to_char(date_trunc('week', {THERE}), 'YYYY-MM-DD')",
    "month": f"to_char({THERE}, 'YYYY-MM-01')",
}
SPRINKLED = (
    "UPDATE incident SET filed_at = received_at WHERE severity > 1 AND filed_at IS NULL",
    "UPDATE incident SET closed_late = (severity > 2), closure_kind = CASE severity WHEN 1 THEN 'CHECKED' ELSE 'SELF' "
    "END WHERE state = 'CLOSED'",
    "UPDATE incident SET rating = CASE severity WHEN 1 THEN 'DISSATISFIED' WHEN 2 THEN 'FAIR' ELSE 'SATISFIED' END "
    "WHERE state = 'CLOSED' AND level < 3",
    "UPDATE incident SET rework_count = severity - 1, reopen_count = severity / 3, return_count = severity / 2",
)


@pytest.fixture
async def lived(world: Database) -> Database:
    """Some three hundred incidents, and what few of them would have come to by themselves."""
    await crowd.gather(280, start=MONDAY)

    async def write() -> None:
        for sql in SPRINKLED:
            await asked(sql, [])

    await transaction(write)
    return world


async def by_hand(sql: str) -> dict[str, float]:
    """What SQL says, by group."""
    words = POSTGRES if dialect() == "postgres" else SQLITE
    written = re.sub(r"\{(\w+):(\w+)\}", lambda one: words[one[1]].format(one[2]), sql)
    found = await reader().execute_query_dict(f"SELECT * FROM ({written}) AS told")
    rows = [list(row.values()) for row in found]
    return {NONE if key is None else str(key): float(value) for key, value in rows if value is not None}


async def told(document: str, who: str = "wu", **variables: Any) -> dict[str, Any]:
    with clock.at(MOMENT):
        answer = await Actor(who).send(document, **variables)
    assert answer.errors == []
    figures: dict[str, Any] = answer.only
    return figures


def by_key(figures: dict[str, Any]) -> dict[str, Any]:
    return {"/".join(row["keys"]): row["values"][-1] for row in figures["rows"]}


async def test_thirty_questions_are_each_one_query_of_a_small_price_and_say_what_sql_says(lived: Database) -> None:
    assert f"{MOMENT:%Y-%m-%d %H:%M:%S}+00:00" == NOW
    assert len(QUESTIONS) >= 30
    for one in QUESTIONS:
        assert price(parse(one.document), schema._schema, {"filter": one.filter}, "Q").cost <= 1000, one.words
        figures = await told(one.document, filter=one.filter)
        hand, rows = await by_hand(one.sql), by_key(figures)
        assert rows, one.words
        for key, value in rows.items():
            if value["hidden"]:
                assert value["value"] is value["count"] is None, one.words
            else:
                assert value["value"] == pytest.approx(hand.get(key, 0)), (one.words, key)
        assert {key for key, n in hand.items() if n} <= rows.keys(), one.words
        _adds_up(one, figures)


def _adds_up(one: Asked, figures: dict[str, Any]) -> None:
    values, total = [row["values"][-1] for row in figures["rows"]], figures["total"]["values"][-1]
    among = [value["among"] for value in values]
    if not any(value["hidden"] for value in [*values, total]):
        assert sum(value["count"] for value in values) == total["count"], one.words
    if None not in among:
        assert sum(among) == total["among"], one.words
    assert figures["definitions"][-1]["measure"] == one.measure
    assert figures["definitions"][-1]["zh"]


ANY = """query Q($by: [IncidentDimension!]!, $measures: [IncidentMeasure!]!, $filter: IncidentFilter,
  $first: Int = 1000) {
  incidentFigures(by: $by, measures: $measures, filter: $filter, first: $first) { groups
    rows { keys values { value count among leftOut low high hidden } }
    others { values { value count among hidden } } total { values { value count among leftOut hidden } } } }"""


async def test_by_whatever_two_dimensions_the_groups_add_up_to_the_list(lived: Database) -> None:
    rows = await by_hand("SELECT 'all', count(*) FROM incident")
    measures = ["CASES", "LATE", "REWORKS", "SATISFIED_SHARE"]
    pairs = [[one] for one in Dimension] + [
        list(pair) for pair in product(("STREET", "UNIT"), ("RATING", "DAY", "LIGHT"))
    ]
    for by in pairs:
        figures = await told(ANY, by=by, measures=measures)
        for place in range(3):
            counts = [row["values"][place]["count"] for row in figures["rows"]]
            assert sum(counts) == figures["total"]["values"][place]["count"], by
        assert figures["total"]["values"][0]["count"] == rows["all"]
        cut = await told(ANY, by=by, measures=measures, first=1)
        if cut["groups"] > 1:
            both = [*cut["rows"], cut["others"]]
            assert sum(row["values"][0]["count"] for row in both) == rows["all"], by


async def test_minutes_are_the_ranks_of_all_minutes(lived: Database) -> None:
    """Median and ninth tenth, of cases and of each passing of a stage."""
    figures = await told(ANY, by=["STREET"], measures=["MEDIAN_MINUTES", "P90_MINUTES", "INTAKE_MEDIAN", "DISPOSE_P90"])
    rows = await reader().execute_query_dict(
        "SELECT street_id, received_at, closed_at FROM incident WHERE closed_at IS NOT NULL"
    )
    clocks = await reader().execute_query_dict(
        "SELECT street_id, stage, started_at, stopped_at FROM incident_clock JOIN incident ON incident.id = "
        "incident_id WHERE incident_clock.kind = 'STAGE' AND stopped_at IS NOT NULL"
    )
    for row in [*figures["rows"], figures["total"]]:
        street = (row.get("keys") or [None])[0]
        wholes = sorted(
            _minutes(one["received_at"], one["closed_at"]) for one in rows if street in (None, one["street_id"])
        )
        found = [_rank(wholes, 50), _rank(wholes, 90)]
        for stage, percent in (("INTAKE", 50), ("DISPOSE", 90)):
            spans = [one for one in clocks if one["stage"] == stage and street in (None, one["street_id"])]
            found.append(_rank(sorted(_minutes(one["started_at"], one["stopped_at"]) for one in spans), percent))
        assert [value["value"] for value in row["values"]] == found
    assert figures["total"]["values"][0]["value"] is not None
    cut = await told(ANY, by=["STREET"], measures=["MEDIAN_MINUTES"], first=1)
    shown = cut["rows"][0]["keys"][0]
    wholes = sorted(_minutes(one["received_at"], one["closed_at"]) for one in rows if one["street_id"] != shown)
    assert [value["value"] for value in cut["others"]["values"]] == [_rank(wholes, 50)]
    named = await told(ANY, by=["STREET"], measures=["MEDIAN_MINUTES", "SATISFIED_SHARE"], filter={"text": "井盖"})
    alone = await told(ANY, by=["STREET"], measures=["MEDIAN_MINUTES"], filter={"text": "井盖"})
    assert by_first(named) == by_first(alone)


def by_first(figures: dict[str, Any]) -> dict[str, Any]:
    """The first measure of each group."""
    return {"/".join(row["keys"]): row["values"][0] for row in figures["rows"]}


def _minutes(begin: Any, end: Any) -> int:
    moments = [datetime.fromisoformat(str(one)).timestamp() // 1 for one in (begin, end)]
    return int((moments[1] - moments[0]) // 60)


def _rank(values: list[int], percent: int) -> int | None:
    return values[-(-len(values) * percent // 100) - 1] if len(values) >= LEAST else None


async def test_few_cases_hide_and_no_other_question_unmasks_them(lived: Database) -> None:
    """Whatever two nested questions tell, they do not differ by a few: by a condition, or by the groups of a total."""
    filters: list[dict[str, Any]] = [
        {},
        *({"not": {"classCodes": [one]}} for one in crowd.CLASSES),
        *({"levels": [one]} for one in range(4)),
        *({"not": {"channels": [one]}} for one in ("PATROL", "HOTLINE")),
        {"minSeverity": 2},
        {"minSeverity": 3},
    ]
    hidden = shown = 0
    whole: dict[str, Any] = {}
    for wanted in filters:
        for by in (["CLASS"], ["STREET"], ["CLASS", "STREET"]):
            figures = await told(ANY, by=by, measures=["SATISFIED_SHARE"], filter=wanted)
            rows = by_key(figures)
            if not wanted:
                whole["/".join(by)] = rows
            masked = [one["among"] for one in rows.values() if one["hidden"]]
            hidden, shown = hidden + len(masked), shown + len(rows) - len(masked)
            assert all(one["among"] >= LEAST for one in rows.values() if not one["hidden"])
            assert not masked or figures["total"]["values"][0]["hidden"] or sum(masked) == 0 or sum(masked) >= LEAST
            for key, one in rows.items():
                before = whole["/".join(by)].get(key)
                if before and not before["hidden"] and not one["hidden"]:
                    assert not 0 < before["among"] - one["among"] < LEAST, (wanted, key)
    assert hidden
    assert shown
    named = await told(ANY, by=[], measures=["SATISFIED_SHARE", "CASES"], filter={"text": "井盖"})
    assert named["total"]["values"][0]["hidden"]
    assert named["total"]["values"][1]["count"] > 0


async def test_more_groups_than_one_answer_is_made_of_are_refused(
    lived: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = await told(ANY, by=["GRID", "CLASS"], measures=["LATE"])
    monkeypatch.setattr(statement, "MOST_GROUPS", figures["groups"])
    assert await told(ANY, by=["GRID", "CLASS"], measures=["LATE"]) == figures
    monkeypatch.setattr(statement, "MOST_GROUPS", figures["groups"] - 1)
    with clock.at(MOMENT):
        refused = await Actor("wu").send(ANY, by=["GRID", "CLASS"], measures=["LATE"])
    assert refused.codes == ["TOO_MANY_GROUPS"]


def test_what_nothing_is_known_of_hides_nothing_else() -> None:
    """A group of no cases has no share, and taking it away from the total tells nobody anything."""
    assert hidden({("a",): 0, ("b",): 100, ("c",): 200}, []) == {("a",)}
    assert hidden({("a",): 3, ("b",): 100, ("c",): 200}, []) == {("a",), ("b",)}
    pairs: dict[Key, int] = {("a", "x"): 0, ("a", "y"): 100, ("b", "x"): 50, ("b", "y"): 60}
    assert hidden(pairs, []) == {("a", "x")}


async def test_a_share_tells_its_interval_and_what_is_left_out(lived: Database) -> None:
    figures = await told(ANY, by=[], measures=["CASES", "SATISFIED_SHARE", "ON_TIME_SHARE", "LATE_SHARE"])
    cases, satisfied, on_time, late = figures["total"]["values"]
    assert satisfied["among"] + satisfied["leftOut"] == cases["count"]
    assert on_time["count"] + late["count"] == on_time["among"] == late["among"]


async def test_a_street_sees_the_districts_answer_for_that_street(lived: Database) -> None:
    every = [str(one) for one in Counted if one is not Counted.PER_THOUSAND_HOUSEHOLDS][:12]
    for by in (["STREET"], ["COMMUNITY", "STATE"], ["UNIT"], ["LIGHT"]):
        own = await told(ANY, "zhao", by=by, measures=every)
        assert own == await told(ANY, by=by, measures=every, filter={"area": town.KOUQUAN})
    assert (await told(ANY, by=["STREET"], measures=["CASES"]))["groups"] > 1
