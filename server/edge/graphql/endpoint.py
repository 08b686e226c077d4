"""The GraphQL edge: one address for queries, mutations and streams, after the rules of GraphQL over HTTP."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import orjson
from graphql import GraphQLError, OperationType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute

from server.data.asking import reads_only
from server.edge.caller import Caller, address_of, caller_of
from server.edge.compression import made_small
from server.edge.doors.holders import Holders
from server.edge.graphql import write_unlock
from server.edge.graphql.admission import Admitted, Gate, Unsound
from server.edge.graphql.masking import as_error
from server.edge.graphql.negotiate import check, respond, wants_stream, wants_table
from server.edge.graphql.query_cost import answered
from server.edge.graphql.request import Asked, from_body, from_url
from server.edge.graphql.socket import Socket
from server.edge.graphql.stream import EventStream
from server.edge.graphql.table import table
from server.edge.live.fanout import FanOut
from server.edge.questions.asked import by_program
from server.edge.refusal import BUSY, Refused, as_graphql
from server.edge.session_watch import Watch


class GraphQL:
    """`POST /graphql` (also as server-sent events), `GET /graphql` for queries, and the socket at the same address."""

    def __init__(self, gate: Gate, watch: Watch, live: FanOut, holders: Holders | None = None) -> None:
        self.gate, self.watch, self.live, self.holders = gate, watch, live, holders

    def routes(self) -> list[BaseRoute]:
        return [
            Route("/graphql", self.post, methods=["POST"]),
            Route("/graphql", self.get, methods=["GET"]),
            WebSocketRoute("/graphql", Socket(self.gate, self.watch, self.live).serve),
        ]

    async def post(self, request: Request) -> Response:
        return await self._serve(request, from_body)

    async def get(self, request: Request) -> Response:
        return await self._serve(request, from_url)

    async def _serve(self, request: Request, read: Callable[[Request], Awaitable[Asked]]) -> Response:
        accept = request.headers.get("accept", "")
        try:
            return await self._respond(request, read, accept)
        except Refused as refused:
            # whoever asks again then reaches another process, which may be of a newer release
            elsewhere = {"connection": "close"} if refused.code == "DOCUMENT_UNKNOWN" else {}
            return respond(accept, as_graphql(refused), status=refused.status, headers=refused.headers | elsewhere)
        except Unsound as unsound:
            return respond(accept, {"errors": [as_error(error) for error in unsound.errors]})
        except GraphQLError as error:
            return respond(accept, {"errors": [as_error(error)]})

    async def _respond(self, request: Request, read: Callable[[Request], Awaitable[Asked]], accept: str) -> Response:
        check(accept)
        asked, caller = await read(request), await caller_of(request)
        asked = await by_program(asked, caller.viewer, self.gate.engine)
        admitted = self.gate.admit(asked, caller)
        _check_method(request, admitted, caller)
        if self.holders and not caller.viewer.signed_in:
            await self.holders.check(caller.viewer.holder_id, admitted.request.kind, address_of(request))
        request.state.document = admitted.request.known_as
        if wants_stream(accept):
            request.state.outcome = "stream"
            cursor = request.headers.get("last-event-id") or None
            return EventStream(self.live, admitted.request, self.watch.follow(caller), cursor)
        if admitted.request.kind is OperationType.QUERY:
            reads_only()
        if wants_table(accept):
            return await table(request, self.gate, admitted, caller)
        if admitted.request.kind is OperationType.SUBSCRIPTION:
            raise Refused(406, "STREAM_NEEDED", "a subscription needs Accept: text/event-stream, or the socket")
        body = await self._run(admitted, caller)
        if "errors" in body:
            request.state.outcome = "errors"
        if _is_busy(body):
            return respond(accept, body, status=BUSY.status, headers=BUSY.headers)
        return await made_small(request, respond(accept, body))

    async def _run(self, admitted: Admitted, caller: Caller) -> dict[str, Any]:
        run = self.gate.engine.introspect if admitted.introspects else self.gate.engine.execute
        body = await run(admitted.request, caller.viewer)
        if admitted.paid is None:
            return body
        data = orjson.dumps(body.get("data"))
        cost = admitted.paid.settle(answered(data))
        told = {} if admitted.request.trusted else {"extensions": {"cost": cost}}  # screens read what they asked for
        is_large = body.get("data") is not None and admitted.request.kind is OperationType.QUERY
        return body | ({"data": orjson.Fragment(data)} if is_large else {}) | told


def _is_busy(body: dict[str, Any]) -> bool:
    """Whether the store could not answer: nothing that stands in `body` is then of use, and the same may be sent again.
    A mutation's payload says so among its problems."""
    if any(error["extensions"]["code"] == BUSY.code for error in body.get("errors", ())):
        return True
    data = body.get("data")
    payloads = data.values() if isinstance(data, dict) else ()
    problems = [one for payload in payloads if isinstance(payload, dict) for one in payload.get("problems") or ()]
    return any(isinstance(one, dict) and one.get("code") == BUSY.code for one in problems)


def _check_method(request: Request, admitted: Admitted, caller: Caller) -> None:
    """GET only reads; and a supervisor's own query changes nothing until they have opened changes for ten minutes."""
    if request.method == "GET" and admitted.request.kind is not OperationType.QUERY:
        raise Refused(405, "METHOD_NOT_ALLOWED", "GET only reads; send it by POST")
    if admitted.request.kind is OperationType.MUTATION and not admitted.request.trusted and not caller.by_token:
        write_unlock.require_open(caller, request.headers.get("x-grid-changes", ""))
