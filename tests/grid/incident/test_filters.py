"""One filter, one meaning: a table of cases that both databases pass here, and the phone in
`tests/web/filtering_test.js`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from server.core.errors import Invalid
from server.grid.incident.filters import Box, Filter
from server.grid.incident.lifecycle import State
from server.grid.incident.models import Awaits, Channel
from server.grid.incident.search import LONGEST, MOST_RUNS
from server.ground.catalogue.queries import catalogue
from tests import town
from tests.grid.incident import lists, road

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "tables" / "filters.json").read_text("utf-8"))
KINDS: dict[str, type[StrEnum]] = {"states": State, "channels": Channel, "awaits": Awaits}


def filter_of(case: dict[str, Any]) -> Filter:
    asked: dict[str, Any] = case["filter"] if "filter" in case else {"text": case["text"]}
    return Filter(**{re.sub("([A-Z])", r"_\1", name).lower(): _value(name, value) for name, value in asked.items()})


def _value(name: str, value: Any) -> Any:
    if isinstance(value, dict):
        return Box(**value)
    return tuple(KINDS[name](one) if name in KINDS else one for one in value) if isinstance(value, list) else value


async def three() -> dict[UUID, str]:
    """The table's incidents, reported in the town; their keys by id."""
    known = {}
    for one in TABLE["incidents"]:
        place = replace(road.place(), address=one["address"], building=one["building"], unit_door=one["unitDoor"])
        words = {"text": one["text"], "severity": one["severity"], "place": place}
        known[await road.reported("wang", one["class"], **words)] = one["key"]
    return known


@pytest.mark.usefixtures("town")
async def test_a_filter_finds_what_the_table_says() -> None:
    assert TABLE["grid"] == town.FIRST
    classes = (await catalogue()).classes
    assert {code: (one["name"], one["words"]) for code, one in TABLE["classes"].items()} == {
        code: (classes[code].name, classes[code].words) for code in TABLE["classes"]
    }
    known, wu = await three(), await town.viewer("wu")
    wrong = {}
    for case in [*TABLE["texts"], *TABLE["filters"]]:
        rows = (await lists.page(wu, filter_of(case))).rows
        if (found := {known[row.id] for row in rows}) != set(case["finds"]):
            wrong[case["why"]] = found
        assert await lists.total(wu, filter_of(case)) == len(rows)
    assert wrong == {}


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize("text", ["井" * (LONGEST + 1), "，".join(map(chr, range(0x4E00, 0x4E01 + MOST_RUNS)))])
async def test_a_search_for_more_than_it_takes_is_refused_and_not_cut(text: str) -> None:
    with pytest.raises(Invalid) as refused:
        await lists.total(await town.viewer("wu"), Filter(text=text))
    assert [(one.code, one.field) for one in refused.value.problems] == [("SEARCH_LONG", "text")]
