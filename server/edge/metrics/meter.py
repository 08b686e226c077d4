"""What is counted while requests are answered, and the names of all that `/metrics` tells.

Decision: prometheus-client with a registry of our own, imported only where GRID_METRICS asks for it. A request costs
one counter and one histogram whose children are remembered here: 1.5 µs, where the cheapest document takes 1 ms. Labels
are bounded: a document is one of those that screens were ever given, by its name; what else somebody sends is "other".
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from time import process_time
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.multiprocess import MultiProcessCollector
from starlette.types import Scope

from server.core.runner import Runner
from server.edge.metrics import together

BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)  # seconds
LAGS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0)
DOORS = frozenset({"session", "pin", "media", "parcels", "playground", "healthz", "readyz", "metrics", "graphql"})
OTHER = "other"
STREAM = "stream"  # its length is no answer's
GAUGES = {
    "grid_unsealed_events": "events that the relay has not sealed yet",
    "grid_held_operations": "operations of phones that wait for what they follow",
    "grid_deliveries_waiting": "pushes and messages on their way out",
    "grid_sessions": "sessions in force",
    "grid_database_bytes": "size of the database",
    "grid_disk_free_bytes": "room on the disk of the data folder",
    "grid_backup_age_seconds": "since the last good backup; NaN: none is known of",
    "grid_replica_read": "1 where lists are read from the replica, 0 where not; NaN: there is none",
    "grid_replica_lag_seconds": "how far the replica is behind; NaN: there is none",
    "grid_ready": "1 where the database answers, else 0",
}


PAGE = os.sysconf("SC_PAGE_SIZE")


class Meter:
    """All metrics of one process; `told` are those of all that count with it."""

    def __init__(self) -> None:
        self.registry = self.told = CollectorRegistry()
        self.own = _Own(self.registry) if together.several() else None
        if self.own is None:
            ProcessCollector(registry=self.registry)
        else:
            self.told = CollectorRegistry()
            MultiProcessCollector(self.told)  # type: ignore[no-untyped-call]  # the library tells no types
        self.requests = Counter("grid_requests", "requests answered", ["document", "outcome"], registry=self.registry)
        self.seconds = Histogram(
            "grid_request_seconds", "time until an answer", ["document"], buckets=BUCKETS, registry=self.registry
        )
        self.lag = Histogram(
            "grid_loop_lag_seconds", "how late the event loop wakes", buckets=LAGS, registry=self.registry
        )
        self.lists = Counter(
            "grid_lists", "lists and figures, where there is a replica", ["by"], registry=self.registry
        )
        self.followers = Gauge(
            "grid_follower_lag_events",
            "sealed events that a follower has not handled",
            ["follower"],
            registry=self.registry,
            multiprocess_mode="mostrecent",
        )
        self.failing = Gauge(
            "grid_loop_failing",
            "1 where a loop keeps failing",
            ["loop"],
            registry=self.registry,
            multiprocess_mode="livemax",
        )
        self.gauges = {
            name: Gauge(name, words, registry=self.registry, multiprocess_mode="mostrecent")
            for name, words in GAUGES.items()
        }
        self._children: dict[tuple[str, str], tuple[Any, Any]] = {}

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """Count one request that was answered."""
        key = described(scope, status)
        if (known := self._children.get(key)) is None:
            known = self._children[key] = self.requests.labels(*key), self.seconds.labels(key[0])
        known[0].inc()
        if key[1] != STREAM:
            known[1].observe(seconds)

    def looked(self, loops: Iterable[Runner]) -> None:
        """How this process is, which whoever asks another process has to find."""
        for loop in loops:
            self.failing.labels(loop.name).set(loop.failing)
        if self.own is not None:
            self.own.looked()


class _Own:
    """What a process uses, of several: their sums, by the names that a single one has."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self.cpu = Counter("process_cpu_seconds", "user and system CPU time spent", registry=registry)
        self.memory = Gauge(
            "process_resident_memory_bytes", "resident memory", registry=registry, multiprocess_mode="livesum"
        )
        self.spent = 0.0

    def looked(self) -> None:
        spent = process_time()
        self.cpu.inc(spent - self.spent)
        self.spent = spent
        with open("/proc/self/statm", encoding="ascii") as told:
            self.memory.set(int(told.read().split()[1]) * PAGE)


def described(scope: Scope, status: int) -> tuple[str, str]:
    """The document (or door) of a request that was answered, and its outcome; both from short lists."""
    state = scope.get("state") or {}
    return state.get("document") or _door(scope["path"]), state.get("outcome") or _outcome(status)


def _door(path: str) -> str:
    first = path.removeprefix("/").partition("/")[0]  # a path may also be "*"
    return f"/{first}" if first in DOORS else OTHER


def _outcome(status: int) -> str:
    """ "ok", "refused" (4xx), "busy" or "failed"; an answer of GraphQL with errors in it says "errors" itself."""
    if status < 400:
        return "ok"
    return "refused" if status < 500 else "busy" if status in (503, 507) else "failed"
