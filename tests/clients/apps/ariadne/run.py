"""The generated client at work: all pages of a list, a verb, one by its id, and what others changed meanwhile. Prints
what it was told: `python run.py ADDRESS TOKEN CURSOR`."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import aclosing
from uuid import uuid4

from grid_client import Client, IncidentFilter, IncidentState, IncidentSuperviseInput


async def main(address: str, token: str, cursor: str) -> None:
    headers = {"authorization": f"Bearer {token}"}
    socket = {"ws_url": f"{address.replace('http', 'ws')}/graphql", "ws_connection_init_payload": {"token": token}}
    async with Client(url=f"{address}/graphql", headers=headers, **socket) as client:
        rows, after = [], None
        while True:
            page = (await client.incidents(filter_=IncidentFilter(open=True), after=after)).incidents
            rows += page.nodes
            if not page.page_info.has_next_page:
                break
            after = page.page_info.end_cursor
        sent = next(row for row in rows if row.state is IncidentState.DISPATCHED)
        wish = IncidentSuperviseInput(
            op_id=str(uuid4()), id=sent.id, seen=sent.version, opinion="从 ariadne-codegen 来"
        )
        answer = (await client.supervise(wish)).incident_supervise
        one = (await client.one(sent.id)).node
        async with aclosing(client.changes(after=cursor)) as changes:
            change = await anext(changes)
        told = {
            "rows": [row.id for row in rows],
            "total": page.total.count,
            "reported": [row.state is IncidentState.REPORTED for row in rows],
            "year": rows[0].received_at.year,
            "problems": answer.problems,
            "kinds": [event.kind for event in one.events.nodes],
            "heard": [change.incident_changed.kind, change.incident_changed.incident.id],
        }
    print(json.dumps(told))


asyncio.run(main(*sys.argv[1:]))
