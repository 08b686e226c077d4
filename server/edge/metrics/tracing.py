"""A span for each request to a collector of OpenTelemetry (GRID_TRACES), for whoever follows a request through several
services: its document, outcome and status; no variable, no address, nobody.

Decision: the span is written when the request was answered, by the hook that the metrics have, so that nothing is
carried along while it is served. It hangs below the caller's where a proxy sends `traceparent`. The packages are a
group of their own (requirements-traces.lock) and imported only where the setting asks for them.
"""

from __future__ import annotations

from time import time_ns
from typing import Any

from starlette.datastructures import Headers
from starlette.types import Scope

from server.edge.metrics.meter import described

MISSING = (
    "GRID_TRACES needs packages that are not installed: "
    ".venv/bin/python -m pip install --require-hashes -r requirements-traces.lock"
)
UNWATCHED = ("/healthz", "/readyz", "/metrics")


def provider_to(endpoint: str) -> Any:
    """Sends spans to a collector in batches, by a thread of its own. Raises ValueError where packages are missing."""
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise ValueError(MISSING) from None
    provider = TracerProvider(resource=Resource.create({"service.name": "gridwhistle"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint)))
    return provider


class Tracing:
    """Makes spans of answered requests."""

    def __init__(self, provider: Any) -> None:
        from opentelemetry.trace import SpanKind
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._tracer, self._kind = provider.get_tracer("gridwhistle"), SpanKind.SERVER
        self._above = TraceContextTextMapPropagator()

    def answered(self, scope: Scope, status: int, seconds: float) -> None:
        """A span that has just ended."""
        if scope["path"].startswith(UNWATCHED):
            return
        document, outcome = described(scope, status)
        ended = time_ns()
        span = self._tracer.start_span(
            f"{scope['method']} {document}",
            context=self._above.extract(dict(Headers(scope=scope))),
            kind=self._kind,
            start_time=ended - int(seconds * 1e9),
            attributes={
                "http.request.method": scope["method"],
                "http.response.status_code": status,
                "graphql.document": document,
                "grid.outcome": outcome,
            },
        )
        span.end(ended)
