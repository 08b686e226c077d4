"""The log as lines of JSON, for tools that are not ours: each event with all that its hash covers, and its seal.

A line: {"event": {…, "previous": …, "hash": …}, "number": 17, "seal": {"number": 12, "seal": …} or null}. The hash is
the SHA-256 of the event's canonical JSON (`server.journal.chain` says how), so that anybody can compute it again, as
`./grid audit verify --file` does (`offline`).
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator

from server.data.database import reader
from server.journal import chain
from server.journal.models import Event, Seal

PAGE = 500


async def lines(after: int = 0) -> AsyncIterator[str]:
    """Every event behind the number `after`, the first first."""
    while page := await Event.filter(number__gt=after).using_db(reader()).order_by("number").limit(PAGE):
        numbers = [event.number for event in page]
        seals = {one.event_number: one for one in await Seal.filter(event_number__in=numbers).using_db(reader())}
        for event in page:
            yield json.dumps(_line(event, seals.get(event.number)), ensure_ascii=False)
        after = numbers[-1]


def _line(event: Event, seal: Seal | None) -> dict[str, object]:
    plain = chain.plain({**chain.fields_of(event), "previous": event.previous, "hash": event.hash})
    sealed = {"number": seal.number, "seal": seal.seal} if seal else None
    return {"number": event.number, "event": plain, "seal": sealed}
