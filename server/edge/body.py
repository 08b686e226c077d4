"""Bodies as they come in: never more than the limit, of the right type, and JSON that means one thing only."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from typing import Any

import orjson
from starlette.requests import ClientDisconnect, Request

from server.edge.refusal import Refused

KIB = 1024


async def read(request: Request, limit: int) -> bytes:
    """The whole body. Raises Refused 413 as soon as it is longer than `limit` bytes, declared or not."""
    return b"".join([chunk async for chunk in stream(request, limit)])


async def stream(request: Request, limit: int) -> AsyncIterator[bytes]:
    """The body in pieces, under the same limit."""
    too_large = Refused(413, "BODY_TOO_LARGE", f"a body may have at most {limit} bytes")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large
    length = 0
    try:
        async for chunk in request.stream():
            length += len(chunk)
            if length > limit:
                raise too_large
            yield chunk
    except ClientDisconnect:
        raise Refused(400, "BODY_CUT_OFF", "the body ended before it was whole") from None


async def read_json(request: Request, limit: int, *, typed: str | None = None) -> Any:
    """The JSON body. Raises Refused: 415 for another type or character set, 413, 400 for what is not plain JSON.
    `typed`: the key under which people's own words stand (see `parsed`)."""
    check_type(request.headers.get("content-type", ""))
    return parsed(await read(request, limit), typed=typed)


def check_type(content_type: str) -> None:
    """Only application/json in UTF-8, so that no form of another site can send it without a preflight."""
    kind, _, parameters = content_type.partition(";")
    if kind.strip().lower() != "application/json":
        raise Refused(415, "CONTENT_TYPE", "the content type must be application/json")
    charset = parameters.lower().partition("charset=")[2].strip().strip('"')
    if charset not in {"", "utf-8", "utf8"}:
        raise Refused(415, "CONTENT_TYPE", "the character set must be utf-8")


def parsed(raw: bytes, *, typed: str | None = None) -> Any:
    """The value of `raw`. Raises Refused 400 for broken JSON, a key that stands twice, and U+0000.

    Decision: under `typed` halves of characters and U+0000 are left out instead. A phone that cut a picture in two had
    said 已存手机, and would be refused for ever.
    """
    try:
        value = _value(raw, typed)
        if b"\\" in raw or raw.count(b":") != _colons(value):  # then a key may stand twice
            json.loads(raw, object_pairs_hook=_once)
    except _Twice as twice:
        raise Refused(400, "JSON_DUPLICATE_KEY", f"the key {str(twice)[:40]!r} stands twice") from None
    except (ValueError, TypeError, RecursionError):
        raise Refused(400, "JSON_INVALID", "the body is not JSON, or nested too deeply") from None
    if b"\\u0000" in raw and _holds(value, "\0"):
        raise Refused(400, "TEXT_INVALID", "text may not hold U+0000")
    return value


def _value(raw: bytes, typed: str | None) -> Any:
    """What orjson reads; with `typed` also what it refuses for halves of characters there. Raises ValueError,
    TypeError."""
    if typed is None or not _ODD.search(raw):
        return orjson.loads(raw)
    value = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    if isinstance(value, dict) and typed in value:
        value[typed] = _whole(value[typed])
    return orjson.loads(orjson.dumps(value))  # raises for halves that stand elsewhere


_ODD = re.compile(rb"\\u(?:[dD][89a-fA-F]|0000)")


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _whole(value: Any) -> Any:
    """The value with its texts, not its keys, without halves of characters and U+0000."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, dict):
        return {key: _whole(inner) for key, inner in value.items()}
    return [_whole(inner) for inner in value] if isinstance(value, list) else value


def _colons(value: Any) -> int:
    """How many colons JSON of this value has at least, were nothing in it escaped: one for each key and those of its
    texts. The reader keeps only one of two equal keys, so that such a text has more."""
    if value.__class__ is str:
        return int(value.count(":"))
    if value.__class__ is dict:
        return sum(1 + key.count(":") + _colons(inner) for key, inner in value.items())
    return sum(map(_colons, value)) if value.__class__ is list else 0


class _Twice(Exception):
    """A key stands twice in one object; which one counts depends on the reader, so none does."""


def _once(pairs: list[tuple[str, Any]]) -> None:
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            raise _Twice(key)
        seen.add(key)


def _holds(value: Any, what: str) -> bool:
    if isinstance(value, str):
        return what in value
    if isinstance(value, dict):
        return any(_holds(key, what) or _holds(inner, what) for key, inner in value.items())
    return isinstance(value, list) and any(_holds(inner, what) for inner in value)
