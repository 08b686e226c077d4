"""How what happened is made tamper-evident. Pure: fields in, SHA-256 out; the demo's made history uses the same
function.

An event's hash is the SHA-256 of its canonical JSON: all its columns but `number` and `hash`, with `previous`, the
hash of the event before it about the same subject ("" for the first). Canonical means: keys sorted, no spaces, UTF-8,
UUIDs in lower case with hyphens, times in UTC with six decimals, codes as their text. `digest`, which only events about
a noun with states have, is left out where there is none. A seal is made the same way from
its number, the event's number and hash, and the seal before it: it fixes the order across all subjects.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

import orjson

EVENT_FIELDS = ("id", "kind", "subject_id", "place_in_chain", "area", "by_id", "post_id", "unit_id", "at", "payload")
AS_IT_IS = frozenset({str, int, float, bool, type(None)})


def seal(previous: str, fields: Mapping[str, object]) -> str:
    """The hash of `fields` after `previous`, as 64 hex digits."""
    return hashlib.sha256(canonical({**fields, "previous": previous})).hexdigest()


def seal_of(previous: str, number: int, event_number: int, event_hash: str) -> str:
    """The seal with `number` in the district's chain."""
    return seal(previous, {"number": number, "event_number": event_number, "event_hash": event_hash})


def fields_of(event: Any) -> dict[str, object]:
    """What of an event its hash covers (`previous` comes by itself)."""
    own = {name: getattr(event, name) for name in EVENT_FIELDS}
    return own if event.digest is None else own | {"digest": event.digest}


def canonical(value: object) -> bytes:
    """The one JSON text of a value. Raises TypeError for what JSON cannot say."""
    return orjson.dumps(plain(value), option=orjson.OPT_SORT_KEYS)


def plain(value: object) -> Any:
    """The same value as it comes back from a JSON column: mappings, lists, texts, numbers, true, false and null."""
    if type(value) in AS_IT_IS:  # most are: what they are not takes eight looks
        return value
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, set | frozenset):
        return sorted(plain(part) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    return value
