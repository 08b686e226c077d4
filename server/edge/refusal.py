"""How the edge says no: a status, a stable code and a short sentence, as JSON, with nothing of the inside in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import orjson
from starlette.background import BackgroundTask
from starlette.responses import Response

from server.core import spoken
from server.core.errors import Problem

GRAPHQL = "application/graphql-response+json; charset=utf-8"
JSON = "application/json; charset=utf-8"


class Refused(Exception):
    """The edge refuses a request. `code` is public API; `retry_after` (seconds) says when the same may succeed, `field`
    which part of an input is wrong, `hint` what to do, "中文。English.", `more` what else a program may know of it,
    `then` what is done once it was told. Made where it is raised: one raised twice keeps alive all that led to it."""

    def __init__(
        self,
        status: int,
        code: str,
        message: str,
        *,
        retry_after: int | None = None,
        field: str | None = None,
        hint: str = "",
        more: Mapping[str, Any] | None = None,
        then: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(message)
        self.status, self.code, self.message, self.retry_after, self.field = status, code, message, retry_after, field
        self.hint, self.more, self.then = hint, dict(more or {}), then

    @property
    def headers(self) -> dict[str, str]:
        return {} if self.retry_after is None else {"retry-after": str(self.retry_after)}


BUSY = Refused(503, "BUSY", "the store cannot answer now; the same again later is safe", retry_after=2)


def answer(refused: Refused) -> Response:
    """`{"code", "message"}` for everything that is not GraphQL."""
    told = {"code": refused.code, "message": refused.message}
    response = json(told, status=refused.status, headers=refused.headers)
    response.background = BackgroundTask(refused.then) if refused.then else None
    return response


def as_graphql(refused: Refused) -> dict[str, Any]:
    """The same as a GraphQL response: one error with `extensions.code` and no data."""
    problem = Problem(refused.code, refused.message, refused.field, refused.hint)
    told = spoken.extensions(problem) | refused.more
    return {"errors": [{"message": spoken.with_detail(problem), "extensions": told}]}


def json(value: Any, *, status: int = 200, headers: Mapping[str, str] | None = None, media: str = JSON) -> Response:
    """A JSON response that nobody may keep."""
    kept = {"content-type": media, "cache-control": "no-store"} | dict(headers or {})
    return Response(orjson.dumps(value), status_code=status, headers=kept)
