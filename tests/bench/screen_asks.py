"""What each screen sends, by whom: the names of the app's own documents with the variables that the pages give them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.bench.peopled import COMMUNITY, DISTRICT, STREET

Variables = dict[str, Any]

CHIPS: dict[str, Variables] = {  # as in web/ui/filters.js
    "mine": {"mine": "TODO"}, "unit": {"mine": "UNIT", "open": True}, "reported": {"mine": "REPORTED"},
    "open": {"open": True}, "intake": {"states": ["REPORTED"]}, "verifying": {"states": ["VERIFYING"]},
    "filing": {"states": ["PENDING_FILING"]}, "dispatch": {"states": ["FILED"]},
    "signing": {"states": ["DISPATCHED"]}, "working": {"states": ["IN_PROGRESS"]},
    "check": {"states": ["DISPOSED", "CHECKING"]}, "late": {"lights": ["RED"]}, "soon": {"lights": ["YELLOW"]},
    "urgent": {"minSeverity": 3, "open": True}, "closed": {"open": False}, "all": {},
}  # fmt: skip
DESK = ("mine", "intake", "filing", "dispatch", "late", "urgent", "check", "verifying", "signing", "working", "closed",
        "all")  # fmt: skip
HEAD = ("late", "urgent", "open", "intake", "dispatch", "working", "check", "closed", "all")
UNIT = ("unit", "signing", "working", "late", "urgent", "check", "closed", "all")
LIST = ("open", "late", "soon", "urgent", "reported", "closed")
DESKS = {"zhang": DESK, "li": DESK, "zhao": HEAD, "wu": HEAD, "sun": UNIT}
OWN = {"zhang": COMMUNITY, "li": STREET, "zhao": STREET, "wu": DISTRICT}
EVERYBODY = ("wang", "he", "zhang", "li", "sun", "zhao", "wu")
WORD = "井盖"


@dataclass(frozen=True)
class Sent:
    """One document as one person's screen sends it; `shape` tells several of the same document apart."""

    document: str
    login: str
    shape: str
    variables: Variables


def asks(file: sqlite3.Connection) -> Iterator[Sent]:
    """Every document of the screens, in the order in which a day meets them."""
    yield from _everybody(file)
    yield from _lists()
    yield from _desks()
    yield from _maps(file)
    yield from _boards()
    yield from _incidents(file)


def box(lat: int, lon: int, reach: int) -> Variables:
    """Around a place (1e-7 degree), so many metres each way, as a phone makes it."""
    high = reach / 111_000
    return {"south": lat / 1e7 - high, "north": lat / 1e7 + high, "west": lon / 1e7 - high * 1.3,
            "east": lon / 1e7 + high * 1.3}  # fmt: skip


def _everybody(file: sqlite3.Connection) -> Iterator[Sent]:
    lat, lon = _middle(file)
    for login in EVERYBODY:
        for name in ("Viewer", "Waiting", "NoticeSettings", "SyncFacts"):
            yield Sent(name, login, "", {})
        near = {"box": box(lat, lon, 300), "open": True}
        yield Sent("Today", login, "", {"near": near, "withNear": True})
        yield Sent("Notices", login, "", {"unread": None})
        yield Sent("IncidentStates", login, "mine", {"filter": {"mine": "REPORTED"}})
        yield Sent("Whistles", login, "mine", {"filter": {"mine": "TODO"}, "first": 30})
        yield Sent("Whistles", login, "all", {"filter": {}, "first": 30})
        yield Sent("ApprovalsToDecide", login, "", {"filter": {"mine": "TO_DECIDE", "states": ["ASKED"]}})
        yield Sent("ApprovalsToDecide", login, "asked", {"filter": {"mine": "ASKED", "states": ["ASKED"]}})
    for login in ("wang", "he", "zhang", "li"):
        yield Sent("Pull", login, "", {"first": 100})


def _lists() -> Iterator[Sent]:
    for login in ("wang", "zhang", "sun", "wu"):
        for chip in LIST:
            for order in ("URGENT_FIRST", "NEWEST_FIRST", "CHANGED_FIRST"):
                yield Sent("Feed", login, f"{chip} {order.lower()[:7]}", {"filter": CHIPS[chip], "order": order})
        yield Sent("Feed", login, "word", {"filter": CHIPS["open"] | {"text": WORD}, "order": "URGENT_FIRST"})


def _desks() -> Iterator[Sent]:
    for login, chips in DESKS.items():
        for area in (None, *((STREET,) if login == "wu" else (COMMUNITY,) if login == "li" else ())):
            told = f" in {area}" if area else ""
            given = {"area": area} if area else {}
            for chip in chips:
                order = "CHANGED_FIRST" if chip == "closed" else "URGENT_FIRST"
                yield Sent("DeskList", login, chip + told, {"filter": CHIPS[chip] | given, "order": order})
            yield Sent("DeskCounts", login, told.strip(), _chips(chips, given))
        yield Sent("DeskList", login, "word", {"filter": CHIPS[chips[0]] | {"text": WORD}, "order": "URGENT_FIRST"})
        yield Sent("DeskCounts", login, "word", _chips(chips, {"text": WORD}))
    for chip in ("unit", "signing", "working", "late", "check"):
        filter_ = {"mine": "UNIT", "open": True} | CHIPS[chip]
        yield Sent("DeskList", "sun", f"inbox {chip}", {"filter": filter_, "order": "URGENT_FIRST"})


