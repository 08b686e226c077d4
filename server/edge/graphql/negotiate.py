"""Which of the two GraphQL media types a client wants, and what status that type gives to a request error."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from starlette.responses import Response

from server.edge.refusal import GRAPHQL, JSON, Refused, json

EVENT_STREAM, CSV = "text/event-stream", "text/csv"


def wants_stream(accept: str) -> bool:
    """Whether the client asks for server-sent events."""
    return any(kind == EVENT_STREAM for kind, _ in _kinds(accept))


def wants_table(accept: str) -> bool:
    """Whether the client likes a table best."""
    return _media_type(accept) == CSV


def check(accept: str) -> None:
    """Raises Refused 406 when nothing that we can send will do."""
    if not wants_stream(accept) and _media_type(accept) is None:
        raise Refused(406, "NOT_ACCEPTABLE", "accept application/graphql-response+json, application/json or text/csv")


def _media_type(accept: str) -> str | None:
    """The media type that the client likes best of ours; without a wish it is application/json."""
    for kind, _ in sorted(_kinds(accept) or (("*/*", 1.0),), key=lambda wish: -wish[1]):
        if kind == "application/graphql-response+json":
            return GRAPHQL
        if kind in {"application/json", "application/*", "*/*"}:
            return JSON
        if kind == CSV:
            return CSV
    return None


@lru_cache(256)
def _kinds(accept: str) -> tuple[tuple[str, float], ...]:
    """The media types of an Accept header with their weights; a weight of 0 or one that is none leaves its type out."""
    found = []
    for part in accept.split(","):
        kind, *parameters = (word.strip().lower() for word in part.split(";"))
        weight = next((word[2:] for word in parameters if word.startswith("q=")), "1")
        if kind and weight.replace(".", "", 1).isdecimal() and float(weight) > 0:
            found.append((kind, float(weight)))
    return tuple(found)


def respond(
    accept: str, body: Mapping[str, Any], *, status: int | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """`body` in the type the client wants; JSON where it wants a table.

    A request error (no `data`) is 400; only for a client that names application/json and nothing newer it is the 200
    that old clients expect (GraphQL over HTTP §6.4.1). A `status` from a refusal of the edge stands in both.
    """
    media = GRAPHQL if _media_type(accept) == GRAPHQL else JSON
    if status is None:
        legacy = media == JSON and any(kind == "application/json" for kind, _ in _kinds(accept))
        status = 200 if "data" in body or legacy else 400
    return json(body, status=status, media=media, headers=headers)
