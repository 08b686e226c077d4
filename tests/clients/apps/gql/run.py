"""gql without anything generated: the contract by introspection, documents checked against it here, a verb, and a
subscription over a socket. Prints what it was told: `python run.py ADDRESS TOKEN CURSOR`."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import aclosing
from uuid import uuid4

from gql import Client, gql
from gql.transport.exceptions import TransportQueryError
from gql.transport.httpx import HTTPXAsyncTransport
from gql.transport.websockets import WebsocketsTransport

LIST = gql("query List($first: Int) { incidents(first: $first) { nodes { id state version } total { count } } }")
SUPERVISE = gql("""mutation Supervise($input: IncidentSuperviseInput!) {
  incidentSupervise(input: $input) { incident { state } problems { code } } }""")
HEAR = gql("subscription Hear($after: String) { incidentChanged(after: $after) { kind incident { id } } }")


async def main(address: str, token: str, cursor: str) -> None:
    posts = HTTPXAsyncTransport(f"{address}/graphql", headers={"authorization": f"Bearer {token}"})
    async with Client(transport=posts, fetch_schema_from_transport=True) as session:
        schema = session.client.schema
        told = await session.execute(LIST, variable_values={"first": 100})
        sent = next(one for one in told["incidents"]["nodes"] if one["state"] == "DISPATCHED")
        wish = {"opId": str(uuid4()), "id": sent["id"], "seen": sent["version"], "opinion": "从 gql 来，请抓紧"}
        answer = await session.execute(SUPERVISE, variable_values={"input": wish})
        try:
            await session.execute(LIST, variable_values={"first": 101})
            codes = []
        except TransportQueryError as failure:
            codes = [error["extensions"]["code"] for error in failure.errors]
    heard = WebsocketsTransport(f"{address.replace('http', 'ws')}/graphql", init_payload={"token": token})
    client = Client(transport=heard, schema=schema)
    async with client as session, aclosing(session.subscribe(HEAR, variable_values={"after": cursor})) as changes:
        change = await anext(changes)
    changed = change["incidentChanged"]
    print(json.dumps({
        "types": len(schema.type_map),
        "rows": [one["id"] for one in told["incidents"]["nodes"]],
        "total": told["incidents"]["total"]["count"],
        "problems": answer["incidentSupervise"]["problems"],
        "refused": codes,
        "heard": [changed["kind"], changed["incident"]["id"]],
    }))  # fmt: skip


asyncio.run(main(*sys.argv[1:]))
