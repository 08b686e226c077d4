"""Log lines for people or as JSON, and never with personal data: what is named like it is left out before it is
written. Why something failed is its `cause`; a `reason` is what somebody wrote."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable, Mapping, MutableMapping
from typing import Any, TextIO

import structlog

PERSONAL = frozenset(
    {
        *("name", "names", "person", "persons", "login", "phone", "tel", "mobile", "email", "address", "building"),
        *("unit_door", "floor", "text", "note", "reason", "contact", "measures", "message_text", "password", "secret"),
        *("token", "cookie", "cookies", "authorization", "id_card", "lat", "lon", "place", "ring", "body", "variables"),
        *("input", "payload", "agent", "user_agent", "ip", "client"),
    }
)
LEFT_OUT = "…"
DETAIL = re.compile(r'DETAIL:(?:(?!\\n|\n)[^"])*')

Event = MutableMapping[str, Any]


def set_up(level: str = "info", *, json: bool = False, stream: TextIO | None = None) -> None:
    """Send our lines and those of libraries to `stream` (stderr). `level`: debug, info, warning or error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_personal_data,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level.upper())),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_written(json)],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("tortoise", "aiosqlite", "asyncio", "PIL", "uvicorn.access"):  # statements and their values, or noise
        logging.getLogger(name).setLevel(logging.WARNING)


def _written(json: bool) -> list[Any]:
    if json:
        as_json = structlog.processors.JSONRenderer(ensure_ascii=False)
        tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        return [structlog.processors.ExceptionRenderer(tracebacks), _undetailed(as_json)]
    people = structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    return [_undetailed(people)]


def _undetailed(render: Callable[[Any, str, Event], str | bytes]) -> Callable[[Any, str, Event], str]:
    """PostgreSQL says in DETAIL which values were in the way."""

    def rendered(logger: Any, method: str, event: Event) -> str:
        return DETAIL.sub(f"DETAIL: {LEFT_OUT}", str(render(logger, method, event)))

    return rendered


def without_personal_data(_logger: Any, _method: str, event: Event) -> Event:
    """Leave out the values of keys that are named like personal data, at any depth. Ids and codes stay."""
    kept: Event = {key: _kept(key, value) for key, value in event.items()}
    return kept


def _kept(key: object, value: object) -> object:
    if str(key).lower() in PERSONAL:
        return LEFT_OUT
    if isinstance(value, Mapping):
        return {part: _kept(part, inner) for part, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_kept("", inner) for inner in value]
    return value
