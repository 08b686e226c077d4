"""`GET /layers/{code}`: what the map of a community shows, for those whose posts cover it or lie in it.

Decision: a door of its own and not a field, since a phone asks daily whether it is still the same and is answered by
304; it is shared by all who may see it, so its bytes are made once.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from server.edge.caller import caller_of
from server.edge.compression import made_small
from server.edge.refusal import JSON, Refused
from server.ground.area import layers


def routes() -> list[BaseRoute]:
    return [Route("/layers/{code}", give, methods=["GET"])]


async def give(request: Request) -> Response:
    """The layer, or the same 404 for one that is not there and for whom it is not."""
    viewer = (await caller_of(request)).viewer
    if not viewer.signed_in:
        raise Refused(401, "AUTH_EXPIRED", "sign in first")
    code = request.path_params["code"]
    found = await layers.answer(code) if layers.may_see(viewer, code) else None
    if found is None:
        raise Refused(404, "NOT_FOUND", "there is nothing here for you")
    digest, body = found
    etag = f'W/"{digest}"'
    headers = {"etag": etag, "cache-control": "private, no-cache", "content-type": JSON}
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers | {"vary": "accept-encoding"})
    return await made_small(request, Response(body, headers=headers))
