"""Errors on their way out: what a client may know is told with a code, everything else becomes a number in the log."""

from __future__ import annotations

import secrets
from typing import Any

import structlog
from graphql import ExecutionResult, GraphQLError

from server.core import spoken
from server.core.errors import Refusal

log = structlog.get_logger("grid.graphql")


def as_body(result: ExecutionResult) -> dict[str, Any]:
    """`result` as the response to write. A request error (nothing was executed) has no `data` entry."""
    if result.errors is None:
        return {"data": result.data}
    errors = [as_error(error) for error in result.errors]
    if result.data is None and all(error.path is None for error in result.errors):
        return {"errors": errors}
    return {"errors": errors, "data": result.data}


def as_error(error: GraphQLError) -> dict[str, Any]:
    """One error as data: a refusal with its own code, a fault of the query with its words, a bug only with an id."""
    cause = error.original_error
    if isinstance(cause, Refusal):
        first = cause.problems[0]
        return _entry(error, spoken.message(first), spoken.extensions(first))
    if error.extensions and "code" in error.extensions:
        return _entry(error, error.message, dict(error.extensions))
    if error.path is None or cause is None or isinstance(cause, GraphQLError):
        return _entry(error, error.message, {"code": "QUERY_INVALID"})
    return _masked(error, cause)


def _entry(error: GraphQLError, message: str, extensions: dict[str, Any]) -> dict[str, Any]:
    entry: dict[str, Any] = {"message": message, "extensions": extensions}
    if error.locations:
        entry["locations"] = [{"line": place.line, "column": place.column} for place in error.locations]
    if error.path is not None:
        entry["path"] = list(error.path)
    return entry


def _masked(error: GraphQLError, cause: BaseException) -> dict[str, Any]:
    """A bug: its place and stack stay in our log under an id that the client may quote."""
    number = secrets.token_hex(6)
    log.error("bug", error_id=number, path=error.path, exc_info=cause)
    return _entry(error, f"something went wrong here; quote {number}", {"code": "INTERNAL", "id": number})
