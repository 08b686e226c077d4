"""The administrator loads sheets: all of it or nothing, the faulty cell by name, and old versions stay."""

from __future__ import annotations

import time
from datetime import date
from typing import Any

import pytest

from server.core.errors import Forbidden, Invalid
from server.data.database import Database, connect
from server.ground.catalogue import actions, queries
from server.ground.catalogue.models import DutyRule, FilingCondition, IncidentClass, Major, Unit
from server.ground.catalogue.sheets import Row
from server.ground.worktime.limits import Limit
from server.ground.worktime.models import LimitKind
from server.journal.models import Event
from tests import town as place

MARCH = date(2026, 3, 1)
NOISY: dict[str, list[Row]] = {
    "majors": [{"code": "E29", "kind": "OCCURRENCE", "name": "其他", "name_en": "Other"}],
    "classes": [{"code": "E2901", "major": "E29", "name": "无人机扰民", "name_en": "Noisy drones", "severity": "2"}],
    "conditions": [
        {"class": "E2901", "number": "01", "text": "夜间", "text_en": "At night", "area": place.DISTRICT,
         "limit_kind": "WH", "limit_amount": "120"},
    ],
    "units": [{"name": "低空管理站", "kind": "GOV_DEPT", "trade": "SKY", "area": place.DISTRICT, "lat": "40.03",
               "approach": "DIRECT"}],
    "matters": [{"code": "S099", "list": "SHARED", "number": "99", "title": "低空秩序", "title_en": "Low sky"}],
    "duty_rules": [{"class": "E2901", "matter": "S099", "trade": "SKY"}],
}  # fmt: skip


async def counted() -> dict[str, int]:
    """How many rows and events there are."""
    models: tuple[Any, ...] = (Major, IncidentClass, FilingCondition, Unit, DutyRule, Event)
    return {model.__name__: await model.all().count() for model in models}


async def test_what_is_loaded_counts_at_once_and_is_told_in_one_event(town: Database) -> None:
    before, version = await counted(), await queries.catalogue_version()
    admin = await place.viewer("admin")
    counts = await actions.load(admin, NOISY, since=MARCH)
    assert counts == dict.fromkeys(NOISY, 1)
    assert {name: (await counted())[name] - before[name] for name in before} == dict.fromkeys(before, 1)
    (found,) = await queries.candidates("E2901", place.FIRST, as_of=MARCH)
    assert (found.unit.name, found.unit.lat, found.recommended) == ("低空管理站", 400_300_000, True)
    assert await queries.catalogue_version() != version
    event = await Event.get(kind="catalogue.loaded")
    assert (event.by_id, event.area, event.payload["since"]) == (place.ADMIN, place.DISTRICT, "2026-03-01")


async def test_the_same_sheets_again_change_nothing_and_record_nothing(town: Database) -> None:
    await actions.load(None, NOISY, since=MARCH)
    before, version = await counted(), await queries.catalogue_version()
    assert set((await actions.load(None, NOISY, since=MARCH)).values()) == {0}
    assert await counted() == before
    assert await queries.catalogue_version() == version


async def test_a_new_limit_is_a_new_row_from_its_day_on_and_the_old_one_ends(town: Database) -> None:
    await actions.load(None, NOISY, since=MARCH)
    longer = {"conditions": [dict(NOISY["conditions"][0]) | {"limit_amount": "240"}]}
    assert await actions.load(None, longer, since=date(2026, 4, 1)) == {"conditions": 1}
    old, new = await FilingCondition.filter(incident_class_id="E2901").order_by("valid_from")
    assert (old.limit_amount, old.valid_to) == (120, date(2026, 3, 31))
    assert (new.limit_amount, new.valid_from, new.valid_to) == (240, date(2026, 4, 1), None)
    assert [one.id for one in await queries.conditions_for("E2901", place.FIRST, as_of=date(2026, 3, 31))] == [old.id]
    assert [one.id for one in await queries.conditions_for("E2901", place.FIRST, as_of=date(2026, 4, 1))] == [new.id]


async def test_a_mistake_mended_on_the_same_day_leaves_one_row(town: Database) -> None:
    await actions.load(None, NOISY, since=MARCH)
    mended = {"conditions": [dict(NOISY["conditions"][0]) | {"limit_amount": "60"}]}
    await actions.load(None, mended, since=MARCH)
    (only,) = await FilingCondition.filter(incident_class_id="E2901")
    assert only.limit_amount == 60


