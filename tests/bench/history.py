"""The bench's incidents with all that hangs on them, made as rows of the domain's own shape and written in bulk.

Every walk obeys the table of steps and every event is truly chained; who did what and when is drawn by chance with a
fixed seed. Limits are drawn too: the bench reads clocks and never winds one up.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import orjson

from server.core.clock import SHANGHAI
from server.demo import words
from server.grid.incident import numbers
from server.grid.incident.change import AWAITS, KINDS, REPORTED
from server.grid.incident.lifecycle import Step
from server.grid.incident.models import Channel
from server.grid.incident.noun import INCIDENT
from server.ground.catalogue.models import FilingCondition, IncidentClass
from server.journal import chain
from server.process.digest import Form
from tests.bench.course import FULL, STAGE, Way, draw
from tests.bench.recipe import LATEST, SEED, Recipe

Row = dict[str, Any]
PER_DAY = 700  # a district's 20,000 a month
FAR = timedelta(days=20_000)  # some limits lie so far ahead that lights differ whenever the bench runs
PICTURES = [f"{number:064x}" for number in range(200)]
CHANNELS = [Channel.PATROL] * 7 + [Channel.HOTLINE, Channel.WALK_IN, Channel.ENTERPRISE]


@cache
def _forms() -> dict[str, Form]:
    return {form.table: form for form in INCIDENT.forms.values()}


@dataclass(frozen=True)
class Actor:
    """Somebody with the post that they act in."""

    person: UUID
    post: UUID
    unit: UUID | None = None


@dataclass(frozen=True)
class Spot:
    """A grid: its code, middle, community's name, and who works it."""

    code: str
    lat: int
    lon: int
    community: str
    worker: Actor


@dataclass(frozen=True)
class World:
    """What history draws from."""

    grids: list[Spot]
    desks: dict[str, Actor]  # by street
    handlers: list[Actor]
    classes: list[IncidentClass]
    conditions: dict[str, list[FilingCondition]]


@dataclass
class Told:
    """One incident's rows by table; `incident` is the one row of its own."""

    incident: Row
    rows: list[tuple[str, Row]]


