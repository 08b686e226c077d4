"""The contract is the same in whatever order its modules are imported, and an enum without words says what to type."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import strawberry

from schema.core import enums
from server.core.text import Worded

ROOT = Path(__file__).parents[2]
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
