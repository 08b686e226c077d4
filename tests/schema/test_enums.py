"""The contract is the same in whatever order its modules are imported, and an enum without words says what to type."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import strawberry

from schema import schema
from schema.core import enums, kinds
from server import slices
from server.core.text import Worded
from server.data.database import Database
from server.ground.area.models import level_named
from server.ground.catalogue.urgency import Urgency
from server.ground.worktime.reasons import ClockReason
from tests.people import Actor
from tests.schema.road import FOUND, Walk

ROOT = Path(__file__).parents[2]
TYPES: Any = schema._schema.type_map
ORDERS = 4
SHUFFLED = f"""
import importlib, os, pkgutil, random, sys, types

for name in ["strawberry", "tortoise", "server.reach.sync.causal_hold", "server.grid.whistle.lookups",
             "server.insight.tallies.queries"]:
    importlib.import_module(name)  # once, what every order would wait for
for seed in range({ORDERS}):
    if child := os.fork():
        if os.waitpid(child, 0)[1]:
            sys.exit(f"order {{seed}} failed")
        continue
    package = types.ModuleType("schema")
    package.__path__ = ["schema"]
    sys.modules["schema"] = package
    names = sorted(one.name for one in pkgutil.walk_packages(["schema"], "schema."))
    names.remove("schema.explain")  # which stands on the whole contract
    random.Random(seed).shuffle(names)
    for name in names:
        importlib.import_module(name)
    del sys.modules["schema"]
    told = importlib.import_module("schema").schema.as_str() + "\\n"
    os._exit(told != open("schema/schema.graphql", encoding="utf-8").read())
"""


def test_the_contract_does_not_depend_on_the_order_of_imports() -> None:
    ran = subprocess.run([sys.executable, "-c", SHUFFLED], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")


class State(Worded):
    OPEN = "OPEN", "开着。Open."


@strawberry.type
class Query:
    state: State


def test_an_enum_that_was_met_before_it_was_published_gets_its_words_all_the_same() -> None:
    types = strawberry.Schema(Query)._schema
    with pytest.raises(TypeError, match=r'the enum State has no words: say publish\(State, "State", '):
        enums.check(types)
    enums.publish(State, "KnownState", "状态。Its state.")
    told = strawberry.Schema(Query).as_str()
    assert "enum KnownState" in told
    assert "开着。Open." in told


def test_two_enums_never_share_a_name() -> None:
    class Other(Worded):
        OPEN = "OPEN", "开着。Open."

    enums.publish(Other, "OtherState", "状态。Its state.")
    with pytest.raises(TypeError, match="under another name"):
        enums.publish(State, "OtherState", "状态。Its state.")


SAID = re.compile(r'"((?:incident|whistle|hotissue|handover|complaint)\.[a-z_]+)"')
STARTS = tuple(one.kinds for one in slices.slices())


def test_every_kind_of_event_that_a_noun_tells_is_in_the_contract_in_words() -> None:
    files = [path for path in (ROOT / "server").rglob("*.py") if not {"demo", "migrations"} & set(path.parts)]
    told = {kind for path in files for kind in SAID.findall(path.read_text("utf-8"))} - {"complaint.files"}  # a column
    assert {kind for kind in told if kinds.named(kind) is None} == set()
    assert len(told) > 80
    values = TYPES["EventKind"].values
    assert values["INCIDENT_DISPATCHED"].description == "派遣。Dispatched."
    assert {name for name, one in values.items() if one.value != one.value.lower()} == set()
    assert {one.value for one in values.values() if not one.value.startswith(STARTS)} == set()
    assert kinds.named("incident.of_another_age") is None


def test_what_is_counted_from_one_to_four_has_names_in_the_same_order() -> None:
    assert [Urgency.of(one).name for one in range(6)] == [
        "ORDINARY", "ORDINARY", "PRESSING", "URGENT", "EMERGENCY", "EMERGENCY",
    ]  # fmt: skip
    assert [level_named(one).name for one in range(-1, 5)] == [
        "GRID", "GRID", "COMMUNITY", "STREET", "DISTRICT", "DISTRICT",
    ]  # fmt: skip


NAMED = """{ incidents(first: 100) { nodes { level areaLevel severity urgency incidentClass { severity urgency }
  clocks { whyDue { code } } whyAssigned { rule } events { nodes { kind type } } } } }"""


async def test_what_has_a_number_or_a_text_has_its_name_beside_it(town: Database) -> None:
    walk = Walk()
    await walk.report(*FOUND)
    (found,) = (await Actor("li").send(NAMED)).only["nodes"]
    assert found["urgency"] == Urgency.of(found["severity"]).name
    assert found["areaLevel"] == level_named(found["level"]).name
    (event,) = found["events"]["nodes"]
    assert event == {"kind": "incident.reported", "type": "INCIDENT_REPORTED"}
    assert {one["code"] for clock in found["clocks"] for one in clock["whyDue"]} <= set(ClockReason)
