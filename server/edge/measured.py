"""What is measured where GRID_METRICS or GRID_TRACES asks for it; else nothing of it is even imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.routing import BaseRoute
from starlette.types import Scope

from server.core.runner import Runner
from server.core.settings import Settings
from server.edge.security import Answered


@dataclass(frozen=True)
class Measured:
    """The door of the metrics, who is told of each request, and the loops that measure."""

    routes: list[BaseRoute] = field(default_factory=list)
    answered: Answered | None = None
    runners: Callable[[Starlette], list[Runner]] = lambda app: []

    @classmethod
    def of(cls, settings: Settings) -> Measured:
        """Raises ValueError where traces are asked for and their packages are missing."""
        hooks, routes, runners = list[Answered](), list[BaseRoute](), list[Callable[[Starlette], Runner]]()
        if settings.metrics != "off":
            from server.edge.doors.metrics import MetricsDoor
            from server.edge.metrics.meter import Meter
            from server.edge.metrics.readings import Readings

            readings = Readings(settings, Meter())
            hooks.append(readings.meter.answered)
            routes += MetricsDoor(settings, readings).routes()
            runners.append(readings.runner)
        if settings.traces:
            from server.edge.metrics.tracing import Tracing, provider_to

            hooks.append(Tracing(provider_to(settings.traces)).answered)
        return cls(routes, _all(hooks), lambda app: [one(app) for one in runners])


def _all(hooks: list[Answered]) -> Answered | None:
    """One hook for several; None for none."""
    if len(hooks) < 2:
        return hooks[0] if hooks else None

    def answered(scope: Scope, status: int, seconds: float) -> None:
        for one in hooks:
            one(scope, status, seconds)

    return answered
