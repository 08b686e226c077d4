"""What came out, as a table to read and as JSON to keep."""

from __future__ import annotations

import os
import platform
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench.live import Live
from tests.bench.measure import Result

HEAD = ("work", "contender", "CPU ms", "req/s", "p50 ms", "p99 ms", "KB", "ours / it (CPU, min–max)")


def machine() -> dict[str, Any]:
    """What it was measured on, and how busy that was besides."""
    model = next((line.partition(":")[2].strip() for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
                  if line.startswith("model name")), platform.machine())  # fmt: skip
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "processor": model,
        "cores": os.cpu_count(),
        "load": [round(one, 1) for one in os.getloadavg()],
        "python": platform.python_version(),
    }


def lines(results: Iterable[Result], live: Live | None) -> Iterator[str]:
    """The table in Markdown, with date and machine. A work of several requests is told as a whole."""
    here = machine()
    yield f"{here['date']}, {here['cores']} × {here['processor']}, load {here['load'][0]}, Python {here['python']}"
    yield ""
    yield "| " + " | ".join(HEAD) + " |"
    yield "|" + "---|" * len(HEAD)
    for result in results:
        for name in result.rounds:
            yield "| " + " | ".join(_cells(result, name)) + " |"
    if live is not None:
        yield ""
        yield (
            f"live: {live.subscribers} subscribers, {live.events} events, last of them told after p50 "
            f"{live.p50 * 1000:.0f} ms, p99 {live.p99 * 1000:.0f} ms; {live.cpu * 1000:.0f} ms CPU an event, "
            f"{live.memory / 1024:.1f} KiB a subscriber"
        )


def _cells(result: Result, name: str) -> Iterator[str]:
    unit = result.work.unit
    yield result.work.name
    yield name
    yield f"{result.median(name, 'cpu') * 1000 * unit:.3f}"
    yield f"{result.median(name, 'rate') / unit:.0f}"
    yield f"{result.median(name, 'p50') * 1000 * unit:.2f}"
    yield f"{result.median(name, 'p99') * 1000 * unit:.2f}"
    yield f"{result.median(name, 'size') / 1024 * unit:.1f}"
    first = next(iter(result.rounds))
    yield "" if name == first else _spread(result.ratios(first, name))


def _spread(ratios: list[float]) -> str:
    return f"{statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f})"


def told(results: Iterable[Result], live: Live | None, settings: dict[str, Any]) -> dict[str, Any]:
    """Everything, round by round."""
    return {
        "machine": machine(),
        "settings": settings,
        "works": {
            one.work.name: {
                "what": one.work.what,
                "requests": one.work.unit,
                "rounds": {name: [asdict(figure) for figure in found] for name, found in one.rounds.items()},
            }
            for one in results
        },
        "live": asdict(live) if live else None,
    }
