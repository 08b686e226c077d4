"""The bench's district with the seven whom the screens are measured as, and with what its made history leaves out.

Spot checks, requests and whistles are written as rows that lists can find; nothing reads a story out of them.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

from server.core.viewer import Role
from tests.bench.dataset import insert, stored
from tests.bench.district import DISTRICT, SUPERVISOR, fixed
from tests.bench.recipe import LATEST

STREET, COMMUNITY = "140214018", "140214018001"
CHECKS, REQUESTS, WHISTLES, EVERY = 11, 12, 13, 20  # kinds of ids; every so-many-th is still open
Row = dict[str, Any]

CAST = {
    "wang": "SELECT person_id FROM post WHERE role = 'GRID_WORKER' AND area_id LIKE '140214018001%' ORDER BY area_id",
    "he": "SELECT person_id FROM post WHERE role = 'GRID_WORKER' AND area_id LIKE '140214018002%' ORDER BY area_id",
    "zhang": "SELECT id FROM person WHERE login = 'watcher-003'",
    "li": "SELECT id FROM person WHERE login = 'desk-018'",
    "zhao": "SELECT id FROM person WHERE login = 'watcher-001'",
    "sun": "SELECT id FROM person WHERE login = 'unit-000'",
    "wu": f"SELECT id FROM person WHERE login = '{SUPERVISOR}'",
}
POSTS = {"zhang": (Role.COMMUNITY, COMMUNITY), "zhao": (Role.STREET_HEAD, STREET)}


def peopled(source: Path, place: Path) -> Path:
    """A copy of a built district at `place`, with everybody of `CAST` and the rows that screens look for."""
    if not place.exists():
        half = place.with_suffix(".half")
        shutil.copyfile(source, half)
        with closing(sqlite3.connect(half, isolation_level=None)) as file:
            file.execute("PRAGMA journal_mode = OFF")
            file.execute("BEGIN")
            _name(file)
            insert(file, "spot_check", _checks(file))
            insert(file, "approval", _requests(file))
            whistles = list(_whistles(file))
            insert(file, "whistle", (one for one, _ in whistles))
            insert(file, "whistle_party", (party for _, parties in whistles for party in parties))
            file.execute("COMMIT")
            file.execute("PRAGMA journal_mode = WAL")
        half.rename(place)
    return place


def _name(file: sqlite3.Connection) -> None:
    for login, found in CAST.items():
        (person,) = file.execute(f"{found} LIMIT 1").fetchone()
        file.execute("UPDATE person SET login = ? WHERE id = ?", [login, person])
        if login in POSTS:
            role, area = POSTS[login]
            file.execute("UPDATE post SET role = ?, area_id = ? WHERE person_id = ?", [role, area, person])


def _checks(file: sqlite3.Connection) -> Iterator[Row]:
    """Of what was settled on the spot, every tenth; of those, every twentieth still waits."""
    for number, (incident, at) in enumerate(_every(file, "closure_kind = 'SELF'", 10)):
        looked = number % EVERY > 0
        yield {"id": fixed(CHECKS, number), "seed": f"{number:016x}", "share": 10, "drawn_at": at,
               "resolved_by_id": None, "verdict": "VALID" if looked else None, "text": "", "by_id": None,
               "at": at if looked else None, "incident_id": incident}  # fmt: skip


def _requests(file: sqlite3.Connection) -> Iterator[Row]:
    """What units asked for, of every tenth incident that a unit had."""
    for number, (incident, at) in enumerate(_every(file, "lead_unit_id IS NOT NULL", 10)):
        asked = number % EVERY == 0
        yield {"id": fixed(REQUESTS, number), "kind": "EXTEND", "state": "ASKED" if asked else "GRANTED",
               "decider": "DISPATCHER", "round": 1, "unit_id": _unit(file, incident), "asked_by_id": fixed(1, 300),
               "asked_at": at, "reason_code": None, "reason": "配件定制，等待到货", "plan": "", "until": None,
               "limit_amount": 120, "proposed_unit_id": None, "decided_by_id": None if asked else fixed(1, 1),
               "decided_at": None if asked else at, "answer": "", "incident_id": incident}  # fmt: skip


def _whistles(file: sqlite3.Connection) -> Iterator[tuple[Row, list[Row]]]:
    """One for every fiftieth incident that a unit had, with one unit called."""
    (matter,) = file.execute("SELECT code FROM matter LIMIT 1").fetchone()
    for number, (incident, at) in enumerate(_every(file, "lead_unit_id IS NOT NULL", 50)):
        grid, street = file.execute("SELECT grid_id, street_id FROM incident WHERE id = ?", [incident]).fetchone()
        running, whistle = number % EVERY == 0, fixed(WHISTLES, number)
        late = LATEST + timedelta(days=number % 40 - 10) if running else None
        yield (
            {"id": whistle, "version": 1, "revision": 1, "number": None, "area": grid, "street_id": street,
             "state": "BLOWN" if running else "CLOSED", "kind": "RESIDENT_DEMAND", "reason": "街道自身力量解决不了",
             "meeting_point": "现场", "conclusion": "", "cost_note": "", "drafted_by_id": fixed(1, 1),
             "drafted_at": at, "submitted_at": at, "blown_at": at, "ended_at": None if running else at,
             "changed_at": at, "warn_at": late, "late_at": late, "incident_id": incident, "matter_id": matter},
            [{"id": fixed(WHISTLES, 1_000_000 + number), "version": 1, "part": "LEAD", "task": "到现场会商",
              "state": "CALLED" if running else "SIGNED_OFF", "called_at": at, "arrival_reason": "", "sent_back": 0,
              "silence": 0, "mark_text": "", "call_text": "", "unit_id": _unit(file, incident),
              "whistle_id": whistle}],
        )  # fmt: skip


def _every(file: sqlite3.Connection, condition: str, step: int) -> Iterable[tuple[str, str]]:
    return file.execute(f"SELECT id, changed_at FROM incident WHERE {condition} ORDER BY id").fetchall()[::step]


def _unit(file: sqlite3.Connection, incident: str) -> str:
    return str(file.execute("SELECT lead_unit_id FROM incident WHERE id = ?", [incident]).fetchone()[0])


__all__ = ["CAST", "COMMUNITY", "DISTRICT", "STREET", "peopled", "stored"]
