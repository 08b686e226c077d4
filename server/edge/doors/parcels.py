"""`PUT /carried`: a sealed parcel of somebody's unsent work, brought by anybody who is signed in.

Each operation runs as its own person would have sent it: a trusted document, their posts of today, the receipts
that make a repetition harmless. The carrier learns how many were done and which codes they had, nothing of what
they say.
"""

from __future__ import annotations

import asyncio
from typing import Any

import structlog
from graphql import OperationType
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.core.errors import Forbidden, Invalid
from server.core.viewer import Viewer
from server.edge.body import KIB
from server.edge.caller import caller_of
from server.edge.graphql.documents import Documents
from server.edge.graphql.engine import Engine
from server.edge.refusal import Refused, json
from server.edge.spool import Spool
from server.ground.media import actions as media
from server.ground.media.shelf import Shelf, StorageFull
from server.ground.person.viewers import viewer_of
from server.reach.sync import courier
from server.reach.sync.courier import Carried, Parcel

MOST = 32 * KIB * KIB
TYPE = "application/octet-stream"
LATER = frozenset({"BUSY", "STORAGE_FULL", "INTERNAL", "DOCUMENT_UNKNOWN"})

log = structlog.get_logger("grid.carried")


class CarriedDoor:
    """Takes parcels in. One that is here is opened at a time: a large one needs several times its size meanwhile."""

    def __init__(self, engine: Engine, documents: Documents, shelf: Shelf, secret: bytes, spool: Spool) -> None:
        self.engine, self.documents, self.shelf, self._secret, self._spool = engine, documents, shelf, secret, spool
        self._one = asyncio.Semaphore(1)

    def routes(self) -> list[BaseRoute]:
        return [Route("/carried", self.put, methods=["PUT"])]

    async def put(self, request: Request) -> Response:
        if (carrier := (await caller_of(request)).viewer.person_id) is None:
            raise Refused(401, "AUTH_EXPIRED", "sign in first")
        if request.headers.get("content-type", "").partition(";")[0].strip().lower() != TYPE:
            raise Refused(415, "CONTENT_TYPE", f"send {TYPE}")
        async with self._spool.body(request, MOST, carrier) as body, self._one:
            parcel = await self._opened(await asyncio.to_thread(body.read))
            photos = await self._photos(parcel)
            viewer = await viewer_of(parcel.person)
            outcomes = [await self._done(one, viewer) for one in parcel.operations]
        return json({"operations": outcomes, "photos": photos})

    async def _opened(self, raw: bytes) -> Parcel:
        try:
            parcel = await asyncio.to_thread(courier.opened, raw, self._secret)
            await courier.check(parcel)
        except Invalid as invalid:
            raise Refused(400, invalid.problems[0].code, invalid.problems[0].message) from None
        except Forbidden as unknown:
            raise Refused(403, unknown.problems[0].code, unknown.problems[0].message) from None
        return parcel

    async def _photos(self, parcel: Parcel) -> int:
        """Keep the photos before what names them; how many are here. What is no picture is left out."""
        kept = 0
        for sha256, data in parcel.photos:
            try:
                await media.receive(self.shelf, sha256=sha256, data=data, sent_by=parcel.person)
                kept += 1
            except StorageFull:
                raise Refused(507, "STORAGE_FULL", "there is no room for photos now", retry_after=600) from None
            except Invalid:
                log.info("a carried photo is no picture", sha256=sha256)
        return kept

    async def _done(self, operation: Carried, viewer: Viewer) -> dict[str, Any]:
        asked = self.documents.request(operation.document, None, operation.variables)
        if asked is None or asked.prepared.errors:
            return _outcome(operation, ["DOCUMENT_UNKNOWN"])
        if asked.kind is not OperationType.MUTATION or _op_id(operation) != operation.op_id:
            return _outcome(operation, ["OPERATION_INVALID"])
        try:
            asked.check()
        except Refused as refused:
            return _outcome(operation, [refused.code])
        answer = await self.engine.execute(asked, viewer)
        if errors := answer.get("errors"):
            return _outcome(operation, [str(error["extensions"]["code"]) for error in errors])
        (payload,) = answer["data"].values()
        receipt = payload.get("receipt") or {}
        return _outcome(operation, [str(one["code"]) for one in payload["problems"]], receipt.get("code"))


def _op_id(operation: Carried) -> str | None:
    """The id that the operation itself says: it must be the one by which the parcel calls it."""
    given = operation.variables.get("input")
    return given.get("opId") if isinstance(given, dict) else None


def _outcome(operation: Carried, codes: list[str], receipt: str | None = None) -> dict[str, Any]:
    """What became of one operation; the words of a refusal are for its own person."""
    outcome = "refused" if codes else "done"
    if codes and all(code in LATER for code in codes):
        outcome = "later"
    elif "HELD" in codes:
        outcome = "held"
    problems = [{"code": code} for code in codes]
    return {"opId": operation.op_id, "outcome": outcome, "code": receipt, "problems": problems}
