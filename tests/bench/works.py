"""What is measured: GraphQL documents as a phone or a desk would send them, and with what.

Every contender gets the same documents and variables; the hand-written route gets the variables at an address of the
work's name. A work may go on from page to page: cursors are opaque, so each contender is asked for its own.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.district import SUPERVISOR, desk
from tests.bench.recipe import ROOT, SEED

DOCUMENTS = ROOT / "tests" / "bench" / "documents"
STREETS, FULL, WORDS = 9, 60, 6  # how many different ones are asked for in turn
KINDS = 8  # of things that each worker reports
PAGES = 5  # of a hundred rows each: what changed since a phone last looked
SEARCHED = ("井盖", "垃圾", "道路", "广告", "噪音", "纠纷", "管道", "车辆", "设施", "路灯", "公园", "施工")


@dataclass(frozen=True)
class Ask:
    """One request: who asks (their token is their login) and the variables."""

    login: str
    variables: dict[str, Any]


@dataclass(frozen=True)
class Work:
    """`pages`: how many pages are read one after another, each being a request of its own; 0: there are none.

    `told_after` leaves only the last of them to be measured. `unit`: how many requests make up the work once.
    """

    name: str
    what: str
    asks: Callable[[sqlite3.Connection], list[Ask]]
    pages: int = 0
    told_after: bool = False
    writes: bool = False

    @property
    def document(self) -> str:
        return (DOCUMENTS / f"{self.name}.graphql").read_text("utf-8")

    @property
    def unit(self) -> int:
        return 1 if self.told_after else max(1, self.pages)

    def asked(self, database: Path) -> list[Ask]:
        with closing(sqlite3.connect(database)) as file:
            return self.asks(file)


def _feed(file: sqlite3.Connection) -> list[Ask]:
    streets = [code for (code,) in file.execute("SELECT code FROM area WHERE level = 'STREET' ORDER BY code")]
    return [Ask(desk(code), {"filter": {"area": code}, "first": 50}) for code in streets[:: len(streets) // STREETS]]


def _one(file: sqlite3.Connection) -> list[Ask]:
    found = file.execute(
        "SELECT i.id, i.street_id FROM incident i JOIN event e ON e.subject_id = i.id AND e.place_in_chain = 20 "
        "ORDER BY i.id"
    ).fetchall()
    chosen = random.Random(SEED).sample(found, min(FULL, len(found)))
    return [Ask(desk(street), {"id": incident}) for incident, street in chosen]


def _search(file: sqlite3.Connection) -> list[Ask]:
    count = "SELECT count(*) FROM incident_text t JOIN incident i ON i.id = t.incident_id AND i.closed_at IS NULL"
    often = {word: file.execute(f"{count} WHERE body LIKE ?", [f"%{word}%"]).fetchone()[0] for word in SEARCHED}
    words = sorted(often, key=lambda word: -often[word])[:WORDS]
    return [Ask(SUPERVISOR, {"filter": {"text": word, "open": True}, "first": 20}) for word in words]


def _supervisor(variables: dict[str, Any]) -> Callable[[sqlite3.Connection], list[Ask]]:
    return lambda file: [Ask(SUPERVISOR, variables)]


def _reporters(file: sqlite3.Connection) -> list[Ask]:
    """Each worker with the middle of each grid of theirs, and some kinds of things to report there, in no order: what a
    district reports in a minute is spread over it, and the same thing at the same place is rarely reported again. Each
    report gets ids of its own when it is sent."""
    found = file.execute(
        "SELECT p.login, a.code, a.lat, a.lon FROM post o JOIN person p ON p.id = o.person_id "
        "JOIN area a ON a.code = o.area_id WHERE o.role = 'GRID_WORKER' ORDER BY a.code"
    ).fetchall()
    classes = [code for (code,) in file.execute("SELECT code FROM incident_class WHERE code NOT LIKE '%99'")]
    chance = random.Random(SEED)
    asks = [
        Ask(login, {"input": {"classCode": code, "text": "巡查发现，影响居民出行",
                              "place": {"lat": lat / 1e7, "lon": lon / 1e7, "accuracyM": 9, "source": "GPS"}}})
        for login, _, lat, lon in found
        for code in chance.sample(classes, KINDS)
    ]  # fmt: skip
    return chance.sample(asks, len(asks))


FEED = Work("feed", "a desk's 50 incidents with class, areas, reporter, unit, last 3 events", _feed)
ONE = Work("one", "one incident in full: 20 events, 4 photos, clocks, results", _one)
SEARCH = Work("search", "search by words and state, the second page of 20", _search, pages=2, told_after=True)
PULL = Work("pull", "500 changed rows, as five pages of 100", _supervisor({"first": 100}), pages=PAGES)
DASHBOARD = Work("dashboard", "counts of all incidents by street, state and light", _supervisor({}))
REPORT = Work("report", "report an incident, on disk: receipt, incident, event, clock", _reporters, writes=True)

READS = (FEED, ONE, SEARCH, PULL, DASHBOARD)
WORKS = {work.name: work for work in (*READS, REPORT)}