def _chips(chips: tuple[str, ...], given: Variables) -> Variables:
    found = {name: CHIPS[name] | given for name in ("all", "open", "mine", "urgent")}
    return found | {"mine": CHIPS["unit"] | given} if "unit" in chips else found


def _maps(file: sqlite3.Connection) -> Iterator[Sent]:
    lat, lon = _middle(file)
    whole = file.execute("SELECT min(lat), min(lon), max(lat), max(lon) FROM incident").fetchone()
    south, west, north, east = (one / 1e7 for one in whole)
    everywhere = {"south": south, "west": west, "north": north, "east": east}
    for login in ("wang", "zhang", "li", "zhao", "wu", "sun"):
        chip = "late" if login in ("wu", "zhao") else "mine"
        for name, within in (("street", box(lat, lon, 2_000)), ("district", everywhere)):
            for shown in (chip, "open"):
                wanted = CHIPS[shown] | {"box": within}
                yield Sent("MarksOnMap", login, f"{shown} {name}", {"filter": wanted, "after": None})
                yield Sent("Counts", login, f"{shown} {name} street", {"filter": wanted, "by": "STREET"})
                yield Sent("Counts", login, f"{shown} {name} comm.", {"filter": wanted, "by": "COMMUNITY"})
        around = {"open": True, "box": box(lat, lon, 500)}
        yield Sent("Feed", login, "merge", {"filter": around, "order": "NEWEST_FIRST"})
    grid = file.execute("SELECT min(code) FROM area WHERE code LIKE ?", [f"{COMMUNITY}___"]).fetchone()[0]
    yield Sent("Feed", "wang", "my grid", {"filter": {"area": grid, "open": True}, "order": "URGENT_FIRST"})


def _boards() -> Iterator[Sent]:
    now = datetime.now(UTC)
    days = {"from": (now - timedelta(days=30)).isoformat(), "to": now.isoformat()}
    for login, area in (("zhao", STREET), ("wu", DISTRICT), ("wu", STREET)):
        yield Sent("Overview", login, f"in {area}", {
            "area": area, "open": {"open": True, "area": area}, "late": {"lights": ["RED"], "area": area},
            "stuck": {"overdue": True, "states": ["BLOWN", "JOINT", "CONCLUDED"], "area": area},
            "spot": {"pending": True, "area": area}, "hot": {"states": ["PROPOSED", "ADOPTED"], "area": area}, **days,
        })  # fmt: skip
        yield Sent("SyncHealth", login, "", {"area": area, "only": None, "version": "x"})
        yield Sent("SyncSums", login, "", {"area": area, "version": "x"})
        yield Sent("StuckOperations", login, "", {"area": area})
    for login in ("zhang", "li", "wu"):
        area = OWN[login]
        late, promised = {"area": area, "open": True, "lights": ["RED"]}, {"area": area, "promised": True}
        yield Sent("HandoverDesk", login, "", {"area": area, "late": late, "promised": promised})
    for by in ("CLASS", "MAJOR", "UNIT", "LEVEL"):
        yield Sent("Counts", "wu", f"open by {by.lower()}", {"filter": CHIPS["open"], "by": by})
        yield Sent("Counts", "li", f"open by {by.lower()}", {"filter": CHIPS["open"], "by": by})


def _incidents(file: sqlite3.Connection) -> Iterator[Sent]:
    (one, lat, lon, code) = file.execute(
        "SELECT id, lat, lon, incident_class_id FROM incident WHERE grid_id LIKE ? AND state = 'FILED' LIMIT 1",
        [f"{COMMUNITY}%"]).fetchone()  # fmt: skip
    (whistle,) = file.execute("SELECT id FROM whistle WHERE street_id = ? LIMIT 1", [STREET]).fetchone()
    for login in ("wang", "zhang", "li", "wu"):
        yield Sent("IncidentDetail", login, "", {"id": one})
        yield Sent("IncidentEvents", login, "", {"id": one})
        yield Sent("Because", login, "", {"id": one})
        yield Sent("Similar", login, "", {"classCode": code, "lat": lat / 1e7, "lon": lon / 1e7})
    for login in ("li", "zhao", "wu"):
        yield Sent("FilingOptionsOf", login, "", {"id": one})
        yield Sent("CandidatesOf", login, "", {"id": one})
        yield Sent("WhistleDetail", login, "", {"id": whistle})
        yield Sent("WhistleComposer", login, "", {"id": one, "area": None})
        yield Sent("UnitsOf", login, "", {"area": STREET})
        yield Sent("AreasUnder", login, "", {"under": OWN[login], "level": "COMMUNITY"})
    alike = {"classCodes": [code], "box": box(lat, lon, 500)}
    yield Sent("Feed", "li", "alike", {"filter": alike, "order": "NEWEST_FIRST"})


def _middle(file: sqlite3.Connection) -> tuple[int, int]:
    found = file.execute("SELECT lat, lon FROM area WHERE code LIKE ? ORDER BY code LIMIT 1", [f"{COMMUNITY}___"])
    lat, lon = found.fetchone()
    return int(lat), int(lon)
