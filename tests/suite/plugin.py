"""The plugin of pytest by which `./grid test` chooses, orders, shares out and measures. Plain pytest runs everything.

What is left out is counted and said at the end, never in silence.
"""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

from tests.suite import databases, durations

LEFT = pytest.StashKey[dict[str, int]]()  # how many cases are left out, by why

GARBAGE = 10_000  # objects made before the next look for cycles; Python's own 700 suit programs of a few megabytes


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("grid")
    group.addoption("--databases", choices=("all", "marked", "sqlite"), default="all", help="tests/suite/databases.py")
    group.addoption("--leave-slow", action="store_true", help="leave out what tests/suite/durations.txt calls slow")
    group.addoption("--day", type=date.fromisoformat, default=datetime.now(UTC).date(), help="whose tenth it is")
    group.addoption("--kept-in", type=Path, help="a file for how long each case took")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[LEFT] = {}
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Measuring(config))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    known = durations.read()
    why = {item: _left_out(item, config, known) for item in items}
    config.stash[LEFT] = dict(Counter(reason for reason in why.values() if reason))
    config.hook.pytest_deselected(items=[item for item in items if why[item]])
    items[:] = [item for item in items if not why[item]]
    if hasattr(config, "workeroutput"):
        config.workeroutput["left_out"] = config.stash[LEFT]
        place = {name: n for n, name in enumerate(durations.ordered([item.nodeid for item in items], known))}
        items.sort(key=lambda item: place[item.nodeid])


def _left_out(item: pytest.Item, config: pytest.Config, known: durations.Seconds) -> str | None:
    """Why a case is not run, or None for one that is."""
    mode = config.getoption("--databases")
    callspec = getattr(item, "callspec", None)
    if mode != "all" and callspec and callspec.params.get("store") == "postgres":
        day = config.getoption("--day")
        if mode == "sqlite" or databases.on_postgres(item.nodeid, day) is None:
            return "cases on PostgreSQL"
    slow = durations.of(item.nodeid, known) >= durations.LONG and not item.nodeid.startswith(durations.SHARP)
    if config.getoption("--leave-slow") and slow:
        return f"cases of {durations.LONG} s or longer"
    return None


def pytest_collection_finish() -> None:
    """What lives as long as the process is not looked through again and again: an eighth of a worker's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE, 20, 10)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: WorkerController) -> None:
    node.config.stash[LEFT] = getattr(node, "workeroutput", {}).get("left_out", {})


class Pieces(LoadScopeScheduling):  # type: ignore[misc]
    """Work is handed out file by file, long files in pieces, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        super().__init__(config, log)
        self.pieces: dict[str, str] = {}

    def _split_scope(self, nodeid: str) -> str:
        if not self.pieces and self.collection:
            self.pieces = durations.pieces(self.collection, durations.read())
        return self.pieces.get(nodeid, nodeid.split("::", 1)[0])


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    return Pieces(config, log) if config.getoption("dist") == "loadfile" else None


class Measuring:
    """Adds up what each case took, where the reports of all workers come together."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.took: dict[str, float] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.took[report.nodeid] = self.took.get(report.nodeid, 0.0) + report.duration

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        for line in self.told():
            terminalreporter.write_line(line)
        if file := self.config.getoption("--kept-in"):
            file.write_text(json.dumps(self.took), "utf-8")

    def told(self) -> Iterator[str]:
        left = self.config.stash[LEFT]
        mode, day = self.config.getoption("--databases"), self.config.getoption("--day")
        if mode == "marked":
            yield f"on PostgreSQL: what leans on the database, and tenth {day.toordinal() % databases.TENTHS} for {day}"
        for reason, number in left.items():
            yield f"left out: {number} {reason}"