def told(recipe: Recipe, world: World) -> Iterator[Told]:
    """Every incident of the recipe, the first received first."""
    chance = random.Random(SEED)
    days = max(30, recipe.incidents // PER_DAY)
    step = timedelta(days=days) / recipe.incidents
    counted: Counter[str] = Counter()
    for number in range(recipe.incidents):
        begun = LATEST - timedelta(days=days) + step * number
        way = FULL if number % recipe.full_every == recipe.full_every // 2 else draw(chance)
        yield Story(world, chance, begun, way, counted).told()


class Story:
    """One incident on its way, step by step."""

    def __init__(self, world: World, chance: random.Random, begun: datetime, way: Way, counted: Counter[str]) -> None:
        self.world, self.chance, self.way, self.counted = world, chance, way, counted
        self.now, self.grid = begun.replace(microsecond=chance.randrange(1_000_000)), chance.choice(world.grids)
        self.klass, self.channel = chance.choice(world.classes), chance.choice(CHANNELS)
        self.desk = world.desks[self.grid.code[:9]]
        self.reporter = self.grid.worker if self.channel is Channel.PATROL else self.desk
        self.handler = chance.choice(world.handlers)
        self.id, self.place, self.round = self.new_id(), 0, 1
        self.ahead = FAR if chance.random() < 0.25 else timedelta(0)
        self.clocks: list[Row] = []
        self.rows: list[tuple[str, Row]] = []
        self.events: list[Row] = []
        self.known: dict[tuple[str, str], str] = {}  # the digest of each row, by table and key

    def told(self) -> Told:
        incident = self._begin()
        self._say(incident)
        for step in self.way.steps:
            self.now += timedelta(minutes=self.chance.randint(20, 900), microseconds=self.chance.randrange(1_000_000))
            self._take(step, incident)
            self._say(incident)
        self._end(incident)
        self._say(incident)
        clocks, events = (("incident_clock", one) for one in self.clocks), (("event", one) for one in self._chained())
        return Told(incident, [*self.rows, *clocks, *events])

    def _say(self, incident: Row) -> None:
        """The last event says the digests of the rows that became others since the one before."""
        said = self.events[-1].setdefault("digest", {"form": INCIDENT.form})
        hanging = [*self.rows, *(("incident_clock", one) for one in self.clocks)]
        for table, row in (("incident", incident), *hanging):
            form = _forms()[table]
            place = table, str(row[form.key])
            digest = form.digest(incident["salt"], form.row({name: row.get(name) for name in form.columns}))
            if self.known.get(place) != digest:
                self.known[place] = digest
                said.setdefault(table, {})[place[1]] = digest

    def _chained(self) -> Iterator[Row]:
        previous = ""
        for event in self.events:
            fields = event | {"digest": orjson.dumps(event["digest"]).decode()}
            made = chain.seal(previous, fields)
            yield fields | {"payload": orjson.dumps(event["payload"]).decode(), "previous": previous, "hash": made}
            previous = made

    def _begin(self) -> Row:
        chance, grid, at = self.chance, self.grid, self.now
        self._clock("STAGE", "INTAKE", timedelta(hours=chance.randint(2, 30)))
        self._event(REPORTED, self.reporter, {"step": "REPORT", "to": "REPORTED", "version": 1,
                    "class": self.klass.code, "severity": self.klass.severity, "channel": self.channel})  # fmt: skip
        self._photos("BEFORE", 2 if self.way is FULL else chance.random() < 0.45, self.reporter)
        return {
            "id": self.id, "version": 1, "number": None, "level": max(self.klass.min_level, 1),
            "severity": self.klass.severity, "channel": self.channel, "external_no": None,
            "incident_class_id": self.klass.code, "condition_id": None, "matter_id": None,
            "text": words.seen(chance, self.klass, self.channel), "lat": grid.lat + chance.randint(-19_000, 19_000),
            "lon": grid.lon + chance.randint(-19_000, 19_000), "accuracy_m": chance.randint(5, 30),
            "place_source": "GPS", "address": words.address(chance, grid.community), "building": "", "unit_door": "",
            "floor": "", "confirmed_at": None, "grid_id": grid.code, "grid_version": 1,
            "community_id": grid.code[:12], "street_id": grid.code[:9], "reporter_id": self.reporter.person,
            "assignee_id": None, "lead_unit_id": None, "duplicate_of_id": None,
            "occurred_at": at - timedelta(minutes=7), "reported_at": at - timedelta(minutes=1), "received_at": at,
            "filed_at": None, "closed_at": None, "closure_kind": None, "closed_late": None, "rating": None,
            "rework_count": 0, "reopen_count": 0, "return_count": 0, "asks": None, "whistling": 0,
            "merged_into_id": None, "resume_at": None, "salt": hashlib.sha256(self.id.bytes).hexdigest()[:32],
        }  # fmt: skip

    def _take(self, step: Step, incident: Row) -> None:
        origin, target = self.way.states[self.place - 1], self.way.states[self.place]
        incident["version"] += 1
        self._change(step, incident)
        if step in STAGE:
            self._stop("STAGE")
            self._clock("STAGE", STAGE[step], timedelta(hours=self.chance.randint(2, 60)))
        payload = {"step": step, "from": origin, "to": target, "version": incident["version"]}
        self._event(KINDS[step], self._actor(step), payload)

    def _change(self, step: Step, incident: Row) -> None:
        """What a step writes besides its state."""
        match step:
            case Step.SEND_VERIFY:
                incident["assignee_id"] = self.grid.worker.person
            case Step.FILE:
                self._file(incident)
            case Step.DISPATCH:
                incident["lead_unit_id"] = self.handler.unit
                self._assist()
            case Step.FEED_BACK:
                self._disposal()
            case Step.SEND_CHECK:
                incident["assignee_id"] = self.grid.worker.person
            case Step.FAIL:
                incident["rework_count"] += 1
                self.round += 1
            case Step.PASS:
                incident["closure_kind"] = "CHECKED"
            case Step.SELF_RESOLVE:
                incident["closure_kind"] = "SELF"
            case Step.CONFIRM:
                incident["closure_kind"] = "REPORTER"

    def _file(self, incident: Row) -> None:
        day = self.now.astimezone(SHANGHAI).date()
        self.counted[str(day)] += 1
        condition = self.chance.choice(self.world.conditions[self.klass.code])
        incident |= {"number": numbers.number(self.grid.code[:6], day, self.counted[str(day)]),
                     "condition_id": condition.id, "filed_at": self.now}  # fmt: skip
        self._clock("CASE", None, timedelta(hours=self.chance.randint(24, 160)))

    def _assist(self) -> None:
        other = self.chance.choice(self.world.handlers)
        if self.chance.random() < 0.15 and other.unit != self.handler.unit:
            row = {"id": self.new_id(), "incident_id": self.id, "unit_id": other.unit, "since": self.now, "until": None}
            self.rows.append(("incident_unit", row))

    def _disposal(self) -> None:
        self._photos("AFTER", 2 if self.way is FULL and self.round == 1 else 0, self.handler)
        self.rows.append(("disposal", {
            "id": self.new_id(), "incident_id": self.id, "round": self.round, "unit_id": self.handler.unit,
            "by_id": self.handler.person, "at": self.now, "accepted_at": self.now - timedelta(minutes=15),
            "contact": words.contact(self.chance, self.now), "measures": words.done(self.chance, self.klass),
            "finished": 1, "promised_on": None, "outcome": "SOLVED",
        }))  # fmt: skip

    def _actor(self, step: Step) -> Actor:
        if step in (Step.SIGN, Step.FEED_BACK):
            return self.handler
        return self.reporter if step in (Step.SELF_RESOLVE, Step.CONFIRM) else self.desk

    def _end(self, incident: Row) -> None:
        if self.way.ended:
            self._stop("STAGE")
            late = any(one["kind"] == "CASE" and one["due_at"] < self.now for one in self.clocks)
            self._stop("CASE")
            incident |= {"closed_at": self.now, "closed_late": int(late)}
        first = min((one for one in self.clocks if one["stopped_at"] is None), key=lambda one: one["due_at"],
                    default={"warn_at": None, "due_at": None})  # fmt: skip
        incident |= {"state": self.way.state, "awaits": AWAITS[self.way.state], "changed_at": self.now,
                     "warn_at": first["warn_at"], "late_at": first["due_at"]}  # fmt: skip

    def _clock(self, kind: str, stage: str | None, limit: timedelta) -> None:
        due = self.now + limit + self.ahead
        self.clocks.append({
            "id": self.new_id(), "incident_id": self.id, "kind": kind, "stage": stage, "round": self.round,
            "limit_kind": "CONT", "limit_amount": (limit + self.ahead) // timedelta(minutes=1),
            "source": f"stage {stage}" if stage else "condition 01", "started_at": self.now,
            "warn_at": self.now + (due - self.now) * 4 // 5, "due_at": due, "stopped_at": None, "pauses": "[]",
        })  # fmt: skip

    def _stop(self, kind: str) -> None:
        for one in self.clocks:
            if one["kind"] == kind and one["stopped_at"] is None:
                one["stopped_at"] = self.now

    def _photos(self, kind: str, count: int, by: Actor) -> None:
        for sha in self.chance.sample(PICTURES[:100] if kind == "BEFORE" else PICTURES[100:], count):
            row = {"id": self.new_id(), "incident_id": self.id, "sha256": sha, "kind": kind, "by_id": by.person,
                   "at": self.now}  # fmt: skip
            self.rows.append(("incident_photo", row))

    def _event(self, kind: str, by: Actor, payload: Row) -> None:
        self.place += 1
        self.events.append({
            "id": self.new_id(), "kind": kind, "subject_id": self.id, "place_in_chain": self.place,
            "area": self.grid.code, "by_id": by.person, "post_id": by.post, "unit_id": by.unit, "at": self.now,
            "payload": payload,
        })  # fmt: skip

    def new_id(self) -> UUID:
        """A UUIDv7 of the story's own time and chance."""
        stamp = int(self.now.timestamp() * 1000) << 80
        return UUID(
            int=stamp | 0x7 << 76 | self.chance.getrandbits(12) << 64 | 0b10 << 62 | self.chance.getrandbits(62)
        )
