"""What a GraphQL request says, whatever way it came: checked for shape, and only then looked at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.requests import Request

from server.core.query_limits import MAX_BYTES, MAX_BYTES_IN_URL
from server.edge.body import parsed, read_json
from server.edge.refusal import Refused

MOST, MOST_IN_URL = MAX_BYTES, MAX_BYTES_IN_URL


@dataclass(frozen=True)
class Asked:
    """A trusted document by its id or a query by its text, never both."""

    document_id: str | None
    query: str | None
    name: str | None = None
    variables: Mapping[str, Any] = field(default_factory=dict)


async def from_body(request: Request) -> Asked:
    """The JSON body of a POST. Raises Refused 4xx."""
    return checked(await read_json(request, MOST, typed="variables"))


async def from_url(request: Request) -> Asked:
    """The parameters of a GET; `variables` and `extensions` are JSON. Raises Refused 4xx."""
    if len(request.url.query) > MOST_IN_URL:
        raise Refused(414, "URL_TOO_LONG", f"a query in the address may have at most {MOST_IN_URL} bytes; use POST")
    given: dict[str, Any] = {}
    for key, value in request.query_params.multi_items():
        if key in given:
            raise Refused(400, "PARAMETER_TWICE", "a parameter stands twice")
        given[key] = parsed(value.encode("utf-8", "surrogatepass")) if key in {"variables", "extensions"} else value
    return checked(given)


def checked(body: Any) -> Asked:
    """`body` as a request. Raises Refused 400 that names the part which is not as it must be."""
    if isinstance(body, list):
        raise Refused(400, "BATCH_UNSUPPORTED", "send one request at a time")
    if not isinstance(body, dict):
        raise Refused(400, "BODY_NOT_OBJECT", "the body must be an object")
    query, document = _text(body, "query"), _text(body, "documentId")
    if (query is None) == (document is None):
        raise Refused(400, "QUERY_MISSING", "send either documentId or query")
    _map(body, "extensions")
    return Asked(document, query, _text(body, "operationName") or None, _map(body, "variables"))


def _text(body: dict[str, Any], key: str) -> str | None:
    value = body.get(key)
    if value is not None and not isinstance(value, str):
        raise Refused(400, f"{_shouted(key)}_INVALID", f"{key} must be text")
    if value is not None and "\0" in value:
        raise Refused(400, "TEXT_INVALID", "text may not hold U+0000")
    return value


def _map(body: dict[str, Any], key: str) -> dict[str, Any]:
    value = body.get(key)
    if value is not None and not isinstance(value, dict):
        raise Refused(400, f"{_shouted(key)}_INVALID", f"{key} must be an object")
    return value or {}


def _shouted(key: str) -> str:
    return "".join(f"_{letter}" if letter.isupper() else letter.upper() for letter in key)
