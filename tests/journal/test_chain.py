"""The canonical text and the hash are public: whoever audits the log must be able to compute them with other tools."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from server.core.viewer import Role
from server.journal import chain


def test_the_canonical_text_is_sorted_and_bare() -> None:
    value = {"b": [1, True, None], "a": "井盖", "c": {"z": 1, "y": Role.GRID_WORKER}}
    assert chain.canonical(value).decode() == '{"a":"井盖","b":[1,true,null],"c":{"y":"GRID_WORKER","z":1}}'


def test_times_are_in_utc_with_six_decimals_wherever_the_clock_hung() -> None:
    here = datetime(2026, 3, 2, 8, 30, tzinfo=timezone(timedelta(hours=8)))
    assert chain.plain(here) == chain.plain(here.astimezone(UTC)) == "2026-03-02T00:30:00.000000+00:00"


def test_an_auditor_with_a_hash_tool_comes_to_the_same_seal() -> None:
    text = '{"id":"01890a5d-ac96-774b-bcce-b302099a8057","previous":"ab"}'
    sealed = chain.seal("ab", {"id": UUID("01890A5D-AC96-774B-BCCE-B302099A8057")})
    assert sealed == hashlib.sha256(text.encode()).hexdigest()


def test_every_field_of_an_event_is_covered() -> None:
    fields: dict[str, object] = dict.fromkeys(chain.EVENT_FIELDS, "x")
    whole = chain.seal("", fields)
    assert all(chain.seal("", fields | {name: "y"}) != whole for name in chain.EVENT_FIELDS)
    assert chain.seal("z", fields) != whole
