"""Rounds: every contender answers the same work in turn, and the next round begins with another of them."""

from __future__ import annotations

import random
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from uuid import uuid4

import orjson

from server.core.ids import new_id
from tests.bench.client import Shot, ask, burst
from tests.bench.contenders import Contender, Running
from tests.bench.works import Ask, Work

COMPARED = 12  # requests of a work that all contenders must answer alike
MOST_REPORTS = 20_000  # of one burst: each is sent once


class Unequal(Exception):
    """Two contenders answered the same question differently."""


@dataclass(frozen=True)
class Figure:
    """One contender's burst in one round. Seconds; `cpu`, `p50` and `p99` of one request."""

    cpu: float
    rate: float
    p50: float
    p99: float
    size: float
    requests: int


@dataclass
class Result:
    """All rounds of one work, by contender; the first is what ratios are taken against."""

    work: Work
    rounds: dict[str, list[Figure]] = field(default_factory=dict)

    def median(self, name: str, what: str) -> float:
        return float(statistics.median(getattr(figure, what) for figure in self.rounds[name]))

    def ratios(self, name: str, other: str, what: str = "cpu") -> list[float]:
        """`name` divided by `other`, round by round."""
        pairs = zip(self.rounds[name], self.rounds[other], strict=True)
        return sorted(getattr(one, what) / getattr(two, what) for one, two in pairs)


class Aimed(Protocol):
    """What requests are made for."""

    @property
    def contender(self) -> Contender: ...


@dataclass(frozen=True)
class Pace:
    """How long and how hard each burst is."""

    rounds: int = 5
    seconds: float = 2.0
    connections: int = 8


async def compare(work: Work, contenders: Sequence[Running], asks: Sequence[Ask]) -> dict[str, list[Shot]]:
    """Each contender's own requests, once all have answered alike. Raises Unequal, WrongAnswer."""
    made = {one.contender.name: await _shots(work, one, asks) for one in contenders}
    first, *others = contenders
    for place in range(min(COMPARED, len(made[first.contender.name]))):
        expected = _told(await ask(first.port, made[first.contender.name][place]))
        for other in others:
            found = _told(await ask(other.port, made[other.contender.name][place]))
            if found != expected:
                where = _difference(expected, found)
                raise Unequal(f"{work.name}: {other.contender.name} and {first.contender.name} differ at {where}")
    return made


async def _shots(work: Work, running: Running, asks: Sequence[Ask]) -> list[Shot]:
    """The requests of a work; where it goes from page to page, one for each page, by this contender's cursors."""
    if not work.pages:
        return [running.contender.shot(work, one) for one in asks]
    shots = []
    for one in asks:
        after = None
        for page in range(work.pages):
            shot = running.contender.shot(work, Ask(one.login, one.variables | {"after": after}))
            if not work.told_after or page == work.pages - 1:
                shots.append(shot)
            after = _data(await ask(running.port, shot))["incidents"]["pageInfo"]["endCursor"]
            if after is None:
                break
    return shots


def _data(body: bytes) -> Any:
    """What an answer holds. Raises Unequal for one with errors or without data."""
    answer = orjson.loads(body)
    if answer.get("errors") or not answer.get("data"):
        raise Unequal(f"no data: {body[:600].decode()}")
    return answer["data"]


def _told(body: bytes) -> Any:
    """The answer without its cursor, which is opaque and everybody's own."""
    data = _data(body)
    data.get("incidents", {}).get("pageInfo", {}).pop("endCursor", None)
    return data


def _difference(one: Any, two: Any, path: str = "data") -> str:
    """Where two answers begin to differ."""
    if isinstance(one, dict) and isinstance(two, dict) and one.keys() == two.keys():
        return next(_difference(one[key], two[key], f"{path}.{key}") for key in one if one[key] != two[key])
    if isinstance(one, list) and isinstance(two, list) and len(one) == len(two):
        place = next(place for place, pair in enumerate(zip(one, two, strict=True)) if pair[0] != pair[1])
        return _difference(one[place], two[place], f"{path}[{place}]")
    return f"{path}: {str(one)[:120]} / {str(two)[:120]}"


async def read(work: Work, contenders: Sequence[Running], asks: Sequence[Ask], pace: Pace) -> Result:
    """All rounds of a work that only reads."""
    shots = await compare(work, contenders, asks)
    return await _rounds(work, contenders, pace, lambda running: shots[running.contender.name])


async def alone(work: Work, contenders: Sequence[Running], asks: Mapping[str, Sequence[Ask]], pace: Pace) -> Result:
    """All rounds of a work that only reads, each contender of a district of its own, so that answers differ."""
    shots = {one.contender.name: await _shots(work, one, asks[one.contender.name]) for one in contenders}
    return await _rounds(work, contenders, pace, lambda running: shots[running.contender.name])


async def write(work: Work, contenders: Sequence[Running], asks: Sequence[Ask], pace: Pace) -> Result:
    """All rounds of a work that writes, each contender in a database of its own; every request has ids of its own."""
    for running in contenders:
        for shot in reports(work, running, asks, COMPARED):
            _check_report(_data(await ask(running.port, shot)))
    return await _rounds(work, contenders, pace, lambda running: reports(work, running, asks, _enough(pace)))


def _enough(pace: Pace) -> int:
    return min(MOST_REPORTS, int(pace.seconds * 6_000))


def reports(work: Work, running: Aimed, asks: Sequence[Ask], count: int) -> list[Shot]:
    """Requests that each report another incident, from anywhere among the `asks`."""
    made = []
    for one in random.choices(asks, k=count):
        given = one.variables["input"] | {"opId": str(uuid4()), "id": str(new_id())}
        made.append(running.contender.shot(work, Ask(one.login, {"input": given})))
    return made


def _check_report(data: Any) -> None:
    told = data["incidentReport"]
    if told["problems"] or told["incident"]["state"] != "REPORTED" or not told["receipt"]["opId"]:
        raise Unequal(f"a report was not taken: {told}")


async def _rounds(work: Work, contenders: Sequence[Running], pace: Pace, shots: Any) -> Result:
    result = Result(work, {one.contender.name: [] for one in contenders})
    for running in contenders:  # caches fill, compilers compile
        await burst(running.port, shots(running), connections=pace.connections, seconds=min(0.5, pace.seconds))
    for number in range(pace.rounds):
        begin = number % len(contenders)
        for running in (*contenders[begin:], *contenders[:begin]):
            ready = shots(running)
            before = running.cpu()
            taken = await burst(running.port, ready, connections=pace.connections, seconds=pace.seconds)
            used = running.cpu() - before
            result.rounds[running.contender.name].append(
                Figure(
                    cpu=used / taken.requests,
                    rate=taken.requests / taken.whole,
                    p50=taken.quantile(0.5),
                    p99=taken.quantile(0.99),
                    size=taken.bodies / taken.requests,
                    requests=taken.requests,
                )
            )
    return result