async def test_a_class_keeps_its_code_and_what_the_sheet_leaves_out_and_takes_its_new_name(town: Database) -> None:
    before = await queries.incident_class(place.NOISE)
    assert before is not None
    renamed = {"classes": [{"code": place.NOISE, "major": "E03", "name": "工地噪声", "name_en": "Site noise"}]}
    assert await actions.load(None, renamed) == {"classes": 1}
    found = await queries.incident_class(place.NOISE)
    assert found is not None
    assert (found.name, found.valid_from) == ("工地噪声", place.SINCE)
    assert (found.words, found.min_level) == (before.words, 2)


@pytest.mark.parametrize(
    ("sheet", "column", "cell", "says"),
    [
        ("classes", "severity", "7", "classes, row 2, column severity: “7” is no number from 1 to 4"),
        ("classes", "major", "E77", "classes, row 2, column major: there is no “E77”"),
        ("classes", "self_resolve", "是", "classes, row 2, column self_resolve: “是” is neither yes nor no"),
        ("classes", "name", "", "classes, row 2, column name: it is empty"),
        ("classes", "name", "长" * 41, "classes, row 2, column name: longer than 40 characters"),
        ("conditions", "class", "E2999", "conditions, row 2, column class: there is no “E2999”"),
        ("conditions", "area", "140215", "conditions, row 2, column area: there is no “140215”"),
        ("conditions", "limit_kind", "HOURS", "conditions, row 2, column limit_kind: “HOURS” is none of CONT, WH, WD"),
        (
            "conditions",
            "limit_amount",
            "0",
            "conditions, row 2, column limit_amount: “0” is no number from 1 to 129600",
        ),
        ("conditions", "valid_from", "1.3.2026", "conditions, row 2, column valid_from: Invalid isoformat string"),
        ("units", "area", "1", "units, row 2, column area: there is no “1”"),
        ("units", "lat", "north", "units, row 2, column lat: could not convert string to float"),
        ("duty_rules", "matter", "B999", "duty_rules, row 2, column matter: there is no “B999”"),
    ],
)
async def test_a_faulty_cell_is_named_and_nothing_is_loaded(
    town: Database, sheet: str, column: str, cell: str, says: str
) -> None:
    before = await counted()
    faulty = NOISY | {sheet: [dict(NOISY[sheet][0]) | {column: cell}]}
    with pytest.raises(Invalid) as refusal:
        await actions.load(None, faulty)
    (problem,) = refusal.value.problems
    assert problem.code == "CELL_INVALID"
    assert problem.field == f"{sheet}.2.{column}"
    assert problem.message.startswith(says)
    assert await counted() == before


async def test_every_fault_is_said_at_once_and_a_row_that_is_there_twice_is_one(town: Database) -> None:
    twice = dict(NOISY["classes"][0])
    with pytest.raises(Invalid) as refusal:
        await actions.load(None, {"classes": [twice, twice, dict(twice) | {"severity": "x", "name": ""}]})
    assert [problem.field for problem in refusal.value.problems] == [
        "classes.3.code",
        "classes.4.name",
        "classes.4.severity",
    ]


async def test_a_sheet_that_nobody_knows_is_refused_with_the_names_of_those_there_are(town: Database) -> None:
    with pytest.raises(Invalid, match="there is no sheet klasses; there are majors, classes"):
        await actions.load(None, {"klasses": []})


@pytest.mark.parametrize("login", ["wang", "zhang", "li", "zhao", "sun", "wu"])
async def test_nobody_but_the_administrator_loads(town: Database, login: str) -> None:
    somebody, before = await place.viewer(login), await counted()
    with pytest.raises(Forbidden):
        await actions.load(somebody, NOISY)
    assert await counted() == before


async def test_without_a_territory_there_is_nothing_to_load_for(database: Database) -> None:
    with pytest.raises(Invalid, match="no territory"):
        await actions.load(None, NOISY)


async def test_a_change_by_another_process_is_seen_within_five_seconds(
    town: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await queries.incident_class("E2901") is None
    async with connect(town.url) as other:
        with other.entered():
            await actions.load(None, NOISY, since=MARCH)
    with town.entered():
        later = time.monotonic() + queries.REMEMBERED.seconds
        monkeypatch.setattr("server.data.remembered.monotonic", lambda: later)
        assert await queries.incident_class("E2901") is not None
        conditions = await queries.conditions_for("E2901", place.FIRST)
        assert Limit(conditions[0].limit_kind, conditions[0].limit_amount) == Limit(LimitKind.WH, 120)
