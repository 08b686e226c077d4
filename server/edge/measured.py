"""What is measured where GRID_METRICS asks for it; else nothing of it is even imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.routing import BaseRoute

from server.core.runner import Runner
from server.core.settings import Settings
from server.edge.security import Answered


@dataclass(frozen=True)
class Measured:
    """The door of the metrics, who is told of each request, and the loops that measure."""

    routes: list[BaseRoute] = field(default_factory=list)
    answered: Answered | None = None
    runners: Callable[[], list[Runner]] = list

    @classmethod
    def of(cls, settings: Settings) -> Measured:
        if settings.metrics == "off":
            return cls()
        from server.edge.doors.metrics import MetricsDoor
        from server.edge.metrics.meter import Meter
        from server.edge.metrics.readings import Readings

        readings = Readings(settings, Meter())
        return cls(MetricsDoor(settings, readings).routes(), readings.meter.answered, lambda: [readings.runner()])
